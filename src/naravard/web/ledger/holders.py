"""Whose account a grant's money stands in for an organisation that uses it, and as whom it uses it there."""

from dataclasses import dataclass
from functools import lru_cache

from naravard.agreement.duties import organisation_code
from naravard.agreement.model import Grant
from naravard.web.agreements.current import Shown
from naravard.web.ledger.accounts import terms_for


@dataclass(frozen=True, slots=True)
class UsableGrant:
    """A grant that an organisation may use."""

    grant: Grant
    recipient: str
    """The code of the organisation that was given it: whose account the costs are booked in."""
    holder: str
    """As the ledger's facts have it: empty for the recipient itself, otherwise the organisation's own code."""


@lru_cache(maxsize=2048)
def uses_of(shown: Shown, code: str) -> tuple[UsableGrant, ...]:
    """Return the grants that an organisation may use: its own, and those that another passes on to it.

    A municipality uses the grants of its county's RSS as their holder. It is worked
    out once per process and snapshot.
    """
    found: list[UsableGrant] = []
    for grant in shown.agreement.grants:
        for recipient in shown.agreement.recipients_of(grant):
            own = organisation_code(recipient)
            if own == code:
                found.append(UsableGrant(grant, own, ""))
            elif code in terms_for(shown, own).onward:
                found.append(UsableGrant(grant, own, code))
    return tuple(found)
