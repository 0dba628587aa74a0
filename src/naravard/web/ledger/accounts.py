"""A recipient's money as it stands: the facts out of the database, folded, with what the agreement says of them."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from naravard.agreement.duties import DutyState, Progress
from naravard.agreement.model import Duty
from naravard.ledger import (
    Balance,
    Book,
    DutyStanding,
    StatementEntry,
    StatementStep,
    Terms,
    asking,
    available,
    balance_of,
    entries,
    flow,
    may_ask,
    terms_of,
    to_come,
)
from naravard.ledger.facts import Certified, Fact, Reported, Sum
from naravard.ledger.instalments import Asking
from naravard.web.agreements.current import Shown
from naravard.web.agreements.in_force import numbers_in_force
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.ledger.models import Account, FixedAllocation, RecordedFact, fact_of
from naravard.web.organisations.models import Organisation
from naravard.web.site.request_memory import once_a_request
from naravard.web.tasks.models import DutyRecord, Extension

_Place = tuple[str, str]
"""Whose money: an agreement's id and an organisation's code."""
_Kept = tuple[Mapping[_Place, Account], Mapping[int, Sequence[Fact]], Mapping[_Place, Mapping[str, DutyStanding]]]
"""Accounts, facts by account, and how duties stand."""


@dataclass(frozen=True)
class Money:
    """One recipient's money under one agreement, at a moment."""

    shown: Shown
    organisation: Organisation
    account: Account
    """Not saved, with the version 0, where nothing has been recorded."""
    book: Book
    standings: Mapping[str, DutyStanding]
    """What the recipient has done about its duties, by duty id."""
    now: datetime.datetime

    @cached_property
    def terms(self) -> Terms:
        """What the agreement says of the recipient's money."""
        return terms_for(self.shown, self.organisation.code)

    @cached_property
    def coming(self) -> Mapping[str, Sum]:
        """What can still be paid, by grant."""
        return to_come(self.book, self.terms, self.now, self.standings)

    @cached_property
    def balance(self) -> Balance:
        """What the facts come to."""
        return balance_of(self.book.tally, coming=self.coming)

    @cached_property
    def flow(self) -> tuple[StatementStep, ...]:
        """The money as one flow, from allotted to repaid."""
        return flow(self.book, self.balance, self.terms)

    @property
    def entries(self) -> tuple[StatementEntry, ...]:
        """Every fact as a line, in the order they were recorded."""
        return entries(self.book.facts.values())

    def asking(self, duty: Duty) -> Asking:
        """Return how one of the recipient's duties to requisition stands."""
        return asking(self.book, self.terms, duty)

    def available(self, duty: Duty, *, without: str = "") -> tuple[Sum, ...]:
        """Return what can be asked for under a duty to requisition, beside what has been."""
        return available(self.book, self.terms, duty, self.now, self.standings, without=without)

    def requisitionable(self, duty: Duty) -> int:
        """Return what can be asked for under a duty in all, with what has been; what was given up is in it."""
        one = self.asking(duty)
        again = one.is_accepted and may_ask(one, self.book)
        newest = "" if one.newest is None or again else one.newest.id
        kept = sum(part.amount for made in one.standing if made.id != newest for part in made.sums)
        return kept + sum(part.amount for part in self.available(duty, without=newest))

    def more_can_be_asked(self, duty: Duty) -> bool:
        """Tell whether something can be asked for under a duty, again where it has been before."""
        return may_ask(self.asking(duty), self.book) and any(part.amount for part in self.available(duty))

    def report(self, duty: Duty) -> Reported | None:
        """Return the financial report of a duty that stands: drawn up and not opened again."""
        return self.book.report_of(duty, self.terms)

    def certificate(self, duty: Duty) -> Certified | None:
        """Return what was said of the financial report of a duty that stands, when it was reviewed."""
        report = self.report(duty)
        return self.book.certificates.get(report.id) if report is not None else None

    def state_of(self, duty: Duty) -> DutyState:
        """Return how one of the recipient's duties stands."""
        return self.standings.get(duty.id, DutyStanding()).state(duty, self.now)

    def until(self, fact_id: str) -> "Money":
        """Return the money as it stood when a fact had been recorded: without all that came after it.

        Raises:
            KeyError: when there is no such fact.
        """
        known = list(self.book.facts.values())
        last = known.index(self.book.facts[fact_id])
        return replace(self, book=Book(known[: last + 1]))

    def at(self, moment: datetime.datetime) -> "Money":
        """Return the money as it stood at a moment."""
        return replace(self, book=Book(fact for fact in self.book.facts.values() if fact.at <= moment))

    @property
    def is_fixed(self) -> bool:
        """Whether the recipient's sums have been fixed."""
        return self.book.tally.allotted is not None


def money_of(shown: Shown, organisation: Organisation, now: datetime.datetime) -> Money:
    """Return one recipient's money.

    Raises:
        NoMoneyError: when the agreement gives the organisation none.
    """
    if not terms_for(shown, organisation.code).grants:
        raise NoMoneyError(shown.agreement.id, organisation.code)
    return moneys_of(shown, [organisation], now)[0]


def moneys_of(shown: Shown, organisations: Sequence[Organisation], now: datetime.datetime) -> list[Money]:
    """Return several recipients' money under one agreement; four questions to the database, however many they are."""
    return moneys_under([(shown, organisation) for organisation in organisations], now)


def moneys_under(places: Sequence[tuple[Shown, Organisation]], now: datetime.datetime) -> list[Money]:
    """Return the money of recipients under agreements; four questions, however many recipients and agreements."""
    ids, codes = {shown.agreement.id for shown, _ in places}, {organisation.code for _, organisation in places}
    accounts, facts, standings = _kept_under(tuple(sorted(ids)), tuple(sorted(codes)))
    return [
        Money(shown, organisation, account, Book(facts.get(account.pk, ())), standings.get(place, {}), now)
        for shown, organisation in places
        for place in [(shown.agreement.id, organisation.code)]
        for account in [accounts.get(place) or Account(agreement_id=shown.agreement.id, organisation=organisation)]
    ]


@once_a_request
def _kept_under(agreement_ids: tuple[str, ...], codes: tuple[str, ...]) -> _Kept:
    """Return the accounts, their facts and the standings of duties that several rooms of a page put money together of.

    They are the same whatever moment the money is looked at.
    """
    asked = Account.objects.filter(agreement_id__in=agreement_ids, organisation__in=codes).order_by()
    accounts = {(account.agreement_id, account.organisation_id): account for account in asked}
    facts = facts_of([account.pk for account in accounts.values()])
    return accounts, facts, _standings(agreement_ids, codes)


def passes_on(shown: Shown, code: str) -> bool:
    """Tell whether an organisation gets money under an agreement to pass on to others."""
    terms = terms_for(shown, code)
    return bool(terms.grants and terms.onward)


def recipients_of(shown: Shown) -> list[Organisation]:
    """Return every organisation that the agreement gives money, in the order of the organisations."""
    return [one for one in Organisation.objects.all() if terms_for(shown, one.code).grants]


def facts_of(accounts: Iterable[int]) -> dict[int, list[Fact]]:
    """Return the facts of some accounts, by account, in the order they were recorded."""
    found: dict[int, list[Fact]] = defaultdict(list)
    asked = RecordedFact.objects.filter(account__in=list(accounts)).order_by("account_id", "sequence")
    for account, content in asked.values_list("account_id", "content"):  # rows would take four times as long
        found[account].append(fact_of(content))
    return found


def standings_of(agreement_id: str, organisations: Iterable[Organisation]) -> dict[str, dict[str, DutyStanding]]:
    """Return what organisations have done about their duties, by organisation code and duty id."""
    return {code: found for (_, code), found in standings_under([agreement_id], organisations).items()}


def standings_under(
    agreement_ids: Collection[str], organisations: Iterable[Organisation]
) -> dict[_Place, dict[str, DutyStanding]]:
    """Return what organisations have done about their duties, by agreement and organisation code, and by duty id."""
    return _standings(agreement_ids, [one.code for one in organisations])


def _standings(agreement_ids: Collection[str], codes: Collection[str]) -> dict[_Place, dict[str, DutyStanding]]:
    asked = {"agreement_id__in": agreement_ids, "organisation__in": codes}
    extensions, records = (
        Extension.objects.filter(**asked).order_by("id"),
        DutyRecord.objects.filter(**asked).order_by(),
    )
    extended = {(one.agreement_id, one.organisation_id, one.duty_id): one.to_day for one in extensions}
    progress = {(one.agreement_id, one.organisation_id, one.duty_id): one.progress for one in records}
    found: dict[_Place, dict[str, DutyStanding]] = defaultdict(dict)
    for place in {*extended, *progress}:
        agreement_id, code, duty_id = place
        known = progress.get(place, Progress())
        found[agreement_id, code][duty_id] = DutyStanding(progress=known, extended_to=extended.get(place))
    return found


def newest_fixed(agreement_id: str) -> FixedAllocation | None:
    """Return the current version of an agreement's allocation; None while it has not been fixed."""
    return FixedAllocation.objects.filter(agreement_id=agreement_id).order_by("-version").first()


def reference_numbers(shown: Shown) -> dict[str, str]:
    """Return the agreement's reference numbers by id: those its text states, and those stated here since.

    One that nobody has stated is there with an empty text.
    """
    return {one.reference.id: one.number for one in numbers_in_force(shown)}


@lru_cache(maxsize=2048)
def terms_for(shown: Shown, code: str) -> Terms:
    """Return what an agreement says of an organisation's money; worked out once per process and snapshot."""
    return terms_of(shown.agreement, code)
