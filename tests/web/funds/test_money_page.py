"""A recipient's money on one page: the answer, the flow, the papers of the year, the facts, and what is another's."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from funds_steps import INTERIM, activity, cost, handed_in, onward, paid, recorded, repaid, reported, requisitioned
from money_steps import fixed
from naravard.ledger.facts import Certified, Sum
from people_samples import member, signed_in_as
from web_pages import csv_rows, figure, flow, heading, main_of, table_rows, words
from web_shared import LITEN, WHOLE

pytestmark = pytest.mark.django_db
GOTLAND = f"/organisation/region-09/pengar/{WHOLE}/"
RSS = f"/organisation/rss-09/pengar/{WHOLE}/"
VISBY = f"/organisation/kommun-0980/pengar/{WHOLE}/"


@pytest.fixture(autouse=True)
def _in_november(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-11-15"


@pytest.fixture
def official() -> Client:
    return signed_in_as(member("region-09", "official", "Anna Ek"))


def papers(main: object) -> dict[str, str]:
    """Return the steps: for each its state and what is said of it."""
    found = {}
    for item in main.xpath(".//ol[@class='nv-steps']/li"):
        (name,), (state,) = item.xpath("./span[@class='nv-steps__name']"), item.xpath("./strong")
        said = item.xpath("./span[@class='nv-steps__more']/span")
        found[words(name)] = " | ".join([words(state), *(words(part) for part in said)])
    return found


def test_before_anything_is_fixed_the_page_says_what_is_awaited_and_who_does_it(official: Client) -> None:
    main = main_of(official, GOTLAND)
    assert heading(main) == "Vad får Region Gotland?"
    assert "Inga belopp är fastställda än. När Regeringskansliet (Socialdepartementet) har fastställt" in words(main)
    assert papers(main)["Fördelningen fastställs"].startswith(
        "Väntar på Regeringskansliet (Socialdepartementet) | Väntar på: "
    )
    assert not main.xpath(".//figure")


def test_the_heading_is_what_cannot_wait(official: Client) -> None:
    fixed()
    handed_in("region-09", INTERIM, "2022-09-30 15:00")
    assert heading(main_of(official, GOTLAND)) == "Rekvirera 30 039 872 kr senast 1 december 2022"


def test_the_heading_is_where_the_money_is_when_no_money_waits(official: Client) -> None:
    fixed()
    paid("region-09")
    cost("region-09", "ambulans", 900_000, "2022-12-20")
    assert heading(main_of(official, GOTLAND)) == "Region Gotland har 29 139 872 kr kvar av 30 039 872 kr"


def test_the_flow_stands_grant_by_grant_with_earmarks_and_in_all_and_each_amount_leads_on(official: Client) -> None:
    fixed()
    paid("region-09")
    cost("region-09", "ambulans", 900_000, "2022-12-20")
    cost("region-09", "e-halsa", 600_000, "2022-12-20")
    repaid("region-09", "ambulans", 34_968)
    main = main_of(official, GOTLAND)
    rows = {row[0]: row[1:] for row in table_rows(main, 0)}
    assert rows["Anslag"] == ["Tilldelat", "Rekvirerat", "Utbetalat", "Använt", "Kvar", "Återbetalat"]
    ambulance = [figure(cell) for cell in rows["Förstärkning av ambulanssjukvården"]]
    assert ambulance == ["934968", "934968", "934968", "900000", "–", "34968"]
    earmark = [figure(cell) for cell in rows["– varav Fast läkarkontakt i primärvården"]]
    assert earmark == ["1167699", "", "1167699", "–", "1167699", "–"]
    assert [figure(cell) for cell in rows["Summa"]][-1] == "34968"
    assert flow(main)["Egna kostnader utöver medlen"] == "16 150 kr"
    assert "Kostnader utöver medlen är mottagarens egna" in words(main)
    assert rows["Verksamhetsförlagd utbildning (VFU) (väntar på sin fördelning)"] == [""] * 6
    grants = main.xpath(".//table")[0]
    cells = dict(zip(rows["Anslag"], grants.xpath(".//tr[contains(., 'ambulans')]/td"), strict=True))
    links = {name: "".join(cell.xpath("./a/@href")) for name, cell in cells.items()}
    assert links["Tilldelat"] == f"/overenskommelser/{WHOLE}/medel/ambulans/09/"
    assert links["Utbetalat"] == f"{GOTLAND}belopp/utbetalat/?medel=ambulans"
    assert links["Kvar"] == ""  # nothing consists of nothing
    assert main.xpath(".//section[@aria-labelledby='handelser']")
    earmark_link = grants.xpath(".//tr[contains(., 'varav')]/td//a/@href")[0]
    assert earmark_link.endswith("/medel/nara-vard-regioner/09/varav/fast-lakarkontakt/")


@pytest.mark.parametrize(
    ("code", "role"), [("region-09", "official"), ("rss-09", "rss-coordinator"), ("kommun-0980", "municipal-official")]
)
def test_every_link_of_the_page_leads_somewhere(code: str, role: str) -> None:
    fixed()
    paid("region-09")
    reader = signed_in_as(member(code, role, "Anna Ek"))
    main = main_of(reader, f"/organisation/{code}/pengar/{WHOLE}/")
    anchors = {f"#{found}" for found in main.xpath(".//@id")}
    for address in set(main.xpath(".//a/@href")):
        if address.startswith("#"):
            assert address in anchors
        elif not address.startswith("?"):
            assert reader.get(address).status_code == 200, address


def test_the_steps_say_the_day_the_version_and_the_clause(official: Client) -> None:
    fixed()
    paid("region-09")
    told = flow(main_of(official, GOTLAND))
    assert told["Tilldelat"] == "30 039 872 kr 1 mars 2022"
    assert told["Rekvirerat"] == "30 039 872 kr 3 oktober 2022"
    assert told["Utbetalat"] == "30 039 872 kr 15 december 2022"
    assert told["Använt"] == "–"
    assert "Varav betalat vidare" not in told
    steps = {row["step"]: row for row in csv_rows(official, f"{GOTLAND}flode.csv")}
    assert steps["Varav betalat vidare"]["kronor"] == "0"
    assert [steps["Tilldelat"][name] for name in ("kronor", "version", "clause")] == ["30039872", "1", "8"]
    assert [steps["Utbetalat"][name] for name in ("day", "clause")] == ["2022-12-15", "10.1"]


def test_the_flow_tells_each_sum_once_with_bars_of_one_scale(official: Client) -> None:
    fixed()
    paid("region-09")
    cost("region-09", "ambulans", 900_000, "2022-12-20")
    main = main_of(official, GOTLAND)
    assert [(step, told[:13].strip()) for step, told in flow(main).items()][-3:] == [
        ("Utbetalat", "30 039 872 kr"), ("Använt", "900 000 kr"), ("Kvar", "29 139 872 kr")
    ]  # fmt: skip
    assert main.xpath('.//dl[@class="nv-flow"]//rect/@width') == ["100.00%", "100.00%", "100.00%", "3.00%", "97.00%"]


def test_every_fact_is_a_dated_line_with_who_and_version_the_latest_first(official: Client) -> None:
    fixed()
    made = activity("region-09", "ambulans", 900_000)
    paid("region-09")
    cost("region-09", "ambulans", 900_000, "2022-12-20", activity=made.code)
    rows = table_rows(main_of(official, GOTLAND), 1)
    assert rows[1][:4] == ["5", "2022-12-20", "En kostnad bokfördes", "Förstärkning av ambulanssjukvården"]
    assert [figure(rows[1][4]), rows[1][5]] == ["+900000", "Ny ambulansskola"]
    assert rows[2][3] == "6 belopp"
    assert rows[2][5] == "KK 1"
    files = csv_rows(official, f"{GOTLAND}handelser.csv")
    assert [row["kind"] for row in files] == ["used", "paid", "requisition-accepted", "requisitioned", "allotted"]
    assert (files[0]["grant_code"], files[0]["kronor"]) == ("ambulans", "900000")


def test_many_facts_are_folded_and_all_can_be_asked_for(official: Client) -> None:
    fixed()
    paid("region-09")
    for number in range(20):
        cost("region-09", "ambulans", 1_000 + number, "2022-12-20")
    main = main_of(official, GOTLAND)
    assert len(table_rows(main, 1)) == 1 + 12
    assert "Visa 12 tidigare händelser" in words(main)
    assert len(table_rows(main_of(official, f"{GOTLAND}?visa=alla"), 1)) == 1 + 24
    assert len(csv_rows(official, f"{GOTLAND}handelser.csv")) == 24


def test_the_years_papers_say_state_last_day_and_who_is_next(official: Client) -> None:
    member("region-09", "signatory", "Bo Al")
    fixed()
    found = papers(main_of(official, GOTLAND))
    assert list(found) == [
        "Fördelningen fastställs", "Delredovisning från regionerna", "Redovisning av VFU-veckor och platser",
        "Rekvisition", "Utbetalning", "Beslut om hur medlen används", "Aktiviteter", "Kostnader",
        "Ekonomisk redovisning", "Ekonomichefens granskning", "Återbetalning", "Slutredovisning från regionerna",
    ]  # fmt: skip
    assert found["Fördelningen fastställs"] == "Klar | version 1, 1 mars 2022"
    assert found["Delredovisning från regionerna"].startswith(
        "Försenad | 30 september 2022 – för 46 dagar sedan | villkor"
    )
    assert found["Rekvisition"].startswith(
        "Inte börjad | 1 december 2022 – om 16 dagar | Väntar på: tjänsteperson, ansvarig"
    )
    assert "(Anna Ek, Bo Al)" in found["Rekvisition"]
    assert found["Utbetalning"] == "Inte börjad"


def test_the_papers_follow_the_money(official: Client, settings: object) -> None:
    fixed()
    handed_in("region-09", INTERIM, "2022-09-30 15:00")
    requisitioned("region-09")
    found = papers(main_of(official, GOTLAND))
    assert found["Rekvisition"] == "Inlämnad | 1 december 2022 | 30 039 872 kr | Väntar på: Kammarkollegiet"
    assert found["Delredovisning från regionerna"].startswith("Inlämnad | 30 september 2022")


def test_the_papers_of_the_end_of_the_year(official: Client, settings: object) -> None:
    settings.NARAVARD_TODAY = "2023-03-20"
    fixed()
    paid("region-09")
    cost("region-09", "ambulans", 900_000, "2022-12-20", activity=activity("region-09", "ambulans", 950_000).code)
    made = reported("region-09")
    found = papers(main_of(official, GOTLAND))
    assert found["Aktiviteter"] == "Klar | 1 beslutad", "what is done waits for nobody"
    assert found["Kostnader"] == "Klar | 900 000 kr bokförda"
    assert found["Ekonomisk redovisning"] == "Väntar på ekonomichefen | 31 mars 2023 – om 11 dagar"
    assert found["Ekonomichefens granskning"].startswith(
        "Väntar på ekonomichefen | 31 mars 2023 – om 11 dagar | Väntar på: ekonomichef"
    )
    recorded("region-09", Certified, "2023-03-18 09:00", report=made.id, alternative=1)
    found = papers(main_of(official, GOTLAND))
    assert found["Ekonomichefens granskning"] == "Klar | korrekt, 18 mars 2023"
    assert found["Ekonomisk redovisning"].endswith("Väntar på: behörig företrädare")
    assert found["Återbetalning"].startswith("Inte börjad | 31 mars 2023 – om 11 dagar | 29 139 872 kr kvar nu")


def test_the_rss_page_says_that_the_text_gives_no_last_day(settings: object) -> None:
    fixed()
    main = main_of(signed_in_as(member("rss-09", "rss-coordinator")), RSS)
    assert papers(main)["Rekvisition"].startswith("Inte börjad | ingen sista dag i texten | Väntar på:")
    assert "förfaller" not in words(main)
    assert papers(main)["Vidare till kommunerna"] == "Inte börjad"


def test_a_grant_that_awaits_a_key_says_which_duty_brings_it(official: Client) -> None:
    fixed()
    (box,) = main_of(official, GOTLAND).xpath(".//*[contains(@class, 'govuk-inset-text')]")
    assert "Verksamhetsförlagd utbildning (VFU), 250 000 000 kr i hela landet, är inte fördelat än." in words(box)
    assert "Redovisning av VFU-veckor och platser, senast 30 november 2022. Till: Socialstyrelsen." in words(box)


def test_a_municipality_sees_what_it_holds_of_the_rss_money() -> None:
    fixed()
    official = signed_in_as(member("kommun-0980", "municipal-official"))
    assert heading(main_of(official, VISBY)) == "Vad får Gotland?"
    paid("rss-09")
    onward("rss-09", "kommun-0980", Sum("nara-vard-kommuner", 4_000_000))
    cost("rss-09", "nara-vard-kommuner", 3_500_000, "2022-12-21", holder="kommun-0980")
    main = main_of(official, VISBY)
    assert heading(main) == "Gotland har 500 000 kr kvar av 4 000 000 kr"
    rows = csv_rows(official, f"{VISBY}genom-andra.csv")
    assert [rows[0][name] for name in ("grant", "from", "received", "costs", "used", "left", "own")] == [
        "nara-vard-kommuner", "RSS i Gotlands län", "4000000", "3500000", "3500000", "500000", "0"
    ]  # fmt: skip
    assert papers(main)["Kostnader"].startswith("Pågår | 31 december 2022 – om 46 dagar | 3 500 000 kr bokförda")


def test_an_agreement_without_money_for_one_is_not_there() -> None:
    official = signed_in_as(member("kommun-0980", "municipal-official"))
    for address in (f"/organisation/kommun-0980/pengar/{LITEN}/", "/organisation/kommun-0980/pengar/finns-inte/"):
        assert official.get(address).status_code == 404
    handler = signed_in_as(member("kammarkollegiet", "payment-handler"))
    assert handler.get(f"/organisation/kammarkollegiet/pengar/{WHOLE}/").status_code == 404


def test_a_small_agreement_without_text_or_duties_has_its_page(official: Client) -> None:
    address = f"/organisation/region-09/pengar/{LITEN}/"
    fixed(LITEN)
    assert heading(main_of(official, address)) == "Region Gotland är tilldelad 47 619 kr"
    assert official.get(f"{address}uppfoljning/").status_code == 200


def test_the_page_asks_few_questions_however_many_facts(
    official: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fixed()
    paid("region-09")
    official.get(GOTLAND)
    with django_assert_max_num_queries(25):
        official.get(GOTLAND)
    for number in range(30):
        cost("region-09", "ambulans", 1_000 + number, "2022-12-20")
    for address, most in ((GOTLAND, 25), (f"{GOTLAND}uppfoljning/", 15), (f"{GOTLAND}handelser.csv", 11)):
        with django_assert_max_num_queries(most):
            assert official.get(address).status_code == 200


def test_in_english(official: Client) -> None:
    fixed()
    paid("region-09")
    main = main_of(official, f"/en{GOTLAND}")
    assert heading(main) == "Region Gotland has SEK 30,039,872 left of SEK 30,039,872"
    assert papers(main)["Requisition"].startswith("Accepted")
    assert datetime.date(2022, 12, 15).isoformat() in words(main)
