"""What a version takes from recipients: the yes that whoever fixes it says to each part of it."""

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.fixing.tables import changes_of
from naravard.web.ledger.next_version import ProposedVersion, paid_above
from naravard.web.site.forms.step import OwnYes


def yes_to_less(proposal: ProposedVersion) -> list[OwnYes]:
    """Return the yes to what a version takes from recipients; none if no sum goes down."""
    lower = [
        one for one in changes_of(proposal) if one.before is not None and one.difference < 0 and not one.sum.earmark
    ]
    if not lower:
        return []
    less, codes = kronor(-sum(one.difference for one in lower)), {one.sum.code for one in lower}
    many = len(codes)
    above = paid_above(proposal)
    repaid = [
        OwnYes(
            Text(
                f"{kronor(above)} är redan utbetalda över den nya tilldelningen och ska återbetalas.",
                f"{kronor(above)} have already been paid above the new allotment and are to be repaid.",
            ),
            Text(f"Ja, {kronor(above)} ska återbetalas", f"Yes, {kronor(above)} are to be repaid"),
        )
    ]
    return [
        OwnYes(
            Text(
                f"{'En mottagare' if many == 1 else f'{many} mottagare'} får tillsammans {less} mindre än i den "
                f"version "
                "som gäller. Det som inte är begärt eller utbetalat sänks genast.",
                f"{'One recipient gets' if many == 1 else f'{many} recipients get'} {less} less in all than in the "
                "version that holds. What is not asked for or paid is lowered at once.",
            ),
            Text(f"Ja, sänk tilldelningen med {less}", f"Yes, lower what is allotted by {less}"),
        ),
        *(repaid if above else ()),
    ]
