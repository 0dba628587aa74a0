"""The whole country's money: by step and recipient, with sums that are those of the recipients, for those who watch."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from funds_steps import cost, paid
from money_steps import fixed
from people_samples import member, signed_in_as
from web_pages import csv_rows, figure, flow, heading, main_of, table_rows, words
from web_shared import LAROSATEN, LITEN, WHOLE

pytestmark = pytest.mark.django_db
COUNTRY = f"/landet/pengar/{WHOLE}/"


@pytest.fixture(autouse=True)
def _in_november(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-11-15"


@pytest.fixture
def watcher() -> Client:
    return signed_in_as(member("kammarkollegiet", "payment-handler"))


@pytest.fixture
def _paid_and_used() -> None:
    fixed()
    for code in ("region-09", "rss-09"):
        paid(code, "2022-11-02 09:00")
    cost("region-09", "ambulans", 900_000, "2022-11-01", at="2022-11-03 09:00")


def test_before_anything_is_fixed_it_says_so(watcher: Client) -> None:
    main = main_of(watcher, COUNTRY)
    assert heading(main) == "Landets pengar Inget är fastställt än"
    assert "När Regeringskansliet (Socialdepartementet) har fastställt fördelningen" in words(main)


@pytest.mark.usefixtures("_paid_and_used")
def test_kind_by_kind_and_recipient_by_recipient_the_sums_are_the_same(watcher: Client) -> None:
    main = main_of(watcher, f"{COUNTRY}?sida=alla")
    assert heading(main) == "Landets pengar 35 348 710 kr är kvar av 36 248 710 kr"
    assert "Version 1 av fördelningen, fastställd 1 mars 2022, är på 6 123 000 000 kr." in words(main)
    assert "Det är summan av mottagarnas belopp." in words(main)
    kinds, recipients = table_rows(main, 0), table_rows(main, 1)
    assert [row[:3] for row in kinds[1:]] == [
        ["Region", "21", "5 070 000 000"],
        ["Regional samverkans- och stödstruktur (RSS)", "21", "1 000 000 000"],
        ["Kommun", "290", "–"],
        ["SKR", "1", "53 000 000"],
        ["Summa", "333", "6 123 000 000"],
    ]
    assert len(recipients) == 1 + 333 + 1
    column = recipients[0].index("Utbetalat")
    assert (
        sum(int(figure(row[column]).replace("–", "0")) for row in recipients[1:-1])
        == int(figure(recipients[-1][column]))
        == 36_248_710
    )


@pytest.mark.usefixtures("_paid_and_used")
def test_the_list_can_be_of_one_kind_and_the_files_follow(watcher: Client) -> None:
    assert len(table_rows(main_of(watcher, f"{COUNTRY}?slag=region"), 1)) == 1 + 21 + 1
    assert len(csv_rows(watcher, f"{COUNTRY[:-1]}.csv?slag=rss")) == 21
    assert len(csv_rows(watcher, f"{COUNTRY[:-1]}.csv?slag=finns-inte")) == 333
    assert len(csv_rows(watcher, f"{COUNTRY}slag.csv")) == 4


@pytest.mark.usefixtures("_paid_and_used")
def test_a_watcher_reads_one_recipients_money_without_the_recipients_rooms(watcher: Client) -> None:
    address = f"{COUNTRY}region-09/"
    assert address in main_of(watcher, COUNTRY).xpath(".//a/@href")
    main = main_of(watcher, address)
    assert heading(main) == "Region Gotland har 29 139 872 kr kvar av 30 039 872 kr"
    assert not [link for link in main.xpath(".//a/@href") if link.startswith("/organisation/")]
    for file in (
        f"{address[:-1]}.csv",
        f"{address}flode.json",
        f"{address}handelser.xlsx",
        f"{address}genom-andra.csv",
    ):
        assert watcher.get(file).status_code == 200, file
    assert flow(main)["Kvar"] == "29 139 872 kr"
    assert flow(main_of(watcher, COUNTRY))["Kvar"] == "35 348 710 kr", "with what the others have left"


@pytest.mark.parametrize(
    ("code", "role"),
    [("regeringskansliet", "ministry-official"), ("socialstyrelsen", "report-analyst"), ("skr", "skr-official")],
)
def test_all_who_watch_the_country_see_it(code: str, role: str) -> None:
    assert signed_in_as(member(code, role)).get(COUNTRY).status_code == 200


def test_no_one_else_does(watcher: Client) -> None:
    official = signed_in_as(member("region-09"))
    for address in (COUNTRY, f"{COUNTRY[:-1]}.csv", f"{COUNTRY}region-09/"):
        assert official.get(address).status_code == 404
    for address in (f"{COUNTRY}finns-inte/", f"{COUNTRY}kammarkollegiet/", "/landet/pengar/finns-inte/"):
        assert watcher.get(address).status_code == 404, address


@pytest.mark.parametrize("agreement", [LITEN, LAROSATEN])
def test_any_agreement_has_its_page(watcher: Client, agreement: str) -> None:
    assert watcher.get(f"/landet/pengar/{agreement}/").status_code == 200


def test_the_state_of_the_country_leads_there(watcher: Client) -> None:
    assert COUNTRY in main_of(watcher, f"/landet/lage/?overenskommelse={WHOLE}").xpath(".//a/@href")


@pytest.mark.usefixtures("_paid_and_used")
def test_the_page_asks_few_questions(watcher: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for address, most in ((COUNTRY, 12), (f"{COUNTRY[:-1]}.csv", 11), (f"{COUNTRY}region-09/", 16)):
        # What a process reads once, it has read; the days of the shown snapshots are among it.
        watcher.get(address)
        with django_assert_max_num_queries(most):
            assert watcher.get(address).status_code == 200, address
