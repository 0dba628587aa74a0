"""What will be used of a recipient's money by the end of the period, and what will be left, by a stated method.

A forecast is no fact. It adds the further costs that a method expects to what is booked, and lets the ledger's own
rules say what they come to: what each grant covers, what is left, what is the recipient's own. Whole kronor; shares of
time are fractions, and a half is rounded up once, at the end.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from naravard.agreement.model import Period, Text
from naravard.ledger.balances import Balance, GrantBalance, ShareBalance, balance_of
from naravard.ledger.book import Book
from naravard.ledger.facts import Sum, Used
from naravard.ledger.tally import MoneyPlace, Tally
from naravard.ledger.terms import Terms

_HALF = Fraction(1, 2)


class Method(StrEnum):
    """How further costs are expected."""

    PACE = "takt"
    PLANS = "planer"

    @property
    def label(self) -> Text:
        """What it is called."""
        return _WORDS[self][0]

    @property
    def explanation(self) -> Text:
        """How it is worked out, in words."""
        return _WORDS[self][1]


_WORDS = {
    Method.PACE: (
        Text("I samma takt som hittills", "At the pace so far"),
        Text(
            "Det som är bokfört hittills delas med de dagar av perioden som har gått och gångras med periodens alla "
            "dagar. När perioden är slut räknas bara det som är bokfört.",
            "What has been booked so far is divided by the days of the period that have passed and multiplied by all "
            "its days. When the period is over only what has been booked counts.",
        ),
    ),
    Method.PLANS: (
        Text("Enligt aktiviteternas planer", "By the activities' plans"),
        Text(
            "Vi räknar med att varje aktivitet kostar hela sin budget, eller det som är bokfört om det är mer. "
            "Sträcker "
            "den sig utanför perioden räknas bara dagarna i perioden. En avslutad aktivitet väntas inte kosta mer. När "
            "perioden är slut räknas bara det som är bokfört.",
            "We expect each activity to cost its whole budget, or what has been booked if that is more. If it runs "
            "outside the period, only the days within the period count. An ended activity is expected to cost no more. "
            "When the period is over, only what has been booked counts.",
        ),
    ),
}


class DecidedCost(Struct, frozen=True, kw_only=True):
    """What an activity is decided to cost at most."""

    activity: str
    """Its code, as costs have it."""
    grant: str
    budget: int
    from_day: datetime.date
    to_day: datetime.date
    earmark: str = ""
    holder: str = ""
    """The organisation that money was passed on to, where the activity is its own; empty for the recipient's."""
    ended: bool = False


class EarmarkOutlook(Struct, frozen=True, kw_only=True):
    """An earmark at the end of the period: a part of the grant's sums."""

    earmark: str
    available: int
    expected_used: int
    expected_left: int


class Outlook(Struct, frozen=True, kw_only=True):
    """One grant as it is expected to stand at the end of the period. Whole kronor, none below zero."""

    grant: str
    available: int
    """What was paid; before that what is requisitioned, or allotted. ``0`` if no more can be paid."""
    is_paid: bool
    planned: int
    """The activities' decided budgets."""
    costs: int
    """Booked so far."""
    expected_costs: int
    expected_used: int
    """What the money covers of the expected costs."""
    expected_left: int
    """Neither used nor repaid: to go back."""
    expected_own: int
    """Costs above the money."""
    earmarks: tuple[EarmarkOutlook, ...] = ()
    shares: tuple[ShareBalance, ...] = ()
    """Each holder's part by then, the recipient's own first."""

    @property
    def share_left(self) -> Fraction:
        """What is expected to be left, as a share of what is available."""
        return Fraction(self.expected_left, self.available) if self.available else Fraction(0)


def outlooks(
    book: Book,
    terms: Terms,
    *,
    today: datetime.date,
    method: Method,
    plans: Sequence[DecidedCost] = (),
    coming: Mapping[str, Sum] | None = None,
) -> tuple[Outlook, ...]:
    """Return how each grant is expected to stand at the end of the period.

    ``coming`` is what can still be paid, by grant (:func:`~naravard.ledger.instalments.to_come`); where it is not told,
    all that is asked for or allotted is. What has not been paid yet is reckoned as if it had been. An RSS is reckoned
    to pass on what it has left to those of its municipalities whose costs are above what they have been given.
    """
    coming = _still_to_come(book) if coming is None else coming
    further = _further_costs(book, terms.period, today, method, plans)
    expected = balance_of(book.tally + Tally(book.tally.recipient, None, {**_as_if_paid(coming), **further}))
    now = balance_of(book.tally)
    planned: Counter[str] = Counter()
    for plan in plans:
        planned[plan.grant] += plan.budget
    return tuple(_outlook(grant, expected, planned[grant.grant]) for grant in now.grants)


def standing_costs(book: Book) -> Iterator[tuple[Used, int]]:
    """Give each booked cost with what remains of it: what has not been taken back."""
    for id_, left in book.cost_left.items():
        cost = book.facts[id_]
        if left and isinstance(cost, Used):
            yield cost, left


def days_passed(period: Period, today: datetime.date) -> tuple[int, int]:
    """Return how many days of the period have passed, today among them, and how many there are."""
    of = (period.to - period.from_).days + 1
    return min(max((today - period.from_).days + 1, 0), of), of


def _outlook(now: GrantBalance, expected: Balance, planned: int) -> Outlook:
    then = expected.grant(now.grant)
    own = then.share()
    uncovered = sum(share.costs - share.used for share in then.shares if share.holder)
    passed_on = min(own.general_left, uncovered)
    return Outlook(
        grant=now.grant,
        available=then.paid,
        is_paid=bool(now.paid),
        planned=planned,
        costs=now.costs,
        expected_costs=then.costs,
        expected_used=then.used + passed_on,
        expected_left=then.left - passed_on,
        expected_own=then.costs - then.used - passed_on,
        earmarks=tuple(
            EarmarkOutlook(earmark=part.earmark, available=part.paid, expected_used=part.used, expected_left=part.left)
            for part in then.earmarks
        ),
        shares=then.shares,
    )


def _still_to_come(book: Book) -> dict[str, Sum]:
    """Return the sums that can still be paid, by grant: as requisitioned, or else as allotted."""
    allotted = {part.grant: part for part in book.tally.allotted.sums} if book.tally.allotted else {}
    asked = {part.grant: part for one in book.requisitions.values() for part in one.sums}
    return {grant: asked.get(grant, part) for grant, part in allotted.items() if not book.tally.sum("paid", grant)}


def _as_if_paid(coming: Mapping[str, Sum]) -> dict[MoneyPlace, int]:
    found: dict[MoneyPlace, int] = {}
    for part in coming.values():
        found[MoneyPlace("paid", part.grant)] = part.general
        for earmark, amount in part.earmarks.items():
            found[MoneyPlace("paid", part.grant, "", earmark)] = amount
    return found


def _further_costs(
    book: Book, period: Period, today: datetime.date, method: Method, plans: Iterable[DecidedCost]
) -> dict[MoneyPlace, int]:
    if today > period.to:
        return {}
    return _by_plans(book, period, plans) if method is Method.PLANS else _at_the_pace(book, period, today)


def _at_the_pace(book: Book, period: Period, today: datetime.date) -> dict[MoneyPlace, int]:
    passed, of = days_passed(period, today)
    if not passed:
        return {}
    costs = {place: amount for place, amount in book.tally.kronor.items() if place.column == "costs"}
    return {place: _nearest(Fraction(amount * of, passed)) - amount for place, amount in costs.items()}


def _by_plans(book: Book, period: Period, plans: Iterable[DecidedCost]) -> dict[MoneyPlace, int]:
    booked: Counter[tuple[str, str]] = Counter()
    for cost, left in standing_costs(book):
        booked[cost.activity, cost.grant] += left
    found: Counter[MoneyPlace] = Counter()
    for plan in plans:
        remains = within(plan, period) - booked[plan.activity, plan.grant]
        if remains > 0 and not plan.ended:
            found[MoneyPlace("costs", plan.grant, plan.holder, plan.earmark)] += remains
    return dict(found)


def within(plan: DecidedCost, period: Period) -> int:
    """Return the part of a budget that falls within the period: by days, to the nearest krona, halves up."""
    days = (plan.to_day - plan.from_day).days + 1
    inside = (min(plan.to_day, period.to) - max(plan.from_day, period.from_)).days + 1
    return _nearest(Fraction(plan.budget * max(inside, 0), days))


def _nearest(amount: Fraction) -> int:
    return (amount + _HALF).__floor__()
