"""Batches: what is ordered is what is recorded, nothing is ordered or paid twice, and files never change."""

import datetime
from decimal import Decimal

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from money_steps import money, swedish
from naravard.documents.workbook import xlsx_bytes
from naravard.exchange.pain001 import Version, checked
from naravard.ledger.facts import Sum
from naravard.web.access.actor import NotAllowedError
from naravard.web.history.models import Event
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.models import RecordedFact, StatedReferenceNumber
from naravard.web.payments import acts, batch_acts
from naravard.web.payments.models import Batch, Line
from naravard.web.payments.order_files import order_table, payment_file
from payments_steps import (
    BLEKINGE,
    GOTLAND,
    ON,
    PAYER,
    PAYS,
    RSS,
    VFU,
    VISBY,
    accepted,
    allotted,
    batched,
    details,
    handler,
    organisation,
    placed,
)
from people_samples import acting, member
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
CONFIRMED = swedish("2022-10-07 09:00")


def refused(*choices: tuple[str, str], at: datetime.datetime = PAYS, day: datetime.date = ON) -> str:
    """Return why a batch is refused."""
    with pytest.raises(MoneyRefusedError) as found, transaction.atomic():
        batch_acts.make_batch(
            actor=handler(),
            organisation=organisation(PAYER),
            agreement_id=WHOLE,
            choices=choices,
            execution_day=day,
            at=at,
        )
    return found.value.code


def confirm(line: Line, at: datetime.datetime = CONFIRMED, reference: str = "") -> object:
    return batch_acts.confirm_line(actor=handler(), line=line.pk, day=at.date(), reference=reference, at=at)


def control_sums(batch: Batch, version: Version = Version.V09) -> tuple[Decimal, Decimal]:
    """Return a file's control sum and the sum of its transfers, as another program reads them."""
    root = etree.fromstring(checked(payment_file(batch), version))
    names = {"p": version.namespace}
    (control,) = {Decimal(found.text) for found in root.iterfind(".//p:CtrlSum", names)}
    return control, sum(Decimal(found.text) for found in root.iterfind(".//p:InstdAmt", names))


def test_a_batch_keeps_accounts_and_references_as_they_were_so_that_its_file_never_changes() -> None:
    for number, reference in enumerate(("overenskommelsen", "utbetalningsbeslutet"), start=1):
        StatedReferenceNumber.objects.create(
            agreement_id=WHOLE, reference_id=reference, number=f"S2022/0000{number}", stated_at=PAYS, stated_by="x"
        )
    batch = batched((GOTLAND, accepted(GOTLAND)))
    before = checked(payment_file(batch))
    details(GOTLAND, bankgiro="1609908", name="Gotlands region")
    details(PAYER, bankgiro="1609908")
    confirm(batch.lines.get())
    assert checked(payment_file(Batch.objects.get())) == before
    text = before.decode()
    what = "God och nära vård 2022: Rekvisitionen, beslut version 1"
    assert f"<Ustrd>Dnr S2022/00001, Dnr S2022/00002, {what}</Ustrd>" in text
    assert "50501055" in text
    assert "1609908" not in text


def test_the_identities_are_unique_and_begin_with_the_messages() -> None:
    first = batched((GOTLAND, accepted(GOTLAND)), (RSS, accepted(RSS)))
    second = batched((BLEKINGE, accepted(BLEKINGE)))
    identities = [line.end_to_end_id for batch in (first, second) for line in batch.lines.all()]
    assert len(set(identities)) == 3
    assert all(len(identity) <= 35 for identity in identities)
    assert identities[0] == f"{first.message_id}-0001"
    assert (first.number, second.number) == (1, 2)


def test_what_is_confirmed_is_paid_with_the_lines_identity_unless_the_bank_gave_another() -> None:
    batch = batched((GOTLAND, accepted(GOTLAND)), (RSS, accepted(RSS)))
    first, second = batch.lines.all()
    confirm(first)
    confirm(second, reference="BANK 7")
    references = {paid.reference for code in (GOTLAND, RSS) for paid in money(code).book.payments()}
    assert references == {first.end_to_end_id, "BANK 7"}


def test_nothing_is_in_two_open_batches_and_of_two_who_order_the_second_is_told() -> None:
    claim = accepted(GOTLAND)
    batched((GOTLAND, claim))
    assert refused((GOTLAND, claim)) == "in-open-batch"
    assert Batch.objects.count() == 1
    line = Line.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.create(
            batch=line.batch,
            sequence=2,
            agreement_id=WHOLE,
            organisation_id=GOTLAND,
            claim=claim,
            amount=1,
            end_to_end_id="other",
            creditor_name="x",
            giro_kind="bankgiro",
            giro="1",
        )


def test_one_payment_that_cannot_be_made_stops_the_whole_batch() -> None:
    claim = accepted(GOTLAND)
    details(PAYER)
    details(VISBY)
    allotted(VISBY, Sum(VFU, 250_000))
    december = {"at": swedish("2022-12-01 09:00"), "day": datetime.date(2022, 12, 2)}
    assert refused((GOTLAND, claim), (VISBY, f"g:{VFU}"), **december) == "condition-not-met"
    assert refused((GOTLAND, claim), (VISBY, f"g:{VFU}")) == "nothing-to-pay"
    assert refused((GOTLAND, claim), ("region-99", "r:x")) == "nothing-to-pay"
    assert refused((GOTLAND, "r:x")) == "nothing-to-pay"
    assert not Batch.objects.exists()
    assert not Event.objects.filter(kind="payment-batch-made").exists()


def test_an_account_that_is_missing_stops_the_batch() -> None:
    claim = accepted(GOTLAND)
    assert refused((GOTLAND, claim)) == "payer-account-missing"
    details(PAYER)
    details(GOTLAND, bankgiro="")
    assert refused((GOTLAND, claim)) == "recipient-account-missing"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2022-09-19", "execution-day-passed"),
        ("2022-09-24", "execution-day-banks-closed"),
        ("2022-09-25", "execution-day-banks-closed"),
        ("2022-12-26", "execution-day-banks-closed"),
        ("2023-06-23", "execution-day-banks-closed"),
    ],
)
def test_the_day_has_to_be_one_on_which_banks_pay(day: str, code: str) -> None:
    claim = accepted(GOTLAND)
    details(PAYER)
    assert refused((GOTLAND, claim), day=datetime.date.fromisoformat(day)) == code
    assert refused() == "nothing-chosen"


def test_what_the_bank_refused_is_put_back_with_a_reason_and_can_be_ordered_anew() -> None:
    claim = accepted(GOTLAND)
    line = batched((GOTLAND, claim)).lines.get()
    with pytest.raises(MoneyRefusedError) as without:
        batch_acts.put_line_back(actor=handler(), line=line.pk, reason=" ", at=CONFIRMED)
    assert without.value.code == "no-reason"
    batch_acts.put_line_back(actor=handler(), line=line.pk, reason="Kontot är avslutat", at=CONFIRMED)
    assert not money(GOTLAND).balance.total.paid
    event = Event.objects.latest("sequence")
    assert (event.kind, event.organisation_code) == ("payment-put-back", GOTLAND)
    again = batched((GOTLAND, claim), at=CONFIRMED)
    confirm(again.lines.get())
    assert money(GOTLAND).balance.total.paid == 30_039_872


def test_a_line_is_settled_once() -> None:
    line = batched((GOTLAND, accepted(GOTLAND))).lines.get()
    confirm(line)
    for act in (
        lambda: confirm(line),
        lambda: batch_acts.put_line_back(actor=handler(), line=line.pk, reason="Fel", at=CONFIRMED),
    ):
        with pytest.raises(MoneyRefusedError) as late:
            act()
        assert late.value.code == "line-settled"
    assert money(GOTLAND).balance.total.paid == 30_039_872


def test_a_payment_of_a_batch_that_is_taken_back_says_so_on_its_line_and_can_be_ordered_anew() -> None:
    claim = accepted(GOTLAND)
    line = batched((GOTLAND, claim)).lines.get()
    fact = confirm(line)
    acts.undo_payment(
        actor=handler(),
        organisation=organisation(GOTLAND),
        agreement_id=WHOLE,
        payment=fact.id,
        reason="Banken drog tillbaka",
        at=CONFIRMED,
    )
    line.refresh_from_db()
    assert (line.state, line.reason) == ("undone", "Banken drog tillbaka")
    assert batched((GOTLAND, claim), at=CONFIRMED).number == 2


def test_no_one_else_confirms_and_a_line_that_is_not_there_is_not_there() -> None:
    line = batched((GOTLAND, accepted(GOTLAND))).lines.get()
    stranger = acting(member("socialstyrelsen", "report-analyst"))
    with pytest.raises(NotAllowedError):
        batch_acts.confirm_line(actor=stranger, line=line.pk, day=ON, at=CONFIRMED)
    with pytest.raises(NotAllowedError):
        batch_acts.confirm_line(actor=handler(), line=0, day=ON, at=CONFIRMED)
    assert not money(GOTLAND).balance.total.paid


def test_the_workbook_has_the_same_sum_as_the_file_and_says_how_each_payment_stands(tmp_path: object) -> None:
    batch = batched((GOTLAND, accepted(GOTLAND)), (RSS, accepted(RSS)))
    table = order_table(batch, money(GOTLAND).shown)
    content = xlsx_bytes([table], "sv")
    assert xlsx_bytes([order_table(Batch.objects.get(), money(GOTLAND).shown)], "sv") == content
    confirm(batch.lines.first())
    told = order_table(Batch.objects.get(), money(GOTLAND).shown)
    assert [state.sv for state in told.column("state")] == ["Klar", "Väntar på banken"]
    (tmp_path / "order.xlsx").write_bytes(content)
    sheet, source = openpyxl.load_workbook(tmp_path / "order.xlsx").worksheets
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert {30_039_872, 6_208_838} <= set(values)
    assert sum(sheet.cell(row, 7).value for row in (2, 3)) == table.total_of("amount") == 36_248_710
    assert control_sums(batch)[0] == 36_248_710
    assert "Summa: Belopp" in [cell.value for cell in source["A"]]


steps = st.lists(
    st.tuples(
        st.sampled_from(["order", "confirm", "put-back", "record", "undo", "return"]),
        st.sampled_from([GOTLAND, BLEKINGE, RSS, VISBY]),
    ),
    max_size=14,
)


@settings(max_examples=12)  # each brings four recipients' money to acceptance first
@given(history=steps)
def test_whatever_is_done_in_whatever_order_no_krona_is_paid_twice_and_all_sums_agree(
    history: list[tuple[str, str]],
) -> None:
    """What the facts say is paid is what the lines and the records beside them say, and each file sums to its lines."""
    with transaction.atomic():
        details(PAYER)
        who, other, at = handler(), handler("Bo Al"), swedish("2022-12-15 09:00")
        claims = {code: accepted(code, by=other) for code in (GOTLAND, BLEKINGE, RSS)} | {VISBY: placed(VISBY)}
        most = {code: money(code, at=at).balance.total.allotted for code in claims}
        for what, code in history:
            try:
                with transaction.atomic():
                    _do(what, code, claims[code], who, other, at)
            except MoneyRefusedError:
                pass
        _sums_agree(list(claims), most, at)
        transaction.set_rollback(True)


def _do(what: str, code: str, claim: str, who: object, other: object, at: datetime.datetime) -> None:
    about = {"actor": who, "organisation": organisation(code), "agreement_id": WHOLE, "at": at}
    open_line = Line.objects.filter(organisation=code, state="waiting").first()
    payments = money(code, at=at).book.payments()
    if what == "order":
        batched((code, claim), at=at, by=who)
    elif what == "record":
        acts.record_payment(**about, claim=claim, day=at.date(), reference="x")
    elif what == "undo" and payments:
        acts.undo_payment(**about, payment=payments[0].id, reason="Fel")
    elif what == "return" and claim.startswith("r:"):
        acts.return_requisition(**about, requisition=claim[2:], reason="Fel")
    elif what == "confirm" and open_line:
        batch_acts.confirm_line(actor=other, line=open_line.pk, day=at.date(), at=at)
    elif what == "put-back" and open_line:
        batch_acts.put_line_back(actor=who, line=open_line.pk, reason="Fel", at=at)


def _sums_agree(codes: list[str], most: dict[str, int], at: datetime.datetime) -> None:
    for code in codes:
        total = money(code, at=at).balance.total
        assert total.paid in (0, most[code])
        lines = Line.objects.filter(organisation=code)
        assert sum(line.state in ("waiting", "paid") for line in lines) <= 1
        paid = {fact.id for fact in money(code, at=at).book.payments()}
        assert {line.payment for line in lines if line.state == "paid"} <= paid
        recorded = [fact.fact for fact in RecordedFact.objects.filter(account__organisation=code, kind="paid")]
        standing = [fact for fact in recorded if fact.id in paid]
        assert sum(part.amount for fact in standing for part in fact.sums) == total.paid
    for batch in Batch.objects.all():
        control, summed = control_sums(batch)
        assert control == summed == sum(line.amount for line in batch.lines.all())


def test_an_order_that_cannot_be_a_file_is_not_made() -> None:
    claim = accepted(GOTLAND)
    details(PAYER)
    details(GOTLAND, bankgiro="505\x011055")
    assert refused((GOTLAND, claim)) == "not-a-payment-file"
    assert not Batch.objects.exists()
