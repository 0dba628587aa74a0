"""What an organisation does under the agreements that are held here: it says which roles its people can have.

The agreements lie above this room, so they hand it down: :func:`doings_from` registers what tells it. What the built-in
bodies usually do stands in the reference data, so that their people can be invited before the first agreement is there.
"""

from collections.abc import Callable
from enum import StrEnum

from naravard.agreement.model import Text
from naravard.agreement.reference import usual_mandates


class Doing(StrEnum):
    """One thing that an organisation does under an agreement; the first five are mandates."""

    words: Text

    def __new__(cls, code: str, sv: str, en: str) -> "Doing":
        """Give each its code and its words."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.words = Text(sv, en)
        return made

    FIXES = ("fixes", "den som fastställer en fördelning", "whoever fixes an allocation")
    EXTENDS = ("extends", "den som kan förlänga en tid", "whoever can extend a time")
    PAYS = ("pays", "den som betalar ut medel", "whoever pays money out")
    RECLAIMS = ("reclaims", "den som beslutar om återkrav", "whoever decides on reclaims")
    SHARES = ("shares", "den som fördelar efter redovisade tal", "whoever shares by reported numbers")
    RECEIVES = ("receives", "den som tar emot redovisningar", "whoever receives reports")
    """It receives reports, and has no role for something else that receives them too."""
    GETS_MONEY = ("gets-money", "en annan mottagare av medel", "another recipient of money")
    """It is a recipient of a grant, and no region, RSS, municipality or SKR, which have officials of their own."""
    SIGNS = ("signs", "den som ska lämna en undertecknad handling", "whoever is to hand in a signed paper")
    ACCOUNTS = ("accounts", "den som ska lämna en ekonomisk redovisning", "whoever is to hand in a financial report")


Teller = Callable[[str], frozenset[Doing]]
_TELLERS: list[Teller] = []


def doings_from(teller: Teller) -> Teller:
    """Register what tells what an organisation, given by its code, does; and return it."""
    if teller not in _TELLERS:
        _TELLERS.append(teller)
    return teller


def doings_of(organisation_code: str) -> frozenset[Doing]:
    """Return everything that an organisation does; whoever pays or fixes receives by the role of that."""
    usual = frozenset(one for one in Doing if one.value in usual_mandates(organisation_code))
    does = usual.union(*(teller(organisation_code) for teller in _TELLERS))
    return does - {Doing.RECEIVES} if does & {Doing.PAYS, Doing.FIXES} else does
