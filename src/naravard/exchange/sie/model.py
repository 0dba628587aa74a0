"""What an accounting file says: its head, and vouchers with their rows. Amounts are whole öre.

There can be millions of rows and nothing in them points back, so the garbage collector is spared them (``gc=False``).
"""

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from msgspec import Struct, field

TransactionKind = Literal["trans", "added", "removed"]
"""An ordinary row; one added afterwards (#RTRANS and its #TRANS); one taken away (#BTRANS), which does not count."""
FileKind = Literal["4E", "4I"]
"""Exported with balances (``.SE``), or meant to be imported (``.SI``)."""
AccountKind = Literal["", "T", "S", "K", "I"]
"""Asset, liability, cost or income (tillgång, skuld, kostnad, intäkt); empty where the file does not say."""
Checksum = Literal["none", "right", "wrong"]

NO_OBJECTS: Mapping[int, str] = MappingProxyType({})


class FiscalYear(Struct, frozen=True):
    """A fiscal year (#RAR): 0 is the file's own, -1 the one before it. Both days belong to it."""

    number: int
    first: datetime.date
    last: datetime.date

    def holds(self, day: datetime.date) -> bool:
        """Whether the day is in the year."""
        return self.first <= day <= self.last


class ChartAccount(Struct, frozen=True):
    """An account of the chart (#KONTO), and what the file says that it is (#KTYP)."""

    number: str
    name: str
    kind: AccountKind = ""


class Dimension(Struct, frozen=True):
    """What rows are sorted by (#DIM, #UNDERDIM): 1 cost centre, 6 project, 20 and up the organisation's own."""

    number: int
    name: str
    part_of: int | None = None


class Transaction(Struct, frozen=True, gc=False):
    """A row of a voucher."""

    account: str
    amount: int
    """Öre: debit above zero, credit below."""
    date: datetime.date
    text: str = ""
    objects: Mapping[int, str] = NO_OBJECTS
    """Object by dimension; read only, and shared between rows that say the same."""
    kind: TransactionKind = "trans"

    @property
    def counts(self) -> bool:
        """Whether the row is part of the voucher's sum."""
        return self.kind != "removed"


class Voucher(Struct, frozen=True, gc=False):
    """A voucher (#VER) and its rows. Series and number may be empty in a file to import (4I)."""

    series: str
    number: str
    date: datetime.date
    text: str
    transactions: tuple[Transaction, ...]
    line: int = 0
    """The line of the file where it begins."""

    @property
    def booked(self) -> tuple[Transaction, ...]:
        """The rows that count."""
        return tuple(row for row in self.transactions if row.counts)


class FileHead(Struct, kw_only=True):
    """All that stands before the vouchers. It is whole when the file has been read to its end."""

    already_read: bool = False
    """The file says that a program has read it in (#FLAGGA 1)."""
    program: str = ""
    program_version: str = ""
    format: str = ""
    generated_on: datetime.date | None = None
    generated_by: str = ""
    sie_type: int | None = None
    company: str = ""
    organisation_number: str = ""
    """As the file writes it."""
    currency: str = "SEK"
    chart: str = ""
    fiscal_years: dict[int, FiscalYear] = field(default_factory=dict)
    accounts: dict[str, ChartAccount] = field(default_factory=dict)
    dimensions: dict[int, Dimension] = field(default_factory=dict)
    objects: dict[tuple[int, str], str] = field(default_factory=dict)
    """The name of an object by dimension and object number (#OBJEKT)."""
    has_balances: bool = False
    ignored: dict[str, int] = field(default_factory=dict)
    """How many there were of each record that the standard has us pass by."""

    @property
    def kind(self) -> FileKind:
        """Which of the two sorts of type 4 it is: only an exported file has balances."""
        return "4E" if self.has_balances else "4I"

    def year_of(self, day: datetime.date) -> FiscalYear | None:
        """Return the fiscal year of the file that the day is in."""
        return next((year for year in self.fiscal_years.values() if year.holds(day)), None)
