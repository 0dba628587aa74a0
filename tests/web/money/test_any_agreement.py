"""The money pages of an agreement nobody has seen: every kind of rule, a second level, 290 municipalities."""

from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from naravard.web.agreements.current import shown_or_404
from naravard.web.money import addresses
from naravard.web.site.tables import NOUGHT
from web_pages import csv_rows, facts, figure, heading, main_of, table_rows, words


def test_every_kind_of_rule_is_a_sentence(reader: Client, every_rule: str) -> None:
    text = words(main_of(reader, f"/overenskommelser/{every_rule}/medel/"))
    for sentence in [
        "Pengarna fördelas med ett grundbelopp på 500 000 kr till varje mottagare, resten efter ”Invånare”, "
        "minst 100 000 kr och högst 4 000 000 kr per mottagare.",
        "Pengarna fördelas till 1/3 efter ”Invånare” och till 2/3 lika mellan mottagarna.",
        "Pengarna fördelas efter del av hela ökningen från ”Veckor före” till ”Veckor efter”.",
        "Pengarna fördelas lika mellan mottagarna, till dem som uppfyller villkoret ”har en plan”. Övrigas del "
        "fördelas inte.",
        "Pengarna fördelas med fasta belopp.",
    ]:
        assert sentence in text


def test_the_reckoning_tells_what_no_one_gets(reader: Client, every_rule: str) -> None:
    base = f"/overenskommelser/{every_rule}/medel"
    told = facts(main_of(reader, f"{base}/"))
    allocated = sum(int(row["allocated"]) for row in csv_rows(reader, f"{base}.csv"))
    left = 100_000_000 - allocated
    assert left > 2_666_666
    assert told["Fördelas inte till någon"] == f"{left:,} kr".replace(",", " ")


@pytest.mark.parametrize(
    ("grant", "code", "words_expected"),
    [
        ("regioner", "05", "Av hela beloppet fördelas 2 100 000 kr till ”Egen regel” efter en egen regel."),
        ("lan", "05", "30 000 001 kr delas upp i 2 delar med var sin regel."),
        ("kommuner", "0580", "Alla belopp avrundas nedåt till hela 100 kr."),
        ("okning", "b-skola", "Det är ingen ökning, och en minskning räknas som noll."),
        ("villkor", "b-skola", "Beta universitet uppfyller inte villkoret ”har en plan” och får därför inget."),
        ("fast", "a-skola", "Beloppet är fast och uppgår till 999 999 kr."),
    ],
)
def test_every_kind_of_rule_is_explained(
    reader: Client, every_rule: str, grant: str, code: str, words_expected: str
) -> None:
    address = f"/overenskommelser/{every_rule}/medel/{grant}/{code}/"
    main = main_of(reader, address)
    assert words_expected in words(main)
    assert main.xpath('.//*[contains(@class, "nv-lines__figure--result")]')


@pytest.mark.parametrize("grant", ["regioner", "lan", "kommuner", "okning", "villkor", "fast"])
def test_every_table_adds_up_to_its_total(reader: Client, every_rule: str, grant: str) -> None:
    *rows, total = table_rows(main_of(reader, f"/overenskommelser/{every_rule}/medel/{grant}/?sida=alla"))[1:]
    assert sum(int(figure(row[1])) for row in rows if row[1] != NOUGHT) == int(figure(total[1]))


def test_earmarks_are_columns_that_lead_to_their_own_explanation(reader: Client, every_rule: str) -> None:
    main = main_of(reader, f"/overenskommelser/{every_rule}/medel/lan/")
    headings, first = table_rows(main)[:2]
    place = headings.index("Varav följer beloppet, kr")
    way = main.xpath(f"(//table)[1]/tbody/tr[1]/td[{place}]/a/@href")[0]
    assert f"{first[place]} kr" in heading(main_of(reader, way)).replace("\u00a0", " ")


def test_the_second_level_meets_the_sum_of_each_county(reader: Client, every_rule: str) -> None:
    base = f"/overenskommelser/{every_rule}/medel/lan"
    county = next(row for row in csv_rows(reader, f"{base}.csv") if row["code"] == "05")
    onward = csv_rows(reader, f"{base}/vidare.csv?lan=05")
    assert sum(int(row["amount"]) for row in onward) == int(county["amount"])
    assert len(csv_rows(reader, f"{base}/vidare.csv")) == 290
    explained = main_of(reader, f"{base}/vidare/0580/")
    amount = next(row["amount"] for row in onward if row["code"] == "0580")
    assert figure(heading(explained)).replace("?", "").endswith(f"Linköping{amount}kr")


def test_the_page_of_the_second_level_leads_to_the_agreements_own_rule(reader: Client, every_rule: str) -> None:
    main = main_of(reader, f"/overenskommelser/{every_rule}/vidarefordelning/?belopp=lan&lan=05")
    link = f"/overenskommelser/{every_rule}/medel/lan/05/"
    assert link in main.xpath('//h3[text()="Efter överenskommelsens egen regel"]/following::a[1]/@href')
    assert "Vidare till kommunerna" in words(main_of(reader, link))


def test_a_municipality_shows_its_own_and_what_comes_out_of_the_countys_sum(reader: Client, every_rule: str) -> None:
    text = words(main_of(reader, f"/overenskommelser/{every_rule}/mottagare/0580/"))
    assert "Linköping får" in text
    assert "Ur beloppet till RSS i Östergötlands län för ”Till länen”:" in text
    assert "Överenskommelsen anger inte" not in text


def test_kronor_per_inhabitant_rest_on_the_municipalitys_own_number(reader: Client, every_rule: str) -> None:
    row = next(
        row
        for row in csv_rows(reader, f"/overenskommelser/{every_rule}/mottagare.csv?slag=kommuner")
        if row["code"] == "0580"
    )
    assert row["inhabitants"] == "1580"
    assert abs(Fraction(row["per_inhabitant"]) - Fraction(int(row["amount"]), 1580)) < Fraction(1, 10**9)


@pytest.mark.parametrize("kind", ["regions", "rss", "municipalities", "skolor"])
def test_each_kind_of_recipient_has_a_computed_annex(reader: Client, every_rule: str, kind: str) -> None:
    main = main_of(reader, f"/overenskommelser/{every_rule}/bilagor/{kind}/")
    assert len(main.xpath("//h1")) == 1
    assert len(table_rows(main)) > 3


def test_addresses_made_for_tables_are_those_of_the_site(every_rule: str) -> None:
    shown = shown_or_404(every_rule)
    for language in ("sv", "en"):
        with override(language):
            for code in ("05", "å b", "a&b"):
                assert addresses.recipient_url(shown, code) == reverse("money:recipient", args=[every_rule, code])
                assert addresses.onward_url(shown, "lan", code) == reverse(
                    "money:onward", args=[every_rule, "lan", code]
                )
                assert addresses.explanation_url(shown, "lan", code) == reverse(
                    "money:explanation", args=[every_rule, "lan", code]
                )
                assert addresses.earmark_url(shown, "lan", code, "foljer") == reverse(
                    "money:earmark", args=[every_rule, "lan", code, "foljer"]
                )


@pytest.mark.parametrize("page", ["medel/", "medel/lika/", "mottagare/", "mottagare/08/", "bilagor/"])
def test_an_agreement_that_cannot_be_allocated_says_so_on_every_page(
    reader: Client, not_allocated: str, page: str
) -> None:
    assert "Det går inte." in words(main_of(reader, f"/overenskommelser/{not_allocated}/{page}"))


def test_an_agreement_that_cannot_be_allocated_explains_nothing(reader: Client, not_allocated: str) -> None:
    assert reader.get(f"/overenskommelser/{not_allocated}/medel/lika/08/").status_code == 404
