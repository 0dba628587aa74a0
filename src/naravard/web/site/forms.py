"""Forms of the money's pages: fields as pages show them, and what was written read into values with words on mistakes.

A view reads what was posted with :class:`Written`, and shows the same fields again with what was written and what is
wrong, so that nothing is lost::

    written = Written(request.POST)
    amount = written.kronor("amount", least=1)
    day = written.day("day")
    reason = written.text("reason", required=True)
    if written.problems:
        return page(…, fields=fields_of(written), status=422)

The parts of a page: ``site/parts/fields.html`` for ``fields``, ``site/parts/problems.html`` for ``problems``, and
``site/parts/refused.html`` for a ``refused`` :class:`~naravard.web.ledger.errors.MoneyRefusedError`.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor as kronor_words
from naravard.agreement.wording import whole

LONGEST_LINE = 200
LONGEST_TEXT = 5000
MOST_KRONOR = 999_999_999_999

Kind = Literal["line", "area", "kronor", "day", "select", "radio", "file", "checkbox"]
_NONE = Text("", "")
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009]+")
_WHOLE = re.compile(r"-?\d+")
_DECIMAL = re.compile(r"-?\d+[.,]\d+")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose in a field."""

    value: str
    label: Text
    hint: Text = _NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A form's field as the page shows it."""

    name: str
    label: Text
    kind: Kind = "line"
    value: str = ""
    """What was written, right or wrong."""
    hint: Text = _NONE
    problem: Text | None = None
    choices: Sequence[Choice] = ()
    rows: int = 4
    accept: str = ""
    """For a file: which files the browser offers, ``.pdf``."""

    @property
    def id(self) -> str:
        """The element's id, which the error summary links to."""
        return f"f-{self.name}"

    @property
    def described_by(self) -> str:
        """The ids of what describes the field."""
        ids = [f"{self.id}-hint"] if self.hint.sv else []
        return " ".join([*ids, f"{self.id}-error"] if self.problem else ids)


def filled(
    fields: Sequence[Field], values: Mapping[str, str], problems: Mapping[str, Text] | None = None
) -> list[Field]:
    """Return fields with what was written in them and what is wrong."""
    return [
        replace(field, value=values.get(field.name, field.value), problem=(problems or {}).get(field.name))
        for field in fields
    ]


class Written:
    """What was posted, read field by field; ``problems`` gathers what is wrong, by field, in the order of reading."""

    def __init__(self, posted: Mapping[str, str]) -> None:
        self.posted = posted
        self.problems: dict[str, Text] = {}

    def raw(self, name: str) -> str:
        """Return what was written, without blanks around it."""
        return str(self.posted.get(name, "")).strip()

    def wrong(self, name: str, sv: str, en: str) -> None:
        """Say what is wrong with a field; what was said first stands."""
        self.problems.setdefault(name, Text(sv, en))

    def text(self, name: str, *, required: bool = False, most: int = LONGEST_TEXT, lines: bool = True) -> str:
        """Read a text; control characters are refused, and line breaks unless ``lines``."""
        written = self.raw(name).replace("\r\n", "\n")
        if not written and required:
            self.wrong(name, "Fältet är tomt. Skriv en text.", "The field is empty. Write a text.")
        elif len(written) > most:
            self.wrong(
                name,
                f"Texten är för lång: {len(written)} tecken. Skriv högst {most} tecken.",
                f"The text is too long: {len(written)} characters. Write at most {most} characters.",
            )
        elif any(ord(sign) < ord(" ") and not (lines and sign in "\n\t") for sign in written):
            self.wrong(
                name,
                "Texten har tecken som inte går att spara. Skriv den på nytt utan dem.",
                "The text has characters that cannot be kept. Write it anew without them.",
            )
        return written

    def line(self, name: str, *, required: bool = False, most: int = LONGEST_LINE) -> str:
        """Read one line of text."""
        return self.text(name, required=required, most=most, lines=False)

    def kronor(
        self, name: str, *, least: int = 0, most: int = MOST_KRONOR, required: bool = True, empty: int = 0
    ) -> int:
        """Read whole kronor, written with or without blanks and ``kr``; ``empty`` stands for an empty field.

        Decimals, signs and anything else are refused with words, never rounded.
        """
        raw = self.raw(name)
        written = _BLANKS.sub("", raw.replace("−", "-")).removesuffix("kr").removesuffix(":-")
        if not written:
            if required:
                self.wrong(name, "Beloppet saknas. Skriv hela kronor, till exempel 12 500.",
                           "The amount is missing. Write whole kronor, for example 12 500.")  # fmt: skip
            return empty
        if _DECIMAL.fullmatch(written):
            self.wrong(name, f"Beloppet har decimaler: {raw}. Skriv hela kronor, utan ören.",
                       f"The amount has decimals: {raw}. Write whole kronor, without öre.")  # fmt: skip
            return empty
        if not _WHOLE.fullmatch(written) or not written.isascii():
            self.wrong(name, f"Det här är inget belopp: {raw}. Skriv hela kronor med siffror, till exempel 12 500.",
                       f"This is no amount: {raw}. Write whole kronor in digits, for example 12 500.")  # fmt: skip
            return empty
        return self._within(name, raw, written, least, most, empty)

    def _within(self, name: str, raw: str, written: str, least: int, most: int, empty: int) -> int:
        amount = int(written) if len(written) < 20 else MOST_KRONOR + 1
        if amount < least:
            self.wrong(name, f"Beloppet är för litet: {raw}. Skriv minst {kronor_words(least)}.",
                       f"The amount is too small: {raw}. Write at least {kronor_words(least)}.")  # fmt: skip
            return empty
        if amount > most:
            self.wrong(name, f"Beloppet är för stort: {raw}. Skriv högst {kronor_words(most)}.",
                       f"The amount is too large: {raw}. Write at most {kronor_words(most)}.")  # fmt: skip
            return empty
        return amount

    def number(self, name: str, *, most: int, required: bool = True) -> int | None:
        """Read a whole number of things; nothing where the field may be empty and is."""
        raw = self.raw(name)
        written = _BLANKS.sub("", raw)
        if not written and not required:
            return None
        if not (written.isascii() and written.isdigit() and len(written) < 12 and int(written) <= most):
            found = (f"Funnet: {raw}.", f"Found: {raw}.") if raw else ("Fältet är tomt.", "The field is empty.")
            self.wrong(name, f"Skriv ett helt antal, 0 till {whole(most)}. {found[0]}",
                       f"Write a whole number, 0 to {whole(most)}. {found[1]}")  # fmt: skip
            return None
        return int(written)

    def day(self, name: str, *, required: bool = True) -> datetime.date | None:
        """Read a day, ``2022-12-15`` or ``20221215``; nothing where the field may be empty and is."""
        raw = self.raw(name)
        if not raw and not required:
            return None
        try:
            return datetime.date.fromisoformat(raw)
        except ValueError:
            self.wrong(name, f"Skriv dagen med år, månad och dag: 2022-12-15. Funnet: {raw or 'ingenting'}.",
                       f"Write the day as year, month and day: 2022-12-15. Found: {raw or 'nothing'}.")  # fmt: skip
            return None

    def chosen(self, name: str, choices: Sequence[Choice], *, required: bool = True) -> str:
        """Read which of the choices was made; empty where none was."""
        raw = self.raw(name)
        if raw in {choice.value for choice in choices}:
            return raw
        if raw or required:
            self.wrong(name, "Välj ett av alternativen.", "Choose one of the alternatives.")
        return ""

    def version(self, name: str = "version") -> int | None:
        """Read the version that the form was shown with; nothing when it is not told."""
        raw = self.raw(name)
        return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else None
