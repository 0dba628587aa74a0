"""Rows of cells as vouchers; a row that is wrong is reported, cell by cell, and left out."""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from naravard.exchange.sheets.cells import Cell, WrongCellError, account_of, code_of, day_of, is_empty, ore_of, text_of
from naravard.exchange.sheets.columns import COLUMNS, NEEDED, POINTING, ColumnId, letter, recognised
from naravard.exchange.sheets.findings import SheetFindings
from naravard.exchange.sie import Transaction, Voucher

Rows = Iterable[tuple[int, Sequence[Cell]]]
"""Rows with their numbers, 1 for the first."""
NO_ACCOUNT = ""

_READ: dict[ColumnId, Callable[[Cell], object]] = {
    "day": day_of,
    "amount": ore_of,
    "activity": code_of,
    "project": code_of,
    "cost-centre": code_of,
    "account": account_of,
    "voucher": code_of,
    "text": text_of,
}


class SheetRows:
    """Reads the rows of one sheet."""

    def __init__(self, findings: SheetFindings, activities: Collection[str], most: int) -> None:
        self._findings, self._activities, self._most = findings, activities, most
        self._columns: dict[int, ColumnId] = {}
        self._width = 0
        self.count = 0
        """Rows with anything in them, beside the headings."""
        self.empty_cells: list[tuple[int, int]] = []
        """Cells where something is missing, by row and place: in a workbook a formula may stand there."""

    def vouchers(self, rows: Rows) -> Iterator[Voucher]:
        """Give vouchers: rows of the same voucher number and day are one, and a row without number is one by itself."""
        numbered: dict[tuple[str, datetime.date], list[tuple[Transaction, int]]] = {}
        for number, cells in rows:
            if all(is_empty(cell) for cell in cells):
                continue
            if not self._columns:
                if not self._headings(cells):
                    return
                continue
            self.count += 1
            if self.count > self._most:
                self._findings.add("K021", limit=self._most)
                return
            found = self._row(number, cells)
            if found is None:
                continue
            row, voucher = found
            if voucher:
                numbered.setdefault((voucher, row.date), []).append((row, number))
            else:
                yield Voucher("", "", row.date, row.text, (row,), number)
        for (voucher, day), listed in numbered.items():
            yield Voucher("", voucher, day, listed[0][0].text, tuple(row for row, _ in listed), listed[0][1])
        if not self._columns or not self.count:
            self._findings.add("K001")

    def _headings(self, cells: Sequence[Cell]) -> bool:
        self._columns, self._width = recognised(cells), len(cells)
        there = list(self._columns.values())
        headings = {column.id: column.heading for column in COLUMNS}
        shown = ", ".join(str(cell).strip() for cell in cells if not is_empty(cell))
        for column in NEEDED:
            if column not in there:
                self._findings.add("K008", found=shown, expected=headings[column].sv)
        if not any(column in there for column in POINTING):
            self._findings.add("K008", found=shown, expected=" / ".join(headings[column].sv for column in POINTING))
        for place, column in self._columns.items():
            if there.count(column) > 1:
                self._findings.add("K009", cell=f"{letter(place)}1", found=headings[column].sv)
        return not self._findings.has_errors

    def _row(self, number: int, cells: Sequence[Cell]) -> tuple[Transaction, str] | None:
        if len(cells) > self._width and not all(is_empty(cell) for cell in cells[self._width :]):
            self._findings.add(
                "K022", cell=f"{letter(self._width)}{number}", found=len(cells), expected=str(self._width)
            )
            return None
        values: dict[ColumnId, object] = {}
        wrong = False
        for place, column in self._columns.items():
            cell = cells[place] if place < len(cells) else None
            try:
                values[column] = self._value(column, cell)
            except WrongCellError as error:
                wrong = True
                if is_empty(cell):
                    self.empty_cells.append((number, place))
                self._findings.add(
                    error.finding_id, cell=f"{letter(place)}{number}", found=error.found, expected=self._known()
                )
        if wrong:
            return None
        objects = {
            column.dimension: str(values[column.id])
            for column in COLUMNS
            if column.dimension is not None and values.get(column.id)
        }
        account = str(values.get("account") or NO_ACCOUNT)
        if not objects and not account:
            self.empty_cells += [(number, place) for place, column in self._columns.items() if column in POINTING]
            self._findings.add("K016", cell=f"A{number}")
            return None
        day, ore = values["day"], values["amount"]
        assert isinstance(day, datetime.date)  # noqa: S101 - for the type checker; day_of gives one
        assert isinstance(ore, int)  # noqa: S101 - for the type checker; ore_of gives one
        row = Transaction(account, ore, day, str(values.get("text") or ""), objects)
        return row, str(values.get("voucher") or "")

    def _value(self, column: ColumnId, cell: Cell) -> object:
        if isinstance(cell, str) and cell.startswith("#") and cell.rstrip("!?").isupper():
            raise WrongCellError("K020", cell)
        value = _READ[column](cell)
        if column == "activity" and value and value not in self._activities:
            raise WrongCellError("K017", str(value))
        return value

    def _known(self) -> str:
        return ", ".join(sorted(self._activities, key=lambda each: (len(each), each))) or "–"
