"""The checks of a decisive page as one list: what is met is folded with its count, and what fails stands open."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from naravard.agreement.model import Text


class CheckOutcome(StrEnum):
    """What a check came to."""

    words: Text

    def __new__(cls, code: str, sv: str, en: str) -> "CheckOutcome":
        """Give each answer its code and its words."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.words = Text(sv, en)
        return made

    MET = ("met", "Uppfyllt", "Met")
    NOT_MET = ("not-met", "Inte uppfyllt", "Not met")
    UNKNOWN = ("unknown", "Går inte att avgöra", "Cannot be told")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that is checked."""

    name: Text
    answer: CheckOutcome
    says: Text
    """What was found, and what was expected."""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """All that is checked of one thing, in order."""

    checks: Sequence[Check]

    @property
    def met(self) -> list[Check]:
        """Those that are met, which the page folds."""
        return [one for one in self.checks if one.answer is CheckOutcome.MET]

    @property
    def others(self) -> list[Check]:
        """Those that are not met, then those that cannot be told: the page shows them."""
        others = [one for one in self.checks if one.answer is not CheckOutcome.MET]
        return sorted(others, key=lambda one: one.answer is CheckOutcome.UNKNOWN)

    @property
    def says(self) -> Text:
        """How many are met: ``7 av 8 kontroller är uppfyllda``."""
        met, of = len(self.met), len(self.checks)
        return Text(f"{met} av {of} kontroller är uppfyllda", f"{met} of {of} checks are met")
