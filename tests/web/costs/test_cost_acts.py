"""Costs by hand and out of files: what the facts of the ledger come to, and what is refused."""

import datetime
import io
import zlib

import pytest

from costs_steps import (
    AT,
    GOTLAND,
    ITS_MUNICIPALITY,
    ITS_RSS,
    MAPPED,
    an_activity,
    by_hand,
    costs_of,
    mapped,
    organisation_of,
    place_of,
    read,
    ready,
    received,
    reported,
    sie_file,
    taken_in,
    voucher,
)
from naravard.exchange.costs import CodeMapping, Rule
from naravard.exchange.sie import FiscalYear
from naravard.ledger.facts import ReportReopened
from naravard.web.access.actor import THE_SERVICE
from naravard.web.activities.models import Activity
from naravard.web.costs import acts, intake, tables
from naravard.web.costs.intake_preview import prepare
from naravard.web.costs.models import SHEET, SIE, BookedCost, CostFile, CostFilePiece, TakenIn, TakenInPiece
from naravard.web.costs.received_file import read_file
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.errors import LedgerRefusedError, MoneyChangedError, MoneyRefusedError
from naravard.web.ledger.models import RecordedFact
from naravard.web.organisations.models import Organisation
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
MORNING = AT + datetime.timedelta(days=1)


def correct(number: int, amount: int, reason: str = "Fel belopp", seen: int | None = None) -> None:
    acts.reverse_cost(
        actor=THE_SERVICE,
        organisation=organisation_of(),
        agreement_id=WHOLE,
        cost_number=number,
        amount=amount,
        reason=reason,
        at=AT,
        seen_left=seen,
    )


def test_a_cost_by_hand_is_corrected_in_parts_and_never_below_zero() -> None:
    ready()
    cost = by_hand(1_000)
    correct(cost.number, 400)
    assert (cost.left, costs_of()) == (600, {1: 600})
    with pytest.raises(LedgerRefusedError) as refused:
        correct(cost.number, 601)
    assert refused.value.code == "above-the-cost"
    with pytest.raises(MoneyRefusedError) as without:
        correct(cost.number, 100, reason=" ")
    assert without.value.code == "reason-missing"
    with pytest.raises(MoneyChangedError):
        correct(cost.number, 100, seen=1_000)
    correct(cost.number, 600, seen=600)
    assert costs_of() == {}


def test_costs_above_the_grant_are_allowed_and_shown_as_own() -> None:
    ready(activities=0)
    an_activity(1, grant="ambulans")
    by_hand(1_000_000)
    [row] = [row for row in tables.by_grant(place_of()).rows if row[4]]
    assert row[3:] == (934_968, 1_000_000, 0, 934_968, 65_032)


def test_a_cost_for_the_earmark_is_booked_on_it() -> None:
    ready(activities=0)
    an_activity(1, grant="nara-vard-regioner", earmark="fast-lakarkontakt")
    cost = by_hand()
    fact = place_of().moneys[GOTLAND].book.facts[cost.fact_id]
    assert fact.earmark == "fast-lakarkontakt"  # type: ignore[union-attr]


@pytest.mark.parametrize("status", [Activity.PROPOSED, Activity.DECLINED])
def test_what_is_not_decided_has_no_costs(status: str) -> None:
    ready(activities=0)
    an_activity(1, status=status)
    with pytest.raises(MoneyRefusedError) as refused:
        by_hand()
    assert refused.value.code == "activity-not-decided"


def test_days_outside_the_agreement_and_days_to_come_are_refused_by_the_ledger() -> None:
    ready()
    for day, code in (("2021-12-31", "cost-outside-the-period"), ("2022-09-21", "day-not-come")):
        with pytest.raises(LedgerRefusedError) as refused:
            by_hand(day=datetime.date.fromisoformat(day))
        assert refused.value.code == code
    by_hand(day=datetime.date(2022, 1, 1))
    by_hand(day=datetime.date(2022, 9, 20))


def test_money_that_is_not_allotted_has_no_costs() -> None:
    an_activity(1)
    with pytest.raises(LedgerRefusedError) as refused:
        by_hand()
    assert refused.value.code == "not-allotted"


def test_a_municipalitys_costs_stand_in_its_rsss_account_with_it_as_holder() -> None:
    ready(ITS_MUNICIPALITY)
    mapped(code=ITS_MUNICIPALITY)
    by_hand(500, code=ITS_MUNICIPALITY)
    taken_in(received(sie_file(voucher("1", {"P1": 30_000})), code=ITS_MUNICIPALITY), code=ITS_MUNICIPALITY)
    assert costs_of(ITS_MUNICIPALITY) == {1: 800}
    account = place_of(ITS_MUNICIPALITY).moneys[ITS_RSS]
    share = account.balance.grant("nara-vard-kommuner").share(ITS_MUNICIPALITY)
    assert share.costs == 800
    assert {cost.recipient for cost in BookedCost.objects.all()} == {ITS_RSS}


def test_a_file_is_taken_in_and_a_newer_one_books_only_what_differs() -> None:
    ready()
    mapped()
    by_hand(700)
    taken_in(received(sie_file(voucher("1", {"P1": 100_050}), voucher("2", {"P2": 5_000}))))
    assert costs_of() == {1: 1_701, 2: 50}
    taken_in(received(sie_file(voucher("1", {"P1": 90_000}), voucher("3", {"P1": 20_000}))))
    assert costs_of() == {1: 1_800}
    assert costs_of(source=SIE) == {1: 1_100}


def test_the_same_file_twice_adds_nothing_and_says_so() -> None:
    ready()
    content = sie_file(voucher("1", {"P1": 100}))
    received(content)
    with pytest.raises(MoneyRefusedError) as same:
        received(content, name="annat-namn.se")
    assert same.value.code == "same-file"
    assert "fil 1" in same.value.says.sv
    assert CostFile.objects.count() == 1


def test_an_export_with_the_same_vouchers_books_nothing() -> None:
    ready()
    mapped()
    taken_in(received(sie_file(voucher("1", {"P1": 10_000}))))
    facts = RecordedFact.objects.count()
    taken_in(received(sie_file(voucher("1", {"P1": 10_000})) + b"#UB 0 1930 0.00\r\n"))
    assert RecordedFact.objects.count() == facts
    assert TakenIn.objects.get().version == 2


def test_ore_are_added_up_over_all_files_and_rounded_once() -> None:
    ready()
    mapped()
    for month in range(1, 5):
        days = datetime.date(2022, month, 1), datetime.date(2022, month, 28)
        file = received(sie_file(voucher(f"{month}", {"P1": 10_040}, day=f"2022-{month:02d}-10"), balances=False))
        taken_in(file, covers=days)
    assert costs_of() == {1: 402}  # 4 · 100,40 = 401,60; rounded each time it would have been 400
    assert TakenIn.objects.get().total(1) == 40_160
    months = tables.by_months(place_of(), tables.costs_of(place_of()))
    assert months.total is not None
    assert months.total[-1] == 402


def test_a_sum_below_zero_is_booked_as_zero_and_goes_along() -> None:
    ready()
    mapped()
    taken_in(received(sie_file(voucher("1", {"P1": -50_000}))))
    assert costs_of() == {}
    taken_in(received(sie_file(voucher("1", {"P1": -50_000}), voucher("2", {"P1": 80_000}))))
    assert costs_of() == {1: 300}


def test_sheets_and_the_accounting_system_are_two_sets() -> None:
    ready()
    mapped()
    taken_in(received(sie_file(voucher("1", {"P1": 10_000}))))
    taken_in(received(b"Datum;Belopp;Aktivitet\n2022-03-01;55,50;1\n", name="k.csv"))
    assert (costs_of(), costs_of(source=SHEET)) == ({1: 156}, {1: 56})
    taken_in(received(sie_file(voucher("1", {"P2": 10_000}))))
    assert costs_of() == {1: 56, 2: 100}
    with pytest.raises(MoneyRefusedError) as empty:
        received(sie_file())
    assert empty.value.code == "no-vouchers"


def test_with_another_mapping_the_costs_move() -> None:
    ready()
    mapped()
    taken_in(received(sie_file(voucher("1", {"P1": 10_000, "P2": 2_000}))))
    mapped(CodeMapping(rules=(Rule(activity=2, dimension=6, code="P*"),)))
    assert costs_of() == {1: 100, 2: 20}
    prepared = prepare(place_of(), SIE, None)
    intake.take_in_costs(
        actor=THE_SERVICE, organisation=organisation_of(), agreement_id=WHOLE, prepared=prepared, at=AT
    )
    assert costs_of() == {2: 120}


def test_costs_follow_an_activity_to_another_grant() -> None:
    ready(activities=0)
    activity = an_activity(1, grant="ambulans")
    mapped(CodeMapping(rules=(MAPPED.rules[0],)))
    taken_in(received(sie_file(voucher("1", {"P1": 10_000}))))
    activity.grant = "e-halsa"
    activity.save()
    taken_in(received(sie_file(voucher("1", {"P1": 15_000}))))
    balance = place_of().moneys[GOTLAND].balance
    assert (balance.grant("ambulans").costs, balance.grant("e-halsa").costs) == (0, 150)


def test_an_activity_that_no_longer_has_costs_is_emptied_by_the_next_file() -> None:
    ready()
    mapped()
    taken_in(received(b"Datum;Belopp;Aktivitet\n2022-03-01;55;1\n2022-03-01;5;2\n", name="k.csv"))
    taken_in(received(sie_file(voucher("1", {"P1": 10_000}))))
    Activity.objects.filter(number=1).update(status=Activity.DECLINED)
    taken_in(received(sie_file(voucher("1", {"P1": 10_000}), voucher("2", {"P2": 500}))))
    assert costs_of(source=SIE) == {2: 5}
    sheet = prepare(place_of(), SHEET, None)
    assert sheet.outcome.comparison.sums == {2: {"2022-03": 500}}
    intake.take_in_costs(actor=THE_SERVICE, organisation=organisation_of(), agreement_id=WHOLE, prepared=sheet, at=AT)
    assert costs_of() == {2: 10}


def test_an_activity_that_is_declined_after_the_comparison_is_not_booked_on() -> None:
    ready()
    mapped()
    file = received(sie_file(voucher("1", {"P1": 10_000})))
    prepared = prepare(place_of(), SIE, file)
    Activity.objects.filter(number=1).update(status=Activity.DECLINED)
    with pytest.raises(MoneyChangedError):
        intake.take_in_costs(
            actor=THE_SERVICE, organisation=organisation_of(), agreement_id=WHOLE, prepared=prepared, at=AT
        )
    assert costs_of() == {}


def test_vouchers_outside_the_agreement_are_not_booked() -> None:
    ready()
    mapped()
    broken = FiscalYear(0, datetime.date(2021, 7, 1), datetime.date(2022, 6, 30))
    content = sie_file(
        voucher("1", {"P1": 100}, day="2021-12-31"), voucher("2", {"P1": 700}, day="2022-01-01"), year=broken
    )
    taken_in(received(content))
    assert costs_of() == {1: 7}


def test_whose_file_it_is_has_to_be_right_and_the_message_says_both() -> None:
    ready()
    wrong = read(sie_file(voucher("1", {"P1": 100}), number="5560360793"))
    assert wrong.has_errors
    [finding] = [one for one in wrong.findings if one.level == "error"]
    assert ("5560360793" in finding.found.sv, "2321000016" in finding.expected.sv) == (True, True)
    Organisation.objects.filter(pk=GOTLAND).update(organisation_number="")
    place = place_of()
    place.organisation.organisation_number = ""
    stream = io.BytesIO(sie_file())
    with pytest.raises(MoneyRefusedError) as unknown:
        read_file(stream, name="a.se", place=place)
    assert unknown.value.code == "no-organisation-number"


def test_the_fiscal_year_has_to_touch_the_agreement() -> None:
    ready()
    year = FiscalYear(0, datetime.date(2020, 1, 1), datetime.date(2020, 12, 31))
    wrong = read(sie_file(voucher("1", {"P1": 100}, day="2020-02-01"), year=year))
    assert [one.id for one in wrong.findings if one.level == "error"] == ["S051"]


@pytest.mark.parametrize(
    "content",
    [
        sie_file(voucher("1", {"P1": 100})).replace(b"-1.00", b"-2.00"),
        sie_file(voucher("1", {"P1": 100})).replace(b"#FLAGGA 0\r\n", b"#FLAGGA 0\r\n#KSUMMA\r\n") + b"#KSUMMA 1\r\n",
    ],
    ids=["unbalanced", "checksum"],
)
def test_a_file_with_errors_is_not_saved(content: bytes) -> None:
    ready()
    found = read(content)
    assert found.has_errors
    with pytest.raises(MoneyRefusedError):
        intake.receive_file(
            actor=THE_SERVICE, organisation=organisation_of(), agreement_id=WHOLE, received=found, at=AT
        )
    assert not CostFile.objects.exists()
    assert not CostFilePiece.objects.exists()


def test_a_file_is_kept_whole_and_one_that_is_discarded_is_not() -> None:
    ready()
    content = sie_file(*(voucher(f"{number}", {"P1": number}) for number in range(1, 200)))
    file = received(content)
    assert zlib.decompress(b"".join(file.contents(CostFilePiece.ORIGINAL))) == content
    intake.discard_file(
        actor=THE_SERVICE, organisation=organisation_of(), agreement_id=WHOLE, file_number=file.number, at=AT
    )
    assert not CostFilePiece.objects.exists()
    assert received(content).number == 2


def test_of_two_who_confirm_the_second_is_told() -> None:
    ready()
    mapped()
    first, second = received(sie_file(voucher("1", {"P1": 100}))), received(sie_file(voucher("1", {"P1": 900})))
    early = prepare(place_of(), SIE, second)
    taken_in(first)
    given = {"actor": THE_SERVICE, "organisation": organisation_of(), "agreement_id": WHOLE, "at": AT}
    with pytest.raises(MoneyChangedError):
        intake.take_in_costs(prepared=early, **given)
    assert costs_of() == {1: 1}
    with pytest.raises(MoneyRefusedError) as done:
        intake.take_in_costs(prepared=prepare(place_of(), SIE, first), **given)
    assert done.value.code == "file-not-waiting"
    taken_in(second)
    assert costs_of() == {1: 9}


def test_what_was_compared_yesterday_or_with_another_mapping_is_not_confirmed() -> None:
    ready()
    mapped()
    file = received(sie_file(voucher("1", {"P1": 100})))
    prepared = prepare(place_of(), SIE, file)
    given = {"actor": THE_SERVICE, "organisation": organisation_of(), "agreement_id": WHOLE, "prepared": prepared}
    with pytest.raises(MoneyChangedError):
        intake.take_in_costs(at=MORNING, **given)
    mapped(CodeMapping(rules=(MAPPED.rules[1],)))
    with pytest.raises(MoneyChangedError):
        intake.take_in_costs(at=AT, **given)
    assert costs_of() == {}


def test_while_a_financial_report_stands_nothing_is_booked_or_corrected() -> None:
    ready()
    mapped()
    cost = by_hand()
    file = received(sie_file(voucher("1", {"P1": 100})))
    waiting = prepare(place_of(), SIE, file)
    reported()
    assert [refused.id for refused in place_of().closed] == ["report-stands"]
    given = {"actor": THE_SERVICE, "organisation": organisation_of(), "agreement_id": WHOLE, "at": AT}
    for attempt in (
        by_hand,
        lambda: correct(cost.number, 1),
        lambda: intake.take_in_costs(prepared=waiting, **given),
    ):
        with pytest.raises(LedgerRefusedError) as refused:
            attempt()
        assert refused.value.code == "report-stands"
    assert TakenInPiece.objects.count() == 0
    locked_money(organisation_of(), WHOLE, at=AT, seen_version=None).add(
        ReportReopened, by=THE_SERVICE, report="rapport-region-09", reason="Rättas"
    )
    taken_in(file)
    assert costs_of() == {1: 1_001}


def test_a_cost_out_of_a_file_is_corrected_in_the_file() -> None:
    ready()
    mapped()
    taken_in(received(sie_file(voucher("1", {"P1": 10_000}))))
    with pytest.raises(MoneyRefusedError) as refused:
        correct(BookedCost.objects.get().number, 10)
    assert refused.value.code == "cost-from-file"


def test_a_mapping_has_versions_and_two_who_change_it_are_told() -> None:
    ready()
    given = {"actor": THE_SERVICE, "organisation": organisation_of(), "agreement_id": WHOLE, "at": AT}
    assert acts.keep_mapping(mapping=MAPPED, seen_version=0, **given).version == 1
    with pytest.raises(MoneyChangedError):
        acts.keep_mapping(mapping=CodeMapping(), seen_version=0, **given)
    with pytest.raises(MoneyRefusedError) as same:
        acts.keep_mapping(mapping=MAPPED, seen_version=1, **given)
    assert same.value.code == "nothing-changes"
    with pytest.raises(MoneyRefusedError) as unknown:
        acts.keep_mapping(mapping=CodeMapping(rules=(Rule(activity=99, accounts="50*"),)), seen_version=1, **given)
    assert unknown.value.code == "activity-not-decided"
