"""What rows and vouchers point at: accounts, dimensions, objects, fiscal years and other vouchers of the same file."""

import datetime

from msgspec import Struct

from naravard.exchange.sie.findings import Findings
from naravard.exchange.sie.model import FileHead, Transaction, Voucher

RESERVED_DIMENSIONS = frozenset(range(1, 20))
"""Those that the standard gives a meaning, or keeps for itself; they need no #DIM."""

MOST_TOLD = 10_000


class Expected(Struct, frozen=True, kw_only=True):
    """What the one who reads knows of the file beforehand; what is left out is not compared."""

    organisation_number: str = ""
    fiscal_year: tuple[datetime.date, datetime.date] | None = None


class References:
    """Compares as the file is read; of each unknown thing the first is told."""

    def __init__(self, head: FileHead, findings: Findings, expected: Expected) -> None:
        self._head, self._findings, self._expected = head, findings, expected
        self._told: set[object] = set()
        self._vouchers: set[tuple[str, str, datetime.date]] = set()
        self._dimensions_with_objects: set[int] | None = None

    def row(self, row: Transaction, line: int) -> None:
        """Compare a row with the chart, the dimensions and the objects of the head."""
        accounts = self._head.accounts
        if accounts and row.account not in accounts and self._first_time(row.account):
            self._findings.add("S047", line, {"account": row.account})
        for dimension, each in row.objects.items():
            if dimension not in self._head.dimensions and dimension not in RESERVED_DIMENSIONS:
                if self._first_time(dimension):
                    self._findings.add("S048", line, {"dimension": dimension})
            elif (
                (dimension, each) not in self._head.objects
                and dimension in self._described()
                and self._first_time((dimension, each))
            ):
                self._findings.add("S049", line, {"dimension": dimension, "object": each})

    def voucher(self, voucher: Voucher) -> bool:
        """Compare a voucher with the fiscal years and the vouchers before it; return whether it may be used."""
        year = self._head.year_of(voucher.date)
        if not self._in_time(voucher.date, known=year is not None):
            if not any(row.amount for row in voucher.booked):
                return False  # struck vouchers of other years give no sum to any
            self._findings.add("S050", voucher.line, {"day": f"{voucher.date}", "years": self._years()})
            return False
        if voucher.number:
            key = (voucher.series, voucher.number, voucher.date)
            if key in self._vouchers:
                name = f"{voucher.series} {voucher.number}".strip()
                self._findings.add("S056", voucher.line, {"voucher": name})
                return False
            self._vouchers.add(key)
        return True

    def fiscal_year(self, line: int) -> None:
        """Compare the file's own fiscal year with the one expected."""
        own, expected = self._head.fiscal_years.get(0), self._expected.fiscal_year
        if own and expected and (own.last < expected[0] or own.first > expected[1]):
            values = {"found": f"{own.first}–{own.last}", "expected": f"{expected[0]}–{expected[1]}"}
            self._findings.add("S051", line, {**values})

    def organisation_number(self, line: int | None) -> None:
        """Compare whose file it is with whose it should be."""
        expected = _figures(self._expected.organisation_number)
        if not expected:
            return
        found = _figures(self._head.organisation_number)
        if not found:
            self._findings.add("S054", line, {"expected": self._expected.organisation_number})
        elif found != expected:
            values = {"found": self._head.organisation_number, "expected": self._expected.organisation_number}
            self._findings.add("S053", line, {**values})

    def _in_time(self, day: datetime.date, *, known: bool) -> bool:
        if self._head.fiscal_years:
            return known
        expected = self._expected.fiscal_year
        return expected is None or expected[0] <= day <= expected[1]

    def _years(self) -> str:
        years = [(year.first, year.last) for year in self._head.fiscal_years.values()]
        if not years and self._expected.fiscal_year:
            years = [self._expected.fiscal_year]
        return ", ".join(f"{first}–{last}" for first, last in sorted(years))

    def _described(self) -> set[int]:
        """Return the dimensions of which the file lists objects; of the others nothing can be compared."""
        if self._dimensions_with_objects is None:
            self._dimensions_with_objects = {dimension for dimension, _ in self._head.objects}
        return self._dimensions_with_objects

    def _first_time(self, thing: object) -> bool:
        if thing in self._told or len(self._told) >= MOST_TOLD:
            return False
        self._told.add(thing)
        return True


def _figures(organisation_number: str) -> str:
    """Return the ten figures: programs write a hyphen, some the century 16 before, and some the VAT number."""
    figures = "".join(each for each in organisation_number if each in "0123456789")
    if len(figures) == 12 and figures.startswith("16"):
        return figures[2:]
    is_vat = len(figures) == 12 and organisation_number.strip().upper().startswith("SE") and figures.endswith("01")
    return figures[:10] if is_vat else figures
