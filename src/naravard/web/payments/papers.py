"""What a requisition says as the paper that was handed in: the recipient's details, references and who signed."""

from dataclasses import dataclass

from naravard.exchange.pain001 import Giro
from naravard.web.payments.giros import chosen


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
    return {}
