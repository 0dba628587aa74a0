"""What handing in a duty asks for: which permission, and whether two persons.

A requisition asks the state for money and a financial report answers for it; an authorised signatory
signs them, and the activity report too, so one person prepares and another signs. Which duties those are is
said where what carries them is registered (:mod:`.carriers`); everything else is a report or an act that whoever
reports may hand in.
"""

from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.web.access.permissions import Permission


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked for before a duty can be handed in."""

    permission: Permission
    four_eyes: bool
    """The person who prepared it may not hand it in."""
    does: Text
    """What handing it in is called on a button."""
    did: str
    """The kind of event it leaves."""


REPORT = Demand(Permission.SUBMIT_REPORTS, four_eyes=False, does=Text("Lämna in", "Hand in"), did="duty-submitted")
BINDING = Demand(
    Permission.SIGN, four_eyes=True, does=Text("Skriv under och lämna in", "Sign and hand in"), did="duty-signed"
)
