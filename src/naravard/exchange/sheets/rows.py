"""Rows of cells as vouchers; a row that is wrong is reported, cell by cell, and left out.

Titles may stand above the headings. A row of sums, known by its words, is passed by and reported.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from naravard.exchange.sheets.cells import (
    Cell,
    WrongCellError,
    account_of,
    code_of,
    day_of,
    is_empty,
    is_error,
    ore_of,
    plain,
    text_of,
)
from naravard.exchange.sheets.columns import (
    COLUMNS,
    NEEDED,
    POINTING,
    SIDES,
    ColumnId,
    are_headings,
    letter,
    recognised,
    says_side,
)
from naravard.exchange.sheets.findings import SheetFindings
from naravard.exchange.sie import Transaction, Voucher

Rows = Iterable[tuple[int, Sequence[Cell]]]
"""Rows with their numbers, 1 for the first."""
NO_ACCOUNT = ""
MOST_ABOVE = 20
"""Rows of titles above the headings."""
_OTHER_SIDE: dict[ColumnId, ColumnId] = {"debit": "credit", "credit": "debit"}
_SUMS = re.compile(r"(?:del)?summa\b|(?:sub|del)?total(?:t|er|summa)?\b|slutsumma\b|sum\b", re.IGNORECASE)

_READ: dict[ColumnId, Callable[[Cell], object]] = {
    "day": day_of,
    "amount": ore_of,
    "debit": lambda cell: None if is_empty(cell) else ore_of(cell),
    "credit": lambda cell: None if is_empty(cell) else ore_of(cell),
    "activity": code_of,
    "project": code_of,
    "cost-centre": code_of,
    "account": account_of,
    "voucher": code_of,
    "text": text_of,
}


class SheetRows:
    """Reads the rows of one sheet."""

    def __init__(
        self, findings: SheetFindings, activities: Mapping[str, str], most: int, *, is_ragged: bool = True
    ) -> None:
        self._findings, self._activities, self._most = findings, activities, most
        self._numbers = _by_name(activities)
        self._is_ragged = is_ragged
        """Whether a row may end before the last heading."""
        self._columns: dict[int, ColumnId] = {}
        self._width = 0
        self._sum = 0
        self.count = 0
        """Rows with anything in them, beside the headings."""
        self.empty_cells: list[tuple[int, int]] = []
        """Cells where something is missing, by row and place: in a workbook a formula may stand there."""

    def vouchers(self, rows: Rows) -> Iterator[Voucher]:
        """Give vouchers: rows of the same voucher number and day are one, and a row without number is one by itself."""
        numbered: dict[tuple[str, datetime.date], list[tuple[Transaction, int]]] = {}
        for number, cells in self._costs(rows):
            self.count += 1
            if self.count > self._most:
                self._findings.add("K021", limit=self._most)
                return
            found = self._row(number, cells)
            if found is None:
                continue
            row, voucher = found
            self._sum += row.amount
            if voucher:
                numbered.setdefault((voucher, row.date), []).append((row, number))
            else:
                yield Voucher("", "", row.date, row.text, (row,), number)
        for (voucher, day), listed in numbered.items():
            yield Voucher("", voucher, day, listed[0][0].text, tuple(row for row, _ in listed), listed[0][1])
        if (not self._columns or not self.count) and not self._findings.has_errors:
            self._findings.add("K001")

    def _costs(self, rows: Rows) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Give the rows below the headings that have anything in them and are no sums; none if headings are missing."""
        for number, raw in self._from_headings(rows):
            cells = [plain(cell) for cell in raw]
            if all(is_empty(cell) for cell in cells):
                continue
            if not self._columns:
                if not self._headings(number, cells):
                    return
            elif self._is_sum(cells):
                self._findings.add("K031", cell=f"A{number}", found=" ".join(_words(cells)))
            else:
                yield number, cells

    def _from_headings(self, rows: Rows) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Give the rows from the headings on; all of them if none of the first rows looks like headings."""
        above: list[tuple[int, Sequence[Cell]]] = []
        given = iter(rows)
        for number, cells in given:
            if are_headings([plain(cell) for cell in cells]):
                yield number, cells
                break
            above.append((number, cells))
            if len(above) >= MOST_ABOVE:
                yield from above
                break
        else:
            yield from above
        yield from given

    def _headings(self, number: int, cells: Sequence[Cell]) -> bool:
        self._columns = recognised(cells)
        self._width = max((place for place, cell in enumerate(cells, start=1) if not is_empty(cell)), default=0)
        there = list(self._columns.values())
        headings = {column.id: column.heading for column in (*COLUMNS, *SIDES)}
        shown = ", ".join(str(cell).strip() for cell in cells if not is_empty(cell))
        sides = [column.id for column in SIDES if column.id in there]
        if sides and "amount" in there:
            self._findings.add("K040", cell=f"A{number}", found=shown)
        needed: tuple[ColumnId, ...] = ("day", *(_OTHER_SIDE[side] for side in sides)) if sides else NEEDED
        for column in needed:
            if column not in there:
                self._findings.add("K008", found=shown, expected=headings[column].sv)
        if not any(column in there for column in POINTING):
            self._findings.add("K008", found=shown, expected=" / ".join(headings[column].sv for column in POINTING))
        for place, column in self._columns.items():
            if there.count(column) > 1:
                self._findings.add("K009", cell=f"{letter(place)}{number}", found=headings[column].sv)
        unknown = [
            str(cell).strip() for place, cell in enumerate(cells) if place not in self._columns and not is_empty(cell)
        ]
        if side := next((heading for heading in unknown if says_side(heading)), None):
            self._findings.add("K043", cell=f"A{number}", found=side)
        if unknown and self._columns:
            self._findings.add("K032", cell=f"A{number}", found=", ".join(unknown))
        return not self._findings.has_errors

    def _row(self, number: int, cells: Sequence[Cell]) -> tuple[Transaction, str] | None:
        if len(cells) > self._width and not all(is_empty(cell) for cell in cells[self._width :]):
            self._findings.add(
                "K022", cell=f"{letter(self._width)}{number}", found=len(cells), expected=str(self._width)
            )
            return None
        if len(cells) < self._width and not self._is_ragged:
            self._findings.add("K033", cell=f"A{number}", found=len(cells), expected=str(self._width))
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
                finding = "K034" if error.finding_id == "K011" and self._is_the_sum(cells) else error.finding_id
                self._findings.add(
                    finding,
                    cell=f"{letter(place)}{number}",
                    found=error.found,
                    expected=error.expected or self._known(),
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
        day, ore = values["day"], values.get("amount")
        if "debit" in values:
            debit, credit = values["debit"], values["credit"]
            if debit is None and credit is None:
                place = next(place for place, column in self._columns.items() if column == "debit")
                self.empty_cells.append((number, place))
                self._findings.add("K012", cell=f"{letter(place)}{number}")
                return None
            ore = (debit if isinstance(debit, int) else 0) - (credit if isinstance(credit, int) else 0)
        assert isinstance(day, datetime.date)  # noqa: S101 - for the type checker; day_of gives one
        assert isinstance(ore, int)  # noqa: S101 - for the type checker; ore_of gives one
        row = Transaction(account, ore, day, str(values.get("text") or ""), objects)
        return row, str(values.get("voucher") or "")

    def _value(self, column: ColumnId, cell: Cell) -> object:
        if is_error(cell):
            raise WrongCellError("K020", str(cell))
        if column == "activity":
            return self._activity(text_of(cell))
        return _READ[column](cell)

    def _activity(self, written: str) -> str:
        if not written or written in self._activities:
            return written
        number = self._numbers.get(_folded(written))
        if number is None:
            raise WrongCellError("K017", written)
        return number

    def _is_sum(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a row is one of sums: it has no day, and a word that says so."""
        day = next((place for place, column in self._columns.items() if column == "day"), None)
        words = _words(cells)
        if day is None or not words or not _SUMS.match(words[0]):
            return False
        return day >= len(cells) or is_empty(cells[day]) or _SUMS.match(str(cells[day]).strip()) is not None

    def _is_the_sum(self, cells: Sequence[Cell]) -> bool:
        place = next((place for place, column in self._columns.items() if column == "amount"), None)
        try:
            return self.count > 1 and place is not None and place < len(cells) and ore_of(cells[place]) == self._sum
        except WrongCellError:
            return False

    def _known(self) -> str:
        return ", ".join(sorted(self._activities, key=lambda each: (len(each), each))) or "–"


def _words(cells: Sequence[Cell]) -> list[str]:
    return [cell.strip() for cell in cells if isinstance(cell, str) and any(sign.isalpha() for sign in cell)]


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _by_name(activities: Mapping[str, str]) -> dict[str, str]:
    """Return numbers by name; names that several have say none of them."""
    folded = [_folded(name) for name in activities.values()]
    return {name: number for number, name in zip(activities, folded, strict=True) if name and folded.count(name) == 1}
