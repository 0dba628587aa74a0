"""Fields as values: öre, days, numbers and objects. What cannot be one says why."""

import datetime
import re
from collections.abc import Mapping
from types import MappingProxyType

from naravard.exchange.sie.fields import Field, ObjectList
from naravard.exchange.sie.findings import WrongError
from naravard.exchange.sie.model import NO_OBJECTS

_AMOUNT = re.compile(r"(-?)([0-9]{1,15})(?:\.([0-9]{1,2})0*)?")
_COMMA = re.compile(r"-?[0-9][0-9 .]*,[0-9]*")
_LONG = re.compile(r"-?[0-9]+\.[0-9]{3,}")
_HUGE = re.compile(r"-?[0-9]{16,}(?:\.[0-9]{1,2})?")
_DAY = re.compile(r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})")
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_ACCOUNT = re.compile(r"[0-9]{1,20}")
MOST_REMEMBERED = 50_000


def text(fields: list[Field], position: int) -> str:
    """Return the text at a place, empty where the line has ended."""
    if position >= len(fields):
        return ""
    found = fields[position]
    if isinstance(found, ObjectList):
        raise WrongError("S022", record=str(fields[0]), position=position)
    return found


def needed(fields: list[Field], position: int) -> str:
    """Return the text at a place where something must stand."""
    found = text(fields, position)
    if not found:
        raise WrongError("S022", record=str(fields[0]), position=position)
    return found


def amount(raw: str) -> int:
    """Return öre.

    >>> amount("-1250.5"), amount("3")
    (-125050, 300)
    """
    match = _AMOUNT.fullmatch(raw)
    if match is None:
        raise WrongError(_what_is_wrong_with(raw), found=raw)
    minus, kronor, decimals = match.groups()
    ore = int(kronor) * 100 + (int(decimals.ljust(2, "0")) if decimals else 0)
    return -ore if minus else ore


def amount_text(ore: int) -> str:
    """Write öre as SIE does.

    >>> amount_text(-125050)
    '-1250.50'
    """
    kronor, rest = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{kronor}.{rest:02d}"


def number(raw: str, record: str) -> int:
    """Return a whole number: a dimension's, or a fiscal year's."""
    if _NUMBER.fullmatch(raw) is None:
        raise WrongError("S024", record=record, found=raw)
    return int(raw)


def account(raw: str) -> str:
    """Return an account's number: figures."""
    if _ACCOUNT.fullmatch(raw) is None:
        raise WrongError("S023", found=raw)
    return raw


class Values:
    """Values that come again and again in a file, made once."""

    def __init__(self) -> None:
        self._days: dict[str, datetime.date] = {}
        self._objects: dict[tuple[str, ...], Mapping[int, str]] = {}

    def day(self, raw: str) -> datetime.date:
        """Return the day of eight figures; programs also write hyphens between them."""
        known = self._days.get(raw)
        return known if known is not None else self._new_day(raw)

    def objects(self, found: Field) -> Mapping[int, str]:
        """Return objects by dimension."""
        if not isinstance(found, ObjectList):
            raise WrongError("S021", found=found)
        if not found.pairs:
            return NO_OBJECTS
        known = self._objects.get(found.pairs)
        return known if known is not None else self._new_objects(found.pairs)

    def _new_day(self, raw: str) -> datetime.date:
        match = _DAY.fullmatch(raw)
        try:
            made = datetime.date(int(match[1]), int(match[3]), int(match[4])) if match else None
        except ValueError:
            made = None
        if made is None:
            raise WrongError("S025", found=raw)
        if len(self._days) >= MOST_REMEMBERED:
            self._days.clear()
        self._days[raw] = made
        return made

    def _new_objects(self, pairs: tuple[str, ...]) -> Mapping[int, str]:
        if len(pairs) % 2:
            raise WrongError("S030", found=" ".join(pairs))
        made: dict[int, str] = {}
        for dimension, each in zip(pairs[::2], pairs[1::2], strict=True):
            if not each:
                continue  # how some programs write that there is no object
            known = number(dimension, "#OBJEKT")
            if made.get(known, each) != each:
                raise WrongError("S031", dimension=known)
            made[known] = each
        if len(self._objects) >= MOST_REMEMBERED:
            self._objects.clear()
        self._objects[pairs] = MappingProxyType(made)
        return self._objects[pairs]


def _what_is_wrong_with(raw: str) -> str:
    for finding_id, pattern in (("S026", _COMMA), ("S027", _LONG), ("S029", _HUGE)):
        if pattern.fullmatch(raw):
            return finding_id
    return "S028"
