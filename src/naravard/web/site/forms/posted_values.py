"""What was posted, read field by field into values, with words on what is wrong.

Several mistakes are told at once, and nothing that was written is lost: the fields are shown again with it.
"""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.http import QueryDict

from naravard.agreement import amount_text, day_text
from naravard.agreement.amount_text import AmountTextError
from naravard.agreement.model import Text
from naravard.agreement.numerals import decimal as decimal_number
from naravard.agreement.plain_text import Unprintable, mended, unprintable
from naravard.agreement.wording import kronor as kronor_words
from naravard.agreement.wording import whole
from naravard.web.site.forms.fields import Choice
from naravard.web.site.refusals import Refused

LONGEST_LINE = 200
LONGEST_TEXT = 5000
MOST_KRONOR = 999_999_999_999
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009]+")
_DECIMALS = Text(
    "Beloppet har decimaler: {raw}. Skriv hela kronor, utan ören.",
    "The amount has decimals: {raw}. Write whole kronor, without öre.",
)
_NO_AMOUNT = Text(
    "Det här är inget belopp: {raw}. Skriv hela kronor med siffror, till exempel 12 500.",
    "This is not an amount: {raw}. Write whole kronor in digits, for example 12 500.",
)
_NO_KRONOR: dict[amount_text.Why, Text] = {
    "empty": _NO_AMOUNT,
    "no-amount": _NO_AMOUNT,
    "decimals": _DECIMALS,
    "ambiguous": Text(
        "Beloppet kan betyda två saker: {raw}. Skriv {one} om du menar det, utan punkt och komma.",
        "The amount can mean two things: {raw}. Write {one} if you mean that, without points and commas.",
    ),
    "groups": Text(
        "Siffrorna står inte tre och tre: {raw}. Skriv beloppet utan mellanrum, eller som 12 500.",
        "The digits do not stand three by three: {raw}. Write the amount without spaces, or as 12 500.",
    ),
    "too-large": Text(
        "Beloppet är för stort: {raw}. Skriv hela kronor, till exempel 12 500.",
        "The amount is too large: {raw}. Write whole kronor, for example 12 500.",
    ),
}


def decimals_in_words(most: int) -> Text:
    """Say how many decimals a number may have: ``med högst 2 decimaler``."""
    return Text(
        f"med högst {most} {'decimal' if most == 1 else 'decimaler'}",
        f"with at most {most} {'decimal' if most == 1 else 'decimals'}",
    )


def cannot_be_printed(strange: Unprintable) -> Text:
    """Say which sign of a text cannot be printed, and where it stands."""
    return Text(
        f"Rad {strange.line}, tecken {strange.place} går inte att skriva ut ({strange.name}). Ta bort det tecknet, "
        "eller skriv det på ett annat sätt.",
        f"Line {strange.line}, character {strange.place} cannot be printed ({strange.name}). Remove it, or write it in "
        "another way.",
    )


def kronor_or_none(raw: str) -> int | None:
    """Return whole kronor as people write them; None for what cannot be read."""
    try:
        return amount_text.kronor_of(raw) if raw else None
    except AmountTextError:
        return None


class Written:
    """What was posted, read field by field; ``problems`` gathers what is wrong, by field, in the order of reading."""

    def __init__(self, posted: Mapping[str, str], files: Mapping[str, Any] | None = None) -> None:
        self.posted = posted
        self.files = files or {}
        """Files that came with it, by field. They are not kept: what is read of them is read when they come."""
        self.problems: dict[str, Text] = {}

    def raw(self, name: str) -> str:
        """Return what was written, without blanks around it."""
        return str(self.posted.get(name, "")).strip()

    def all(self, name: str) -> list[str]:
        """Return all that was chosen in a field that takes several."""
        if isinstance(self.posted, QueryDict):
            return [str(value) for value in self.posted.getlist(name)]
        return [self.posted[name]] if name in self.posted else []

    def wrong(self, name: str, sv: str, en: str) -> None:
        """Say what is wrong with a field; what was said first stands."""
        self.problems.setdefault(name, Text(sv, en))

    def check(self, read: Callable[[], object]) -> None:
        """Read something as the act will, so that what it refuses is told at its field, beside all else."""
        try:
            read()
        except Refused as refused:
            self.problems.setdefault(refused.field, refused.says)

    def text(self, name: str, *, required: bool = False, most: int = LONGEST_TEXT, lines: bool = True) -> str:
        """Read a text, mended; what cannot be printed is refused by its place, and line breaks unless ``lines``."""
        written = mended(self.raw(name))
        strange = unprintable(written, lines=lines)
        if not written and required:
            self.wrong(name, "Skriv en text.", "The field is empty. Write a text.")
        elif len(written) > most:
            self.wrong(
                name,
                f"Texten är för lång: {len(written)} tecken. Skriv högst {most} tecken.",
                f"The text is too long: {len(written)} characters. Write at most {most} characters.",
            )
        elif strange is not None and strange.sign == "\n":
            self.wrong(name, "Texten ska stå på en rad. Ta bort radbrytningen.",
                       "The text is to stand on one line. Remove the line break.")  # fmt: skip
        elif strange is not None:
            says = cannot_be_printed(strange)
            self.wrong(name, says.sv, says.en)
        return written

    def reason(self) -> str:
        """Read why something is done."""
        return self.text("reason", required=True)

    def line(self, name: str, *, required: bool = False, most: int = LONGEST_LINE) -> str:
        """Read one line of text."""
        return self.text(name, required=required, most=most, lines=False)

    def kronor(
        self, name: str, *, least: int = 0, most: int = MOST_KRONOR, required: bool = True, empty: int = 0
    ) -> int:
        """Read whole kronor as people write them; ``empty`` stands for an empty field.

        Öre, and what can mean two amounts, are refused with words, never rounded or guessed.
        """
        raw = self.raw(name)
        if not raw:
            if required:
                self.wrong(name, "Beloppet saknas. Skriv hela kronor, till exempel 12 500.",
                           "The amount is missing. Write whole kronor, for example 12 500.")  # fmt: skip
            return empty
        try:
            amount = amount_text.kronor_of(raw)
        except AmountTextError as error:
            says = _NO_KRONOR[error.why]
            values = {"raw": raw, "one": error.readings[0] if error.readings else ""}
            self.wrong(name, says.sv.format(**values), says.en.format(**values))
            return empty
        return self._within(name, raw, amount, least, most, empty)

    def _within(self, name: str, raw: str, amount: int, least: int, most: int, empty: int) -> int:
        if amount < least:
            self.wrong(name, f"Beloppet är för litet: {raw}. Skriv minst {kronor_words(least)}.",
                       f"The amount is too small: {raw}. Write at least {kronor_words(least)}.")  # fmt: skip
            return empty
        if amount > most:
            self.wrong(name, f"Beloppet är för stort: {raw}. Skriv högst {kronor_words(most)}.",
                       f"The amount is too large: {raw}. Write at most {kronor_words(most)}.")  # fmt: skip
            return empty
        return amount

    def number(self, name: str, *, most: int, decimals: int = 0, required: bool = True) -> Fraction | None:
        """Read a number of things with at most so many decimals, or None if the field may be empty and is."""
        raw = self.raw(name)
        written = _BLANKS.sub("", raw)
        if not written and not required:
            return None
        number = decimal_number(written, comma=True) if len(written) < 20 else None
        if number is None or not 0 <= number <= most or (number * 10**decimals).denominator != 1:
            found = (f"Du skrev: {raw}.", f"Found: {raw}.") if raw else ("Skriv något här.", "The field is empty.")
            kind = ("ett helt antal", "a whole number")
            if decimals:
                most_decimals = decimals_in_words(decimals)
                kind = (f"ett tal {most_decimals.sv}", f"a number {most_decimals.en}")
            self.wrong(name, f"Skriv {kind[0]}, 0 till {whole(most)}. {found[0]}",
                       f"Write {kind[1]}, 0 to {whole(most)}. {found[1]}")  # fmt: skip
            return None
        return number

    def day(self, name: str, *, required: bool = True) -> datetime.date | None:
        """Read a day that can mean one only, or None if the field may be empty and is."""
        raw = self.raw(name)
        if not raw and not required:
            return None
        day = day_text.day_of(raw)
        if day is None:
            self.wrong(name, f"Skriv dagen med år, månad och dag: ÅÅÅÅ-MM-DD. Du skrev: {raw or 'ingenting'}.",
                       f"Write the day as year, month and day: YYYY-MM-DD. Found: {raw or 'nothing'}.")  # fmt: skip
        return day

    def required_day(self, name: str) -> datetime.date:
        """Read a day that has to be there; unreadable is a problem, and gives the first of all days."""
        return self.day(name) or datetime.date.min

    def chosen(self, name: str, choices: Sequence[Choice], *, required: bool = True) -> str:
        """Read which of the choices was made; empty where none was."""
        raw = self.raw(name)
        if raw in {choice.value for choice in choices}:
            return raw
        if raw or required:
            self.wrong(name, "Välj ett av alternativen.", "Choose one of the alternatives.")
        return ""

    def version(self, name: str = "version") -> int | None:
        """Read the version that the form was shown with, or None if it is not told."""
        raw = self.raw(name)
        return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else None
