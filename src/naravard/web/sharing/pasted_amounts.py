"""Amounts pasted as a column, or two, from a spreadsheet: one for each municipality, with what is wrong row by row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from naravard.agreement import amount_text
from naravard.agreement.amount_text import AmountTextError
from naravard.agreement.model import Recipient, Text
from naravard.web.simulation.input.recipients import RecipientBook
from naravard.web.site.forms import Field, Written
from naravard.web.site.forms.posted_values import MOST_KRONOR
from naravard.web.site.forms.problems import MOST_SHOWN, Problem

PASTED = "klistra"
_COLUMNS = re.compile(r"[\t;]")
_LAST_AMOUNT = re.compile(r"(?P<label>.*?[^\W\d_].*?)\s+(?P<amount>[-−(]?\d[\d\s.,']*(?:kr)?)", re.DOTALL)
_MOST_ROWS = 1_000
_TOTALS = frozenset({"summa", "totalt", "total"})
FIELD = Field(
    name=PASTED,
    label=Text("Eller klistra in beloppen (valfritt)", "Or paste the amounts (optional)"),
    hint=Text(
        "En rad för varje kommun: namn eller kod och belopp, så som ett kalkylblad kopierar två kolumner. Eller bara "
        "beloppen, i den ordning som kommunerna står här. Det inklistrade går före fälten.",
        "A row for each municipality: name or code and amount, as a spreadsheet copies two columns. Or the amounts "
        "only, in the order in which the municipalities stand here. What is pasted goes before the fields.",
    ),
    kind="area",
    rows=4,
)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was understood of what was pasted."""

    amounts: dict[str, int]
    """Kronor by the municipality's code; none for those that have no row."""
    problems: tuple[Problem, ...]


def read_pasted(text: str, members: Sequence[Recipient]) -> Pasted:
    """Read amounts, one for each municipality, and say of each row what is wrong with it."""
    rows = [(number, row.strip()) for number, row in enumerate(text.splitlines(), start=1) if row.strip()]
    if len(rows) > _MOST_ROWS:
        return Pasted({}, (_problem(0, _("Det är för många rader.")),))
    book, amounts, problems = RecipientBook(members), dict[str, int](), list[Problem]()
    bare = all(_is_bare(row) for _number, row in rows)
    if bare and rows and len(rows) != len(members):
        what = _("Det är %(count)s belopp, men kommunerna är %(all)s.") % {"count": len(rows), "all": len(members)}
        return Pasted({}, (_problem(0, what, way_out=_("Ta med kommunernas namn eller koder i en kolumn framför.")),))
    for place, (number, row) in enumerate(rows):
        label, written = ("", row) if bare else _parted(row)
        if label.casefold() in _TOTALS:
            continue
        found = members[place] if bare else _found(book, label)
        if found is None:
            what, way_out = book.explain(label)
            problems.append(_problem(number, what, found=label[:60], way_out=way_out))
        elif found.code in amounts:
            problems.append(_problem(number, _("%(name)s har två rader.") % {"name": found.name}))
        else:
            amount = _kronor(written)
            if isinstance(amount, int):
                amounts[found.code] = amount
            else:
                problems.append(_problem(number, amount, found=written[:60]))
    return Pasted(amounts, tuple(problems))


def pasted_or_fields(written: Written, members: Sequence[Recipient], name: str) -> dict[str, int] | None:
    """Return what was pasted, by the municipality's code; None if nothing was, so that the fields hold.

    ``name`` is that of the amounts' fields, to which the municipality's code is added. What is wrong is remembered.
    """
    raw = written.raw(PASTED)
    if not raw:
        return None
    pasted = read_pasted(raw, members)
    if pasted.problems:
        count = len(pasted.problems)
        written.wrong(
            PASTED,
            "En rad går inte att läsa." if count == 1 else f"{count} rader går inte att läsa.",
            "One row cannot be read." if count == 1 else f"{count} rows cannot be read.",
        )
        return {}
    return {
        member.code: pasted.amounts[member.code] if member.code in pasted.amounts
        else written.kronor(f"{name}{member.code}", required=False)
        for member in members
    }  # fmt: skip


def field_of(written: Written, members: Sequence[Recipient]) -> Field:
    """Return the field, with what is wrong with each row where something has been found wrong with it."""
    if PASTED not in written.problems:
        return FIELD
    problems = read_pasted(written.raw(PASTED), members).problems
    return _with(problems)


def _with(problems: Sequence[Problem]) -> Field:
    shown = list(problems[:MOST_SHOWN])
    if len(problems) > MOST_SHOWN:
        more = _("Och %(count)s rader till.") % {"count": len(problems) - MOST_SHOWN}
        shown.append(_problem(0, more))
    return replace(FIELD, details=shown)


def _is_bare(row: str) -> bool:
    return isinstance(_kronor(row), int)


def _parted(row: str) -> tuple[str, str]:
    """Return the label and the amount of a row: the first column and the last, or what stands before the figures."""
    columns = [one.strip() for one in _COLUMNS.split(row) if one.strip()]
    if len(columns) > 1:
        return columns[0], columns[-1]
    matched = _LAST_AMOUNT.fullmatch(row)
    return (matched["label"].strip(), matched["amount"].strip()) if matched else (row, "")


def _found(book: RecipientBook, label: str) -> Recipient | None:
    found = book.find(label)
    return found.recipient if found else None


def _kronor(written: str) -> int | str:
    """Return whole kronor, or what is wrong with what is written."""
    try:
        amount = amount_text.kronor_of(written)
    except AmountTextError as error:
        return _why(error)
    if not 0 <= amount <= MOST_KRONOR:
        return _("Beloppet kan inte vara så stort, eller mindre än noll.")
    return amount


def _why(error: AmountTextError) -> str:
    if error.why == "empty":
        return _("Beloppet saknas.")
    if error.why == "decimals":
        return _("Beloppet har ören. Skriv hela kronor.")
    if error.why == "ambiguous":
        one, other = error.readings
        return _("Beloppet kan betyda %(one)s eller %(other)s. Skriv det utan punkt och komma.") % {
            "one": one,
            "other": other,
        }
    return _("Beloppet går inte att läsa.")


def _problem(number: int, what: str, *, found: str = "", way_out: str = "") -> Problem:
    where = _("rad %(number)s") % {"number": number} if number else ""
    return Problem(what=what, field=PASTED, where=where, found=found, way_out=way_out)
