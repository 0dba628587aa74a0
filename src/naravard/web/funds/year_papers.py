"""The year's papers of a recipient as a list of tasks, in the order of the money's way: state, last day, who is next.

The states are read out of the facts and the duties; nothing is stored.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from naravard.agreement.duties import Status, days_left, receiver_of, swedish_day
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import kronor
from naravard.ledger import Standing
from naravard.ledger.facts import Certified
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import roles_in
from naravard.web.activities.models import Activity
from naravard.web.funds.links import room_url
from naravard.web.funds.picture import Picture
from naravard.web.ledger.reading import Money
from naravard.web.organisations.kinds import Kind
from naravard.web.people.models import Membership
from naravard.web.tasks.board import TAGS
from naravard.web.tasks.carried import ROOMS
from naravard.web.tasks.demands import demand_of
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.words import distance

_DECIDED = (Activity.DECIDED, Activity.ENDED)
_NAMED = 3
_NONE = Text("", "")
_MINISTRY = Text(
    "Regeringskansliet (Socialdepartementet)", "the Government Offices (Ministry of Health and Social Affairs)"
)
_WAITS = Text("Väntar", "Waits")
_DONE = Text("Klar", "Done")
_NOTHING = Text("Inget än", "Nothing yet")
_GOING_ON = Text("Pågår", "Going on")
_NO_DAY = Text("ingen sista dag i texten", "no last day in the text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper or step of the year."""

    id: str
    name: Text
    state: Text
    tag: str
    """The colour of the state; its word always stands in it."""
    says: Text = _NONE
    """Sums and days, where there is more to tell than the state."""
    due: datetime.date | None = None
    far: Text | None = None
    """How far the last day lies from today; nothing where it no longer matters."""
    no_day: bool = False
    """Whether there is no last day though one could be asked for: the text gives none."""
    next: Text = _NONE
    """Who does the next step; empty where there is none."""
    people: tuple[str, ...] = ()
    """The names of those in the organisation who may."""
    url: str = ""
    clause: str = ""

    @property
    def named(self) -> Text:
        """The first of those who may, and that there are more."""
        names, more = ", ".join(self.people[:_NAMED]), len(self.people) > _NAMED
        return Text(f"{names} m.fl." if more else names, f"{names} and others" if more else names)

    @property
    def day_words(self) -> Text:
        """What stands for a last day where the text gives none."""
        return _NO_DAY if self.no_day else _NONE


@dataclass(frozen=True)
class _Year:
    """What the papers are read out of."""

    picture: Picture
    people: Sequence[Membership]
    is_own: bool

    @property
    def money(self) -> Money | None:
        return self.picture.own

    def url(self, room: str) -> str:
        """Return a room's address, for one who may use it."""
        code, agreement = self.picture.organisation.code, self.picture.shown.agreement.id
        return room_url(room, code, agreement) if self.is_own else ""

    def who(self, permission: Permission) -> dict[str, Any]:
        """Return who in the organisation does something: the roles, and those who hold them today."""
        organisation = self.picture.organisation
        names = [role.name for role in roles_in(organisation.kind, organisation.code) if permission in role.permissions]
        held = [one.person.name for one in self.people if permission in one.role_class.permissions]
        return {"next": either(names), "people": tuple(dict.fromkeys(held))}

    def day(self, duty: Duty | None, *, over: bool = False) -> dict[str, Any]:
        """Return a duty's last day, how far it is, and its clause."""
        if duty is None or self.money is None:
            return {}
        due = self.money.standings.get(duty.id, Standing()).state(duty, self.picture.now).due
        far = distance(days_left(self.picture.now, due)) if due and not over else None
        return {"due": due, "far": far, "no_day": due is None, "clause": duty.clause}

    def status(self, duty: Duty) -> Status:
        """Return how a duty stands by what has been done about it."""
        assert self.money is not None  # noqa: S101 - for the type checker; duties are asked for where there is an account
        return self.money.standings.get(duty.id, Standing()).state(duty, self.picture.now).status


def either(names: Sequence[Text]) -> Text:
    """Join names as alternatives: ``a, b eller c``."""
    sv, en = [name.sv for name in names], [name.in_language("en") for name in names]
    return Text(_either(sv, "eller"), _either(en, "or"))


def _either(words: Sequence[str], conjunction: str) -> str:
    return f" {conjunction} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def papers_of(picture: Picture, *, is_own: bool) -> list[Paper]:
    """Return the year's papers; one question to the database for the people where it is the organisation's own."""
    people: Sequence[Membership] = ()
    if is_own:
        held = Membership.objects.on(picture.today).filter(organisation=picture.organisation.code)
        people = list(held.select_related("person").order_by("person__name", "person_id"))
    year = _Year(picture, people, is_own)
    return [paper for made in _IN_ORDER for paper in made(year)]


def _fixing(year: _Year) -> Iterator[Paper]:
    money = year.money
    if money is None:
        return
    fixed = money.book.tally.allotted
    name, clause = Text("Fördelningen fastställs", "The allocation is fixed"), money.shown.agreement.total.clause
    if fixed is None:
        yield Paper(id="fix", name=name, state=_WAITS, tag="grey", next=_MINISTRY, clause=clause)
        return
    day = swedish_day(fixed.at)
    says = Text(f"version {fixed.version}, {day}", f"version {fixed.version}, {day}")
    yield Paper(id="fix", name=name, state=_DONE, tag="green", says=says, clause=clause)


def _conditions(year: _Year) -> Iterator[Paper]:
    """Give the duties that payments depend on, and what else has a room of its own but no step below."""
    money = year.money
    if money is None:
        return
    duties = [duty for grant in money.terms.grants for duty in grant.conditions]
    for duty in dict.fromkeys(duties):
        yield _of_duty(year, duty)


def _of_duty(year: _Year, duty: Duty) -> Paper:
    status = year.status(duty)
    room = ROOMS.get(duty.about, "") if year.money is not None and year.money.is_fixed else ""
    code, agreement = year.picture.organisation.code, year.picture.shown.agreement.id
    url = (year.url(room) if room else "") or (
        reverse("tasks:duty", args=[code, agreement, duty.id]) if year.is_own else ""
    )
    step = {} if status.is_finished or status is Status.LAPSED else year.who(demand_of(duty).permission)
    condition = Text("villkor för utbetalning", "a condition for payment") if duty.condition else _NONE
    return Paper(
        id=duty.id, name=duty.name, state=status.label, tag=TAGS[status], says=condition, url=url,
        **year.day(duty, over=status.is_finished), **step,
    )  # fmt: skip


def _requisition(year: _Year) -> Iterator[Paper]:
    money = year.money
    if money is None or money.terms.requisition is None:
        return
    duty, book = money.terms.requisition, money.book
    name = Text("Rekvisition", "Requisition")
    asked = money.balance.total.requisitioned
    says = Text(kronor(asked), kronor(asked)) if asked else _NONE
    state, tag, step = _requisition_state(year, money, duty)
    over = book.requisition is not None
    yield Paper(
        id="requisition", name=name, state=state, tag=tag, says=says, url=year.url("requisitions:requisition"),
        **year.day(duty, over=over), **step,
    )  # fmt: skip


def _requisition_state(year: _Year, money: Money, duty: Duty) -> tuple[Text, str, dict[str, Any]]:
    book = money.book
    receiver = {"next": receiver_of(money.shown.agreement, duty) or _NONE}
    if book.requisition is not None:
        if book.accepted:
            return Text("Godtagen", "Accepted"), "green", {}
        return Text("Inlämnad", "Handed in"), "turquoise", receiver
    if not money.is_fixed:
        return _WAITS, "grey", {"next": _MINISTRY}
    if book.returned_at is not None:
        return Text("Återlämnad", "Returned"), "orange", year.who(Permission.WORK_ON_DUTIES)
    if {grant.grant.id for grant in money.terms.grants if grant.needs_requisition} <= money.closed:
        return Status.LAPSED.label, TAGS[Status.LAPSED], {}
    begun = money.standings.get(duty.id, Standing()).progress.begun_at is not None
    status = Status.BEGUN if begun else Status.OPEN
    step = year.who(Permission.SIGN if begun else Permission.WORK_ON_DUTIES)
    return status.label, TAGS[status], step


def _payment(year: _Year) -> Iterator[Paper]:
    money = year.money
    if money is None:
        return
    name, total = Text("Utbetalning", "Payment"), money.balance.total
    if total.paid:
        days = ", ".join(str(paid.day) for paid in money.book.payments())
        says = Text(f"{kronor(total.paid)}, {days}", f"{kronor(total.paid)}, {days}")
        yield Paper(id="payment", name=name, state=_DONE, tag="green", says=says, clause=money.terms.clause)
    elif money.book.accepted:
        who = Text("Kammarkollegiet", "Kammarkollegiet")
        duty = money.terms.requisition
        who = (receiver_of(money.shown.agreement, duty) if duty else None) or who
        yield Paper(id="payment", name=name, state=_WAITS, tag="blue", next=who, clause=money.terms.clause)
    else:
        yield Paper(id="payment", name=name, state=_NOTHING, tag="grey", clause=money.terms.clause)


def _onward(year: _Year) -> Iterator[Paper]:
    money = year.money
    if money is None or not money.terms.onward:
        return
    onward, paid = money.balance.total.onward, money.balance.total.paid
    name = Text("Vidare till kommunerna", "Onward to the municipalities")
    says = Text(f"{kronor(onward)} av {kronor(paid)}", f"{kronor(onward)} of {kronor(paid)}") if paid else _NONE
    done = bool(paid) and onward == paid
    state = _DONE if done else _GOING_ON if onward else _NOTHING
    tag = "green" if done else "yellow" if onward else "grey"
    step = {} if done or not paid else year.who(Permission.SHARE_OUT)
    yield Paper(id="onward", name=name, state=state, tag=tag, says=says, url=year.url("sharing:sharing"), **step)


def _decision(year: _Year) -> Iterator[Paper]:
    if year.picture.organisation.kind != Kind.REGION:
        return
    url = year.url("decisions:decisions")
    decided = _counted(year.picture)[Activity.DECIDED] + _counted(year.picture)[Activity.ENDED]
    name = Text("Beslut om hur medlen används", "Decision on how the funds are used")
    if decided:
        budget = kronor(sum(one.budget for one in year.picture.own_activities if one.status in _DECIDED))
        says = Text(f"{decided} aktiviteter för {budget}", f"{decided} activities for {budget}")
        yield Paper(id="decision", name=name, state=_GOING_ON, tag="yellow", says=says, url=url)
    else:
        yield Paper(
            id="decision", name=name, state=_NOTHING, tag="grey", url=url, **year.who(Permission.DECIDE_ON_ACTIVITIES)
        )


def _activities(year: _Year) -> Iterator[Paper]:
    counted = _counted(year.picture)
    name = Text("Aktiviteter", "Activities")
    url, who = year.url("activities:activities"), year.who(Permission.PROPOSE_ACTIVITIES)
    if not counted:
        yield Paper(id="activities", name=name, state=_NOTHING, tag="grey", url=url, **who)
        return
    parts = [(counted[status], words) for status, words in _STATUSES.items() if counted[status]]
    says = Text(
        ", ".join(f"{count} {words.sv}" for count, words in parts),
        ", ".join(f"{count} {words.in_language('en')}" for count, words in parts),
    )
    yield Paper(id="activities", name=name, state=_GOING_ON, tag="yellow", says=says, url=url, **who)


_STATUSES = {
    Activity.PROPOSED: Text("föreslagna", "proposed"),
    Activity.DECIDED: Text("beslutade", "decided"),
    Activity.ENDED: Text("avslutade", "ended"),
    Activity.DECLINED: Text("avslagna", "declined"),
}


def _counted(picture: Picture) -> Counter[str]:
    return Counter(one.status for one in picture.own_activities)


def _costs(year: _Year) -> Iterator[Paper]:
    picture, money = year.picture, year.money
    own = money.balance.total.costs if money else 0
    costs = own + sum(held.share.costs for held in picture.shares)
    name = Text("Kostnader", "Costs")
    says = Text(f"{kronor(costs)} bokförda", f"{kronor(costs)} booked") if costs else _NONE
    url, last = year.url("costs:costs"), picture.shown.agreement.period.to
    if money is not None and money.book.report is not None:
        state = Text("Ligger fast", "Stand as they are")
        yield Paper(id="costs", name=name, state=state, tag="green", says=says, url=url)
        return
    far = distance(days_left(picture.now, last))
    yield Paper(
        id="costs", name=name, state=_GOING_ON if costs else _NOTHING, tag="yellow" if costs else "grey", says=says,
        url=url, due=last, far=far, **year.who(Permission.BOOK_COSTS),
    )  # fmt: skip


def _financial_report(year: _Year) -> Iterator[Paper]:
    money = year.money
    duty = money.terms.financial_report if money else None
    if money is None or duty is None:
        return
    status = year.status(duty)
    url = year.url("financial_reports:report")
    reported = money.book.report is not None and not status.is_finished
    state = Text("Upprättad", "Drawn up") if reported else status.label
    permission = Permission.SIGN if money.book.certificate is not None else Permission.WORK_ON_DUTIES
    step = {} if status.is_finished or (reported and money.book.certificate is None) else year.who(permission)
    yield Paper(
        id="report", name=Text("Ekonomisk redovisning", "Financial report"), state=state,
        tag="yellow" if reported else TAGS[status], url=url, **year.day(duty, over=status.is_finished), **step,
    )  # fmt: skip
    yield _certification(year, money, duty, url)


def _certification(year: _Year, money: Money, duty: Duty, url: str) -> Paper:
    certificate: Certified | None = money.book.certificate
    name = Text("Ekonomichefens granskning", "The chief financial officer's review")
    if certificate is not None:
        state = Text(f"Alternativ {certificate.alternative}", f"Alternative {certificate.alternative}")
        day = str(swedish_day(certificate.at))
        return Paper(
            id="certificate", name=name, state=state, tag="green" if certificate.alternative == 1 else "orange",
            says=Text(day, day), url=url, clause=duty.clause,
        )  # fmt: skip
    step = year.who(Permission.CERTIFY) if money.book.report is not None else {}
    state, tag = (_WAITS, "blue") if money.book.report is not None else (_NOTHING, "grey")
    return Paper(id="certificate", name=name, state=state, tag=tag, url=url, **year.day(duty), **step)


def _repayment(year: _Year) -> Iterator[Paper]:
    money = year.money
    duty = money.terms.repayment if money else None
    if money is None or duty is None:
        return
    total = money.balance.total
    name, url = Text("Återbetalning", "Repayment"), year.url("repayments:repayment")
    status = year.status(duty)
    done = bool(total.paid) and not total.to_repay and year.picture.today > money.terms.period.to
    if done:
        says = Text(f"{kronor(total.repaid)} återbetalat", f"{kronor(total.repaid)} repaid")
        yield Paper(id="repayment", name=name, state=_DONE, tag="green", says=says, url=url, clause=duty.clause)
        return
    says = Text(f"{kronor(total.to_repay)} kvar nu", f"{kronor(total.to_repay)} left now") if total.paid else _NONE
    late = status is Status.LATE and bool(total.to_repay)
    state = Status.LATE.label if late else _NOTHING if not total.repaid else _GOING_ON
    yield Paper(
        id="repayment", name=name, state=state, tag="orange" if late else "grey" if not total.repaid else "yellow",
        says=says, url=url, **year.day(duty), **year.who(demand_of(duty).permission),
    )  # fmt: skip


def _other_rooms(year: _Year) -> Iterator[Paper]:
    """Give the duties that have rooms of their own and are none of the above, as SKR's activity report."""
    money = year.money
    if money is None:
        return
    known = {duty for grant in money.terms.grants for duty in grant.conditions}
    known |= {duty for duty in (money.terms.requisition, money.terms.financial_report, money.terms.repayment) if duty}
    for duty in duties_with_rooms(year.picture):
        if duty not in known:
            yield _of_duty(year, duty)


def duties_with_rooms(picture: Picture) -> list[Duty]:
    """Return the duties of the organisation that are carried by papers of the money's rooms."""
    return [duty for duty in duty_book(picture.shown).of(picture.organisation.code) if duty.about in ROOMS]


_IN_ORDER: tuple[Callable[[_Year], Iterator[Paper]], ...] = (
    _fixing,
    _conditions,
    _requisition,
    _payment,
    _onward,
    _decision,
    _activities,
    _costs,
    _financial_report,
    _repayment,
    _other_rooms,
)
"""In the order of the money's way."""
