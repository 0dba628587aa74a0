"""Random histories of everything that happens to money, in the database: no krona is made or lost, wherever one looks.

The ledger is held against an account of the cash itself, and against the rows, the pages and the files. What is
refused changes nothing. The steps stand in :data:`conservation_steps.STEPS`.
"""

import datetime
from collections.abc import Callable
from random import Random
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from conservation_acts import ACTS, prepare
from conservation_reading import RAW, STEPS, from_csv, from_json, from_the_rows, from_xlsx, page_totals
from conservation_steps import STEPS as EVERY_STEP
from conservation_world import MUNICIPALITY, RECIPIENTS, REGION, RSS, STATE, World
from funds_steps import INTERIM, PLACEMENTS, handed_in, paid
from key_client import Program
from money_steps import fixed, money, swedish
from naravard.ledger.balances import total
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.accounts import moneys_of, recipients_of
from naravard.web.ledger.models import FixedAllocation
from naravard.web.ledger.next_version import SIGNED, fix
from naravard.web.organisations.models import Organisation
from people_samples import member, signed_in_as
from token_samples import made_token
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
ROLES = {REGION: "reader", RSS: "reader", MUNICIPALITY: "reader", "skr": "reader"}
BEFORE_PAYMENT = [
    "time passes",
    "a report that is a condition comes in",
    "more time is given",
    "requisition",
    "the requisition is returned",
    "the requisition is accepted",
    "payment",
]
EVERY = EVERY_STEP | ACTS
AFTER_PAYMENT = sorted(set(EVERY_STEP) - set(BEFORE_PAYMENT[2:]))
REPORT_ACTS = sorted(name for name in ACTS if "financial report" in name)
ACCOUNTS = [*REPORT_ACTS, "act: a cost is booked", "act: the repayment is recorded", "time passes"]
WITH_ACTS = [
    *sorted(set(ACTS) - set(REPORT_ACTS)),
    "time passes",
    "financial report",
    "a report that is a condition comes in",
]


@pytest.fixture
def readers(settings: object) -> dict[str, Client]:
    """Someone who reads in each organisation, and one who watches the country (under the empty code)."""
    settings.NARAVARD_TODAY = "2023-04-15"
    fixed()
    found = {code: signed_in_as(member(code, role)) for code, role in ROLES.items()}
    return found | {"": signed_in_as(member("kammarkollegiet", "payment-handler"))}


def live(world: World, steps: list[str], count: int) -> World:
    """Let a world live through a number of steps, and hold the laws after every fifth and at the end."""
    for place, name in enumerate(world.one_of(steps) for _ in range(count)):
        if world.try_(name, EVERY[name]) and not place % 5:
            the_laws_hold(world)
    the_laws_hold(world)
    return world


def lead(world: World, steps: list[str], missing: list[str]) -> None:
    """Let a world live so that steps that have never been allowed are tried first, and take out those that are."""
    for _ in range(20):
        for name in list(missing):
            if any(world.try_(name, EVERY[name]) for _ in range(2)):
                missing.remove(name)
        if not missing:
            break
        for name in (world.one_of(steps), "time passes"):
            world.try_(name, EVERY[name])
    the_laws_hold(world)


def early(chance: Random) -> World:
    """Return a world on the day that the allocation is fixed."""
    return World(chance, at=swedish("2022-09-01 09:00"))


def late(chance: Random) -> World:
    """Return a world where everyone has been paid."""
    world = World(chance, at=swedish("2022-12-28 09:00"))
    for code in (REGION, RSS, "skr"):
        for part in paid(code, "2022-12-15 09:00").sums:
            world.cash.update({(code, part.grant, code): part.amount, (code, part.grant, STATE): -part.amount})
    return world


def the_laws_hold(world: World) -> None:
    """See that each grant of each recipient adds up, that nothing is below zero, and that the cash is where it says."""
    recipients = [Organisation.objects.get(pk=code) for code in RECIPIENTS]
    for account in moneys_of(shown_or_404(WHOLE), recipients, world.at):
        code = account.organisation.code
        for grant in account.balance.grants:
            assert grant.paid == grant.used + grant.repaid + grant.left
            assert grant.costs == grant.used + grant.awaiting + grant.own
            assert all(figure >= 0 for figure in structs.asdict(grant).values() if isinstance(figure, int)), grant
            assert -world.cash[code, grant.grant, STATE] == grant.paid - grant.repaid
            for share in grant.shares:
                who = share.holder or code
                assert world.cash[code, grant.grant, who] == share.received - share.repaid == share.used + share.left
        assert total(account.balance.grants) == account.balance.total
    assert not sum(world.cash.values())


def the_rows_say_the_same() -> None:
    """See that the rows of the database, added up as JSON, are what the ledger says."""
    rows = from_the_rows(WHOLE)
    for code in RECIPIENTS:
        for grant in money(code).balance.grants:
            assert rows[code][grant.grant] == {step: getattr(grant, step) for step in RAW}, (code, grant.grant)


def the_recipients_files_and_page_say_the_same(readers: dict[str, Client], code: str) -> None:
    """See that a recipient's CSV, JSON, workbook and page have the ledger's figures, grant by grant and in all."""
    account = money(code, at=swedish("2023-04-15 12:00"))
    address = f"/organisation/{code}/pengar/{WHOLE}"
    expected = {grant.grant: [getattr(grant, step) for step in STEPS] for grant in account.balance.grants}
    in_all = [getattr(account.balance.total, step) for step in STEPS]

    rows = [row for row in from_csv(readers[code], f"{address}.csv") if not row["earmark"] and row["allotted"]]
    assert {row["grant"]: [int(row[step]) for step in STEPS] for row in rows} == expected
    assert [sum(int(row[step]) for row in rows) for step in STEPS] == in_all

    told = from_json(readers[code], f"{address}.json")
    whole = [row for row in told["rows"] if row["earmark"] is None and row["allotted"] is not None]
    assert {row["grant"]: [row[step] for step in STEPS] for row in whole} == expected
    assert [sum(row[step] for row in whole) for step in STEPS] == in_all

    sheet = from_xlsx(readers[code], f"{address}.xlsx")
    by_grant = {row[1]: list(row[3 : 3 + len(STEPS)]) for row in sheet[1:] if not row[2] and row[3] is not None}
    assert by_grant == expected

    balance = account.balance.total
    assert page_totals(readers[code], f"{address}/", "Kvar", "Utbetalat") == [balance.left, balance.paid]


def key(code: str) -> str:
    """Return the secret of a key to the API that holds on the day of the readers."""
    made_at, last = swedish("2023-04-01 09:00"), datetime.date(2023, 6, 30)
    return made_token(code, at=made_at, to_day=last).secret


def the_api_says_the_same(programs: dict[str, Program], code: str) -> None:
    """See that a program that asks is told the ledger's figures, in all and grant by grant."""
    balance = money(code, at=swedish("2023-04-15 12:00")).balance
    told = programs[code].get(f"/api/organisations/{code}/money/{WHOLE}").json()
    assert told["total"] == structs.asdict(balance.total)
    assert [one["grant"] for one in told["grants"]] == [grant.grant for grant in balance.grants]
    for one, grant in zip(told["grants"], balance.grants, strict=True):
        assert one["sums"] == {name: getattr(grant, name) for name in one["sums"]}


def the_country_says_the_same(readers: dict[str, Client]) -> None:
    """See that the country's sums are the recipients', and that what is allotted is what was fixed."""
    shown = shown_or_404(WHOLE)
    moneys = moneys_of(shown, recipients_of(shown), swedish("2023-04-15 12:00"))
    added = total(each.balance.total for each in moneys)
    newest = FixedAllocation.objects.filter(agreement_id=WHOLE).order_by("-version")[0]
    assert added.allotted == newest.total
    assert added.paid == added.used + added.repaid + added.left
    rows = from_csv(readers[""], f"/landet/pengar/{WHOLE}.csv")
    assert len(rows) == len(moneys)
    assert [sum(int(row[step]) for row in rows) for step in STEPS] == [getattr(added, step) for step in STEPS]
    told = from_json(readers[""], f"/landet/pengar/{WHOLE}/slag.json")
    assert [sum(row[step] for row in told["rows"]) for step in STEPS] == [getattr(added, step) for step in STEPS]


def everything_says_the_same(readers: dict[str, Client]) -> None:
    """See that wherever one looks the sums are the same."""
    the_rows_say_the_same()
    programs = {code: Program(code, secret=key(code)) for code in RECIPIENTS}
    for code in RECIPIENTS:
        the_recipients_files_and_page_say_the_same(readers, code)
        the_api_says_the_same(programs, code)
    the_country_says_the_same(readers)


def in_the_new_year(chance: Random) -> World:
    """Return a world where everyone has been paid and the year is over, so that it can be reported."""
    world = late(chance)
    world.at = swedish("2023-02-15 09:00")
    return world


def either(chance: Random) -> World:
    """Return one of the worlds."""
    return chance.choice([early, late])(chance)


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=4)  # each lives through a year of money
def test_whatever_happens_no_krona_is_made_or_lost(readers: dict[str, Client], chance: Random) -> None:
    """From the day that the allocation is fixed, in any order that the rules allow."""
    with transaction.atomic():
        live(early(chance), sorted(EVERY_STEP), 50)
        everything_says_the_same(readers)
        transaction.set_rollback(True)


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=4)  # each lives through a year of money
def test_the_deep_end_is_reached_from_the_payment_on(readers: dict[str, Client], chance: Random) -> None:
    """From the day that everyone has been paid: costs, reports, repayments, reclaims and what is taken back."""
    with transaction.atomic():
        live(late(chance), AFTER_PAYMENT, 40)
        everything_says_the_same(readers)
        transaction.set_rollback(True)


def test_the_rooms_own_acts_keep_every_krona_too(readers: dict[str, Client]) -> None:
    """The same by the rooms' acts: requisitions, costs, payments, what is passed on, reports, repayments, reclaims."""
    prepare()

    @given(chance=st.randoms(use_true_random=False))
    @settings(max_examples=4)  # each lives through a year of money
    def tried(chance: Random) -> None:
        with transaction.atomic():
            begin, steps = chance.choice([(either, WITH_ACTS), (in_the_new_year, ACCOUNTS)])
            live(begin(chance), steps, 40)
            everything_says_the_same(readers)
            transaction.set_rollback(True)

    tried()


@pytest.mark.parametrize(
    ("begin", "steps"),
    [(early, BEFORE_PAYMENT), (late, AFTER_PAYMENT), (either, WITH_ACTS), (in_the_new_year, ACCOUNTS)],
    ids=["early", "late", "acts", "accounts"],
)
def test_every_step_can_be_done(begin: Callable[[Random], World], steps: list[str]) -> None:
    """A step that is always refused would prove nothing."""
    fixed()
    prepare()
    wanted = [name for name in steps if name != "payment of placement money"]  # its own test does it
    missing = [name for name in wanted if steps is not WITH_ACTS or name in ACTS]

    for year in range(60):  # the first few reach every step
        with transaction.atomic():
            lead(begin(Random(year)), steps, missing)  # noqa: S311 - the same years in every run
            transaction.set_rollback(True)
        if not missing:
            break
    assert missing == [], "never allowed"


def test_the_placement_money_too_when_its_weeks_have_come(readers: dict[str, Client]) -> None:
    """The second version brings the placement money: it is allotted, paid, used and repaid like the rest."""
    weeks = {code: {"09": 10, "0980": 20} for code in ("vfu-weeks-2021",)}
    brought = {"vfu-weeks-2021": weeks["vfu-weeks-2021"], "vfu-weeks-2022": {"09": 40, "0980": 30}}
    shown = shown_or_404(WHOLE)
    codes = [each.code for each in shown.agreement.recipients_of(shown.agreement.grant("vfu"))]
    keys = {key: {code: numbers.get(code, 7) for code in codes} for key, numbers in brought.items()}
    handed_in(REGION, PLACEMENTS, "2022-11-29 10:00")
    handed_in(MUNICIPALITY, PLACEMENTS, "2022-11-29 11:00")
    handed_in(REGION, INTERIM, "2022-09-29 11:00")
    fix(WHOLE, by=THE_SERVICE, at=swedish("2022-12-05 09:00"), basis=SIGNED, reason="VFU-veckorna", keys=keys)
    assert money(REGION).balance.grant("vfu").allotted == 187_500_000
    assert money(MUNICIPALITY).balance.grant("vfu").allotted == 62_500_000
    world = World(SimpleNamespace(choice=lambda codes: REGION), at=swedish("2022-12-12 09:00"))
    assert world.try_("payment of placement money", EVERY_STEP["payment of placement money"])
    world.chance = SimpleNamespace(choice=lambda codes: MUNICIPALITY)
    assert world.try_("payment of placement money", EVERY_STEP["payment of placement money"])
    the_laws_hold(world)
    everything_says_the_same(readers)
