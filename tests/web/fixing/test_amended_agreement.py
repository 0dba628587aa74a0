"""An amended agreement: what was fixed stands, the new is fixed in a version of its own, and all concerned are told."""

from pathlib import Path

import pytest
from django.test import Client

from money_steps import money, swedish
from naravard.ledger.facts import Allotted
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.intake import take_in_folder, tell_of_amendments
from naravard.web.fixing.acts import rests_on
from naravard.web.handovers.overview import waits_in
from naravard.web.history.kinds import sentence
from naravard.web.history.models import Event
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.in_force import as_shown
from naravard.web.ledger.models import FixedAllocation
from naravard.web.ledger.next_version import COMPUTED, fix
from naravard.web.organisations.models import Organisation
from people_samples import acting, member
from web_pages import csv_rows, heading, main_of, table_rows, words
from web_shared import WHOLE

FOLDER = Path(__file__).parents[3] / "docs" / "examples" / "handledning-2028"
ID, FIXER, UNIVERSITY, REGION = FOLDER.name, "socialstyrelsen", "lunds-universitet", "region-12"
BEFORE, AFTER = swedish("2028-11-20 09:00"), swedish("2028-12-02 09:00")
AMENDMENTS = f"/overenskommelser/{ID}/tillagg/"


@pytest.fixture(autouse=True)
def _taken_in(db: None, settings: object) -> None:
    settings.NARAVARD_TODAY = "2028-11-20"
    take_in_folder(FOLDER, BEFORE)


def _fixed(at: object, reason: str = "") -> FixedAllocation:
    return fix(ID, by=acting(member(FIXER, "ministry-official"), day=at.date()), at=at, basis=COMPUTED, reason=reason)


def _allotted(code: str) -> dict[str, int]:
    allotted = money(code, ID).book.tally.allotted
    assert isinstance(allotted, Allotted)
    return {one.grant: one.amount for one in allotted.sums}


def _waiting(code: str, at: object) -> dict[str, str]:
    found = [one for one, _ in waits_in(Organisation.objects.get(pk=code), at)]
    return {one.id: f"{one.what.sv} {one.why.sv}".replace("\xa0", " ") for one in found if one.shown.agreement.id == ID}


def test_the_pages_show_the_agreement_as_it_reads_today(reader: Client, settings: object) -> None:
    assert shown_or_404(ID).agreement.total.amount == 32_000_000
    assert "15 december 2028" in words(main_of(reader, f"/overenskommelser/{ID}/datum/"))
    settings.NARAVARD_TODAY = "2028-12-01"
    now = shown_or_404(ID)
    assert (now.agreement.total.amount, now.signed.total.amount) == (36_500_000, 32_000_000)
    dates = words(main_of(reader, f"/overenskommelser/{ID}/datum/"))
    assert "28 februari 2029" in dates
    assert "15 december 2028" not in dates.replace("i stället för den 15 december 2028", "its own words")
    assert "Den första hälften rekvireras senast den 28 februari 2029" in words(
        main_of(reader, f"/overenskommelser/{ID}/text/till%C3%A4gg%202/")
    )


def test_the_amendments_page_says_before_and_after_with_the_clause_and_whom_it_gives_other_sums(reader: Client) -> None:
    main = main_of(reader, AMENDMENTS)
    assert heading(main) == "Vad har ändrats sedan överenskommelsen undertecknades?"
    told = words(main).replace("\xa0", " ")
    assert "Gäller inte än" in told
    assert "3 mottagare får andra belopp" in told
    rows = csv_rows(reader, AMENDMENTS[:-1] + ".csv")
    names = ("kind", "id", "before", "after", "clause")
    assert [tuple(row[name].replace("\xa0", " ") for name in names) for row in rows] == [
        ("agreement", ID, "32 000 000 kr", "36 500 000 kr", "tillägg 1"),
        ("grant", "utbildning", "20 000 001 kr", "23 000 001 kr", "tillägg 1"),
        ("duty", "rekvisition", "2028-12-15", "2029-02-28", "tillägg 2"),
    ]


def test_an_agreement_without_amendments_reads_as_it_was_signed_and_has_no_tab_for_them(reader: Client) -> None:
    main = main_of(reader, f"/overenskommelser/{WHOLE}/tillagg/")
    assert heading(main) == "Överenskommelsen har inga tillägg"
    assert f"/overenskommelser/{WHOLE}/tillagg/" not in main_of(reader, f"/overenskommelser/{WHOLE}/").xpath(
        "//a/@href"
    )


def test_what_was_fixed_before_stands_until_a_version_is_fixed_by_the_amendment(
    reader: Client, settings: object
) -> None:
    first = _fixed(BEFORE)
    assert _allotted(UNIVERSITY) == {"utbildning": 6_666_667}
    settings.NARAVARD_TODAY = "2028-12-02"
    assert _allotted(UNIVERSITY) == {"utbildning": 6_666_667}
    assert as_shown(first).agreement.total.amount == 32_000_000
    second = _fixed(AFTER, "Tilläggsöverenskommelsen")
    assert (first.amendments, second.amendments, first.digest == second.digest) == (0, 1, True)
    assert _allotted(UNIVERSITY) == {"utbildning": 7_666_667, "samordning": 1_500_000}
    assert as_shown(first).agreement.total.amount == 32_000_000
    assert as_shown(second).agreement.total.amount == 36_500_000
    told = words(main_of(reader, f"/overenskommelser/{ID}/faststallt/2/"))
    assert "Enligt tillägg Tilläggsöverenskommelse den 16 november 2028" in told
    main = main_of(reader, AMENDMENTS)
    for number in (1, 2):
        assert f"/overenskommelser/{ID}/faststallt/{number}/" in main.xpath(".//a/@href")


def test_a_version_that_was_prepared_before_the_amendment_is_void_when_it_holds(settings: object) -> None:
    seen = rests_on(ID)
    settings.NARAVARD_TODAY = "2028-12-01"
    assert rests_on(ID) != seen
    _fixed(AFTER)
    with pytest.raises(MoneyRefusedError, match="the same as version 1"):
        _fixed(AFTER, "En gång till")


def test_whoever_fixes_is_told_that_the_agreement_is_amended(settings: object) -> None:
    _fixed(BEFORE)
    assert "allocation-to-fix" not in _waiting(FIXER, BEFORE)
    settings.NARAVARD_TODAY = "2028-12-02"
    assert "ändrats av ett tillägg" in _waiting(FIXER, AFTER)["allocation-to-fix"]


def test_everyone_whose_day_or_sum_changed_is_told_with_the_clause_and_the_kronor(settings: object) -> None:
    _fixed(BEFORE)
    assert _waiting(REGION, BEFORE).keys().isdisjoint({"day-amended", "sum-amended"})
    settings.NARAVARD_TODAY = "2028-12-02"
    for code in (UNIVERSITY, REGION):
        told = _waiting(code, AFTER)["day-amended"]
        assert "Sista dagen är ändrad: Första rekvisitionen av medel, 28 februari 2029" in told
        assert "från 15 december 2028 (tillägg 2)" in told
    assert "Första rekvisitionen av medel, 28 februari 2029" in _waiting(FIXER, AFTER)["day-amended"]
    _fixed(AFTER, "Tilläggsöverenskommelsen")
    assert "Era medel är ändrade med +2 500 000 kr, i 2 belopp" in _waiting(UNIVERSITY, AFTER)["sum-amended"]
    assert "sum-amended" not in _waiting(REGION, AFTER)


def test_the_history_tells_once_that_an_amendment_has_come_into_force(settings: object) -> None:
    """By its day alone: nobody does anything on the day, so the service tells of it with the day's reminders."""
    assert tell_of_amendments(BEFORE) == 0
    settings.NARAVARD_TODAY = "2028-12-02"
    assert (tell_of_amendments(AFTER), tell_of_amendments(AFTER)) == (1, 0)
    told = Event.objects.get(kind="amendment-came-into-force").told
    assert sentence(told).sv == (
        "Naravard antecknade att ”Tilläggsöverenskommelse den 16 november 2028” gäller från och med 2028-12-01 och "
        "ändrar Fler handledare i vården 2028–2029."
    )


def test_an_amendment_that_is_in_force_when_it_is_taken_in_is_told_of_then(settings: object, tmp_path: Path) -> None:
    settings.NARAVARD_TODAY = "2028-12-02"
    take_in_folder(FOLDER, AFTER)
    assert Event.objects.filter(kind="amendment-came-into-force", thing_id=f"{ID}/tillagg-1").count() == 1


def test_the_api_says_what_each_amendment_changes_as_it_was_and_as_it_became(reader: Client, settings: object) -> None:
    address = f"/api/agreements/{ID}/amendments"
    (found,) = reader.get(address).json()["items"]
    assert (found["id"], found["first_day"], found["is_in_force"]) == ("tillagg-1", "2028-12-01", False)
    assert found["added"] == {"grants": ["samordning"]}
    assert [(one["of"], one["id"], one["value"], one["difference"], one["clause"]) for one in found["changes"]] == [
        ("agreement", ID, "amount", 4_500_000, "tillägg 1"),
        ("grant", "utbildning", "amount", 3_000_000, "tillägg 1"),
        ("duty", "rekvisition", "due", None, "tillägg 2"),
    ]
    assert (found["changes"][2]["before"]["sv"], found["changes"][2]["after"]["sv"]) == ("2028-12-15", "2029-02-28")
    settings.NARAVARD_TODAY = "2028-12-01"
    assert reader.get(address).json()["items"][0]["is_in_force"]


def test_the_news_stands_for_some_days_and_is_then_over(settings: object) -> None:
    settings.NARAVARD_TODAY = "2028-12-16"
    assert "day-amended" not in _waiting(REGION, swedish("2028-12-16 09:00"))


def test_the_versions_page_says_which_amendment_each_rests_on(reader: Client, settings: object) -> None:
    _fixed(BEFORE)
    settings.NARAVARD_TODAY = "2028-12-02"
    _fixed(AFTER, "Tilläggsöverenskommelsen")
    rows = table_rows(main_of(reader, f"/overenskommelser/{ID}/faststallt/"))
    assert any("Tilläggsöverenskommelse den 16 november 2028" in row for row in rows)
