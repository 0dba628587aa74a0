"""Vouchers as costs: kept compactly, matched with activities, and compared with what was taken in before.

Pure: vouchers come from a SIE file or a sheet, and nothing is known of a database. :func:`gather` makes vouchers into
compact pieces, a :class:`CodeMapping` says which codes mean which activity, and :func:`compare` says what would change.
"""

from naravard.exchange.costs.amounts import by_month, exact_ore, kronor_of
from naravard.exchange.costs.comparison import CodeSum, CostComparison, Counts, Outcome, VoucherDifference, compare
from naravard.exchange.costs.mapping import ACTIVITY, CodeMapping, PatternError, Rule, accounts_of, code_matches
from naravard.exchange.costs.records import Chart, Combination, Gathered, StoredVoucher, name_of, pack, unpack
from naravard.exchange.costs.stored_vouchers import Gathering, gather

__all__ = [
    "ACTIVITY",
    "Chart",
    "CodeMapping",
    "CodeSum",
    "Combination",
    "CostComparison",
    "Counts",
    "Gathered",
    "Gathering",
    "Outcome",
    "PatternError",
    "Rule",
    "StoredVoucher",
    "VoucherDifference",
    "accounts_of",
    "by_month",
    "code_matches",
    "compare",
    "exact_ore",
    "gather",
    "kronor_of",
    "name_of",
    "pack",
    "unpack",
]
