"""Rows of ``code;value`` as people paste and save them, read exactly: each oddity is answered in words.

Understood: semicolon, tab, comma or blanks between the columns; a heading or none; a column of names in between; a
decimal comma; digits in groups; codes that have lost their first zero in a spreadsheet; names instead of codes, when
they are right. Nothing is guessed: what is near gets a question, and what was understood gets a notice.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naravard.agreement import numerals, wording
from naravard.agreement.model import Recipient
from naravard.web.simulation.input.lines import InputLine, LinesRead, lines_of
from naravard.web.simulation.input.recipients import RecipientBook
from naravard.web.site.forms.problems import MOST_SHOWN, EntryError, not_too_many
from naravard.web.site.templatetags.naravard import language

_TOTAL_WORDS = frozenset({"total", "totalt", "summa", "riket", "hela riket", "samtliga", "sum"})
_LOOKS_GROUPED = re.compile(r"\d{1,3}[.,]\d{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entered:
    """Numbers by recipient code, with what the reader should know about how they were understood."""

    values: dict[str, Fraction]
    notices: tuple[str, ...] = ()

    @property
    def total(self) -> Fraction:
        """The sum of the numbers."""
        return sum(self.values.values(), Fraction(0))


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
    reading = LinesRead(RecipientBook(recipients), field_name)
    lines = lines_of(text, reading)
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


def _read_line(line: InputLine, reading: LinesRead) -> None:
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


def _explained(label: str, reading: LinesRead) -> tuple[str, str]:
    """Say what is wrong with a code or name; no near spelling is sought for rows that are only counted."""
    if len(reading.problems) > MOST_SHOWN:
        return _("Koden finns inte bland mottagarna."), ""
    return reading.book.explain(label)


def _is_blank(written: str, recipient: Recipient, reading: LinesRead) -> bool:
    """Tell whether a row has no value yet, only perhaps the recipient's name where the value would stand."""
    if not written:
        return True
    named = reading.book.find(written)
    return named is not None and named.recipient.code == recipient.code


def _refuse_value(line: InputLine, value: Fraction | None, recipient: Recipient, reading: LinesRead) -> None:
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


def _check_whole(reading: LinesRead, recipients: Sequence[Recipient], *, all_needed: bool) -> None:
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


def _notices(reading: LinesRead) -> list[str]:
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
            found.append(_("Rad %(number)s är en summa och räknades inte med. Den stämmer.") % {"number": number})
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
