"""The audit of an agreement: the signed annexes against the computed amounts, and the text against the annexes.

``audit`` compares everything that is printed with what follows from the agreement's own rules and numbers, and keeps
each comparison with its figures. ``audit_report`` says it in sentences. Nothing here judges: it holds what is stated,
what is printed, and the difference.
"""

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from naravard.agreement.model import (
    Agreement,
    Area,
    Grant,
    Override,
    PublishedColumn,
    PublishedRow,
    PublishedTable,
    Remark,
    Text,
)
from naravard.agreement.numerals import decimal, share
from naravard.allocation.allocation import allocate
from naravard.allocation.annex_figures import as_printed, explains
from naravard.allocation.departures import Departure, departures_of
from naravard.allocation.model import Allocation


class AuditedCell(Struct, frozen=True):
    """One published amount beside the computed one."""

    table: PublishedTable
    column: PublishedColumn
    grant: Grant
    code: str
    name: str
    """The recipient's name."""
    published: int
    computed: int
    exact: Fraction
    override: int
    expected: int | None = None
    """What the table would print as it says that it was rounded; None if it does not say, or was rounded by hand."""

    @property
    def difference(self) -> int:
        """Published minus computed."""
        return self.published - self.computed

    @property
    def accounted(self) -> bool:
        """Whether the agreement's overrides, or the table's own rounding, account for the difference."""
        return self.difference == self.override or self.is_rounding

    @property
    def is_rounding(self) -> bool:
        """Whether the way that the table says it was rounded gives what it prints."""
        rounded = self.table.rounded
        return rounded is not None and explains(self.published, self.exact, self.expected, rounded)


class AuditedSum(Struct, frozen=True):
    """A printed total beside the sum of what is printed, and the sum that the agreement states where it does."""

    table: PublishedTable
    heading: str
    """The column's printed heading."""
    code: str
    """The row's recipient code; empty for the row of totals."""
    label: str
    """The row's printed name; empty for the row of totals."""
    printed: int | None
    """``None`` where the annex prints no sum."""
    summed: int
    stated: int | None = None
    grant: Grant | None = None

    @property
    def equal(self) -> bool:
        """Whether all that is known of the sum agrees."""
        if self.printed not in (None, self.summed):
            return False
        return self.stated is None or abs(self.stated - self.summed) <= self.room

    @property
    def room(self) -> int:
        """How far the way that the table was rounded may bring its amounts from what they share, in all."""
        return self.table.rounding_room if self.grant is not None else 0


class AuditedFigure(Struct, frozen=True):
    """A printed key value or share beside the one that the key gives."""

    table: PublishedTable
    column: PublishedColumn
    code: str
    label: str
    printed: str
    known: Fraction
    equal: bool


class AuditedArea(Struct, frozen=True):
    """An area's stated amount (or the whole agreement's, with no area) beside the sum of its grants."""

    area: Area | None
    clause: str
    stated: int
    summed: int

    @property
    def equal(self) -> bool:
        """Whether the sums agree."""
        return self.stated == self.summed


class Unmatched(Struct, frozen=True):
    """An amount that has nothing to be compared with: printed for one that is no recipient, or not printed at all."""

    table: PublishedTable
    column: PublishedColumn
    code: str
    name: str
    """The row's printed name, or the recipient's."""
    published: int | None
    """``None`` when no amount is printed."""
    computed: int | None
    """``None`` when the row is of no recipient."""
    has_row: bool = True
    """Whether the annex has a row of that code."""


class Audit(Struct, frozen=True):
    """Everything that was compared."""

    agreement: Agreement
    allocation: Allocation
    cells: tuple[AuditedCell, ...]
    columns: tuple[AuditedSum, ...]
    rows: tuple[AuditedSum, ...]
    keys: tuple[AuditedFigure, ...]
    shares: tuple[AuditedFigure, ...]
    areas: tuple[AuditedArea, ...]
    departures: tuple[Departure, ...]
    stray_overrides: tuple[Override, ...]
    """Overrides for amounts that no annex prints."""
    without_computed: tuple[AuditedSum, ...] = ()
    """Published columns that cannot be compared, since their grant awaits a key: printed and summed only."""
    unmatched: tuple[Unmatched, ...] = ()
    """Amounts printed for others than the grant's recipients, and recipients' amounts that are not printed."""

    @property
    def equal_count(self) -> int:
        """How many published amounts equal the computed ones."""
        return len(self.cells) - len(self.differing)

    @property
    def differing(self) -> tuple[AuditedCell, ...]:
        """The published amounts that differ from the computed ones."""
        return tuple(cell for cell in self.cells if cell.difference)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The slips and gaps in the text that the agreement's data points out."""
        return self.agreement.remarks

    def report(self) -> "tuple[AuditLine, ...]":
        """Return the audit in sentences."""
        from naravard.allocation.audit_report import audit_report

        return audit_report(self)

    def as_data(self) -> dict[str, object]:
        """Return the audit as plain data, ready for JSON."""
        from naravard.allocation.audit_report import audit_data

        return audit_data(self)


class AuditLine(Struct, frozen=True):
    """One statement of the audit."""

    kind: str
    """``cells``, ``table``, ``cell``, ``columns``, ``column``, ``rows``, ``row``, ``keys``, ``key``, ``shares``,
    ``share``, ``area``, ``total``, ``override``, ``unmatched``, ``departure`` or ``remark``."""
    agrees: bool
    """Whether what is printed and what is computed or stated agree."""
    text: Text
    clauses: tuple[str, ...] = ()


def audit(agreement: Agreement) -> Audit:
    """Compare the signed annexes with the computed amounts, and all sums and figures with one another."""
    allocation = allocate(agreement)
    return Audit(
        agreement,
        allocation,
        tuple(_cells(allocation)),
        tuple(_column_sums(agreement, awaiting=False, allocation=allocation)),
        tuple(sum_ for table in agreement.published for sum_ in _row_sums(table)),
        tuple(_key_figures(agreement)),
        tuple(_share_figures(agreement)),
        tuple(_areas(agreement)),
        departures_of(allocation),
        tuple(_stray_overrides(agreement)),
        tuple(_column_sums(agreement, awaiting=True, allocation=allocation)),
        tuple(_unmatched(allocation)),
    )


def _columns(agreement: Agreement, holds: str) -> Iterable[tuple[PublishedTable, PublishedColumn]]:
    for table in agreement.published:
        for column in table.columns:
            if column.holds == holds:
                yield table, column


def _label(table: PublishedTable, row: PublishedRow) -> str:
    """Return the row's printed name, its code where none is printed."""
    for column in table.columns:
        if column.holds == "name":
            return row.cells.get(column.column, row.code)
    return row.code


def _cells(allocation: Allocation) -> Iterable[AuditedCell]:
    """Pair every published amount with the computed one."""
    for table, column in _columns(allocation.agreement, "grant"):
        granted = allocation.grant(column.grant or "")
        cells = {cell.recipient.code: cell for cell in granted.cells}
        exact = {code: cell.exact for code, cell in cells.items()}
        rounded = table.rounded
        expected = as_printed(exact, rounded, granted.grant.amount) if rounded is not None else None
        for row in table.rows:
            cell, published = cells.get(row.code), row.printed(column.column)
            if cell is not None and published is not None:
                yield AuditedCell(
                    table,
                    column,
                    granted.grant,
                    row.code,
                    cell.recipient.name,
                    published,
                    cell.computed,
                    cell.exact,
                    cell.override,
                    expected[row.code] if expected is not None else None,
                )


def _column_sums(agreement: Agreement, *, awaiting: bool, allocation: Allocation) -> Iterable[AuditedSum]:
    """Pair every column's printed total with the sum of its cells and with the grant's amount."""
    for table in agreement.published:
        for column in table.columns:
            if column.holds not in ("grant", "total"):
                continue
            granted = allocation.grant(column.grant) if column.grant else None
            if (granted is not None and bool(granted.awaits)) is not awaiting or (granted is None and awaiting):
                continue
            summed = sum(row.kronor(column.column) for row in table.rows)
            printed = table.totals.printed(column.column) if table.totals is not None else None
            grant = granted.grant if granted is not None else None
            stated = grant.amount if grant is not None else None
            if printed is None and (stated is None or all(row.printed(column.column) is None for row in table.rows)):
                continue
            yield AuditedSum(table, column.heading, "", "", printed, summed, stated, grant)


def _row_sums(table: PublishedTable) -> Iterable[AuditedSum]:
    """Pair every row's printed total with the sum of its amounts; the row of totals is a row too."""
    grants = [column.column for column in table.columns if column.holds == "grant"]
    for column in table.columns:
        if column.holds == "total":
            for row in (*table.rows, *((table.totals,) if table.totals is not None else ())):
                code = "" if row is table.totals else row.code
                printed = row.printed(column.column)
                if printed is not None and any(row.printed(each) is not None for each in grants):
                    summed = sum(row.kronor(each) for each in grants)
                    yield AuditedSum(table, column.heading, code, _label(table, row), printed, summed)


def _key_figures(agreement: Agreement) -> Iterable[AuditedFigure]:
    """Pair every printed key value with the key's number."""
    for table, column in _columns(agreement, "key"):
        values = agreement.key(column.key or "").values
        if values is None:
            continue
        for row in table.rows:
            known = values.get(row.code, Fraction(0))
            printed = row.cells[column.column]
            if printed:
                equal = decimal(printed, comma=False) == known
                yield AuditedFigure(table, column, row.code, _label(table, row), printed, known, equal)
        if table.totals is not None:
            known = sum((values.get(row.code, Fraction(0)) for row in table.rows), Fraction(0))
            printed = table.totals.cells[column.column]
            label = _label(table, table.totals)
            if printed:
                equal = decimal(printed, comma=False) == known
                yield AuditedFigure(table, column, "", label, printed, known, equal)


def _share_figures(agreement: Agreement) -> Iterable[AuditedFigure]:
    """Pair every printed share with the key's, rounded to the decimals that are printed."""
    for table, column in _columns(agreement, "share"):
        values = agreement.key(column.key or "").values
        total = sum((values.get(row.code, Fraction(0)) for row in table.rows), Fraction(0)) if values else Fraction(0)
        if values is None or not total:
            continue
        for row in (*table.rows, *((table.totals,) if table.totals is not None else ())):
            code = "" if row is table.totals else row.code
            known = values.get(row.code, Fraction(0)) / total if code else Fraction(1)
            printed = row.cells[column.column]
            if printed:
                equal = equals_printed_share(printed, known)
                yield AuditedFigure(table, column, code, _label(table, row), printed, known, equal)


def equals_printed_share(printed: str, known: Fraction) -> bool:
    """Say whether a share is the printed one, when rounded to as many decimals as are printed.

    >>> equals_printed_share("23,1%", Fraction(2411859, 10443100)), equals_printed_share("1", Fraction(1))
    (True, True)
    """
    value = share(printed)
    if value is None:
        return False
    digits = printed.replace("%", "").strip()
    places = len(digits) - 1 - max(digits.find(","), digits.find(".")) if set(",.") & set(digits) else 0
    step = Fraction(1, 10**places) / (100 if "%" in printed else 1)
    return abs(value - known) * 2 <= step


def _areas(agreement: Agreement) -> Iterable[AuditedArea]:
    """Pair each area's stated amount, and the agreement's total, with the sum of the grants."""
    for area in agreement.areas:
        if area.amount is not None:
            summed = sum(grant.amount for grant in agreement.grants if grant.area == area.id)
            yield AuditedArea(area, area.clause, area.amount, summed)
    summed = sum(grant.amount for grant in agreement.grants)
    yield AuditedArea(None, agreement.total.clause, agreement.total.amount, summed)


def _stray_overrides(agreement: Agreement) -> Iterable[Override]:
    printed = {(column.grant, row.code) for table, column in _columns(agreement, "grant") for row in table.rows}
    return (override for override in agreement.overrides if (override.grant, override.recipient) not in printed)


def _unmatched(allocation: Allocation) -> Iterable[Unmatched]:
    for table, column in _columns(allocation.agreement, "grant"):
        computed = {cell.recipient.code: cell for cell in allocation.grant(column.grant or "").cells}
        if not computed:
            continue
        printed = {row.code: row for row in table.rows}
        for code, row in printed.items():
            amount = row.kronor(column.column)
            if code not in computed and amount:
                yield Unmatched(table, column, code, _label(table, row), amount, None)
        for code, cell in computed.items():
            row_of = printed.get(code)
            if cell.computed and (row_of is None or row_of.printed(column.column) is None):
                name = cell.recipient.name
                yield Unmatched(table, column, code, name, None, cell.computed, has_row=row_of is not None)
