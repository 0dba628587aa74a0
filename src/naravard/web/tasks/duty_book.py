"""Which duties an organisation has under an agreement, and who has a duty: worked out once per process and snapshot."""

from collections.abc import Mapping
from functools import cached_property, lru_cache

from naravard.agreement.duties import Holder, holders_of
from naravard.agreement.model import Duty
from naravard.web.agreements.current import Shown


class DutyBook:
    """The duties of one agreement by id, by who has them and by who receives them."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        self.agreement = shown.agreement

    @cached_property
    def duties(self) -> Mapping[str, Duty]:
        """The duties by id, in the agreement's order."""
        return {duty.id: duty for duty in self.agreement.duties}

    @cached_property
    def holders(self) -> Mapping[str, Mapping[str, Holder]]:
        """For each duty's id those who have it, by code."""
        return {duty.id: {one.code: one for one in holders_of(self.agreement, duty)} for duty in self.agreement.duties}

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[Duty, ...]]:
        found: dict[str, list[Duty]] = {}
        for duty in self.agreement.duties:
            for code in self.holders[duty.id]:
                found.setdefault(code, []).append(duty)
        return {code: tuple(duties) for code, duties in found.items()}

    def of(self, code: str) -> tuple[Duty, ...]:
        """Return the duties of the organisation with this code, in the agreement's order."""
        return self._by_code.get(code, ())

    def to(self, code: str) -> tuple[Duty, ...]:
        """Return the duties whose receiver has this code."""
        return tuple(duty for duty in self.agreement.duties if duty.to == code)

    def find(self, duty_id: str, code: str) -> Duty | None:
        """Return the duty with this id, if the organisation has it."""
        return self.duties.get(duty_id) if code in self.holders.get(duty_id, {}) else None


@lru_cache(maxsize=32)
def duty_book(shown: Shown) -> DutyBook:
    """Return the book of an agreement; one that is taken in again is shown again, and gets a new book."""
    return DutyBook(shown)
