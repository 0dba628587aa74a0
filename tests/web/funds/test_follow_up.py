"""The follow-up during the year: the forecast by a chosen method, warnings, areas, activities, months, and the lines
that other pages show."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

import costs_steps
import decision_steps
from funds_steps import activity, allotted, cost, onward, paid
from money_steps import fixed
from naravard.ledger.facts import Sum
from naravard.web.activities.decisions.models import FrameLine
from naravard.web.activities.models import Activity
from people_samples import also, member, signed_in_as
from web_pages import bars, csv_rows, figure, heading, main_of, table_rows, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
GOTLAND = f"/organisation/region-09/pengar/{WHOLE}/uppfoljning/"
OVERVIEW = "/organisation/region-09/"
MONEY = f"/organisation/region-09/pengar/{WHOLE}/"
MINE = "/mina-uppgifter/"
AMBULANCE = "Förstärkning av ambulanssjukvården"


@pytest.fixture(autouse=True)
def _in_november(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-11-15"


@pytest.fixture
def official() -> Client:
    return signed_in_as(member("region-09", "official", "Anna Ek"))


def spent() -> Activity:
    """Pay the region in October, plan an ambulance school and book costs on it month by month."""
    paid("region-09", "2022-11-02 09:00")
    school = activity("region-09", "ambulans", 800_000)
    cost("region-09", "ambulans", 200_000, "2022-04-30", at="2022-11-03 09:00", activity=school.code)
    cost("region-09", "ambulans", 100_000, "2022-10-31", at="2022-11-03 10:00", activity=school.code)
    return school


def row(main: object, name: str, number: int = 0) -> dict[str, str]:
    """Return a row of one of the page's tables by its headings, figures as the files write them."""
    rows = table_rows(main, number)
    found = next(each for each in rows if each[0] == name)
    return dict(zip(rows[0], map(figure, found), strict=True))


def test_by_the_plans_where_there_are_any_and_the_method_stands_in_words(official: Client) -> None:
    spent()
    main = main_of(official, GOTLAND)
    assert heading(main) == "29 239 872 kr väntas vara kvar 31 december 2022"
    assert "Vi räknar med att varje aktivitet kostar hela sin budget" in words(main)
    assert list(row(main, AMBULANCE).values())[1:] == ["934968", "800000", "300000", "634968", "800000", "134968"]
    assert list(row(main, AMBULANCE))[-1] == "Väntas bli kvar", "what the heading answers has room before the rest"
    assert "Fler kolumner i filerna: Tilldelat." in words(main)
    assert row(main, "Summa")["Planerat"] == "800000"


def test_the_reader_may_choose_the_pace_and_the_files_follow(official: Client) -> None:
    spent()
    main = main_of(official, f"{GOTLAND}?metod=takt")
    assert "delas med de dagar av perioden som har gått" in words(main)
    expected = 300_000 * 365 / 319  # the 319th day of the year
    (found,) = [each for each in csv_rows(official, f"{GOTLAND[:-1]}.csv?metod=takt") if each["grant"] == "ambulans"]
    assert int(found["expected_costs"]) == round(expected) == 343_260
    assert int(found["expected_left"]) == 934_968 - 343_260
    (planned,) = [each for each in csv_rows(official, f"{GOTLAND[:-1]}.csv") if each["grant"] == "ambulans"]
    assert int(planned["expected_costs"]) == 800_000
    links = main.xpath(".//ul[contains(@class,'nv-exports')]//a/@href")
    assert all("metod=takt" in link for link in links)


def test_without_plans_the_pace_is_shown(official: Client) -> None:
    paid("region-09", "2022-11-02 09:00")
    assert "I samma takt som hittills" in words(main_of(official, GOTLAND).xpath(".//nav//strong[@aria-current]")[0])


def test_the_warning_says_how_much_of_which_grant_and_what_to_do(official: Client) -> None:
    spent()
    (box,) = main_of(official, GOTLAND).xpath(".//section[@aria-labelledby='varningar']")
    told = words(box)
    assert f"134 968 kr av ”{AMBULANCE}” (14 %) väntas vara kvar 31 december 2022." in told
    assert "583 850 kr av ”Vision e-hälsa” väntas vara kvar 31 december 2022: inget är bokfört eller planerat." in told
    way = "Pengar som inte är använda 31 december 2022 ska betalas tillbaka senast 31 mars 2023."
    assert told.count(way) == 1, "what is done about it stands once for them all"
    assert "Summa 29 239 872 kr" in told
    assert box.xpath(".//a[contains(@href, '10.1')]")


def test_area_by_area_the_sums_are_those_of_the_grants(official: Client) -> None:
    spent()
    areas = csv_rows(official, f"{GOTLAND}omraden.csv")
    grants = [each for each in csv_rows(official, f"{GOTLAND[:-1]}.csv") if not each["earmark"]]
    for column in ("allotted", "paid", "planned", "used", "left", "expected_costs", "expected_left"):
        assert sum(int(each[column]) for each in areas) == sum(int(each[column]) for each in grants), column
    staff = next(each for each in areas if each["area"] == "medarbetare")
    assert int(staff["paid"]) == 11_460_968 + 2_335_398 + 583_850


def test_activity_by_activity_budget_stands_against_costs(official: Client) -> None:
    school = spent()
    cost("region-09", "ambulans", 5_000, "2022-11-01", at="2022-11-04 09:00", activity="projekt-77")
    declined = activity("region-09", "ambulans", 1, name="Avslagen", status=Activity.DECLINED)
    rows = {each["code"]: each for each in csv_rows(official, f"{GOTLAND}aktiviteter.csv")}
    assert [rows[school.code][name] for name in ("budget", "costs", "left")] == ["800000", "300000", "500000"]
    assert [rows["projekt-77"][name] for name in ("budget", "costs", "status")] == ["0", "5000", "Ingen aktivitet här"]
    assert declined.code not in rows


def test_month_by_month_by_the_day_of_the_cost(official: Client) -> None:
    spent()
    rows = csv_rows(official, f"{GOTLAND}manader.csv")
    assert [each["month"] for each in rows][::9] == ["januari 2022", "oktober 2022"]
    assert {each["month"]: (each["costs"], each["so_far"]) for each in rows}["oktober 2022"] == ("100000", "300000")
    assert len(rows) == 11


def test_charts_compare_and_leave_the_figures_to_their_tables(official: Client) -> None:
    school = spent()
    main = main_of(official, GOTLAND)
    forecast, activities, months = (bars(main, number) for number in range(3))
    assert forecast[AMBULANCE] == ["nv-bar__part", "nv-bar__fall", "nv-bar__change"]
    assert activities[school.name] == ["nv-bar__part", "nv-bar__fall"]
    assert (months["april 2022"], months["maj 2022"]) == (["nv-bar__part"], []), "nothing is no bar"
    (key, _) = main.xpath('.//ul[@class="nv-key"]')
    assert words(key) == "använt väntas kosta väntas bli kvar"
    assert not main.xpath('.//figure/ul[@class="nv-bars"][not(@aria-hidden)]'), "the table is what is read out"


def test_an_rss_sees_the_municipalities_plans_and_a_municipality_its_own_part(settings: object) -> None:
    paid("rss-09", "2022-11-02 09:00")
    allotted("kommun-0980")
    onward("rss-09", "kommun-0980", Sum("nara-vard-kommuner", 1_000_000), "2022-11-03 09:00")
    activity("kommun-0980", "nara-vard-kommuner", 4_000_000)
    rss = signed_in_as(member("rss-09", "rss-coordinator"))
    address = f"/organisation/rss-09/pengar/{WHOLE}/uppfoljning"
    (found,) = [each for each in csv_rows(rss, f"{address}.csv") if each["grant"] == "nara-vard-kommuner"]
    assert (found["planned"], found["expected_costs"], found["expected_left"]) == ("4000000", "4000000", "656628")
    assert "räknas som om det betalas vidare" in words(main_of(rss, f"{address}/"))
    town = signed_in_as(member("kommun-0980", "municipal-official"))
    main = main_of(town, f"/organisation/kommun-0980/pengar/{WHOLE}/uppfoljning/?metod=takt")
    assert "1 000 000 kr av ”Nära vård, till kommunerna” väntas bli kvar att lämna tillbaka." in words(main)


def test_the_overviews_and_mina_uppgifter_have_a_line_and_nothing_where_nothing_is_at_risk(official: Client) -> None:
    told = "1 varning om pengar som kan bli kvar, God och nära vård 2022"
    for address in (OVERVIEW, MINE, f"{OVERVIEW}pengar/"):
        assert told not in words(main_of(official, address))
    spent()
    for address in (OVERVIEW, MINE, f"{OVERVIEW}pengar/"):
        main = main_of(official, address)
        assert told in [words(link) for link in main.xpath(f".//a[@href='{GOTLAND}']")], address
        assert "29 239 872 kr" not in words(main), "a warning stands on one page"


def test_when_the_year_is_over_what_is_left_is_the_most_pressing_thing(official: Client, settings: object) -> None:
    spent()
    settings.NARAVARD_TODAY = "2023-03-20"
    assert heading(main_of(official, MONEY)) == "Betala tillbaka 29 739 872 kr senast 31 mars 2023"
    settings.NARAVARD_TODAY = "2023-04-01"
    main = main_of(official, MONEY)
    assert heading(main) == "Betala tillbaka 29 739 872 kr: sista dagen var 31 mars 2023"
    assert "Försenad: sista dagen var i går." in words(main)


def test_a_right_that_may_lapse_is_told_with_the_money_and_counted_elsewhere(
    official: Client, settings: object
) -> None:
    allotted("region-09")
    line = "Rätten till 30 039 872 kr förfaller om medlen inte rekvireras senast 1 december 2022."
    for today, is_told, count in (
        ("2022-10-01", False, "1 varning"), ("2022-10-02", True, "1 varning"), ("2022-10-31", True, "2 varningar"),
        ("2022-11-01", True, "3 varningar"), ("2022-12-01", True, "2 varningar"), ("2022-12-02", False, "2 varningar"),
    ):  # fmt: skip
        settings.NARAVARD_TODAY = today
        assert (line in words(main_of(official, MONEY))) == is_told, today
        main = main_of(official, MINE)
        assert line not in words(main), "a warning stands on one page"
        assert f"{count} om pengar som kan gå förlorade, God och nära vård 2022" in words(main), today


def test_the_count_says_whose_it_is_to_one_of_several_organisations() -> None:
    someone = member("region-09")
    also(someone, "region-10")
    spent()
    assert "Region Gotland: 1 varning om pengar som kan bli kvar" in words(main_of(signed_in_as(someone), MINE))


def test_the_lines_ask_few_questions(official: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    spent()
    for address, most in ((MINE, 27), (OVERVIEW, 29)):
        official.get(address)
        with django_assert_max_num_queries(most):
            official.get(address)


def test_before_anything_is_fixed(official: Client) -> None:
    main = main_of(official, GOTLAND)
    assert heading(main) == "Hur använder Region Gotland medlen?"
    assert "Inga belopp är fastställda än." in words(main)
    fixed()
    assert official.get(GOTLAND).status_code == 200


def test_costs_out_of_a_file_stand_in_the_months_of_their_vouchers_on_both_pages(settings: object) -> None:
    costs_steps.ready()
    costs_steps.mapped()
    vouchers = [
        costs_steps.voucher("1", {"P1": 100_00}, "2022-03-15"),
        costs_steps.voucher("2", {"P1": 250_00}, "2022-05-31"),
    ]
    costs_steps.taken_in(costs_steps.received(costs_steps.sie_file(*vouchers)))
    reader = signed_in_as(member("region-09", "official", "Anna Ek"))

    booked = csv_rows(reader, f"/organisation/region-09/pengar/{WHOLE}/kostnader/per-manad.csv")
    followed = csv_rows(reader, f"{GOTLAND.rstrip('/')}/manader.csv")

    assert {one["month"]: one["sum"] for one in booked} == {"2022-03": "100", "2022-05": "250"}
    spent_in = {one["month"]: one["costs"] for one in followed if one["costs"] != "0"}
    assert spent_in == {"mars 2022": "100", "maj 2022": "250"}


def test_areas_after_the_boards_move_are_the_same_on_the_decision_and_in_the_follow_up() -> None:
    fixed()
    made = decision_steps.decided("region-09")
    FrameLine.objects.filter(decision=made, grant="e-halsa").update(area="ambulans")
    reader = signed_in_as(member("region-09", "official", "Anna Ek"))

    decided = csv_rows(reader, f"/organisation/region-09/pengar/{WHOLE}/beslut/omraden.csv")
    followed = csv_rows(reader, f"{GOTLAND}omraden.csv")

    figures = ("frame", "decided", "proposed", "left")
    assert [[one[name] for name in figures] for one in followed] == [[one[name] for name in figures] for one in decided]
    assert "583850" not in {one["frame"] for one in followed}
