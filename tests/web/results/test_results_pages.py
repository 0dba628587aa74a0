"""The pages of results: what is known, what is not and why, method by method, and never ranked."""

from pathlib import Path

import pytest
from django.test import Client

from naravard.agreement.files import AgreementFiles
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.acts import take_in
from rendered_pages import Look, rendered
from web_pages import bars, csv_rows, facts, heading, main_of, table_rows, words
from web_shared import LAROSATEN, LITEN, LOADED_AT, WHOLE

RESULTS = f"/overenskommelser/{WHOLE}/resultat/"
DOCTOR = f"{RESULTS}matt/fast-lakarkontakt-befolkning/"
DOCTOR_GOAL = f"{RESULTS}mal/fast-lakarkontakt-befolkning/andel-fast-lakarkontakt/"
CONTINUITY_GOAL = f"{RESULTS}mal/kontinuitetsindex-lakare/kontinuitetsindex-lakare/"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_heading_says_that_nothing_published_settles_a_goal(reader: Client) -> None:
    main = main_of(reader, RESULTS)
    assert heading(main) == "Inget av 5 mål med nivå går att avgöra för landet"
    goals = {row[0]: row for row in table_rows(main)[1:]}
    assert len(goals) == 6, "five of the agreement and one of others"
    assert "Inte nått" in goals["Högst 2 procent"]


@pytest.mark.parametrize("agreement", [LAROSATEN, LITEN])
def test_an_agreement_without_indicators_says_so(reader: Client, agreement: str) -> None:
    assert "inga mått i sin mapp" in words(main_of(reader, f"/overenskommelser/{agreement}/resultat/"))


def test_every_value_is_in_the_file_with_its_method_coverage_and_source(reader: Client) -> None:
    rows = csv_rows(reader, f"{RESULTS.rstrip('/')}.csv")
    assert len(rows) == 5 + 10 + 3 + 2
    assert all(row["method"] and row["source"] for row in rows)
    assert all(row["covers"] for row in rows if row["exact"])
    missing = [row for row in rows if row["missing"]]
    assert {row["place_code"] for row in missing} == {"06", "23", "25"}
    assert {row["exact"] for row in missing} == {""}, "missing is not nought"
    assert reader.get(f"{DOCTOR.rstrip('/')}.xlsx").status_code == 200
    assert reader.get(f"{DOCTOR_GOAL.rstrip('/')}.json").status_code == 200


def test_methods_stand_side_by_side_and_are_not_compared(reader: Client) -> None:
    main = main_of(reader, DOCTOR)
    text = plain(words(main))
    assert "Landet har mätts på 4 sätt" in text
    for method in ("Enkät till befolkningen: Riket", "Vårdcentralschefer och listningssystem: Riket"):
        assert method in text
    assert "mer än 55 %" in text
    assert not main.xpath(".//thead//a"), "no table can be sorted by value"


def test_regions_that_cannot_be_compared_are_not_drawn(reader: Client) -> None:
    main = main_of(reader, DOCTOR)
    text = plain(words(main))
    assert "7 av 21 regioner har ett publicerat värde. 3 saknas: Region Jönköpings län" in text
    assert "För 11 är inget publicerat." in text
    assert "regionerna kan inte jämföras med varandra" in text
    regions = next(table for table in (table_rows(main, number) for number in range(9)) if table[0][0] == "Region")
    assert [row[0] for row in regions[1:]][:3] == ["Region Stockholm", "Region Uppsala", "Region Sörmland"]
    assert len(regions) == 22
    assert [row[-1] for row in regions if row[0] == "Region Norrbotten"] == ["Regionen redovisade inte."]


def test_a_series_is_drawn_against_the_level_of_what_it_is_a_share_of(reader: Client) -> None:
    main = main_of(reader, f"{RESULTS}matt/hyrpersonal/")
    assert bars(main) == {"2019": ["nv-bar__part"], "2020": ["nv-bar__part"]}
    (first, _second) = main.xpath(".//figure")[0].xpath(".//line[@class='nv-bar__mark']/@x1")
    assert first == "52.63%", "2 of 3.8"
    assert "Den streckade linjen är målet, 2 %." in plain(words(main))
    assert "Från 3,8 % (2019) till 3,6 % (2020): 0,2 procentenheter mindre." in plain(words(main))
    assert "Serien har färre än 12 exakta värden i följd, så det går inte att skilja förändring från slump." in words(
        main
    )


def test_a_goal_says_for_each_place_what_is_known_and_why(reader: Client) -> None:
    main = main_of(reader, DOCTOR_GOAL)
    assert facts(main)["För landet"] == "Inte känt"
    rows = [[plain(cell) for cell in row] for row in table_rows(main)[1:]]
    assert len(rows) == 4 + 10
    assert len(csv_rows(reader, f"{DOCTOR_GOAL.rstrip('/')}.csv")) == 4 + 21
    survey = next(row for row in rows if row[1] == "Enkät till befolkningen")
    assert survey[2:4] == ["29 %", "Andel av något annat"]
    norrbotten = next(row for row in rows if row[0] == "Region Norrbotten")
    assert norrbotten[2:] == ["Regionen redovisade inte.", "Inte känt", "Regionen redovisade inte."]
    assert "För 11 regioner är inget publicerat för dagen som målet gäller." in words(main)


def test_what_the_text_leaves_open_is_a_choice_that_the_reader_can_change(reader: Client) -> None:
    main = main_of(reader, CONTINUITY_GOAL)
    assert "Ökningen räknas här i förhållande till utgångsvärdet" in words(main)
    changed = main_of(reader, f"{CONTINUITY_GOAL}?raknat=points&fran=2007%E2%80%932009")
    assert "Du har valt att räkna ökningen i måttets egna enheter, från 2007–2009." in words(changed)
    assert changed.xpath(".//select[@id='raknat']/option[@selected]/@value") == ["points"]


@pytest.mark.parametrize(
    "query", ["raknat=x&fran=y&minst=z", "minst=-4", "minst=" + "9" * 400, "fran=%00", "sort=value"]
)
def test_odd_choices_are_told_or_left_aside(reader: Client, query: str) -> None:
    address = f"{RESULTS}mal/kontinuitetsindex-lakare-sabo/kontinuitetsindex-lakare-sabo/?{query}"
    main = main_of(reader, address)
    assert ("Skriv hur stor ökningen ska vara" in words(main)) == ("minst" in query)


def test_a_region_has_its_money_and_results_on_one_page(reader: Client) -> None:
    main = main_of(reader, f"{RESULTS}lan/07/")
    assert heading(main) == "Region Kronoberg: resultat och pengar"
    text = plain(words(main))
    assert "7 %" in text
    assert "Källan säger inte vad andelen är av" in text
    assert "säger inget om att det ena har lett till det andra" in text
    assert "Nära vård" in text
    assert {row["place_code"] for row in csv_rows(reader, f"{RESULTS}lan/07.csv")} == {"07"}
    assert "Inget värde är publicerat för regionen." in words(main_of(reader, f"{RESULTS}lan/08/"))


@pytest.mark.parametrize(
    "address", ["matt/finns-inte/", "mal/hyrpersonal/finns-inte/", "mal/x/y/", "lan/11/", "lan/0980/"]
)
def test_what_is_not_there_is_told(reader: Client, address: str) -> None:
    main_of(reader, RESULTS + address, 404)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_indicator_and_goal_has_a_page_in_both_languages(reader: Client, prefix: str) -> None:
    main = main_of(reader, prefix + RESULTS)
    links = {link for link in main.xpath(".//table//a/@href") if "/resultat/" in link}
    assert len(links) == 16 + 6
    for link in sorted(links):
        found = main_of(reader, link)
        assert len(found.xpath(".//h1")) == 1, link


def test_the_goals_lead_to_what_is_known_of_them(reader: Client) -> None:
    links = main_of(reader, f"/overenskommelser/{WHOLE}/mal/").xpath(".//a[text()='Se om målet är nått']/@href")
    assert DOCTOR_GOAL in links
    assert len(links) == 5


def test_requirements_are_linked_without_a_claim_of_cause(reader: Client) -> None:
    text = words(main_of(reader, DOCTOR))
    assert "Att ett krav är uppfyllt visar inte att det har lett till resultatet." in text
    assert "8 krav" in text


EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "examples" / "litet-exempel"
MEASURED = "indicators/plan-vid-utskrivning.yaml"
MORE = """  - {period: 2025, place: "09", sex: men, age: 65–, value: 79.5 %, method: register, source: registret}
  - {period: 2025, place: "08", value: 79 %, method: register, source: registret}
  - {period: 2025, place: "00", value: 80 %, coverage: 2/3, method: register, source: registret}
  - {period: 2024, place: "00", value: 70 %, coverage: 2/3, method: register, source: registret}
"""


@pytest.fixture
def example(db: None) -> str:
    """The small example's agreement, with values of more regions and of both sexes; the address of its results."""
    files = AgreementFiles.from_folder(EXAMPLE)
    text = files[MEASURED].decode() + MORE
    more = AgreementFiles({**files, MEASURED: text.encode()}, name=files.name)
    take_in(actor=THE_SERVICE, agreement_id="litet-exempel", files=more, at=LOADED_AT)
    return "/overenskommelser/litet-exempel/resultat/"


def test_regions_that_can_be_compared_are_drawn_in_their_order_against_the_goal(reader: Client, example: str) -> None:
    main = main_of(reader, f"{example}matt/plan-vid-utskrivning/")
    drawn = next(bars(main, number) for number in range(9) if "Region Gotland" in bars(main, number))
    assert list(drawn) == ["Region Kalmar län", "Region Gotland"]
    text = plain(words(main))
    assert "2025: kvinnor 85 %, män 79,5 %. Det är 5,5 procentenheter mer för kvinnor." in text
    assert "Från 70 % (2024) till 80 % (2025): 10 procentenheter mer. Det är åt rätt håll." in text
    assert "version 1: ändrat, serien bryts." in text


def test_a_goal_that_can_be_settled_is_settled_for_each_region(reader: Client, example: str) -> None:
    main = main_of(reader, f"{example}mal/plan-vid-utskrivning/plan-vid-utskrivning/")
    assert facts(main)["För landet"] == "Nått"
    rows = {(row[0], row[1]): [plain(cell) for cell in row[2:]] for row in table_rows(main)[1:]}
    gotland = rows["Region Gotland", "Hemgångsregistret"]
    assert gotland == ["82,6 %", "Nått", "412 av 499 är 82,5651… %. 82,5651… % är minst 80 %."]
    assert rows["Region Kalmar län", "Hemgångsregistret"][1:] == ["Inte nått", "79 % är mindre än 80 %."]
    own = main_of(reader, f"{example}mal/plan-vid-utskrivning/regionens-egen-niva/")
    assert "Det finns inget publicerat värde för dagen som målet gäller." in words(own)
    assert heading(main_of(reader, example)) == "1 av 1 mål med nivå är nådda i landet, 0 är inte nådda"


def test_the_pages_of_results_are_accessible(reader: Client, example: str, look: Look) -> None:
    pages = [
        f"{example}matt/plan-vid-utskrivning/", f"{RESULTS}lan/14/",
        f"{RESULTS}mal/kontinuitetsindex-lakare-sabo/kontinuitetsindex-lakare-sabo/?minst=x",
    ]  # fmt: skip
    assert look(rendered(reader, *pages)) == []
