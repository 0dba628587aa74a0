"""Accounting files: SIE type 4 (4E and 4I) and SIE 5, read as a stream and, for round trips, written (SIE 4B and 4C).

``read`` gives vouchers one by one, and what is wrong as findings; nothing in the bytes of a file makes it raise.
"""

from naravard.exchange.sie.findings import Findings, SieFindingKind, entries
from naravard.exchange.sie.lines import LIMITS, ReaderLimits
from naravard.exchange.sie.model import (
    AccountKind,
    ChartAccount,
    Checksum,
    Dimension,
    FileHead,
    FileKind,
    FiscalYear,
    Transaction,
    TransactionKind,
    Voucher,
)
from naravard.exchange.sie.reader import SieReading, read
from naravard.exchange.sie.sie5 import is_sie5
from naravard.exchange.sie.values import amount_text
from naravard.exchange.sie.writer import UnwritableError, lines_of, write

__all__ = [
    "LIMITS",
    "AccountKind",
    "ChartAccount",
    "Checksum",
    "Dimension",
    "FileHead",
    "FileKind",
    "Findings",
    "FiscalYear",
    "ReaderLimits",
    "SieFindingKind",
    "SieReading",
    "Transaction",
    "TransactionKind",
    "UnwritableError",
    "Voucher",
    "amount_text",
    "entries",
    "is_sie5",
    "lines_of",
    "read",
    "write",
]
