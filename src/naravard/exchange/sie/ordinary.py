"""The ordinary row, which nearly every line of a large file is, read by one pattern.

What it does not know goes the long way, by fields and one value at a time, and reads the same; a test compares the two.
"""

import datetime
import re
from collections.abc import Mapping

from naravard.exchange.sie.fields import content, split
from naravard.exchange.sie.findings import WrongError
from naravard.exchange.sie.model import NO_OBJECTS, Transaction
from naravard.exchange.sie.values import MOST_REMEMBERED, Values

_WORD = r'(?:[ \t]+(?:"([^"\\]*)"|([^ \t"{}][^ \t{}]*)))?'
_ROW = re.compile(
    r"#TRANS[ \t]+([0-9]{1,20})[ \t]+(\{[^{}\\]*\})[ \t]+(-?)([0-9]{1,15})(\.[0-9]{1,2})?"
    r'(?:[ \t]+([0-9]{8}|""))?' + _WORD * 3
)
_ORE = {f".{each}": each * 10 for each in range(10)} | {f".{each:02d}": each for each in range(100)}


class OrdinaryRows:
    """Reads ordinary rows of one file, and remembers what comes again and again."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self._objects: dict[str, tuple[Mapping[int, str], str]] = {"{}": (NO_OBJECTS, "")}

    def read(self, line: str, date: datetime.date) -> tuple[Transaction, str] | None:
        """Return the row and what of it the checksum is made of, or None if it is not an ordinary row."""
        match = _ROW.fullmatch(line)
        if match is None:
            return None
        account, listed, minus, kronor, decimals, day, *words = match.groups("")
        if not day and any(words):
            return None  # what stands where the day should is no day
        day = day if day != '""' else ""
        try:
            objects, counted = self._objects.get(listed) or self._new_objects(listed)
            own_date = self._values.day(day) if day else date
        except WrongError:
            return None
        ore = int(kronor) * 100 + (_ORE[decimals] if decimals else 0)
        row = Transaction(account, -ore if minus else ore, own_date, words[0] or words[1], objects)
        return row, f"#TRANS{account}{counted}{minus}{kronor}{decimals}{day}{''.join(words)}"

    def _new_objects(self, listed: str) -> tuple[Mapping[int, str], str]:
        fields = split(listed)
        made = self._values.objects(fields[0]), content(fields)
        if len(self._objects) >= MOST_REMEMBERED:
            self._objects.clear()
        self._objects[listed] = made
        return made
