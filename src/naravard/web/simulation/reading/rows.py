"""Rows of ``code;value`` as people paste and save them, read exactly: each oddity is answered in words.

Understood: semicolon, tab, comma or blanks between the columns; a heading or none; a column of names in between; a
decimal comma; digits in groups; codes that have lost their first zero in a spreadsheet; names instead of codes, when
they are right. Nothing is guessed: what is near gets a question, and what was understood gets a notice.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naravard.agreement import numerals, wording
from naravard.agreement.model import Recipient
from naravard.web.simulation.reading.problems import MOST_SHOWN, EntryError, Problem, not_too_many
from naravard.web.simulation.reading.recipients import RecipientBook
from naravard.web.site.templatetags.naravard import language

MOST_ROWS = 1_000
LONGEST_ROW = 500

_TOTAL_WORDS = frozenset({"total", "totalt", "summa", "riket", "hela riket", "samtliga", "sum"})
_VALUE_WORDS = frozenset({"value", "värde", "antal", "tal", "nyckel", "nyckeltal", "number", "belopp", "amount"})
_CODE_WORDS = frozenset({"code", "kod", "länskod", "kommunkod", "regionkod", "recipient_code", "mottagarkod"})
_NAME_WORDS = frozenset({"name", "namn", "region", "regioner", "kommun", "kommuner", "län", "mottagare", "recipient"})
_LOOKS_GROUPED = re.compile(r"\d{1,3}[.,]\d{3}", re.ASCII)
_CODE_THEN_BLANK = re.compile(r"\s*\d+[ \t]+\d[\d ]*,", re.ASCII)
"""A row such as ``01 12,5``: the comma is a decimal comma."""
_BLANKS = re.compile(r"(?P<label>\S+|.+?)[ \t]+(?P<value>[-−+]?\d[\d\s.,]*%?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entered:
    """Numbers by recipient code, with what the reader should know about how they were understood."""

    values: dict[str, Fraction]
    notices: tuple[str, ...] = ()

    @property
    def total(self) -> Fraction:
        """The sum of the numbers."""
        return sum(self.values.values(), Fraction(0))


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    label: str
    value: str


@dataclass(slots=True)
class _Reading:
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
        self, what: str, line: _Line | None = None, *, found: str = "", expected: str = "", way_out: str = ""
    ) -> None:
        """Remember a mistake, and where it stands."""
        where = _("rad %(number)s") % {"number": line.number} if line else ""
        self.problems.append(
            Problem(what=what, field=self.field_name, where=where, found=found, expected=expected, way_out=way_out)
        )


def read_rows(text: str, recipients: Sequence[Recipient], field_name: str, *, all_needed: bool = True) -> Entered:
    """Read one number for each recipient.

    Args:
        text: what was pasted or uploaded.
        recipients: those who may have a number.
        field_name: the form's field, for the error summary.
        all_needed: every recipient must have a row; otherwise those without one are left out.

    Raises:
        EntryError: with every mistake that was found.
    """
    reading = _Reading(RecipientBook(recipients), field_name)
    lines = _lines(text, reading)
    for line in lines:
        _read_line(line, reading)
    if not reading.problems:
        _check_whole(reading, recipients, all_needed=all_needed)
    if reading.problems:
        raise EntryError.of(not_too_many(reading.problems))
    return Entered(reading.values, tuple(_notices(reading)))


def rows_text(recipients: Sequence[Recipient], numbers: Mapping[str, Fraction]) -> str:
    """Write recipients with their numbers as rows that :func:`read_rows` reads; no number where there is none."""
    return "\n".join(
        f"{each.code};{each.name};{_written(numbers[each.code]) if each.code in numbers else ''}" for each in recipients
    )


def _written(number: Fraction) -> str:
    """Write a number in full: with decimals where they end, otherwise as a fraction."""
    places = next((places for places in range(16) if (number * 10**places).denominator == 1), None)
    return str(number) if places is None else wording.decimal(number, places, language())


def _lines(text: str, reading: _Reading) -> list[_Line]:
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


def _labelled(rows: list[tuple[int, list[str]]], reading: _Reading) -> list[_Line]:
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


def _line(number: int, cells: list[str], label_at: int, value_at: int | None, reading: _Reading) -> _Line | None:
    """Pick out a row's code and value; ``None`` when it has been refused."""
    filled = [cell for cell in cells if cell]
    line = _Line(number, cells[label_at] if label_at < len(cells) else "", "")
    if len(filled) == 1 and reading.book.find(line.label) is not None:
        return _Line(number, line.label, "")
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
        return _Line(number, line.label, cells[value_at])
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
    return _Line(number, line.label, figures[0] if figures else values[-1])


def _place_of_codes(rows: list[tuple[int, list[str]]], reading: _Reading) -> int:
    """Return the column with the codes: the first of two; of more, the one where most rows have a known code."""
    width = max((len(cells) for _number, cells in rows), default=1)
    if width < 3:
        return 0
    known = [
        sum(1 for _number, cells in rows if place < len(cells) and reading.book.is_code(cells[place]))
        for place in range(width)
    ]
    return known.index(max(known)) if max(known, default=0) else 0


def _is_heading(first: list[str], reading: _Reading) -> bool:
    """Tell whether a row's words name columns, not a recipient."""
    words = _CODE_WORDS | _NAME_WORDS | _VALUE_WORDS
    if any(cell in words for cell in first):
        return True
    has_figure = any(numerals.share(cell) is not None for cell in first)
    return not has_figure and len(first) > 1 and reading.book.find(first[0]) is None


def _place(heading: list[str], words: frozenset[str]) -> int | None:
    return next((place for place, cell in enumerate(heading) if cell in words), None)


def _read_line(line: _Line, reading: _Reading) -> None:
    """Understand one row, or say why not."""
    value = numerals.share(line.value)
    if line.label.casefold() in _TOTAL_WORDS:
        if value is not None:
            reading.stated_total = (line.number, value)
        return
    found = reading.book.find(line.label)
    if found is None:
        what, way_out = _explained(line.label, reading)
        reading.refuse(what, line, found=f"”{line.label[:60]}”", expected=reading.book.expected, way_out=way_out)
        return
    if value is None and _is_blank(line.value, found.recipient, reading):
        return
    if value is None or value < 0:
        _refuse_value(line, value, found.recipient, reading)
        return
    code = found.recipient.code
    if code in reading.lines:
        reading.refuse(
            _("%(recipient)s har två rader.") % {"recipient": reading.book.named(found.recipient)},
            line,
            found=_("värde även på rad %(number)s") % {"number": reading.lines[code]},
            expected=_("en rad per mottagare"),
            way_out=_("Ta bort en av raderna."),
        )
        return
    reading.lines[code] = line.number
    reading.values[code] = value
    reading.by_name += found.how == "name"
    if found.how == "padded":
        reading.padded.append(f"{line.label} → {code}")
    if _LOOKS_GROUPED.fullmatch(line.value):
        reading.notices.append(
            _("Rad %(number)s: ”%(written)s” lästes som talet %(value)s. Skriv tusental med mellanrum.")
            % {"number": line.number, "written": line.value, "value": wording.exact(value, language())}
        )


def _explained(label: str, reading: _Reading) -> tuple[str, str]:
    """Say what is wrong with a code or name; no near spelling is sought for rows that are only counted."""
    if len(reading.problems) > MOST_SHOWN:
        return _("Koden finns inte bland mottagarna."), ""
    return reading.book.explain(label)


def _is_blank(written: str, recipient: Recipient, reading: _Reading) -> bool:
    """Tell whether a row has no value yet, only perhaps the recipient's name where the value would stand."""
    if not written:
        return True
    named = reading.book.find(written)
    return named is not None and named.recipient.code == recipient.code


def _refuse_value(line: _Line, value: Fraction | None, recipient: Recipient, reading: _Reading) -> None:
    expected = _("ett tal som är noll eller större, till exempel 1234 eller 12,5")
    who = {"recipient": reading.book.named(recipient)}
    if value is not None:
        what, way_out = _("Värdet för %(recipient)s är negativt.") % who, _("Skriv 0 för den som inte ska ha del.")
    else:
        what = _("Värdet för %(recipient)s är inget tal.") % who
        meant = numerals.suggest_whole(line.value)
        way_out = (
            _("Menade du %(value)s?") % {"value": wording.whole(meant)}
            if meant is not None
            else _("Skriv talet med siffror. Skriv 0 för den som inte ska ha del.")
        )
    reading.refuse(what, line, found=f"”{line.value[:60]}”", expected=expected, way_out=way_out)


def _check_whole(reading: _Reading, recipients: Sequence[Recipient], *, all_needed: bool) -> None:
    """See that no one is missing and that there is something to share by."""
    missing = [recipient for recipient in recipients if recipient.code not in reading.values]
    if missing and all_needed:
        reading.refuse(
            _("Värde saknas för %(count)s av %(all)s mottagare.") % {"count": len(missing), "all": len(recipients)},
            found=_("ingen rad för %(names)s") % {"names": reading.book.listed(missing)},
            expected=_("en rad för varje mottagare"),
            way_out=_("Lägg till raderna. Skriv 0 för den som inte ska ha del."),
        )
    elif all_needed and not sum(reading.values.values()):
        reading.refuse(
            _("Alla värden är noll, så det finns inget att fördela efter."),
            found="0",
            expected=_("minst ett tal som är större än noll"),
            way_out=_("Kontrollera att rätt kolumn är med."),
        )


def _notices(reading: _Reading) -> list[str]:
    """Say how odd things were understood."""
    found = list(reading.notices)
    if reading.padded:
        shown = ", ".join(reading.padded[:4]) + (" …" if len(reading.padded) > 4 else "")
        found.append(_("Koder som saknade inledande nolla har fått den: %(codes)s.") % {"codes": shown})
    if reading.by_name:
        named = ngettext(
            "%(count)s rad hade namn i stället för kod och lästes efter namnet.",
            "%(count)s rader hade namn i stället för kod och lästes efter namnen.",
            reading.by_name,
        )
        found.append(named % {"count": reading.by_name})
    if reading.stated_total:
        number, total = reading.stated_total
        own = sum(reading.values.values(), Fraction(0))
        if total == own:
            found.append(_("Rad %(number)s är en summa och räknades inte med; den stämmer.") % {"number": number})
        else:
            found.append(
                _("Rad %(number)s är en summa och räknades inte med. Den säger %(stated)s, men raderna blir %(own)s.")
                % {
                    "number": number,
                    "stated": wording.exact(total, language()),
                    "own": wording.exact(own, language()),
                }
            )
    return found
