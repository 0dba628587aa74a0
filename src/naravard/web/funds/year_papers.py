"""The year's papers of a recipient as a list of tasks, in the order of the money's way: state, last day, who is next.

The states are read out of the facts and the duties; nothing is stored. What is no paper stands here; each kind of paper
gives its own lines (:meth:`.PaperKind.year`).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from naravard.agreement.duties import days_left, swedish_day
from naravard.agreement.model import Text
from naravard.agreement.status_words import DONE, NOT_BEGUN, UNDER_WAY, ShownStatus, waiting_for
from naravard.agreement.wording import kronor
from naravard.web.access.permissions import Permission
from naravard.web.activities.models import Activity
from naravard.web.agreements.mandates import fixer
from naravard.web.costs.places import stands
from naravard.web.funds.picture import Picture
from naravard.web.ledger.accounts import Money
from naravard.web.organisations.kinds import Kind
from naravard.web.papers.year import NO_WORDS, OfTheYear, Year, YearPaper
from naravard.web.people.models import Membership
from naravard.web.tasks.carriers import Carrier, Stage, in_order
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.words import distance

_DECIDED = (Activity.DECIDED, Activity.ENDED)


@dataclass(frozen=True, kw_only=True)
class _Year(Year):
    """What the lines are read out of, the organisation's activities and its parts of others' money too."""

    picture: Picture


def papers_of(picture: Picture, *, is_own: bool, names_people: bool = True) -> list[YearPaper]:
    """Return the year's papers; one question to the database for the people, where they are to be named."""
    people: Sequence[Membership] = ()
    if is_own and names_people:
        held = Membership.objects.on(picture.today).filter(organisation=picture.organisation.code)
        people = list(held.select_related("person").order_by("person__name", "person_id"))
    year = _Year(
        picture=picture, shown=picture.shown, organisation=picture.organisation, account=picture.own, people=people,
        is_own=is_own, now=picture.now,
    )  # fmt: skip
    steps = _STEPS if picture.own is None else [*_STEPS, *_STEPS_OF_AN_ACCOUNT]
    made = [(stage, list(step(year))) for stage, step in steps]
    if picture.own is not None:
        made += [(carrier.stage, list(_carried(year, carrier))) for carrier in in_order()]
    return [paper for _stage, papers in sorted(made, key=lambda one: one[0]) for paper in papers]


def _fixing(year: _Year) -> Iterator[YearPaper]:
    money = year.money
    fixed = money.book.tally.allotted
    name, clause = Text("Fördelningen fastställs", "The allocation is fixed"), money.shown.agreement.total.clause
    if fixed is None:
        by = fixer(money.shown.agreement)
        yield YearPaper(id="fix", name=name, state=waiting_for(by), next=by, clause=clause)
        return
    day = swedish_day(fixed.at)
    says = Text(f"version {fixed.version}, {day}", f"version {fixed.version}, {day}")
    yield YearPaper(id="fix", name=name, state=DONE, says=says, clause=clause)


def _conditions(year: _Year) -> Iterator[YearPaper]:
    """Give the duties that payments depend on."""
    duties = [duty for grant in year.money.terms.grants for duty in grant.conditions]
    for duty in dict.fromkeys(duties):
        yield year.of_duty(duty)


def _carried(year: _Year, carrier: Carrier) -> Iterator[YearPaper]:
    """Give the duties that have a room of their own, those left out that payments depend on."""
    conditions = {duty for grant in year.money.terms.grants for duty in grant.conditions}
    for duty in duty_book(year.shown).of(year.organisation.code):
        if carrier.carries(year.shown, duty) and duty not in conditions:
            yield from carrier.year(year, duty) if isinstance(carrier, OfTheYear) else [year.of_duty(duty)]


def _payment(year: _Year) -> Iterator[YearPaper]:
    money = year.money
    name, total = Text("Utbetalning", "Payment"), money.balance.total
    if total.paid:
        days = ", ".join(str(paid.day) for paid in money.book.payments())
        says = Text(f"{kronor(total.paid)}, {days}", f"{kronor(total.paid)}, {days}")
        going = waiting_for(money.terms.payer or NO_WORDS) if year.is_over else UNDER_WAY
        state = going if _more_comes(money) else DONE
        yield YearPaper(id="payment", name=name, state=state, says=says, clause=money.terms.clause)
    elif money.book.accepted:
        who = money.terms.payer or NO_WORDS
        yield YearPaper(id="payment", name=name, state=waiting_for(who), next=who, clause=money.terms.clause)
    else:
        yield YearPaper(id="payment", name=name, state=NOT_BEGUN, clause=money.terms.clause)


def _more_comes(money: Money) -> bool:
    """Tell whether more can be paid of what comes in parts: a further part, an instalment, or what a version adds."""
    return any(money.coming[one.grant.id].amount for one in money.terms.grants
               if (one.needs_requisition or one.payouts) and one.grant.id in money.coming)  # fmt: skip


def _onward(year: _Year) -> Iterator[YearPaper]:
    money = year.money
    if not money.terms.onward:
        return
    onward, paid = money.balance.total.onward, money.balance.total.paid
    name = Text("Vidare till kommunerna", "Onward to the municipalities")
    says = Text(f"{kronor(onward)} av {kronor(paid)}", f"{kronor(onward)} of {kronor(paid)}") if paid else NO_WORDS
    done = bool(paid) and onward == paid
    state = DONE if done else _rest_waits(year) if onward else NOT_BEGUN
    step = {} if done or not paid else year.who(Permission.PAY_ONWARD)
    yield YearPaper(id="onward", name=name, state=state, says=says, url=year.url("sharing:sharing"), **step)


def _rest_waits(year: _Year) -> ShownStatus:
    """Say how the rest of what is passed on stands: after the year it waits for the one who is to pass it on."""
    return year.waits_for_own if year.is_over else UNDER_WAY


def _going(year: _Year) -> ShownStatus:
    """Say how what is done through the year stands: nothing goes on when it is over."""
    return DONE if year.is_over else UNDER_WAY


def _decision(year: _Year) -> Iterator[YearPaper]:
    if year.picture.organisation.kind != Kind.REGION:
        return
    url = year.url("decisions:decisions")
    decided = _counted(year.picture)[Activity.DECIDED] + _counted(year.picture)[Activity.ENDED]
    name = Text("Beslut om hur medlen används", "Decision on how the funds are used")
    if decided:
        budget = kronor(sum(one.budget for one in year.picture.own_activities if one.status in _DECIDED))
        sv, en = ("aktiviteter", "activities") if decided > 1 else ("aktivitet", "activity")
        says = Text(f"{decided} {sv} för {budget}", f"{decided} {en} for {budget}")
        yield YearPaper(id="decision", name=name, state=_going(year), says=says, url=url)
    else:
        yield YearPaper(id="decision", name=name, state=NOT_BEGUN, url=url, **year.who(Permission.DECIDE_ON_ACTIVITIES))


def _activities(year: _Year) -> Iterator[YearPaper]:
    counted = _counted(year.picture)
    name = Text("Aktiviteter", "Activities")
    url, who = year.url("activities:activities"), year.who(Permission.PROPOSE_ACTIVITIES)
    if not counted:
        yield YearPaper(id="activities", name=name, state=NOT_BEGUN, url=url, **who)
        return
    parts = [
        (counted[status], words if counted[status] > 1 else one)
        for status, (one, words) in _STATUSES.items()
        if counted[status]
    ]
    says = Text(
        ", ".join(f"{count} {words.sv}" for count, words in parts),
        ", ".join(f"{count} {words.in_language('en')}" for count, words in parts),
    )
    yield YearPaper(id="activities", name=name, state=_going(year), says=says, url=url, **{} if year.is_over else who)


_STATUSES = {
    Activity.PROPOSED: (Text("föreslagen", "proposed"), Text("föreslagna", "proposed")),
    Activity.DECIDED: (Text("beslutad", "decided"), Text("beslutade", "decided")),
    Activity.ENDED: (Text("avslutad", "ended"), Text("avslutade", "ended")),
    Activity.DECLINED: (Text("avslagen", "declined"), Text("avslagna", "declined")),
}


def _counted(picture: Picture) -> Counter[str]:
    return Counter(one.status for one in picture.own_activities)


_REPORT = Text("redovisningen", "the report")
"""What costs wait for after the year: it is what makes them stand."""


def _costs(year: _Year) -> Iterator[YearPaper]:
    picture, money = year.picture, year.account
    own = money.balance.total.costs if money else 0
    costs = own + sum(held.share.costs for held in picture.shares)
    name = Text("Kostnader", "Costs")
    says = Text(f"{kronor(costs)} bokförda", f"{kronor(costs)} booked") if costs else NO_WORDS
    url, last = year.url("costs:costs"), picture.shown.agreement.period.to
    if money is not None and stands(money) is not None:
        yield YearPaper(id="costs", name=name, state=DONE, says=says, url=url)
        return
    far = distance(days_left(picture.now, last))
    going = waiting_for(_REPORT) if year.is_over else UNDER_WAY
    yield YearPaper(
        id="costs", name=name, state=going if costs else NOT_BEGUN, says=says, url=url, due=last,
        far=far, **year.who(Permission.BOOK_COSTS),
    )  # fmt: skip


_STEPS: list[tuple[Stage, Callable[[_Year], Iterator[YearPaper]]]] = [
    (Stage.DECISION, _decision),
    (Stage.ACTIVITIES, _activities),
    (Stage.COSTS, _costs),
]
"""What everyone does who has money, or a part of another's."""
_STEPS_OF_AN_ACCOUNT: list[tuple[Stage, Callable[[_Year], Iterator[YearPaper]]]] = [
    (Stage.ADOPTION, _fixing),
    (Stage.ADOPTION, _conditions),
    (Stage.PAYMENT, _payment),
    (Stage.ONWARD, _onward),
]
"""What goes with money of one's own."""
