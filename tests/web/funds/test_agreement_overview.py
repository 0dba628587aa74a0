"""All agreements and grants of an organisation stand in one list, for its own people and for everyone."""

import datetime
import io
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from openpyxl import load_workbook

from api_client import every_item, validator
from key_client import REGION as KEYS_REGION
from key_client import Program
from many_agreements import NAMES, TEN, files_of, take_in_ten
from money_steps import swedish
from naravard.agreement.load import load
from naravard.ledger.facts import Paid
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.models import CurrentSnapshot
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.next_version import COMPUTED, fix
from naravard.web.organisations.models import Organisation
from people_samples import acting, member, signed_in_as
from rendered_pages import Look, rendered
from web_pages import csv_rows, heading, main_of, words

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 2, 10)
AT = swedish("2027-02-10 09:00")
MUNICIPALITY, REGION, RSS, ASSOCIATION = "kommun-0980", "region-09", "rss-09", "anhorigradet"
OWN, PUBLIC = f"/organisation/{MUNICIPALITY}/overenskommelser", f"/mottagare/{MUNICIPALITY}"
_MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november"]
_PRIVATE = re.compile(r"Pågår|Du gör det|Nästa steg|Väntar på")


@pytest.fixture(autouse=True)
def _only_these(settings: object) -> None:
    """No agreement is shown but those that a test takes in."""
    settings.NARAVARD_TODAY = DAY.isoformat()
    CurrentSnapshot.objects.all().delete()


@pytest.fixture
def official(tmp_path: Path) -> Client:
    """Someone of a municipality that ten agreements concern."""
    take_in_ten(tmp_path, AT)
    return signed_in_as(member(MUNICIPALITY, "municipal-official"))


def sections(main: object) -> dict[str, object]:
    """Return the agreements of the page by name, in its order."""
    return {words(one.xpath(".//h2/a")[0]): one for one in main.xpath(".//section[h2]")}


def pay(agreement_id: str) -> None:
    """Fix an agreement and pay the municipality its sums."""
    fix(agreement_id, by=acting(member("socialstyrelsen", "ministry-official"), day=DAY), at=AT, basis=COMPUTED,
        reason="")  # fmt: skip
    locked = locked_money(Organisation.objects.get(pk=MUNICIPALITY), agreement_id, at=AT, seen_version=None)
    allotted = locked.book.tally.allotted
    assert allotted is not None
    locked.add(Paid, by=THE_SERVICE, requisition="", version=1, day=DAY, reference="A1", sums=allotted.sums)


def test_ten_agreements_stand_in_one_list_each_with_sum_conditions_day_and_state(official: Client) -> None:
    main = main_of(official, f"{OWN}/")
    assert heading(main).startswith("9 överenskommelser: ")
    found = sections(main)
    assert sorted(found) == sorted(NAMES)
    direct = words(found["Äldres hälsa 2027"])
    assert "29 februari" not in direct
    assert "28 februari 2028" in direct
    assert "Redovisning av medlen" in direct
    assert "197 000" in direct
    through = words(found["Trygg hemgång 2027"])
    assert "RSS" in through
    assert "RSS Gotland: Rekvisition av medlen" in through or "Rekvisition av medel" in through
    assert "Medlen rekvireras från Kammarkollegiet senast den 1 november 2027" in through
    assert "avsnitt 5" in through


def test_the_most_pressing_comes_first_and_what_is_closed_stands_apart(official: Client) -> None:
    main = main_of(official, f"{OWN}/")
    names = list(sections(main))
    assert names[-1] == "Trygg hemgång 2025"
    assert words(main.xpath(".//details[.//section]/summary")[0]) == "Avslutade överenskommelser (1)"
    nearest = [re.search(r"(\d+) (\w+) (20\d\d)", words(one)) for one in list(sections(main).values())[:-1]]
    days = [(int(day[3]), _MONTHS.index(day[2]), int(day[1])) for day in nearest if day]
    assert len(days) == 9
    assert days == sorted(days)
    assert names[0] == "Stöd till anhöriga 2026"  # its report, due in eighteen days


def test_every_sum_leads_to_its_explanation_and_what_was_paid_to_its_parts(official: Client) -> None:
    pay("aldres-halsa-2027")
    section = sections(main_of(official, f"{OWN}/"))["Äldres hälsa 2027"]
    links = [one.get("href") for one in section.xpath(".//td[contains(@class, 'nv-table__number')]//a")]
    assert len(links) >= 2
    for link in links:
        assert "197" in words(main_of(official, link))


def test_it_is_filtered_by_agreement_year_and_status(official: Client) -> None:
    assert list(sections(main_of(official, f"{OWN}/?overenskommelse=hemgang-2027"))) == ["Trygg hemgång 2027"]
    of_year = list(sections(main_of(official, f"{OWN}/?ar=2028")))
    assert sorted(of_year) == ["Psykisk hälsa 2028", "Stöd till anhöriga 2028"]
    late = list(sections(main_of(official, f"{OWN}/?lage=late")))
    assert late == []
    begins = list(sections(main_of(official, f"{OWN}/?lage=not-yet-open")))
    assert "Äldres hälsa 2027" in begins
    none = main_of(official, f"{OWN}/?overenskommelse=finns-inte")
    assert "Ingen överenskommelse stämmer med det du valt" in words(none)


def test_the_files_have_a_row_for_each_grant_in_the_same_order(official: Client) -> None:
    rows = csv_rows(official, f"{OWN}.csv")
    assert {row["agreement"] for row in rows} == set(NAMES)
    one = next(row for row in rows if row["agreement_id"] == "aldres-halsa-2027")
    assert (one["grant"], one["amount"], one["due"]) == ("Stöd i kommunerna", "197000", "2028-02-28")
    through = next(row for row in rows if row["agreement_id"] == "hemgang-2027")
    assert through["through"] == Organisation.objects.get(pk=RSS).name
    assert "senast den 1 november 2027” (avsnitt\xa05)" in through["conditions"]
    sheet = load_workbook(io.BytesIO(official.get(f"{OWN}.xlsx").content)).active
    assert sheet.max_row >= len(rows) + 1
    assert len(official.get(f"{OWN}.json").json()["rows"]) == len(rows)


def test_the_days_are_a_calendar(official: Client) -> None:
    answer = official.get(f"{OWN}.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == len(events) >= 10
    assert any("Läge:" in str(event["DESCRIPTION"]) for event in events)


def test_everyone_sees_sums_conditions_and_days_and_nothing_of_what_goes_on(official: Client) -> None:
    pay("aldres-halsa-2027")
    main = main_of(Client(), f"{PUBLIC}/")
    assert sorted(sections(main)) == sorted(NAMES)
    assert not _PRIVATE.findall(words(main))
    rows = csv_rows(Client(), f"{PUBLIC}.csv")
    assert {"paid", "status"} & set(rows[0]) == set()
    events = Calendar.from_ical(Client().get(f"{PUBLIC}.ics").content).walk("VEVENT")
    assert events
    assert not any("Läge:" in str(event["DESCRIPTION"]) for event in events)
    assert Client().get("/mottagare/finns-inte/").status_code == 404
    assert Client().get("/mottagare/ivo/").status_code == 404


@pytest.mark.parametrize(
    ("code", "role"),
    [(REGION, "official"), (RSS, "rss-coordinator"), (ASSOCIATION, "recipient-official"), ("skr", "skr-official")],
)
def test_every_kind_of_organisation_has_its_own_list(tmp_path: Path, code: str, role: str) -> None:
    take_in_ten(tmp_path, AT)
    found = sections(main_of(signed_in_as(member(code, role)), f"/organisation/{code}/overenskommelser/"))
    assert found
    assert set(found) < set(NAMES)


def test_the_list_is_asked_for_in_as_many_questions_however_many_agreements(tmp_path: Path) -> None:
    def asked(address: str) -> int:
        reader.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert reader.get(address).status_code == 200
        return len(seen)

    someone = member(MUNICIPALITY, "municipal-official")
    reader = signed_in_as(someone)
    addresses = [f"{OWN}/", f"{OWN}.csv", f"{PUBLIC}/", "/mina-uppgifter/", f"/organisation/{MUNICIPALITY}/"]
    first = ("anhorigstod-2026", "hemgang-2026", "aldres-halsa-2027")
    take_in_ten(tmp_path, AT, first)
    pay("aldres-halsa-2027")
    few = {address: asked(address) for address in addresses}
    take_in_ten(tmp_path, AT, tuple(set(TEN) - set(first)))
    for agreement_id in ("anhorigstod-2027", "suicidprevention-2027", "anhorigstod-2028"):
        pay(agreement_id)
    assert {address: asked(address) for address in addresses} == few


def test_every_list_names_the_agreement_of_each_thing(official: Client) -> None:
    """With ten agreements "Redovisning av medlen" stands five times; each says which agreement it is of."""
    for address in ("/mina-uppgifter/", f"/organisation/{MUNICIPALITY}/uppgifter/"):
        items = main_of(official, address).xpath(".//ul[contains(@class, 'nv-items')]/li")
        assert len(items) >= 5
        for item in items:
            assert any(name in words(item) for name in NAMES), (address, words(item))


def test_the_list_is_reached_from_the_pages_that_lead_on(official: Client) -> None:
    for address in ("/mina-uppgifter/", f"/organisation/{MUNICIPALITY}/", f"/organisation/{MUNICIPALITY}/pengar/"):
        assert main_of(official, address).xpath(f".//a[@href='{OWN}/']"), address


def test_the_ten_have_no_findings() -> None:
    for agreement_id in TEN:
        assert [one.id for one in load(files_of(agreement_id)).findings if one.level == "error"] == []


def test_a_program_reads_the_same_list(tmp_path: Path) -> None:
    take_in_ten(tmp_path, AT)
    items = every_item(Program().client, f"{KEYS_REGION}/agreements")
    assert [validator("OwnAgreement").is_valid(item) for item in items] == [True] * len(items)
    region = KEYS_REGION.rsplit("/", 1)[-1]
    rows = csv_rows(signed_in_as(member(region)), f"/organisation/{region}/overenskommelser.csv")
    told = [(item["agreement"], grant["grant"], grant["amount"]) for item in items for grant in item["grants"]]
    assert told == [(row["agreement_id"], row["grant_id"], int(row["amount"] or 0) or None) for row in rows]


def test_the_lists_are_whole_and_readable_at_both_widths(official: Client, look: Look) -> None:
    pay("aldres-halsa-2027")
    pages = rendered(official, f"{OWN}/", "/mina-uppgifter/", f"/en{OWN}/")
    assert look(pages | rendered(Client(), f"{PUBLIC}/")) == []
