"""Vouchers as costs: kept compactly, matched with activities, and compared with what was taken in before.

Pure: vouchers come from a SIE file or a sheet, and nothing is known of a database. :func:`gather` makes vouchers into
compact pieces, a :class:`Mapping` says which codes mean which activity, and :func:`compare` says what would change.
"""

from naravard.exchange.costs.amounts import by_month, exact_ore, kronor_of
from naravard.exchange.costs.comparing import CodeSum, Comparison, Counts, Difference, Outcome, compare
from naravard.exchange.costs.gathering import Gathering, gather
from naravard.exchange.costs.mapping import ACTIVITY, Mapping, PatternError, Rule, accounts_of, code_matches
from naravard.exchange.costs.records import Chart, Combination, Gathered, Kept, name_of, pack, unpack

__all__ = [
    "ACTIVITY",
    "Chart",
    "CodeSum",
    "Combination",
    "Comparison",
    "Counts",
    "Difference",
    "Gathered",
    "Gathering",
    "Kept",
    "Mapping",
    "Outcome",
    "PatternError",
    "Rule",
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
