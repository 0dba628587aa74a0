"""All agreements and grants of an organisation in one list: sums, conditions, next days and how they stand.

One list is for its own people. The other is for everyone, and leaves out what has been done and paid: that stands in
:mod:`.public_account`, as far as everyone may see it. The database is
asked the same number of questions however many agreements there are.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from naravard.agreement.duties import Status, days_left, organisation_code, receiver_of, swedish_day
from naravard.agreement.model import Duty, Grant, Requirement, Text
from naravard.agreement.wording import long_day
from naravard.allocation.keys import keys_of_grant
from naravard.web.agreements.current import Shown, all_shown
from naravard.web.agreements.in_force import all_in_force
from naravard.web.ledger.accounts import Money, moneys_under, terms_for
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.ledger.holders import UsableGrant, uses_of
from naravard.web.money.addresses import explanation_url, grant_url, onward_url, recipient_url
from naravard.web.money.book import book_of
from naravard.web.money.onward import onward_of
from naravard.web.organisations.models import Organisation
from naravard.web.tasks.duties import Task, tasks_of
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.words import distance

_TO_COME = frozenset({Status.LATE, Status.OPEN, Status.BEGUN, Status.NOT_YET_OPEN})
_TELLING = (Status.LAPSED, Status.CLOSED, Status.SUBMITTED, Status.DONE)
"""What is said about several duties of which none is still to be done: the first that holds for any of them."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A duty with its day, of the organisation or of the one that money comes through."""

    shown: Shown
    duty: Duty
    holder: Organisation
    due: datetime.date | None
    """The last day that counts."""
    left: int | None
    """Days to it; below 0 after it."""
    url: str
    is_own: bool
    """Whether the duty is the organisation's own."""
    task: Task | None = None
    """How it stands; None if everyone reads."""

    @property
    def last_day(self) -> Text | None:
        """The last day in words."""
        return long_day(self.due) if self.due else None

    @property
    def distance(self) -> Text | None:
        """How far it lies from today."""
        return distance(self.left) if self.left is not None else None

    @property
    def receiver(self) -> Text | None:
        """Who receives it."""
        return receiver_of(self.shown.agreement, self.duty)

    @property
    def says(self) -> Text:
        """What is to be done, and by whom if that is another."""
        if self.is_own:
            return self.duty.name
        name, holder = self.duty.name, self.holder.text
        return Text(f"{holder.sv}: {name.sv}", f"{holder.in_language('en')}: {name.in_language('en')}")


@dataclass(frozen=True, slots=True)
class GrantCondition:
    """What the text makes a condition for money, in its own words."""

    clause: str
    text: str
    grants: tuple[Grant, ...]
    """The organisation's grants that it holds for."""
    due: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class GrantLine:
    """One grant of the organisation."""

    shown: Shown
    grant: Grant
    giver: Organisation | None
    """The one that the money comes through; None if it comes straight to the organisation."""
    amount: int | None
    """Whole kronor by the version in force; None while it is not shared out, or not to each."""
    amount_url: str
    paid: int | None
    """What has come, whole kronor; None if everyone reads."""
    paid_url: str
    conditions: tuple[GrantCondition, ...]
    next: Deadline | None
    """What is to be done about it next."""
    status: Status | None
    """How what is to be done stands; None if the text asks for nothing, and where everyone reads."""


@dataclass(frozen=True)
class AgreementEntry:
    """One agreement of the organisation, with its grants."""

    shown: Shown
    organisation: Organisation
    lines: tuple[GrantLine, ...]
    deadlines: tuple[Deadline, ...]
    """All days of the organisation's own, the nearest first, what has been done too."""
    is_public: bool
    today: datetime.date

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is to be done under the agreement."""
        return self.shown.agreement.is_closed(self.today)

    @cached_property
    def next(self) -> Deadline | None:
        """What is most pressing: of the organisation's own, otherwise of one that its money comes through."""
        own = next((one for one in self.deadlines if _is_to_come(one, self.today)), None)
        return own or next((line.next for line in self.lines if line.next), None)

    @property
    def lapsed(self) -> list[Deadline]:
        """The rights that are gone."""
        return [one for one in self.deadlines if one.task and one.task.state.status is Status.LAPSED]

    @property
    def status(self) -> Status | None:
        """How what is most pressing stands; None if the text asks for nothing, and where everyone reads."""
        return None if self.is_public else _status([one.task for one in self.deadlines if one.task], self.next)

    @property
    def conditions(self) -> tuple[GrantCondition, ...]:
        """The conditions of all grants, each once, with the grants that it holds for."""
        found: dict[tuple[str, str], GrantCondition] = {}
        for line in self.lines:
            for one in line.conditions:
                before = found.get((one.clause, one.text))
                grants = (*before.grants, line.grant) if before else (line.grant,)
                found[one.clause, one.text] = GrantCondition(one.clause, one.text, grants, one.due)
        return tuple(found.values())

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the agreement covers."""
        period = self.shown.agreement.period
        return tuple(range(period.from_.year, period.to.year + 1))

    @property
    def url(self) -> str:
        """The page of what the organisation gets by it; for an organisation without money the agreement's own."""
        code, agreement_id = self.organisation.code, self.shown.agreement.id
        if not self.lines:
            return reverse("agreements:overview", args=[agreement_id])
        if not self.is_public:
            return reverse("funds:money", args=[code, agreement_id])
        return recipient_url(self.shown, self.organisation.recipient_code or code)


@dataclass(frozen=True, slots=True)
class OverviewFilter:
    """Which agreements the reader has asked for; empty means all."""

    agreement: str = ""
    year: str = ""
    status: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "OverviewFilter":
        """Read the filter out of the address's query."""
        return cls(query.get("overenskommelse", ""), query.get("ar", ""), query.get("lage", ""))

    @property
    def is_on(self) -> bool:
        """Say whether anything is asked for."""
        return self != OverviewFilter()

    def chosen(self, every: Iterable[AgreementEntry]) -> list[AgreementEntry]:
        """Return the agreements that match, as they stand."""
        return [one for one in every if self._matches(one)]

    def _matches(self, one: AgreementEntry) -> bool:
        return (
            self.agreement in ("", one.shown.agreement.id)
            and (not self.year or self.year in map(str, one.years))
            and (not self.status or (one.status is not None and self.status in (one.status, one.status.shown.word)))
        )


def own_overview(organisation: Organisation, now: datetime.datetime) -> list[AgreementEntry]:
    """Return an organisation's agreements as its own people see them, the most pressing first, the closed last."""
    every = all_shown()
    givers = _givers(every, organisation)
    concerned = [organisation, *givers.values()]
    tasks: dict[tuple[str, str], list[Task]] = {}
    for task in tasks_of(concerned, now, every):
        tasks.setdefault((task.shown.agreement.id, task.organisation.code), []).append(task)
    accounts = moneys_under([(shown, one) for shown in every for one in concerned if _has_account(shown, one)], now)
    moneys = {(money.shown.agreement.id, money.organisation.code): money for money in accounts}

    def deadlines(shown: Shown, holder: Organisation) -> list[Deadline]:
        return [
            _of_task(task, is_own=holder.code == organisation.code)
            for task in tasks.get((shown.agreement.id, holder.code), [])
        ]

    return _overview(organisation, every, givers, deadlines, moneys, swedish_day(now))


def public_overview(organisation: Organisation, now: datetime.datetime) -> list[AgreementEntry]:
    """Return an organisation's agreements as everyone may see them: no payments, and not what has been done."""
    every, today = all_shown(), swedish_day(now)
    givers = _givers(every, organisation)

    def deadlines(shown: Shown, holder: Organisation) -> list[Deadline]:
        is_own = holder.code == organisation.code
        return [_of_duty(shown, duty, holder, now, is_own=is_own) for duty in duty_book(shown).of(holder.code)]

    return _overview(organisation, every, givers, deadlines, None, today)


DeadlinesOf = Callable[[Shown, Organisation], list[Deadline]]
"""What gives the days of an organisation under an agreement, in the agreement's order."""
Moneys = Mapping[tuple[str, str], Money]
"""Accounts by the agreement's id and the organisation's code."""


def _overview(
    organisation: Organisation,
    every: Sequence[Shown],
    givers: Mapping[str, Organisation],
    deadlines: DeadlinesOf,
    moneys: Moneys | None,
    today: datetime.date,
) -> list[AgreementEntry]:
    found = []
    for shown, valid in zip(every, all_in_force(every), strict=True):
        own = sorted(deadlines(shown, organisation), key=_order)
        uses = uses_of(shown, organisation.code)
        if own or uses:
            grants = _Grants(organisation, shown, valid, givers, own, deadlines, moneys, today)
            lines = sorted((grants.line(use) for use in uses), key=lambda line: _order(line.next))
            found.append(AgreementEntry(shown, organisation, tuple(lines), tuple(own), moneys is None, today))
    return sorted(found, key=lambda one: (one.is_closed, *_order(one.next)))


@dataclass(frozen=True)
class _Grants:
    """Makes the lines of one organisation's grants under one agreement."""

    organisation: Organisation
    shown: Shown
    valid: Shown
    """The agreement with the allocation in force."""
    givers: Mapping[str, Organisation]
    own: Sequence[Deadline]
    deadlines: DeadlinesOf
    moneys: Moneys | None
    today: datetime.date

    def line(self, use: UsableGrant) -> GrantLine:
        """Return the line of a grant that the organisation may use."""
        giver = self.givers.get(use.recipient) if use.holder else None
        concerned = self._concerned(use.grant, giver)
        coming = next((one for one in concerned if _is_to_come(one, self.today)), None)
        amount, amount_url = self._amount(use.grant, giver)
        paid, paid_url = self._paid(use, giver)
        return GrantLine(
            shown=self.shown,
            grant=use.grant,
            giver=giver,
            amount=amount,
            amount_url=amount_url,
            paid=paid,
            paid_url=paid_url,
            conditions=tuple(self._conditions(use)),
            next=coming,
            status=_status([one.task for one in concerned if one.task], coming),
        )

    def _concerned(self, grant: Grant, giver: Organisation | None) -> list[Deadline]:
        """Return the days that a grant depends on, the nearest first; those of whoever it comes through too."""
        through = self.deadlines(self.shown, giver) if giver else []
        keys = set(keys_of_grant(grant))
        of_grant = [one for one in (*self.own, *through) if not one.duty.brings or keys & set(one.duty.brings)]
        return sorted(of_grant, key=_order)

    def _amount(self, grant: Grant, giver: Organisation | None) -> tuple[int | None, str]:
        """Return what the organisation gets of a grant by the version in force, and the page that explains it."""
        code = self.organisation.recipient_code or self.organisation.code
        for shown in (self.valid, self.shown):
            account = book_of(shown).of_organisation(self.organisation.code)
            if giver is not None and account is not None:
                for onward in onward_of(shown).of(account.recipient):
                    if onward.second.grant.id == grant.id:
                        return onward.cell.binding, onward_url(shown, grant.id, code)
            elif account is not None:
                for part in account.parts:
                    if part.allocated.grant.id == grant.id:
                        return part.cell.binding, explanation_url(shown, grant.id, part.cell.recipient.code)
        return None, grant_url(self.shown, grant)

    def _paid(self, use: UsableGrant, giver: Organisation | None) -> tuple[int | None, str]:
        if self.moneys is None:
            return None, ""
        agreement_id, code = self.shown.agreement.id, self.organisation.code
        links, money = AmountLinks.own(code, agreement_id), self.moneys[agreement_id, use.recipient]
        balance = money.balance.grant(use.grant.id)
        if giver is None:
            return balance.paid, links.of("paid", use.grant.id)
        return balance.share(use.holder).received, links.of("received", use.grant.id, account=giver.code, bearer=code)

    def _conditions(self, use: UsableGrant) -> Iterator[GrantCondition]:
        """Give what the text makes a condition for a grant: first what has a day, then what is required."""
        terms, grant = terms_for(self.shown, use.recipient), use.grant
        of_grant = terms.grant(grant.id)
        if of_grant is not None:
            asked = terms.requisitions if of_grant.needs_requisition else ()
            for duty in (*asked, *of_grant.conditions):
                yield GrantCondition(duty.clause, duty.text or duty.name.sv, (grant,), duty.due)
        for requirement in self.shown.agreement.requirements:
            if requirement.condition and requirement.area in (None, grant.area) and self._is_bound(requirement):
                yield GrantCondition(requirement.clause, requirement.text, (grant,))

    def _is_bound(self, requirement: Requirement) -> bool:
        return not self._groups.isdisjoint(requirement.who)

    @cached_property
    def _groups(self) -> frozenset[str]:
        """The groups of the organisation, and of those that it passes money on to."""
        codes = {self.organisation.code, *terms_for(self.shown, self.organisation.code).onward}
        return frozenset(
            group.id
            for group in self.shown.agreement.recipients
            if any(organisation_code(member) in codes for member in group.members)
        )


def _givers(every: Sequence[Shown], organisation: Organisation) -> dict[str, Organisation]:
    """Return those that the organisation's money comes through, by their codes; one question."""
    codes = {use.recipient for shown in every for use in uses_of(shown, organisation.code) if use.holder}
    return Organisation.objects.in_bulk(sorted(codes))


def _has_account(shown: Shown, organisation: Organisation) -> bool:
    return bool(terms_for(shown, organisation.code).grants)


def _of_task(task: Task, *, is_own: bool) -> Deadline:
    where = (task.organisation.code, task.shown.agreement.id, task.duty.id)
    url = reverse("tasks:duty", args=where) if is_own else reverse("agreements:duties", args=where[1:2])
    state = task.state
    return Deadline(task.shown, task.duty, task.organisation, state.due, state.days_left, url, is_own, task)


def _of_duty(shown: Shown, duty: Duty, holder: Organisation, now: datetime.datetime, *, is_own: bool) -> Deadline:
    left = days_left(now, duty.due) if duty.due else None
    url = reverse("agreements:duties", args=[shown.agreement.id])
    return Deadline(shown, duty, holder, duty.due, left, url, is_own)


def _is_to_come(one: Deadline, today: datetime.date) -> bool:
    """Tell whether it is still to be done; where everyone reads, whether its day has not passed."""
    if one.task is not None:
        return one.task.state.status in _TO_COME
    return not one.shown.agreement.is_closed(today) and (one.left is None or one.left >= 0)


def _status(tasks: Sequence[Task], coming: Deadline | None) -> Status | None:
    if coming is not None:
        return coming.task.state.status if coming.task else None
    found = {task.state.status for task in tasks}
    return next((status for status in _TELLING if status in found), None)


def _order(one: Deadline | None) -> tuple[bool, bool, int]:
    """Order by the day; what has none comes after, and where nothing is to be done last."""
    due = one.due if one else None
    return one is None, due is None, due.toordinal() if due else 0
