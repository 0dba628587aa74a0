"""The simulation's pages: change, see before and after, keep, open, compare; and mistakes, answered at their field."""

import csv
import datetime
import io
import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from lxml import html

from naravard.agreement.files import AgreementFiles
from naravard.agreement.library import open_agreement
from naravard.agreement.model import Agreement, Fixed
from naravard.allocation.simulation import simulate
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.acts import take_in
from web_pages import chart
from web_shared import LAROSATEN, LITEN, WHOLE

PAGE = f"/overenskommelser/{WHOLE}/simulering/"
FILES = f"/overenskommelser/{WHOLE}/simulering"
SOME = [
    "set=ambulans.rule.amount=1000000",
    "set=karriartjanster.rule={kind: equal}",
    "set=nara-vard-kommuner.rule.parts.0.weight=60%25&set=nara-vard-kommuner.rule.parts.1.weight=40%25",
    "set=e-halsa.amount=120000000&set=rounding.unit=1000",
    "set=keys.population.09=100000",
]


def main_of(answer: HttpResponse) -> html.HtmlElement:
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode()).get_element_by_id("innehall")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def rows(reader: Client, address: str) -> list[dict[str, str]]:
    answer = reader.get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def whole() -> Agreement:
    agreement = open_agreement(WHOLE).agreement
    assert agreement is not None
    return agreement


def query_of(answer: HttpResponse) -> dict[str, list[str]]:
    """Return the query that an answer leads on to."""
    assert answer.status_code == 302, words(html.fromstring(answer.content.decode()))[:2000]
    return parse_qs(urlsplit(answer["Location"]).query)


def form_values(main: html.HtmlElement) -> dict[str, str]:
    """Return a form as a browser would send it unchanged."""
    form = main.xpath('//form[@method="post"]')[-1]
    values = {field.get("name"): field.get("value", "") for field in form.xpath('.//input[@type="text"]')}
    values |= {area.get("name"): (area.text or "").lstrip("\n") for area in form.xpath(".//textarea")}
    for choice in form.xpath(".//select"):
        chosen = choice.xpath("./option[@selected]") or choice.xpath("./option")
        values[choice.get("name")] = chosen[0].get("value")
    values |= {one.get("name"): one.get("value") for one in form.xpath('.//input[@type="radio"][@checked]')}
    return values


# --- nothing changed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("agreement", [WHOLE, LAROSATEN, LITEN])
def test_without_changes_no_one_gets_more_or_less(reader: Client, agreement: str) -> None:
    found = rows(reader, f"/overenskommelser/{agreement}/simulering.csv")
    assert found
    assert all(row["difference"] == "0" and row["before"] == row["after"] for row in found)


def test_a_form_sent_unchanged_leads_to_the_start(reader: Client, every_rule: str) -> None:
    for agreement in (WHOLE, LAROSATEN, LITEN, every_rule):
        start = f"/overenskommelser/{agreement}/simulering/"
        links = main_of(reader.get(start)).xpath('//a[contains(@href, "/simulering/medel/")]/@href')
        assert links
        for link in links:
            answer = reader.post(link, form_values(main_of(reader.get(link))))
            assert answer["Location"] == start, link


def test_fixed_amounts_by_a_key_stay_so(reader: Client) -> None:
    folder = Path(__file__).parents[2] / "agreement" / "agreements" / "larosaten-2026"
    files = AgreementFiles.from_folder(folder)
    take_in(
        actor=THE_SERVICE,
        agreement_id="larosaten-2026",
        files=files,
        at=datetime.datetime(2026, 5, 4, 9, 0, tzinfo=datetime.UTC),
    )
    start = "/overenskommelser/larosaten-2026/simulering/"
    agreement = open_agreement(str(folder)).agreement
    assert agreement is not None
    fixed = [each.id for each in agreement.grants if isinstance(each.rule, Fixed) and each.rule.key]
    assert fixed
    for grant_id in fixed:
        link = f"{start}medel/{grant_id}/"
        values = form_values(main_of(reader.get(link)))
        assert reader.post(link, values)["Location"] == start


def test_keys_and_rounding_sent_unchanged_lead_to_the_start(reader: Client) -> None:
    for part in ("nycklar/population/", "nycklar/care-recipients/", "avrundning/"):
        answer = reader.post(f"{PAGE}{part}", form_values(main_of(reader.get(f"{PAGE}{part}"))))
        assert answer["Location"] == PAGE


def test_the_start_says_that_nothing_is_stored(reader: Client) -> None:
    assert "Inget sparas hos tjänsten" in words(main_of(reader.get(PAGE)))


# --- the figures ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", SOME)
def test_the_page_and_the_pure_simulation_give_the_same_figures(reader: Client, query: str) -> None:
    changes = [part.removeprefix("set=").replace("%25", "%") for part in query.split("&")]
    own = [
        (change.recipient.code, change.recipient.name, str(change.before), str(change.after), str(change.difference))
        for change in simulate(whole(), changes).recipients
    ]
    shown = [
        (row["recipient_code"], row["recipient"], row["before"], row["after"], row["difference"])
        for row in rows(reader, f"{FILES}.csv?{query}")
    ]
    assert shown == own


@pytest.mark.parametrize("query", SOME)
def test_counties_and_grants_add_up_to_the_whole(reader: Client, query: str) -> None:
    every = rows(reader, f"{FILES}.csv?{query}")
    by_grant = rows(reader, f"{FILES}/belopp.csv?{query}")
    by_county = rows(reader, f"{FILES}.csv?{query}&visa=lan")
    total = sum(int(row["difference"]) for row in every)
    assert sum(int(row["difference"]) for row in by_grant) == total
    assert sum(int(row["difference"]) for row in by_county) == total
    assert len(by_county) == 21


def test_one_grant_can_be_looked_at_alone(reader: Client) -> None:
    found = rows(reader, f"{FILES}.csv?{SOME[0]}&visa=ambulans")
    assert len(found) == 21
    assert sum(int(row["after"]) for row in found) == 85_000_000


def test_the_answer_is_the_heading_and_says_who_gains_and_loses_most(reader: Client) -> None:
    main = main_of(reader.get(f"{PAGE}?{SOME[0]}"))
    assert words(main.xpath("//h1")[0]) == "18 mottagare får mer och 3 får mindre"
    gains, losses = main.xpath('//ol[@class="nv-ranking"]')
    assert "Region Gotland +438" in words(gains.xpath("./li")[0]).replace("\xa0", " ")
    assert "Region Stockholm −1 925 000 kr" in words(losses.xpath("./li")[0]).replace("\xa0", " ")


def test_what_is_changed_stands_in_words_with_ways_to_change_and_take_away(reader: Client) -> None:
    main = main_of(reader.get(f"{PAGE}?{SOME[0]}&{SOME[4]}"))
    text = words(main.xpath('//ul[@class="nv-changes"]')[0]).replace("\xa0", " ")
    assert "grundbelopp på 500 000 kr" in text
    assert "grundbelopp på 1 000 000 kr" in text
    assert "60 972 för 09 →blir 100 000 för 09" in text
    change, away = main.xpath('//ul[@class="nv-changes"]/li[1]//a/@href')
    assert 'value="1 000 000"' in reader.get(change).content.decode().replace("\xa0", " ")
    assert "ambulans" not in away
    assert "keys.population.09=100000" in away


@pytest.mark.parametrize("part", ["", "/summor", "/belopp"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_every_table_can_be_had_as_a_file(reader: Client, part: str, form: str) -> None:
    answer = reader.get(f"{FILES}{part}.{form}?{SOME[0]}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{form}"')


def test_the_chart_tells_who_gains_and_who_loses(reader: Client) -> None:
    main = main_of(reader.get(f"{PAGE}?{SOME[0]}"))
    told = chart(main)
    assert "Region Gotland" in told
    assert all(figure[0] in "+−" and figure.endswith(" kr") for figure in told.values())
    changes = [float(figure.replace("−", "-").replace(",", ".").removesuffix(" kr")) for figure in told.values()]
    assert changes == sorted(changes, reverse=True)
    assert words(main.xpath("//figure/p")[0]) == "Skillnad i kronor per invånare"


def test_a_change_that_is_the_same_for_all_is_said_and_not_drawn(reader: Client) -> None:
    main = main_of(reader.get(f"{PAGE}?set=medarbetare-regioner.amount=2063000000"))
    assert not main.xpath("//figure")
    said = "Skillnaden per invånare är densamma för alla 21 som får ett annat belopp: +9,58 kr."
    assert said in words(main).replace("\xa0", " ")


def test_without_differences_there_is_no_chart(reader: Client) -> None:
    assert not main_of(reader.get(f"{PAGE}?set=ambulans.amount=85000000")).xpath("//figure")


def test_the_english_page_says_the_same(reader: Client) -> None:
    main = main_of(reader.get(f"/en{PAGE}?{SOME[0]}"))
    assert words(main.xpath("//h1")[0]) == "More for 18 and less for 3 of the recipients"


# --- changing ---------------------------------------------------------------------------------------------------------


def test_sums_are_changed_where_they_stand(reader: Client) -> None:
    values = form_values(main_of(reader.get(PAGE)))
    answer = reader.post(PAGE, values | {"ambulans": "90 000 000", "e-halsa": "95000000"})
    assert query_of(answer) == {"set": ["e-halsa.amount=95000000", "ambulans.amount=90000000"]}
    main = main_of(reader.get(answer["Location"]))
    assert "Belopp: 85 000 000 kr →blir 90 000 000 kr" in words(main).replace("\xa0", " ")


def test_a_sum_that_is_wrong_is_told_at_its_field_and_nothing_is_lost(reader: Client) -> None:
    values = form_values(main_of(reader.get(PAGE))) | {"ambulans": "nittio", "e-halsa": "95 000 000"}
    main = main_of(reader.post(PAGE, values))
    summary = main.xpath('//div[@role="alert"]')[0]
    assert summary.xpath(".//a/@href") == ["#f-ambulans"]
    assert main.xpath('//input[@id="f-ambulans"]/@value') == ["nittio"]
    assert main.xpath('//input[@id="f-e-halsa"]/@value') == ["95 000 000"]
    assert "Väntat: hela kronor" in words(main.get_element_by_id("f-ambulans-error"))


def test_a_grants_rule_is_changed_by_its_form(reader: Client) -> None:
    address = f"{PAGE}medel/ambulans/?{SOME[3]}"
    answer = reader.post(
        address, form_values(main_of(reader.get(address))) | {"base": "1 000 000", "least": "1 500 000"}
    )
    found = query_of(answer)["set"]
    assert found[:2] == ["e-halsa.amount=120000000", "rounding.unit=1000"]
    assert found[2].startswith("ambulans.rule={kind: limits")


def test_a_rule_that_cannot_be_carried_out_is_told_at_its_field(reader: Client) -> None:
    address = f"{PAGE}medel/ambulans/"
    main = main_of(reader.post(address, form_values(main_of(reader.get(address))) | {"base": "5 000 000"}))
    assert main.xpath('//div[@role="alert"]//a/@href') == ["#f-base"]
    text = words(main.get_element_by_id("f-base-error")).replace("\xa0", " ")
    assert "Grundbeloppen ryms inte i potten" in text
    assert "21 × 5 000 000 kr" in text
    assert main.xpath('//input[@id="f-base"]/@value') == ["5 000 000"]


def test_the_grants_key_can_be_brought_by_pasting_and_by_file(reader: Client) -> None:
    address = f"{PAGE}medel/ambulans/"
    values = form_values(main_of(reader.get(address))) | {"key": "egen-ambulans", "base": ""}
    lines = [
        line.split(";")[0] + ";" + ("2" if line.startswith("01") else "1") for line in values["own_rows"].splitlines()
    ]
    pasted = reader.post(address, values | {"own_rows": "\n".join(lines)})
    file = SimpleUploadedFile("min nyckel.csv", "\r\n".join(["kod;värde", *lines]).encode("cp1252"))
    uploaded = reader.post(address, values | {"own_rows": "", "own_file": file})
    assert query_of(pasted)["key"] == query_of(uploaded)["key"]
    found = {row["recipient_code"]: row for row in rows(reader, _file(pasted) + "&visa=ambulans")}
    assert int(found["01"]["after"]) == 2 * 85_000_000 // 22 + 1 or int(found["01"]["after"]) == 2 * 85_000_000 // 22


def _file(answer: HttpResponse) -> str:
    return answer["Location"].replace("simulering/?", "simulering.csv?")


def test_one_number_of_a_key_is_a_small_change_and_many_are_brought(reader: Client) -> None:
    address = f"{PAGE}nycklar/population/"
    text = form_values(main_of(reader.get(address)))["rader"]
    one = reader.post(address, {"rader": text.replace("60\xa0972", "70 000")})
    assert query_of(one) == {"set": ["keys.population.09=70000"]}
    many = reader.post(address, {"rader": "\n".join(f"{line.split(';')[0]};7" for line in text.splitlines())})
    assert list(query_of(many)) == ["key"]
    main = main_of(reader.get(many["Location"]))
    assert "21 tal, tillsammans 147" in words(main).replace("\xa0", " ")
    assert "--variant" in words(main.xpath("//pre")[0])


def test_an_awaited_key_can_be_brought_and_the_grant_is_computed(reader: Client) -> None:
    codes = [
        line.split(";")[0]
        for line in form_values(main_of(reader.get(f"{PAGE}nycklar/vfu-weeks-2021/")))["rader"].splitlines()
    ]
    assert len(codes) == 311
    first = reader.post(f"{PAGE}nycklar/vfu-weeks-2021/", {"rader": "\n".join(f"{code};10" for code in codes)})
    query = urlsplit(first["Location"]).query
    second = reader.post(
        f"{PAGE}nycklar/vfu-weeks-2022/?{query}",
        {"rader": "\n".join(f"{code};{11 if code > '0' else 10}" for code in codes)},
    )
    found = rows(reader, _file(second) + "&visa=vfu")
    assert sum(int(row["after"]) for row in found) == 250_000_000
    assert len(found) == 311


def test_the_rounding_is_changed_for_all(reader: Client) -> None:
    answer = reader.post(f"{PAGE}avrundning/?{SOME[0]}", {"method": "down", "unit": "1 000"})
    assert query_of(answer)["set"] == ["rounding.method=down", "rounding.unit=1000", "ambulans.rule.amount=1000000"]
    assert "alltid nedåt, till hela 1 000 kr" in words(main_of(reader.get(answer["Location"]))).replace("\xa0", " ")


def test_a_name_goes_with_the_address(reader: Client) -> None:
    answer = reader.post(f"{PAGE}?{SOME[0]}", {"name": "Högre grundbelopp"})
    assert query_of(answer)["name"] == ["Högre grundbelopp"]
    main = main_of(reader.get(answer["Location"]))
    assert "--name 'Högre grundbelopp'" in words(main.xpath("//pre")[0])


# --- what is brought is wrong -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "what", "way_out"),
    [
        (b"PK\x03\x04" + b"x" * 50, "Excel-arbetsbok", "CSV UTF-8"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 50, "Excel-arbetsbok", "CSV UTF-8"),
        (b"%PDF-1.7", "ingen textfil", "Spara tabellen som CSV"),
        (bytes(range(256)), "ingen textfil", "Spara tabellen som CSV"),
        (b"", "Filen är tom", "rätt fil"),
        (b"01;1\n" * 400_000, "för stor", "Ta bort kolumner"),
        (b"01;-4", "negativt", "Skriv 0"),
        (b"0180;4", "inte mottagare", "Ta bort raden"),
        ("Jönköpingslän;4".encode(), "Namnet stämmer inte", "Jönköpings län"),
        (b"01;4", "Värde saknas för 20 av 21", "Lägg till raderna"),
    ],
)
def test_a_file_that_is_wrong_is_answered_kindly(reader: Client, content: bytes, what: str, way_out: str) -> None:
    file = SimpleUploadedFile("nyckel.csv", content)
    main = main_of(reader.post(f"{PAGE}nycklar/population/", {"rader": "mina rader", "fil": file}))
    assert main.xpath('//div[@role="alert"]//a/@href')[0] == "#f-fil"
    error = words(main.get_element_by_id("f-fil-error"))
    assert what in error
    assert way_out in error
    assert main.get_element_by_id("f-rader").text.strip() == "mina rader"


def test_a_name_is_written_out_and_never_run(reader: Client) -> None:
    answer = reader.get(f"{PAGE}?{SOME[0]}&name=<script>alert(1)</script>&set=<b>x</b>=<i>1</i>")
    assert b"<script>alert" not in answer.content
    assert b"<b>x" not in answer.content


@pytest.mark.parametrize(
    "query",
    [
        "set=trasig",
        "set=ambulans.rul.amount=1",
        "set=ambulans.amount=nittio",
        "set=ambulans.rule={kind: proportional, key: finns-inte}",
        "set=ambulans.rule={kind: proportional, key",
        "set=ambulans.rule.amount=99000000",
        "set=keys.population.99=1",
        "key=population:trasig",
        "key=finns-inte:" + "eJwzMLQyBAAEbgEl",
        "set=ambulans.amount=5%00",
    ],
)
def test_an_address_that_cannot_be_computed_is_explained(reader: Client, query: str) -> None:
    main = main_of(reader.get(f"{PAGE}?set=e-halsa.amount=95000000&{query}"))
    assert main.xpath('//div[@role="alert"]')
    assert "e-halsa.amount=95000000" in words(main), "what is right stays"
    for part in ("medel/ambulans/", "nycklar/population/", "avrundning/"):
        # A key's numbers that the agreement does not have leave no sum of the grant to ask about: back to the whole.
        leads_back = (query, part) == ("set=keys.population.99=1", "medel/ambulans/")
        assert reader.get(f"{PAGE}{part}?{query}").status_code == (302 if leads_back else 200), part


def test_a_form_from_another_site_is_refused(db: None) -> None:
    outsider = Client(enforce_csrf_checks=True)
    assert outsider.post(PAGE, {"ambulans": "1"}).status_code == 403
    assert outsider.post(f"{PAGE}jamfor/").status_code == 403


@pytest.mark.parametrize("part", ["medel/finns-inte/", "nycklar/finns-inte/"])
def test_what_is_not_there_is_not_found(reader: Client, part: str) -> None:
    assert reader.get(f"{PAGE}{part}").status_code == 404


def test_the_json_says_which_data_it_was_made_from(reader: Client) -> None:
    data = json.loads(reader.get(f"{FILES}.json?{SOME[0]}").content)
    assert data["agreement"] == WHOLE
    assert len(data["digest"]) == 64


def test_what_is_far_too_large_is_answered_calmly(reader: Client) -> None:
    answer = reader.post(f"{PAGE}nycklar/population/", {"rader": "01;1\n" * 700_000})
    assert answer.status_code == 400
    text = words(html.fromstring(answer.content.decode()).get_element_by_id("innehall"))
    assert "Det som skickades är för stort" in text


def test_a_form_from_another_site_gets_a_calm_page(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post(f"/en{PAGE}", {"ambulans": "1"})
    assert "did not come from a page here" in answer.content.decode()
