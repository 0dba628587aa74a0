"""What a requisition says as the paper that was handed in: the recipient's details, references and who signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from naravard.agreement.model import Agreement, Paper, Text
from naravard.exchange.pain001 import Giro
from naravard.web.agreements.current import Shown
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.numbers import (
    BANKGIRO,
    ORGANISATION_NUMBER,
    PLUSGIRO,
    NumberForm,
    WrittenWrongError,
    read_number,
)
from naravard.web.papers.entries import from_json
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.prefill import fields_of, paper_of
from naravard.web.papers.words import clock_remarks
from naravard.web.payments.giros import chosen
from naravard.web.tasks.duty_book import duty_book

ABOUT = "requisition"
"""What the duty to requisition is about, and so the id of its paper."""
NOTHING = Text("")
_FORMS = {"bankgiro": BANKGIRO, "plusgiro": PLUSGIRO}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDetails:
    """What is read out of a requisition that was handed in, as it is written there.

    What the agreement's paper has no field for is the recipient's own detail, as it is kept now.
    """

    organisation_number: str = ""
    bankgiro: str = ""
    plusgiro: str = ""
    payment_reference: str = ""
    """The reference that the recipient wants on the payment."""
    reference_numbers: tuple[tuple[str, str], ...] = ()
    """By the agreement's id of each; empty where the paper has none."""
    receipt: str = ""
    """The number of the receipt that proves it."""
    preparers: tuple[str, ...] = ()
    """The codes of all who wrote in it."""
    signed_by: str = ""
    """The code of the person who signed."""
    is_electronic: bool = False
    clock: Text = NOTHING
    """What is to be said of the times of its signatures, after a blank."""

    @property
    def giro(self) -> Giro | None:
        """Where the recipient wants the money, with digits only, or None if it cannot be read."""
        written = chosen(self.bankgiro, self.plusgiro)
        if written is None:
            return None
        digits = _digits(_FORMS[written.kind], written.number)
        return Giro(written.kind, digits) if digits else None

    @property
    def number(self) -> str:
        """The recipient's organisation number, digits only; empty where it cannot be read."""
        return _digits(ORGANISATION_NUMBER, self.organisation_number)


def _digits(form: NumberForm, written: str) -> str:
    try:
        return read_number(form, written)
    except WrittenWrongError:
        return ""


def papers_of(shown: Shown, codes: Sequence[str]) -> dict[tuple[str, str], PaperDetails]:
    """Return the requisition that was handed in last by each recipient for each duty, by organisation code and duty.

    One without a paper here is left out: its requisition came in another way.
    """
    found = (
        HandedInPaper.objects.filter(agreement_id=shown.agreement.id, paper_id=ABOUT, organisation__in=codes)
        .select_related("organisation")
        .order_by("edition")
        .defer("pdf", "signed_pdf")
    )
    duties = duty_book(shown).duties
    return {
        (paper.organisation_id, paper.duty_id): _details(paper, described, shown.agreement)
        for paper in found
        if (described := paper_of(shown.agreement, ABOUT, duties.get(paper.duty_id))) is not None
    }


def _details(paper: HandedInPaper, described: Paper, agreement: Agreement) -> PaperDetails:
    values = {entry.id: entry.value for entry in from_json(paper.content)}
    own, number = paper.organisation, _of(described, "organisation-number", values)
    giros = _giros(_of(described, "giro", values), own)
    return PaperDetails(
        organisation_number=own.organisation_number if number is None else number,
        bankgiro=giros.get("bankgiro", ""),
        plusgiro=giros.get("plusgiro", ""),
        payment_reference=_reference(described, values),
        reference_numbers=tuple(
            (one.id, values.get(field.id, ""))
            for one in agreement.reference_numbers
            for field in fields_of(described)
            if field.reference_number == one.id
        ),
        receipt=paper.receipt_number,
        preparers=tuple(paper.preparers),
        signed_by=paper.signed_by,
        is_electronic=paper.is_electronic,
        clock=clock_remarks(paper),
    )


def _giros(written: str | None, own: Organisation) -> dict[str, str]:
    """Return the account that is written, by its kind; the recipient's own where the paper has no field for it."""
    if written is None:
        return {"bankgiro": own.bankgiro, "plusgiro": own.plusgiro}
    kind, _, number = written.partition(" ")
    return {kind.lower(): number} if kind.lower() in _FORMS else {}


def _of(described: Paper, detail: str, values: Mapping[str, str]) -> str | None:
    """Return what the paper says in the field of a known detail; None if it has no such field."""
    fields = fields_of(described)
    found = [one for one in fields if one.source == detail] or [one for one in fields if one.holds == detail]
    return values.get(found[0].id, "") if found else None


def _reference(described: Paper, values: Mapping[str, str]) -> str:
    """Return the payment reference that the recipient asks for."""
    named = (field for field in fields_of(described) if field.holds == "payment-reference")
    return next((values.get(field.id, "") for field in named), "")
