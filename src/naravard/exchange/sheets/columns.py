"""The columns of a sheet of costs: what they are called, and what stands in them."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from naravard.agreement.model import Text
from naravard.exchange.costs import ACTIVITY

ColumnId = Literal[
    "day", "amount", "debit", "credit", "activity", "project", "cost-centre", "account", "voucher", "text"
]


class SheetColumn(Struct, frozen=True, kw_only=True):
    """One column."""

    id: ColumnId
    heading: Text
    also: tuple[str, ...] = ()
    """Other headings that mean the same."""
    tells: Text
    example: str
    dimension: int | None = None
    """The dimension that its code belongs to, as SIE numbers them."""


COLUMNS: tuple[SheetColumn, ...] = (
    SheetColumn(
        id="day",
        heading=Text("Datum", "Date"),
        also=(
            "dag",
            "day",
            "bokföringsdag",
            "bokföringsdatum",
            "bokfdatum",
            "bokfdag",
            "verifikationsdatum",
            "verdatum",
            "transaktionsdatum",
            "transdatum",
        ),
        tells=Text("Dagen då kostnaden är bokförd: 2022-03-15. Måste anges.", "The day it was booked. Required."),
        example="2022-03-15",
    ),
    SheetColumn(
        id="amount",
        heading=Text("Belopp", "Amount"),
        also=("summa", "kronor", "kr", "sek", "belopp sek", "belopp kr"),
        tells=Text(
            "Kronor, med högst två decimaler. Minus minskar kostnaden. Måste anges.",
            "Kronor, with two decimals at most. A minus lowers the cost. Required.",
        ),
        example="1250.50",
    ),
    SheetColumn(
        id="activity",
        heading=Text("Aktivitet", "Activity"),
        also=("aktivitetsnummer", "aktivitetsnr", "aktivitetens namn"),
        tells=Text(
            "Aktivitetens nummer eller hela namn, om du vet det. Då behövs ingen koppling.",
            "The activity's number or whole name, if you know it. No mapping is then needed.",
        ),
        example="1",
        dimension=ACTIVITY,
    ),
    SheetColumn(
        id="project",
        heading=Text("Projekt", "Project"),
        also=("projektkod", "projektnummer", "projektnr", "proj"),
        tells=Text("Projektkoden. Kopplingen säger vilken aktivitet den är.", "The project code, to be mapped."),
        example="P100",
        dimension=6,
    ),
    SheetColumn(
        id="cost-centre",
        heading=Text("Kostnadsställe", "Cost centre"),
        also=("ansvar", "kst", "kostnadsställenummer", "kstnr"),
        tells=Text("Kostnadsstället, om kopplingen använder det.", "The cost centre, where the mapping uses it."),
        example="4100",
        dimension=1,
    ),
    SheetColumn(
        id="account",
        heading=Text("Konto", "Account"),
        also=("kontonummer", "kontonr", "kto"),
        tells=Text("Kontot: bara siffror.", "The account: digits only."),
        example="5010",
    ),
    SheetColumn(
        id="voucher",
        heading=Text("Verifikation", "Voucher"),
        also=("ver", "verifikationsnummer", "verifikationsnr", "vernr", "verif", "verifnr"),
        tells=Text(
            "Verifikationens nummer. Med det känns raden igen när den har ändrats.",
            "The voucher's number, by which a row is known again when it has been changed.",
        ),
        example="A 17",
    ),
    SheetColumn(
        id="text",
        heading=Text("Text", "Text"),
        also=("beskrivning", "description", "verifikationstext", "vertext", "transaktionstext"),
        tells=Text("Vad kostnaden gäller.", "What the cost is for."),
        example="Utbildning",
    ),
)
SIDES: tuple[SheetColumn, ...] = (
    SheetColumn(
        id="debit",
        heading=Text("Debet", "Debit"),
        also=("deb", "debet sek", "debet kr", "debetbelopp", "belopp debet"),
        tells=Text("Kronor i debet. Läses med kredit i stället för ett belopp.", "Kronor of debit, with credit."),
        example="1250.50",
    ),
    SheetColumn(
        id="credit",
        heading=Text("Kredit", "Credit"),
        also=("kred", "cred", "kredit sek", "kredit kr", "kreditbelopp", "belopp kredit"),
        tells=Text("Kronor i kredit: de minskar kostnaden.", "Kronor of credit: they lower the cost."),
        example="0",
    ),
)
"""What accounting programs write in the place of one amount; the template has none of them."""
NEEDED: tuple[ColumnId, ...] = ("day", "amount")
POINTING: tuple[ColumnId, ...] = ("activity", "project", "cost-centre", "account")
"""At least one of them says what a row is a cost of."""
SHEET = Text("Kostnader", "Costs")

_LEFT_OUT = re.compile(r"\([^)]*\)|[.:_/\-\s*\"'\u2018-\u201f\u00a0\u00ad\u200b\u2060]+")


def _folded(heading: str) -> str:
    """Return a heading without what people write in different ways: case, marks, blanks, and what is in parentheses."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFC", heading).casefold())


NAMES: dict[str, ColumnId] = {
    _folded(name): column.id
    for column in (*COLUMNS, *SIDES)
    for name in (column.heading.sv, column.heading.en, *column.also)
}


_SAYS_SIDE = frozenset({"dk", "dc", "kd", "debetkredit", "debitkredit", "debitcredit", "debetellerkredit"})


def says_side(heading: object) -> bool:
    """Tell whether a column says of each amount which side it stands on, as *D/K* does."""
    return _folded(str(heading or "")) in _SAYS_SIDE


def recognised(headings: Sequence[object]) -> dict[int, ColumnId]:
    """Return which columns the headings of a row are, by place."""
    found = {}
    for place, heading in enumerate(headings):
        name = NAMES.get(_folded(str(heading or "")))
        if name is not None:
            found[place] = name
    return found


def are_headings(cells: Sequence[object]) -> bool:
    """Tell whether a row has the headings without which nothing can be read, or nearly all of them."""
    there = set(recognised(cells).values())
    return len(there) >= 2 and not there.isdisjoint(NEEDED)


def letter(place: int) -> str:
    """Return a column's letters, as spreadsheets write them.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    found, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found
