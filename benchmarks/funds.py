"""Money read by the page: every recipient's facts of a year folded, and the pages of the country and of one recipient.

The year is invented and of a likely size: each region has twelve activities with a cost a month on each, each
municipality three with a cost a quarter, one fact per activity and import.
"""

import datetime
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.measurement import Measurement, measure

if TYPE_CHECKING:
    from django.test import Client

    from naravard.web.agreements.current import Shown
    from naravard.web.ledger.account_lock import LockedMoney

AGREEMENT = "god-och-nara-vard-2022"
GOAL = 0.2
_RUNS = 7
_REGION_ACTIVITIES, _MUNICIPAL_ACTIVITIES = 12, 3
_MONTHS, _QUARTERS = tuple(range(1, 13)), (3, 6, 9, 12)
_PAID = datetime.datetime(2022, 6, 1, 9, tzinfo=datetime.UTC)
_LATER = datetime.datetime(2022, 12, 31, 9, tzinfo=datetime.UTC)


def measurements() -> Iterator[Measurement]:
    """Fill a year and measure folding and pages, on SQLite in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NARAVARD_DATA"] = folder
        os.environ["NARAVARD_TODAY"] = "2022-12-31"
        os.environ["DJANGO_SETTINGS_MODULE"] = "naravard.web.settings"
        from naravard.web.serve import prepare, shipped_folders, take_in

        prepare()
        take_in(shipped_folders())

        from naravard.web.agreements.current import shown_or_404
        from naravard.web.ledger.accounts import moneys_of, recipients_of
        from naravard.web.ledger.models import RecordedFact

        shown = shown_or_404(AGREEMENT)
        _fill(shown)
        count = RecordedFact.objects.count()
        recipients = recipients_of(shown)

        def fold() -> None:
            for money in moneys_of(shown, recipients, _LATER):
                assert money.balance.total.paid == money.balance.total.used + money.balance.total.left  # noqa: S101

        yield from _measured(f"money of {len(recipients)} recipients, {count} facts: read and folded", fold)
        yield from _pages()


def _pages() -> Iterator[Measurement]:

    watcher = _client("kammarkollegiet", "payment-handler")
    official = _client("region-14", "official")
    rss = _client("rss-14", "rss-coordinator")
    pages: list[tuple[Client, str]] = [
        (watcher, f"/landet/pengar/{AGREEMENT}/"),
        (watcher, f"/landet/pengar/{AGREEMENT}.csv"),
        (official, f"/organisation/region-14/pengar/{AGREEMENT}/"),
        (official, f"/organisation/region-14/pengar/{AGREEMENT}/uppfoljning/"),
        (rss, f"/organisation/rss-14/pengar/{AGREEMENT}/uppfoljning/"),
        (official, "/mina-uppgifter/"),
    ]
    for client, address in pages:
        assert client.get(address).status_code == 200, address  # noqa: S101
        yield from _measured(f"page {address}", partial(client.get, address))


def _measured(name: str, work: Callable[[], object]) -> Iterator[Measurement]:
    """Measure by the clock, and by the processor: what remains where the machine has nothing else to do."""
    yield measure(name, GOAL, work)
    seconds = []
    for _ in range(_RUNS):
        begin = time.process_time()
        work()
        seconds.append(time.process_time() - begin)
    yield Measurement(f"{name}, processor time", GOAL, statistics.median(seconds), max(seconds), _RUNS)


def _client(organisation_code: str, role: str) -> "Client":
    from django.test import Client

    from naravard.web.organisations.models import Organisation
    from naravard.web.people.models import Account, Membership, Person

    person = Person.objects.create(name="Anna Ek")
    account = Account(email=f"{organisation_code}@example.org", person=person, made_at=_PAID)
    account.set_unusable_password()
    account.save()
    organisation = Organisation.objects.get(pk=organisation_code)
    Membership.objects.create(person=person, organisation=organisation, role=role, from_day=datetime.date(2022, 1, 1))
    client = Client(headers={"host": "localhost"})
    client.force_login(account)
    return client


def _fill(shown: "Shown") -> None:
    """Fix the allocation, pay everyone who may requisition, and book a year's costs."""
    from django.db import transaction

    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.ledger.account_lock import locked_money
    from naravard.web.ledger.accounts import recipients_of, terms_for
    from naravard.web.ledger.next_version import SIGNED, fix
    from naravard.web.tasks.models import DutyRecord

    with transaction.atomic():
        fix(AGREEMENT, by=THE_SERVICE, at=_PAID, basis=SIGNED, reason="")
        for organisation in recipients_of(shown):
            terms = terms_for(shown, organisation.code)
            if terms.requisition is None:
                continue
            for duty in {duty for grant in terms.grants for duty in grant.conditions}:
                DutyRecord.objects.create(
                    agreement_id=AGREEMENT, duty_id=duty.id, organisation=organisation, submitted_at=_PAID, version=1
                )
            money = locked_money(organisation, AGREEMENT, at=_PAID, seen_version=None)
            _pay(money)
            money.at = _LATER
            _book(money)


def _pay(money: "LockedMoney") -> None:
    from naravard.ledger.facts import Paid, RequisitionAccepted, Requisitioned
    from naravard.web.access.actor import THE_SERVICE

    allotted = money.book.tally.allotted
    sums = allotted.sums if allotted else ()
    asked = money.add(Requisitioned, by=THE_SERVICE, version=1, sums=sums)
    money.add(RequisitionAccepted, by=THE_SERVICE, requisition=asked.id)
    day = _PAID.date()
    money.add(Paid, by=THE_SERVICE, requisition=asked.id, version=1, day=day, reference="KK", sums=sums)


def _book(money: "LockedMoney") -> None:
    from naravard.ledger.facts import PaidOnward, Sum, Used
    from naravard.web.access.actor import THE_SERVICE

    grants = [grant for grant in money.balance.grants if grant.paid]
    towns = sorted(money.terms.onward)
    for town in towns:
        part = Sum(grants[0].grant, grants[0].paid // (2 * len(towns)))
        money.add(PaidOnward, by=THE_SERVICE, to=town, sum=part, day=_PAID.date(), reference=town)
    holders: list[tuple[str, int, tuple[int, ...]]] = [(town, _MUNICIPAL_ACTIVITIES, _QUARTERS) for town in towns]
    holders = holders or [("", _REGION_ACTIVITIES, _MONTHS)]
    for holder, activities, months in holders:
        for number in range(activities):
            grant = grants[0 if holder else number % len(grants)]
            amount = max(1, grant.paid // (40 * activities * len(holders)))
            for month in months:
                money.add(
                    Used, by=THE_SERVICE, grant=grant.grant, amount=amount, day=datetime.date(2022, month, 20),
                    activity=f"{holder or money.organisation.code}-{number + 1}", holder=holder,
                )  # fmt: skip
