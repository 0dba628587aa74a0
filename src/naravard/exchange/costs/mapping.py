"""Which codes in an accounting file mean which activity, and which accounts count.

Rules stand in order and the first that matches holds; where later ones would have said another activity, that is told.
Accounts are codes, and their classes mean nothing by themselves: which count is chosen, and shown.
"""

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from naravard.exchange.costs.records import Chart, Combination

ACTIVITY = -1
"""The dimension of a sheet's column that names the activity itself; SIE's dimensions are above zero."""
BALANCE_KINDS = frozenset({"T", "S"})

Accounts = Literal["no-grants", "all", "costs", "listed"]
"""All but assets, liabilities and booked grants; all but assets and liabilities; only what the file calls costs, where
it says that of any; only those listed."""
GRANTS = "35*"
"""Where grants received are booked, in the charts of accounts of both municipalities and regions. A state grant that is
booked under a project is no cost of it below nought: netted, the costs that it paid would vanish from the report."""
Why = Literal["booked", "no-rule", "account-left-out"]

_PART = re.compile(r"(\d{1,20})(?:\s*[-–]\s*(\d{1,20})|(\*))?")


class PatternError(ValueError):
    """A list of accounts cannot be read; ``part`` is what was found."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


class Rule(Struct, frozen=True, kw_only=True):
    """Rows with this code, on these accounts, are an activity's."""

    activity: int
    """The activity's number."""
    dimension: int | None = None
    """Nothing: the rule asks for accounts only."""
    code: str = ""
    """The object's code; ``P1*`` for all that begin with it."""
    accounts: str = ""
    """``5010, 6000-6999, 70*``; empty for every account that counts."""


class CodeMapping(Struct, frozen=True, kw_only=True):
    """The rules in order, and which accounts count at all."""

    rules: tuple[Rule, ...] = ()
    accounts: Accounts = "all"
    listed: str = ""
    """The accounts that count where they are listed."""


class MappedRows(Struct, frozen=True):
    """What becomes of the rows of one combination."""

    why: Why
    activity: int = 0
    others: tuple[int, ...] = ()
    """Activities that later rules would have said."""


@cache
def accounts_of(listed: str) -> Callable[[str], bool]:
    """Return what tells whether an account is among those listed: numbers, ranges and beginnings.

    >>> among = accounts_of("5010, 60*, 7000-7999")
    >>> [among(account) for account in ("5010", "6071", "7500", "8000", "75001")]
    [True, True, True, False, False]

    Raises:
        PatternError: when a part cannot be read.
    """
    tests: list[Callable[[str], bool]] = []
    for part in (part.strip() for part in re.split(r"[,;\n]", listed)):
        if not part:
            continue
        match = _PART.fullmatch(part)
        if match is None:
            raise PatternError(part)
        first, last, star = match.groups()
        if last is not None and (len(first) != len(last) or first > last):
            raise PatternError(part)
        tests.append(_test(first, last, beginning=bool(star)))
    return lambda account: any(test(account) for test in tests)


def code_matches(pattern: str, code: str) -> bool:
    """Tell whether a code is the one, or begins as ``P1*`` says."""
    return code.startswith(pattern[:-1]) if pattern.endswith("*") else code == pattern


def placed(mapping: CodeMapping, chart: Chart, activities: Collection[int] | None = None) -> list[MappedRows]:
    """Return what becomes of each combination of a chart, in its order.

    ``activities`` are those that costs can be booked on: a rule of another says nothing. None: all of them.
    """
    counts = _counting(mapping, chart)
    rules = tuple(rule for rule in mapping.rules if activities is None or rule.activity in activities)
    return [_placed(rules, each, counts, activities) for each in chart.combinations]


def _placed(
    rules: Sequence[Rule],
    combination: Combination,
    counts: Callable[[str], bool],
    activities: Collection[int] | None,
) -> MappedRows:
    objects = dict(combination.objects)
    named = objects.get(ACTIVITY)
    found = [int(named)] if named else [rule.activity for rule in rules if _matches(rule, combination, objects)]
    if not found or (activities is not None and found[0] not in activities):
        return MappedRows("no-rule")
    others = tuple(dict.fromkeys(number for number in found[1:] if number != found[0]))
    if combination.account and not counts(combination.account):
        return MappedRows("account-left-out", found[0], others)
    return MappedRows("booked", found[0], others)


def _matches(rule: Rule, combination: Combination, objects: dict[int, str]) -> bool:
    if rule.dimension is not None:
        code = objects.get(rule.dimension)
        if code is None or not code_matches(rule.code, code):
            return False
    elif not rule.accounts:
        return False
    return not rule.accounts or accounts_of(rule.accounts)(combination.account)


def _counting(mapping: CodeMapping, chart: Chart) -> Callable[[str], bool]:
    if mapping.accounts == "listed":
        return accounts_of(mapping.listed)
    kinds = {account: kind for account, (_name, kind) in chart.accounts.items()}
    if mapping.accounts == "costs" and any(kinds.values()):
        return lambda account: kinds.get(account) == "K"
    grants = accounts_of(GRANTS) if mapping.accounts == "no-grants" else accounts_of("")
    return lambda account: kinds.get(account) not in BALANCE_KINDS and not grants(account)


def _test(first: str, last: str | None, *, beginning: bool) -> Callable[[str], bool]:
    if beginning:
        return lambda account: account.startswith(first)
    if last is not None:
        return lambda account: len(account) == len(first) and first <= account <= last
    return lambda account: account == first
