"""The numbers that rules share by: the agreement's own, and those that a caller brings instead."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from naravard.agreement.model import Agreement, Grant, MixPart, Proportional, Rule
from naravard.agreement.rule_tree import keys_of as keys_of  # part of this module's surface too
from naravard.allocation.errors import (
    KeyHasUnknownCodesError,
    KeyLacksRecipientsError,
    NegativeKeyValueError,
    UnknownKeyError,
)

Numbers = Mapping[str, Fraction]


class KeyNumbers:
    """Looks numbers up by key and recipient, the caller's before the agreement's."""

    def __init__(self, agreement: Agreement, brought: Mapping[str, Numbers] | None = None) -> None:
        self._own: dict[str, Numbers | None] = {key.id: key.values for key in agreement.keys}
        self._brought = dict(brought or {})
        self._picked: dict[tuple[str, tuple[str, ...]], Picked] = {}

    def knows(self, key: str) -> bool:
        """Say whether the key is declared or brought."""
        return key in self._own or key in self._brought

    def has_numbers(self, key: str) -> bool:
        """Say whether there are numbers for the key."""
        return key in self._brought or self._own.get(key) is not None

    def is_brought(self, key: str) -> bool:
        """Say whether the caller brought the key's numbers, other than the agreement's own."""
        return key in self._brought and self._brought[key] != self._own.get(key)

    def ids(self) -> list[str]:
        """Return the ids of all keys, the agreement's first."""
        return list(dict.fromkeys([*self._own, *self._brought]))

    def of(self, key: str, codes: tuple[str, ...], where: str) -> "Picked":
        """Return the key's numbers for ``codes``, and their total; all must be there and none below zero."""
        picked = self._picked.get((key, codes))
        if picked is None:
            picked = self._picked[key, codes] = self._pick(key, codes, where)
        return picked

    def _pick(self, key: str, codes: tuple[str, ...], where: str) -> "Picked":
        numbers = self._brought.get(key)
        if numbers is None:
            numbers = self._own.get(key)
        if numbers is None:
            raise UnknownKeyError(where, key, self.ids())
        missing = [code for code in codes if code not in numbers]
        if missing:
            raise KeyLacksRecipientsError(where, key, missing)
        picked = {code: numbers[code] for code in codes}
        for code, number in picked.items():
            if number.numerator < 0:
                raise NegativeKeyValueError(where, key, code, Fraction(number))
        numerators = {code: number.numerator for code, number in picked.items() if number.denominator == 1}
        whole = numerators if len(numerators) == len(picked) else None
        return Picked(picked, Fraction(sum(picked.values())), whole)


class Picked(NamedTuple):
    """A key's numbers for those who share, and their total."""

    numbers: Mapping[str, Fraction]
    total: Fraction
    whole: Mapping[str, int] | None
    """The same as whole numbers, where all of them are."""


def check_brought(agreement: Agreement, brought: Mapping[str, Numbers], also: Iterable[str] = ()) -> None:
    """Refuse brought numbers for keys that the agreement does not have, or for codes that none of its groups has.

    ``also`` are keys that may be brought though the agreement does not declare them.
    """
    declared = list(dict.fromkeys([*(key.id for key in agreement.keys), *also]))
    known = {member.code for group in agreement.recipients for member in group.members}
    for key, numbers in brought.items():
        if key not in declared:
            raise UnknownKeyError("keys", key, declared)
        strangers = [code for code in numbers if code not in known]
        if strangers:
            raise KeyHasUnknownCodesError(key, strangers)


def keys_of_grant(grant: Grant) -> tuple[str, ...]:
    """Return the ids of all keys that a grant rests on: its rule's, and those of earmarks with rules of their own."""
    rules = [grant.rule, *(earmark.rule for earmark in grant.earmarks if earmark.rule is not None)]
    return tuple(dict.fromkeys(key for rule in rules for key in keys_of(rule)))


def rule_of(part: MixPart) -> Rule:
    """Return the rule of a part of a mix; ``key`` is short for a proportional rule."""
    return part.rule if part.rule is not None else Proportional(key=part.key or "")
