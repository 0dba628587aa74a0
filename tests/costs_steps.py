"""Costs brought to a state by the same functions as on the pages: money allotted, activities, files, mappings."""

import datetime
import io
from collections.abc import Mapping as Values
from typing import Any
from uuid import uuid4

from django.db import transaction

from naravard.exchange.costs import CodeMapping, Rule
from naravard.exchange.sie import ChartAccount, FileHead, FiscalYear, Transaction, Voucher, write
from naravard.ledger import allotted_from
from naravard.ledger.facts import Reported
from naravard.web.access.actor import THE_SERVICE, Actor
from naravard.web.activities.models import Activity
from naravard.web.agreements.current import shown_or_404
from naravard.web.costs import acts, intake
from naravard.web.costs.intake_preview import prepare
from naravard.web.costs.models import BookedCost, CostFile, TakenIn
from naravard.web.costs.places import CostPlace
from naravard.web.costs.received_file import ReceivedFile, read_file
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.holders import uses_of
from naravard.web.ledger.models import RecordedFact, written
from naravard.web.organisations.models import Organisation
from web_shared import WHOLE

AT = datetime.datetime(2022, 9, 20, 12, 0, tzinfo=datetime.UTC)
GOTLAND, ITS_MUNICIPALITY, ITS_RSS = "region-09", "kommun-0980", "rss-09"
NUMBER = "2321000016"
YEAR = FiscalYear(0, datetime.date(2022, 1, 1), datetime.date(2022, 12, 31))
MAPPED = CodeMapping(rules=(Rule(activity=1, dimension=6, code="P1"), Rule(activity=2, dimension=6, code="P2")))


def organisation_of(code: str = GOTLAND) -> Organisation:
    """Return an organisation, with a number of its own where it has none."""
    found = Organisation.objects.get(pk=code)
    if not found.organisation_number:
        found.organisation_number = NUMBER
        found.save(update_fields=["organisation_number"])
    return found


def allotted(code: str = GOTLAND, agreement_id: str = WHOLE, at: datetime.datetime = AT) -> None:
    """Allot what an organisation may use, in its own account and in those it uses as another's holder."""
    shown = shown_or_404(agreement_id)
    allocation = shown.allocation
    assert allocation is not None
    for recipient in sorted({use.recipient for use in uses_of(shown, code)}):
        with transaction.atomic():
            money = locked_money(Organisation.objects.get(pk=recipient), agreement_id, at=at, seen_version=None)
            if money.book.tally.allotted is None:
                fact = allotted_from(allocation, recipient, fact_id=uuid4().hex, version=1, at=at)
                money.take(fact, by=THE_SERVICE)


def an_activity(number: int = 1, code: str = GOTLAND, **fields: Any) -> Activity:
    """Make a decided activity, of the first grant that the organisation may use unless another is named."""
    made = {
        "agreement_id": WHOLE,
        "name": f"Aktivitet {number}",
        "grant": uses_of(shown_or_404(fields.get("agreement_id", WHOLE)), code)[0].grant.id,
        "from_day": datetime.date(2022, 1, 1),
        "to_day": datetime.date(2022, 12, 31),
        "status": Activity.DECIDED,
        "made_at": AT,
        "made_by": "prov",
    } | fields
    return Activity.objects.create(organisation=Organisation.objects.get(pk=code), number=number, **made)


def ready(code: str = GOTLAND, activities: int = 2) -> Organisation:
    """Allot money and make activities 1, 2, …; return the organisation."""
    allotted(code)
    for number in range(1, activities + 1):
        an_activity(number, code)
    return organisation_of(code)


def place_of(code: str = GOTLAND, at: datetime.datetime = AT) -> CostPlace:
    """Return an organisation's costs at a moment."""
    return CostPlace(shown_or_404(WHOLE), organisation_of(code), at)


def by_hand(amount: int = 1_000, code: str = GOTLAND, by: Actor = THE_SERVICE, **given: Any) -> BookedCost:
    """Book a cost by hand on activity 1."""
    return acts.book_cost(
        actor=by,
        organisation=organisation_of(code),
        agreement_id=WHOLE,
        **({"activity_number": 1, "amount": amount, "day": AT.date(), "text": "Utbildning", "at": AT} | given),
    )


def mapped(mapping: CodeMapping = MAPPED, code: str = GOTLAND) -> None:
    """Keep a mapping."""
    acts.keep_mapping(actor=THE_SERVICE, organisation=organisation_of(code), agreement_id=WHOLE, mapping=mapping, at=AT)


def voucher(number: str, ore: Values[str, int], day: str = "2022-03-15", text: str = "Faktura") -> Voucher:
    """Make a voucher that costs öre on projects (or none, under an empty name) and balances."""
    on = datetime.date.fromisoformat(day)
    rows = [Transaction("5010", amount, on, "", {6: project} if project else {}) for project, amount in ore.items()]
    return Voucher("A" if number else "", number, on, text, (*rows, Transaction("1930", -sum(ore.values()), on)))


def sie_file(*vouchers: Voucher, number: str = NUMBER, year: FiscalYear = YEAR, balances: bool = True) -> bytes:
    """Write an accounting file; with balances it is an exported one (4E), otherwise one to import (4I)."""
    head = FileHead(
        program="Prov",
        generated_on=datetime.date(2022, 9, 1),
        company="Region Gotland",
        organisation_number=number,
        fiscal_years={0: year},
        accounts={"5010": ChartAccount("5010", "Lön", "K"), "1930": ChartAccount("1930", "Bank", "T")},
    )
    content = write(head, vouchers, checksum=False)
    return content + b"#IB 0 1930 0.00\r\n" if balances else content


def read(content: bytes, name: str = "export.se", code: str = GOTLAND, at: datetime.datetime = AT) -> ReceivedFile:
    """Read a file as the page does."""
    return read_file(io.BytesIO(content), name=name, place=place_of(code, at))


def received(content: bytes, name: str = "export.se", code: str = GOTLAND, at: datetime.datetime = AT) -> CostFile:
    """Read a file and receive it."""
    return intake.receive_file(
        actor=THE_SERVICE,
        organisation=organisation_of(code),
        agreement_id=WHOLE,
        received=read(content, name, code),
        at=at,
    )


def taken_in(file: CostFile, code: str = GOTLAND, at: datetime.datetime = AT, covers: Any = None) -> TakenIn:
    """Confirm a file that waits."""
    return intake.take_in_costs(
        actor=THE_SERVICE,
        organisation=organisation_of(code),
        agreement_id=WHOLE,
        prepared=prepare(place_of(code, at), file.source, file, covers),
        at=at,
    )


def costs_of(code: str = GOTLAND, source: str = "") -> dict[int, int]:
    """Return what the facts of each activity add up to, by number: read out of the ledger, not of our own rows."""
    wanted = set(
        BookedCost.objects.filter(organisation=code, **({"source": source} if source else {})).values_list(
            "fact_id", flat=True
        )
    )
    sums: dict[int, int] = {}
    for money in place_of(code).moneys.values():
        for fact_id, left in money.book.cost_left.items():
            if fact_id in wanted:
                number = int(money.book.facts[fact_id].activity.rsplit("-", 1)[1])  # type: ignore[union-attr]
                sums[number] = sums.get(number, 0) + left
    return {number: amount for number, amount in sums.items() if amount}


def reported(code: str = GOTLAND, at: datetime.datetime = AT) -> str:
    """Let a financial report stand, past the rules of what it must hold; return its fact's id."""
    money = locked_money(Organisation.objects.get(pk=code), WHOLE, at=at, seen_version=None)
    fact = Reported(
        id=f"rapport-{code}", recipient=code, at=max(at, money.book.latest or at), clause="10.1", version=1, lines=()
    )
    RecordedFact(
        account=money.account,
        sequence=len(money.book.facts) + 1,
        fact_id=fact.id,
        kind="reported",
        at=fact.at,
        by="prov",
        content=written(fact),
    ).save()
    return fact.id
