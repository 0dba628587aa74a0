"""What a requisition says as the paper that was handed in: the recipient's details, references and who signed."""

from dataclasses import dataclass

from naravard.agreement.model import Paper
from naravard.exchange.pain001 import Giro
from naravard.web.agreements.current import all_shown
from naravard.web.papers.entries import from_json
from naravard.web.papers.known import fields_of, paper_of
from naravard.web.papers.models import HandedInPaper
from naravard.web.payments.giros import NAMES, chosen

PAPER = "requisition"
"""The paper's id in the agreement's data: what its duty is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDetails:
    """What is read out of a requisition that was handed in (annex 2, points 1 to 4)."""

    organisation_number: str = ""
    bankgiro: str = ""
    plusgiro: str = ""
    payment_reference: str = ""
    """The reference that the recipient wants on the payment."""
    reference_numbers: tuple[tuple[str, str], ...] = ()
    """By the agreement's id of each; empty where the paper has none."""
    receipt: str = ""
    """The number of the receipt that proves it."""

    @property
    def giro(self) -> Giro | None:
        """Where the recipient wants the money."""
        return chosen(self.bankgiro, self.plusgiro)


def papers_of(agreement_id: str, codes: list[str]) -> dict[str, PaperDetails]:
    """Return the requisition that stands of each recipient, by organisation code; none for one without a paper."""
    shown = next((shown for shown in all_shown() if shown.agreement.id == agreement_id), None)
    paper = paper_of(shown.agreement, PAPER) if shown else None
    if paper is None:
        return {}
    handed_in = (
        HandedInPaper.objects.filter(agreement_id=agreement_id, organisation__in=codes, paper_id=PAPER)
        .defer("pdf", "signed_pdf")
        .order_by("edition")
    )
    return {one.organisation_id: _read(paper, one) for one in handed_in}


def _read(paper: Paper, handed_in: HandedInPaper) -> PaperDetails:
    said = {entry.id: entry.value for entry in from_json(handed_in.content)}
    every = fields_of(paper)
    by_source = {field.source: said.get(field.id, "") for field in every if field.source is not None}
    by_kind = {field.holds: said.get(field.id, "") for field in every}
    giro = by_source.get("giro", "")
    return PaperDetails(
        organisation_number=_digits(by_source.get("organisation-number", "")),
        bankgiro=_digits(giro) if giro.startswith(NAMES["bankgiro"].sv) else "",
        plusgiro=_digits(giro) if giro.startswith(NAMES["plusgiro"].sv) else "",
        payment_reference=by_kind.get("payment-reference", ""),
        reference_numbers=tuple(
            (field.reference_number, said.get(field.id, "")) for field in every if field.reference_number is not None
        ),
        receipt=handed_in.receipt_number,
    )


def _digits(written: str) -> str:
    return "".join(sign for sign in written if sign.isdigit())
