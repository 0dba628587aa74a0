"""One grant as a table: a row per recipient, from key to krona."""

from fractions import Fraction

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.allocation.model import Cell, GrantAllocation
from naravard.documents.table import Column, Row, Table, Value
from naravard.web.agreements.actors import within_sentence
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.money.book import MoneyBook, book_of
from naravard.web.money.tables.working import WorkingColumn, working_columns
from naravard.web.site.templatetags.naravard import language

_CODE = Column("code", Text("Kod", "Code"), "code")
_RECIPIENT = Column("recipient", Text("Mottagare", "Recipient"))
_AMOUNT = Column("amount", Text("Belopp, kr", "Amount, kr"), "kronor")
_COMPUTED = Column("computed", Text("Beräknat, kr", "Computed, kr"), "kronor")
_CHANGE = Column("change", Text("Skillnad", "Difference"), "change")
_PER_INHABITANT = Column("per_inhabitant", Text("Kr per invånare", "Kr per inhabitant"), "number", 2)
_EXACT = Column("exact", Text("Exakt, kr", "Exact, kr"), "fraction", 4)
_DIFFERS = Text("beräknat {amount}", "computed {amount}")
_TOTAL = Text("Totalt", "Total")


def grant_table(shown: Shown, allocated: GrantAllocation) -> Table:
    """Return who gets what of a grant, and what it rests on."""
    grant = allocated.grant
    columns = _Columns(shown, allocated)
    return Table(
        id=f"{shown.agreement.id}-{grant.id}",
        caption=Text(f"{grant.name.sv}: mottagare", f"{grant.name.in_language('en')}: recipients"),
        columns=columns.all,
        rows=tuple(columns.row(cell) for cell in allocated.cells),
        total=columns.total(),
        provenance=provenance(shown),
    )


class _Columns:
    """Which columns a grant needs, and their cells."""

    def __init__(self, shown: Shown, allocated: GrantAllocation) -> None:
        self._allocated = allocated
        self._book: MoneyBook = book_of(shown)
        first = allocated.cells[0]
        self._working: list[WorkingColumn] = working_columns(shown.agreement, first.worked, *first.earmarked)
        self._has_overrides = any(cell.override for cell in allocated.cells)
        self._is_counted = any(self._book.inhabitants(cell.recipient) for cell in allocated.cells)
        self._earmarks = [{cell.recipient.code: cell for cell in part.cells} for part in allocated.earmarks]
        self.all = tuple(self._columns())

    def _columns(self) -> list[Column]:
        columns = [_CODE, _RECIPIENT, _AMOUNT]
        if self._has_overrides:
            columns += [_COMPUTED, _CHANGE]
        if self._is_counted:
            columns.append(_PER_INHABITANT)
        for part in self._allocated.earmarks:
            name = part.earmark.name
            heading = Text(
                f"Varav {within_sentence(name.sv)}, kr", f"Of which {within_sentence(name.in_language('en'))}, kr"
            )
            columns.append(Column(f"earmark-{part.earmark.id}", heading, "kronor"))
        columns += [entry.column for entry in self._working]
        return [*columns, _EXACT]

    def row(self, cell: Cell) -> Row:
        """Return one recipient's row."""
        code = cell.recipient.code
        row: list[Value] = [code, cell.recipient.name, cell.binding]
        if self._has_overrides:
            row += [cell.computed, cell.override or None]
        if self._is_counted:
            row.append(_per(cell.binding, self._book.inhabitants(cell.recipient)))
        row += [earmarked[code].computed for earmarked in self._earmarks]
        row += [entry.values.get(code) for entry in self._working]
        return (*row, cell.exact)

    def total(self) -> Row:
        """Return the row of totals."""
        cells = self._allocated.cells
        amount = sum(cell.binding for cell in cells)
        row: list[Value] = ["", _TOTAL.in_language(language()), amount]
        if self._has_overrides:
            row += [sum(cell.computed for cell in cells), sum(cell.override for cell in cells)]
        if self._is_counted:
            counted = [self._book.inhabitants(cell.recipient) for cell in cells]
            whole = sum((value for value in counted if value), Fraction(0))
            row.append(_per(amount, whole) if all(counted) else None)
        row += [sum(cell.computed for cell in earmarked.values()) for earmarked in self._earmarks]
        row += [entry.total for entry in self._working]
        return (*row, sum((cell.exact for cell in cells), Fraction(0)))


def computed_note(cell: Cell) -> str:
    """Return what the rules give, where the signed amount is another; else nothing."""
    return differing_note(cell.computed) if cell.override else ""


def differing_note(computed: int) -> str:
    """Return the words for a computed amount that the signed one differs from."""
    return _DIFFERS.in_language(language()).format(amount=kronor(computed))


def _per(amount: int, inhabitants: Fraction | None) -> Fraction | None:
    return Fraction(amount) / inhabitants if inhabitants else None
