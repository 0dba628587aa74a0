"""What has been spent: by activity against its budget, and month by month."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.ledger.facts import Used
from naravard.ledger.forecast import standing_costs
from naravard.web.activities.models import Activity
from naravard.web.costs.models import HAND
from naravard.web.costs.months import StandingCost, costs_by_month, sources_of
from naravard.web.funds.links import room_url
from naravard.web.funds.picture import Picture
from naravard.web.ledger.accounts import Money
from naravard.web.tasks.words import month_name


@dataclass(frozen=True, slots=True)
class Spent:
    """One activity's costs against its budget."""

    code: str
    name: str
    grant: str
    budget: int
    costs: int
    status: str
    from_day: datetime.date | None = None
    to_day: datetime.date | None = None
    number: int = 0

    @property
    def left(self) -> int:
        """What is left of the budget; below zero where the costs are above it."""
        return self.budget - self.costs


@dataclass(frozen=True, slots=True)
class Month:
    """The costs of one month."""

    first: datetime.date
    costs: int
    so_far: int

    @property
    def words(self) -> Text:
        """``januari 2022``."""
        name = month_name(self.first.month)
        return Text(f"{name.sv} {self.first.year}", f"{name.en} {self.first.year}")


def costs_of(picture: Picture) -> Iterator[tuple[Money, Used, int]]:
    """Give each cost that the organisation has borne, with what remains of it; an RSS's with its municipalities'."""
    if picture.own is not None:
        for cost, left in standing_costs(picture.own.book):
            yield picture.own, cost, left
    for money in picture.through:
        for cost, left in standing_costs(money.book):
            if cost.holder == picture.organisation.code:
                yield money, cost, left


def area_of_cost(picture: Picture, cost: Used) -> str:
    """Return the area of a cost: that of its activity, which a board may have moved, or else its grant's; or none."""
    area = next((one.area for one in picture.own_activities if one.code == cost.activity), None)
    if area is not None:
        return area
    return next((one.area or "" for one in picture.shown.agreement.grants if one.id == cost.grant), "")


def standing_costs_of(picture: Picture) -> list[StandingCost]:
    """Return those costs with where they came from and on which activity they are."""
    every = [(cost, left) for _, cost, left in costs_of(picture)]
    sources = sources_of(cost.id for cost, _ in every)
    return [
        StandingCost(sources.get(cost.id, HAND), cost.holder or cost.recipient, cost.day, left, cost.activity)
        for cost, left in every
    ]


def spent_by_activity(picture: Picture) -> list[Spent]:
    """Return the activities that have a budget or costs, in the order of their codes; other costs come last."""
    costs: Counter[tuple[str, str]] = Counter()
    for _, cost, left in costs_of(picture):
        costs[cost.activity, cost.grant] += left
    found = [
        Spent(
            one.code, one.name, one.grant, one.budget, costs.pop((one.code, one.grant), 0), one.status,
            one.from_day, one.to_day, one.number,
        )
        for one in picture.activities
        if one.status in (Activity.DECIDED, Activity.ENDED) or (one.code, one.grant) in costs
    ]  # fmt: skip
    names = {one.code: one.name for one in picture.activities}
    found += [Spent(code, names.get(code, code), grant, 0, some, "") for (code, grant), some in sorted(costs.items())]
    return found


def spent_by_month(picture: Picture) -> list[Month]:
    """Return the costs of each month of the period that has begun, and of others that have costs, the first first."""
    sums = costs_by_month(picture.shown.agreement.id, standing_costs_of(picture))
    costs = {datetime.date.fromisoformat(f"{month}-01"): sum(some.values()) for month, some in sums.items()}
    period = picture.shown.agreement.period
    months, so_far = [], 0
    for first in sorted({*_months(period.from_, min(period.to, picture.today)), *(one for one in costs if costs[one])}):
        so_far += costs.get(first, 0)
        months.append(Month(first, costs.get(first, 0), so_far))
    return months


def activity_url(picture: Picture, spent: Spent) -> str:
    """Return the address of an activity of the organisation's own; empty where there is no such page."""
    code, agreement = picture.organisation.code, picture.shown.agreement.id
    if not spent.number or spent.code != f"{code}-{spent.number}":
        return ""
    return room_url("activities:activity", code, agreement, spent.number)


def _months(first: datetime.date, last: datetime.date) -> Sequence[datetime.date]:
    found, month = [], first.replace(day=1)
    while month <= last:
        found.append(month)
        month = (month + datetime.timedelta(days=32)).replace(day=1)
    return found
