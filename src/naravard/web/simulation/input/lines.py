"""Text as lines of a label and a value: the separator, the heading and the columns that people's rows have."""

import csv
import re
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext as _

from naravard.agreement import numerals, wording
from naravard.web.simulation.input.recipients import RecipientBook
from naravard.web.site.forms.problems import Problem

MOST_ROWS = 1_000
LONGEST_ROW = 500

_VALUE_WORDS = frozenset({"value", "värde", "antal", "tal", "nyckel", "nyckeltal", "number", "belopp", "amount"})
_CODE_WORDS = frozenset({"code", "kod", "länskod", "kommunkod", "regionkod", "recipient_code", "mottagarkod"})
_NAME_WORDS = frozenset({"name", "namn", "region", "regioner", "kommun", "kommuner", "län", "mottagare", "recipient"})
_CODE_THEN_BLANK = re.compile(r"\s*\d+[ \t]+\d[\d ]*,", re.ASCII)
"""A row such as ``01 12,5``: the comma is a decimal comma."""
_BLANKS = re.compile(r"(?P<label>\S+|.+?)[ \t]+(?P<value>[-−+]?\d[\d\s.,]*%?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class InputLine:
    """One row, taken apart: its number, a code or name, and a value; all as written."""

    number: int
    label: str
    value: str


@dataclass(slots=True)
class LinesRead:
    """What has been understood so far."""

    book: RecipientBook
    field_name: str
    values: dict[str, Fraction] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    padded: list[str] = field(default_factory=list)
    by_name: int = 0
    stated_total: tuple[int, Fraction] | None = None

    def refuse(
        self, what: str, line: InputLine | None = None, *, found: str = "", expected: str = "", way_out: str = ""
    ) -> None:
        """Remember a mistake, and where it stands."""
        where = _("rad %(number)s") % {"number": line.number} if line else ""
        self.problems.append(
            Problem(what=what, field=self.field_name, where=where, found=found, expected=expected, way_out=way_out)
        )


def lines_of(text: str, reading: LinesRead) -> list[InputLine]:
    """Split the text into rows of a label (code or name) and a value; a heading is left out."""
    rows = [
        (number, row) for number, row in enumerate(text.lstrip("\ufeff").splitlines(), start=1) if row.strip(" \t;,")
    ]
    if "\x00" in text:
        reading.refuse(
            _("Texten innehåller tecken som inte är text."),
            expected=_("en rad per mottagare: kod och värde"),
            way_out=_("Spara tabellen som CSV, eller kopiera kolumnerna på nytt."),
        )
        return []
    if not rows:
        reading.refuse(
            _("Det finns inga rader."),
            expected=_("en rad per mottagare: kod och värde"),
            way_out=_("Klistra in raderna eller välj en fil, till exempel ”01;2440027”."),
        )
        return []
    if len(rows) > MOST_ROWS or any(len(row) > LONGEST_ROW for _number, row in rows):
        reading.refuse(
            _("Det är för många eller för långa rader."),
            found=_("%(count)s rader, den längsta %(longest)s tecken")
            % {"count": wording.whole(len(rows)), "longest": wording.whole(max(len(row) for _number, row in rows))},
            expected=_("högst %(count)s rader på högst %(longest)s tecken")
            % {"count": wording.whole(MOST_ROWS), "longest": LONGEST_ROW},
            way_out=_("Behåll en rad per mottagare och kolumnerna kod och värde."),
        )
        return []
    return _labelled(_split(rows), reading)


def _split(rows: list[tuple[int, str]]) -> list[tuple[int, list[str]]]:
    """Split each row at the separator that the rows have in common."""
    whole = "\n".join(row for _number, row in rows)
    separator = next((mark for mark in "\t;" if mark in whole), "")
    if not separator and all("," in row for _number, row in rows):
        blank_first = any(_CODE_THEN_BLANK.match(row) for _number, row in rows)
        separator = "" if blank_first else ","
    if separator:
        return [(number, _cells(row, separator)) for number, row in rows]
    return [(number, _at_blanks(row)) for number, row in rows]


def _cells(row: str, separator: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([row], delimiter=separator, strict=False))]


def _at_blanks(row: str) -> list[str]:
    match = _BLANKS.fullmatch(row.strip())
    return [match["label"], match["value"]] if match else [row.strip()]


def _labelled(rows: list[tuple[int, list[str]]], reading: LinesRead) -> list[InputLine]:
    """Find the columns with code and value, by the heading where there is one, and pick them out."""
    label_at, value_at = None, None
    first = [cell.casefold() for cell in rows[0][1]]
    if _is_heading(first, reading):
        label_at = _place(first, _CODE_WORDS)
        value_at = _place(first, _VALUE_WORDS)
        rows = rows[1:]
    if label_at is None:
        label_at = _place_of_codes(rows, reading)
    lines = (_line(number, cells, label_at, value_at, reading) for number, cells in rows)
    return [line for line in lines if line is not None]


def _line(number: int, cells: list[str], label_at: int, value_at: int | None, reading: LinesRead) -> InputLine | None:
    """Pick out a row's code and value; ``None`` when it has been refused."""
    filled = [cell for cell in cells if cell]
    line = InputLine(number, cells[label_at] if label_at < len(cells) else "", "")
    if len(filled) == 1 and reading.book.find(line.label) is not None:
        return InputLine(number, line.label, "")
    if len(filled) < 2 or not line.label:
        reading.refuse(
            _("Raden har inte både kod och värde."),
            line,
            found=f"”{' '.join(filled)[:60]}”",
            expected=_("två kolumner, till exempel ”%(code)s;1234”") % {"code": reading.book.example},
            way_out=_("Skriv koden, ett semikolon och värdet på varje rad."),
        )
        return None
    if value_at is not None and value_at < len(cells):
        return InputLine(number, line.label, cells[value_at])
    values = [cell for place, cell in enumerate(cells) if place != label_at]
    figures = [cell for cell in values if numerals.share(cell) is not None]
    if len(figures) > 1:
        reading.refuse(
            _("Raden har flera tal."),
            line,
            found=f"”{' ; '.join(filled)[:60]}”",
            expected=_("ett tal efter koden"),
            way_out=_("Behåll kolumnerna kod och värde. Har talen decimalkomma: skilj kolumnerna med semikolon."),
        )
        return None
    return InputLine(number, line.label, figures[0] if figures else values[-1])


def _place_of_codes(rows: list[tuple[int, list[str]]], reading: LinesRead) -> int:
    """Return the column with the codes: the first of two; of more, the one where most rows have a known code."""
    width = max((len(cells) for _number, cells in rows), default=1)
    if width < 3:
        return 0
    known = [
        sum(1 for _number, cells in rows if place < len(cells) and reading.book.is_code(cells[place]))
        for place in range(width)
    ]
    return known.index(max(known)) if max(known, default=0) else 0


def _is_heading(first: list[str], reading: LinesRead) -> bool:
    """Tell whether a row's words name columns, not a recipient."""
    words = _CODE_WORDS | _NAME_WORDS | _VALUE_WORDS
    if any(cell in words for cell in first):
        return True
    has_figure = any(numerals.share(cell) is not None for cell in first)
    return not has_figure and len(first) > 1 and reading.book.find(first[0]) is None


def _place(heading: list[str], words: frozenset[str]) -> int | None:
    return next((place for place, cell in enumerate(heading) if cell in words), None)
