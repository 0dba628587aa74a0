"""What a rule is given to do: money to share, among whom, and where to look numbers up."""

from collections.abc import Callable
from fractions import Fraction

from msgspec import Struct

from naravard.agreement.model import Rule
from naravard.allocation.keys import KeyNumbers
from naravard.allocation.model import Worked


class SharingTask(Struct, frozen=True):
    """Exact kronor to be shared among recipients."""

    pot: Fraction
    codes: tuple[str, ...]
    keys: KeyNumbers
    where: str
    """The grant and the place in its rule, for messages: ``ambulans.rule.remainder``."""
    everyone: frozenset[str]
    """All who could be named in the rule, also those who do not share this pot."""
    unit: int = 0
    """The rounding unit of the grant, where the rule's amounts are rounded as they stand; 0 inside other rules."""

    def inner(
        self, place: str, *, pot: Fraction | None = None, codes: tuple[str, ...] | None = None, unit: int = 0
    ) -> "SharingTask":
        """Return the task of a rule inside this one."""
        return SharingTask(
            self.pot if pot is None else pot,
            self.codes if codes is None else codes,
            self.keys,
            f"{self.where}.{place}",
            self.everyone,
            unit,
        )


Work = Callable[[Rule, SharingTask], Worked]
"""Carries out any rule; handed to the rules that hold others."""
