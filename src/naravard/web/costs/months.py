"""Costs by month: those by hand on their own days, those out of files on the days of their vouchers.

A cost out of a file is one fact, on the last day of the file; its vouchers say which month each krona belongs to. Every
page and file that shows months asks here.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from naravard.exchange.costs import by_month
from naravard.exchange.costs.amounts import bookable
from naravard.web.costs.models import HAND, BookedCost, TakenIn


class StandingCost(NamedTuple):
    """What remains of a booked cost: where it came from, who bore it, its day, how many kronor, and on what."""

    source: str
    organisation: str
    day: datetime.date
    left: int
    activity: str = ""
    """The activity's code."""


class MonthCost(NamedTuple):
    """What an activity has cost in a month (``2022-03``), from one source."""

    month: str
    source: str
    organisation: str
    activity: str
    amount: int


def month_costs(agreement_id: str, costs: Iterable[StandingCost]) -> list[MonthCost]:
    """Return costs by activity, month and source; one question to the database if any is out of a file."""
    found, files = [], set()
    for cost in costs:
        if cost.source == HAND:
            found.append(MonthCost(f"{cost.day:%Y-%m}", HAND, cost.organisation, cost.activity, cost.left))
        else:
            files.add((cost.organisation, cost.source))
    for taken in _taken_in(agreement_id, files):
        for number, months in taken.sums.items():
            if bookable(sum(months.values())):
                activity = f"{taken.organisation_id}-{number}"
                found += [
                    MonthCost(month, taken.source, taken.organisation_id, activity, amount)
                    for month, amount in by_month(months).items()
                ]
    return found


def costs_by_month(agreement_id: str, costs: Iterable[StandingCost]) -> dict[str, dict[str, int]]:
    """Return kronor by month (``2022-03``) and source."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for cost in month_costs(agreement_id, costs):
        sums[cost.month][cost.source] += cost.amount
    return sums


def sources_of(fact_ids: Iterable[str]) -> Mapping[str, str]:
    """Return where costs came from, by the ids of their facts; what no row tells of was booked by hand."""
    return dict(BookedCost.objects.filter(fact_id__in=list(fact_ids)).values_list("fact_id", "source"))


def _taken_in(agreement_id: str, files: set[tuple[str, str]]) -> list[TakenIn]:
    if not files:
        return []
    found = TakenIn.objects.filter(agreement_id=agreement_id, organisation__in={code for code, _ in files})
    return [one for one in found.defer("chart") if (one.organisation_id, one.source) in files]
