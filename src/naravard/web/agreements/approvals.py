"""Who has approved an agreement's text and data, and whether that still holds."""

from dataclasses import dataclass

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.web.agreements.current import Shown
from naravard.web.agreements.models import Approval
from naravard.web.organisations.models import Organisation
from naravard.web.people.names import names_of


@dataclass(frozen=True, slots=True)
class ApprovalShown:
    """One approval with the names of who gave it."""

    approval: Approval
    by: str
    organisation: Text
    holds: bool
    """Whether the agreement still reads as it did."""

    @property
    def words(self) -> Text:
        """Who approved, when, and what was remarked, in a sentence or two."""
        day, remarks = swedish_day(self.approval.approved_at), self.approval.remarks
        said = f" Anmärkning: {remarks}" if remarks else ""
        says = f" Remark: {remarks}" if remarks else ""
        return Text(
            f"Godkänt {day} av {self.by}, {self.organisation.sv}.{said}",
            f"Approved {day} by {self.by}, {self.organisation.in_language('en')}.{says}",
        )


def approvals_of(shown: Shown) -> tuple[ApprovalShown, ...]:
    """Return an agreement's approvals, those that hold first, the newest of each first."""
    found = list(Approval.objects.filter(agreement_id=shown.agreement.id))
    names = names_of(one.approved_by for one in found)
    organisations = Organisation.objects.in_bulk({one.organisation for one in found})
    told = [
        ApprovalShown(
            one,
            names[one.approved_by],
            organisations[one.organisation].text if one.organisation in organisations else Text(one.organisation),
            one.reads == shown.reads,
        )
        for one in found
    ]
    return tuple(sorted(told, key=lambda one: not one.holds))


def in_words(approvals: tuple[ApprovalShown, ...]) -> Text | None:
    """Return the approvals that hold, in words; None if none does."""
    holding = [one.words for one in approvals if one.holds]
    if not holding:
        return None
    return Text(" ".join(one.sv for one in holding), " ".join(one.en for one in holding))
