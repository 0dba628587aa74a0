"""The pages of costs: written, looked over, booked; files taken in, compared and confirmed."""

import csv
import datetime
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from lxml import html
from openpyxl import Workbook, load_workbook

from costs_steps import (
    GOTLAND,
    ITS_MUNICIPALITY,
    by_hand,
    costs_of,
    mapped,
    ready,
    received,
    reported,
    sie_file,
    taken_in,
    voucher,
)
from naravard.exchange.costs import CodeMapping, Rule
from naravard.web.activities.models import Activity
from naravard.web.costs.intake_preview import Prepared, prepare
from naravard.web.costs.models import BookedCost, CostFile, CostFilePiece, CostMapping
from naravard.web.history.models import Event
from people_samples import member, signed_in_as
from web_pages import own_yes
from web_shared import LITEN, WHOLE

pytestmark = pytest.mark.django_db

ROOM = f"/organisation/{GOTLAND}/pengar/{WHOLE}/kostnader/"
FILES, MAPPING, NEW = f"{ROOM}filer/", f"{ROOM}koppling/", f"{ROOM}ny/"
WRITTEN = {"activity": "1", "amount": "1 250", "day": "2022-03-15", "text": "Utbildning, faktura 17"}
RULES = {
    "antal": "3",
    "version": "0",
    "raknas": "all",
    "slag-1": "6",
    "kod-1": "P1",
    "aktivitet-1": "1",
    "slag-2": "6",
    "kod-2": "P2*",
    "aktivitet-2": "2",
}
YES = {"steg": "gor"}


@pytest.fixture
def official(db: None) -> Client:
    """An official of Region Gotland, whose money is allotted and who has two activities."""
    ready()
    return signed_in_as(member(GOTLAND, "official"))


def text_of(answer: Any) -> str:
    """Return the words of a page."""
    content = html.fromstring(answer.content.decode()).get_element_by_id("innehall").text_content()
    return re.sub(r"\s+", " ", content)


def upload(client: Client, content: bytes, name: str = "export.se") -> Any:
    """Send a file."""
    return client.post(FILES, {"fil": SimpleUploadedFile(name, content)})


def form_of(client: Client, number: int, button: str, query: str = "") -> dict[str, str]:
    """Return what a file's page would send with one of its buttons."""
    page = html.fromstring(client.get(f"{FILES}{number}/{query}").content.decode())
    form = page.xpath(f"//form[.//button[@value='{button}']]")[0]
    return {name: value for name, value in form.fields.items() if value is not None} | {"gor": button}


def form_element(client: Client, button: str, query: str = "", number: int = 2) -> html.HtmlElement:
    """Return the form with one of a file's buttons."""
    return page_of(client, number, query).xpath(f"//form[.//button[@value='{button}']]")[0]


def page_of(client: Client, number: int, query: str = "") -> html.HtmlElement:
    """Return a file's page."""
    return html.fromstring(client.get(f"{FILES}{number}/{query}").content.decode())


def yes_of(client: Client, button: str, query: str = "") -> dict[str, list[str]]:
    """Return every yes that one of the newest file's buttons asks for."""
    newest = CostFile.objects.latest("number").number
    return own_yes(form_element(client, button, query, newest))


def plain_text(answer: Any) -> str:
    """Return a page's words with plain blanks."""
    return " ".join(text_of(answer).split())


def test_a_cost_by_hand_is_written_looked_over_and_booked(official: Client) -> None:
    check = official.post(NEW, WRITTEN)
    assert "Stämmer det här?" in text_of(check)
    assert not BookedCost.objects.exists()
    booked = official.post(NEW, WRITTEN | YES, follow=True)
    assert "Kostnad 1: 1 250 kr" in text_of(booked)
    assert "Anna Ek" in text_of(booked)
    assert costs_of() == {1: 1_250}
    assert "Kostnader: 1 250 kr är bokförda" in text_of(official.get(ROOM))


def test_what_was_written_is_there_again_when_something_is_wrong(official: Client) -> None:
    wrong = official.post(NEW, WRITTEN | {"amount": "12,50"})
    assert wrong.status_code == 422
    page = html.fromstring(wrong.content.decode())
    assert page.get_element_by_id("f-text").value == WRITTEN["text"]
    assert "utan ören" in text_of(wrong)
    again = official.get(NEW)
    assert html.fromstring(again.content.decode()).get_element_by_id("f-amount").value == "12,50"


def test_a_cost_the_ledger_refuses_is_told_with_its_clause(official: Client) -> None:
    refused = official.post(NEW, WRITTEN | YES | {"day": "2021-12-31"})
    assert refused.status_code == 422
    assert "utanför överenskommelsens tid" in text_of(refused)
    assert "31 december 2021" in text_of(refused)
    assert not BookedCost.objects.exists()


def test_the_same_form_twice_books_once(official: Client) -> None:
    page = html.fromstring(official.post(NEW, WRITTEN).content.decode())
    [form] = [form for form in page.forms if "text" in form.fields]
    sent = dict(form.fields) | YES
    first, second = official.post(NEW, sent), official.post(NEW, sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert costs_of() == {1: 1_250}


def test_a_cost_is_corrected_with_a_reason(official: Client) -> None:
    cost = by_hand(1_000)
    page = f"{ROOM}{cost.number}/ratta/"
    assert official.post(page, {"amount": "400", "reason": "", "version": "1000"}).status_code == 422
    written = {"amount": "400", "reason": "Fel faktura", "version": "1000"}
    looked = official.post(page, written)
    assert "Blir kvar 600 kr" in text_of(looked)
    assert official.post(page, written | YES).status_code == 422
    agreed = YES | own_yes(html.fromstring(looked.content.decode()))
    done = official.post(page, written | agreed, follow=True)
    assert "Fel faktura" in text_of(done)
    assert costs_of() == {1: 600}
    less = written | {"amount": "399"}
    stale = official.post(page, less | YES | own_yes(html.fromstring(official.post(page, less).content.decode())))
    assert stale.status_code == 409
    assert "Fel faktura" in stale.content.decode()


def test_a_mapping_is_kept_and_a_file_is_confirmed(official: Client) -> None:
    assert "Stämmer det här?" in text_of(official.post(MAPPING, RULES))
    assert official.post(MAPPING, RULES | YES).status_code == 303
    content = sie_file(voucher("1", {"P1": 100_050}), voucher("2", {"P27": 5_049, "P9": 700}))
    assert upload(official, content).status_code == 303
    page = text_of(official.get(f"{FILES}1/"))
    assert "7,00 kr på konton som inte är tillgångar eller skulder hör till ingen regel" in page
    assert "1 000,50" in page
    assert not BookedCost.objects.exists()
    assert official.post(f"{FILES}1/", form_of(official, 1, "bokfor")).status_code == 303
    assert costs_of() == {1: 1_001, 2: 50}
    assert CostFile.objects.get().state == CostFile.BOOKED
    assert "Fil 1 är bokförd" in text_of(official.get(f"{FILES}1/"))
    again = upload(official, content)
    assert again.status_code == 422
    assert "Samma fil är redan mottagen" in text_of(again)


def test_pressing_twice_books_once_and_tells_the_same(official: Client) -> None:
    mapped()
    received(sie_file(voucher("1", {"P1": 100_000})))
    sent = form_of(official, 1, "bokfor")
    assert official.post(f"{FILES}1/", sent).status_code == 303
    events = Event.objects.count()
    assert official.post(f"{FILES}1/", sent).status_code == 303
    assert (costs_of(), Event.objects.count()) == ({1: 1_000}, events)


@pytest.mark.parametrize(("changed", "status"), [({"gor": "allt"}, 422), ({"gor": ""}, 422), ({"sett": "x"}, 409)])
def test_what_does_not_say_what_was_seen_or_what_to_do_books_nothing(
    official: Client, changed: dict[str, str], status: int
) -> None:
    mapped()
    received(sie_file(voucher("1", {"P1": 100_000})))
    assert official.post(f"{FILES}1/", form_of(official, 1, "bokfor") | changed).status_code == status
    assert costs_of() == {}


def test_a_file_is_read_before_anything_is_locked(official: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """To compare a large file takes seconds, and an act holds others up."""
    mapped()
    received(sie_file(voucher("1", {"P1": 100_000})))
    sent, before, within = form_of(official, 1, "bokfor"), len(connection.savepoint_ids), []

    def watched(*given: Any) -> Prepared:
        within.append(len(connection.savepoint_ids))
        return prepare(*given)

    monkeypatch.setattr("naravard.web.costs.views.one_file.prepare", watched)
    assert official.post(f"{FILES}1/", sent).status_code == 303
    assert within == [before]


def test_without_a_decided_activity_the_mapping_says_so_and_keeps_what_was_written(official: Client) -> None:
    Activity.objects.all().delete()
    assert "Det finns ingen beslutad aktivitet att koppla koder till." in text_of(official.get(MAPPING))
    told = official.post(MAPPING, RULES)
    assert told.status_code == 409
    assert "P2*" in text_of(told)


def test_of_two_who_confirm_at_once_the_second_is_shown_how_it_is_now(official: Client) -> None:
    mapped()
    received(sie_file(voucher("1", {"P1": 100_000})))
    second = received(sie_file(voucher("1", {"P1": 300_000})))
    sent = form_of(official, 1, "bokfor")
    taken_in(second, at=datetime.datetime.now(tz=datetime.UTC).replace(year=2026, month=11, day=2))
    told = official.post(f"{FILES}1/", sent)
    assert told.status_code == 409
    assert "Något har ändrats sedan du öppnade sidan" in text_of(told)
    assert costs_of() == {1: 3_000}
    assert official.post(f"{FILES}2/", sent).status_code == 409


def test_the_mapping_is_offered_the_codes_that_no_rule_takes(official: Client) -> None:
    upload(official, sie_file(voucher("1", {"P1": 100, "P7": 900})))
    assert "Det finns ingen koppling än" in text_of(official.get(f"{FILES}1/"))
    page = html.fromstring(official.get(f"{MAPPING}?fil=1").content.decode())
    assert [page.get_element_by_id(f"f-kod-{number}").value for number in (1, 2)] == ["P7", "P1"]
    led = official.post(MAPPING, RULES | YES | {"fil": "1"})
    assert led.headers["Location"] == f"{FILES}1/"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"konton-1": "50a"}, "konton-1"),
        ({"kod-1": ""}, "kod-1"),
        ({"slag-1": "", "kod-1": ""}, "kod-1"),
        ({"slag-1": "x"}, "slag-1"),
        ({"aktivitet-1": "77"}, "aktivitet-1"),
        ({"raknas": "listed"}, "listade"),
    ],
)
def test_a_rule_that_says_nothing_is_refused_at_its_field(
    official: Client, changed: dict[str, str], field: str
) -> None:
    answer = official.post(MAPPING, RULES | changed)
    assert answer.status_code == 422
    assert html.fromstring(answer.content.decode()).xpath(f"//*[@id='f-{field}-error']")
    assert not CostMapping.objects.exists()


def test_two_who_change_the_mapping_at_once_are_told(official: Client) -> None:
    assert official.post(MAPPING, RULES | YES).status_code == 303
    late = official.post(MAPPING, RULES | YES | {"kod-1": "P5"})
    assert late.status_code == 409
    assert 'value="P5"' in late.content.decode()


def test_when_the_mapping_changes_the_costs_are_worked_out_anew(official: Client) -> None:
    mapped()
    file = received(sie_file(voucher("1", {"P1": 100_000})))
    taken_in(file)
    assert "Det som är bokfört stämmer" in text_of(official.get(f"{ROOM}rakna-om/"))
    mapped(CodeMapping(rules=(Rule(activity=2, dimension=6, code="P1"),)))
    assert "räkna om" in text_of(official.get(ROOM))
    page = html.fromstring(official.get(f"{ROOM}rakna-om/").content.decode())
    [form] = [form for form in page.forms if "kalla" in form.fields]
    unticked = {name: value for name, value in form.fields.items() if value is not None}
    without = official.post(f"{ROOM}rakna-om/", unticked)
    assert without.status_code == 422
    assert "Det bokförda minskar med 1 000 kr." in plain_text(without)
    assert costs_of() == {1: 1_000}
    sent = unticked | own_yes(page)
    assert official.post(f"{ROOM}rakna-om/", sent).status_code == 303
    assert costs_of() == {2: 1_000}
    assert official.post(f"{ROOM}rakna-om/", sent | {"once": "x" * 20}).status_code == 409


def test_which_days_a_file_covers_can_be_said(official: Client) -> None:
    mapped()
    taken_in(received(sie_file(voucher("1", {"P1": 10_000}, day="2022-01-10"))))
    received(sie_file(voucher("2", {"P1": 5_000}, day="2022-02-10")))
    query = "?fran=2022-02-01&till=2022-02-28"
    assert "1 verifikation utanför de dagarna ligger kvar" in text_of(official.get(f"{FILES}2/{query}"))
    assert official.get(f"{FILES}2/?fran=2022-02-30&till=2022-02-28").status_code == 422
    assert official.get(f"{FILES}2/?fran=2022-03-01&till=2022-02-28").status_code == 422
    official.post(f"{FILES}2/", form_of(official, 2, "bokfor", query))
    assert costs_of() == {1: 150}


def test_a_file_of_one_month_leaves_the_rest_of_the_year_unless_someone_says_yes(official: Client) -> None:
    mapped()
    taken_in(
        received(sie_file(*(voucher(str(month), {"P1": 1_000_000}, day=f"2022-0{month}-10") for month in (1, 5, 8))))
    )
    assert costs_of() == {1: 30_000}
    received(
        sie_file(voucher("5", {"P1": 900_000}, day="2022-05-10"), voucher("51", {"P1": 200_000}, day="2022-05-20"))
    )
    page = plain_text(official.get(f"{FILES}2/"))
    assert "Filen ersätter det som är inläst för 1 maj 2022 – 31 maj 2022." in page
    assert "2 verifikationer utanför de dagarna ligger kvar" in page
    assert own_yes(page_of(official, 2))["medger"] == own_yes(form_element(official, "kasta"))["medger"], "none to book"
    whole_year = "?fran=2022-01-01&till=2022-12-31"
    asks = plain_text(official.get(f"{FILES}2/{whole_year}"))
    assert "2 verifikationer på 20 000 kr tas bort" in asks
    assert "Det bokförda går från 30 000 kr till 11 000 kr." in asks
    sent = form_of(official, 2, "bokfor", whole_year)
    one_yes = yes_of(official, "bokfor", whole_year)
    assert one_yes["medger"] == [
        "Ja, ta bort 2 verifikationer på 20\xa0000\xa0kr", "Ja, minska det bokförda med 19\xa0000\xa0kr"
    ]  # fmt: skip
    for given in ({}, {"medger": one_yes["medger"][:1]}, {"medger": "Ja, minska det bokförda med 1\xa0kr"}):
        assert official.post(f"{FILES}2/{whole_year}", sent | given).status_code == 422
    assert costs_of() == {1: 30_000}
    assert official.post(f"{FILES}2/{whole_year}", sent | one_yes).status_code == 303
    assert costs_of() == {1: 11_000}


def test_a_file_of_its_own_days_is_booked_without_any_yes(official: Client) -> None:
    mapped()
    taken_in(received(sie_file(voucher("1", {"P1": 1_000_000}, day="2022-01-10"))))
    received(sie_file(voucher("5", {"P1": 900_000}, day="2022-05-10")))
    assert official.post(f"{FILES}2/", form_of(official, 2, "bokfor")).status_code == 303
    assert costs_of() == {1: 19_000}


def test_a_file_is_discarded(official: Client) -> None:
    upload(official, sie_file(voucher("1", {"P1": 100})))
    without = official.post(f"{FILES}1/", form_of(official, 1, "kasta"))
    assert without.status_code == 422
    assert "Filens 1 verifikationer tas bort." in plain_text(without)
    assert "bara namn, dag och kontrollsumma sparas" in plain_text(without)
    assert CostFilePiece.objects.exists()
    sent = form_of(official, 1, "kasta") | yes_of(official, "kasta")
    assert official.post(f"{FILES}1/", sent).headers["Location"] == FILES
    assert "Fil 1 är kastad" in text_of(official.get(f"{FILES}1/"))
    assert official.get(f"{FILES}1/original/").status_code == 404
    assert not CostFilePiece.objects.exists()


def test_the_file_is_given_back_as_it_came(official: Client) -> None:
    content = sie_file(voucher("1", {"P1": 100}))
    upload(official, content, "mars å.se")
    answer = official.get(f"{FILES}1/original/")
    assert b"".join(answer) == content  # type: ignore[arg-type]
    assert answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''mars%20%C3%A5.se"


def test_what_is_wrong_in_a_file_is_shown_and_nothing_is_saved(official: Client) -> None:
    unbalanced = sie_file(voucher("1", {"P1": 100})).replace(b"-1.00", b"-2.00")
    answer = upload(official, unbalanced)
    assert answer.status_code == 422
    assert "S040" in text_of(answer)
    assert "rad " in text_of(answer)
    cells = upload(official, b"Datum;Belopp;Aktivitet\n2022-03-01;1,234;9\n", "k.csv")
    assert "k.csv, cell B2" in text_of(cells)
    assert "k.csv, cell C2" in text_of(cells)
    whose = upload(official, sie_file(voucher("1", {"P1": 100}), number="5560360793"))
    assert "5560360793" in text_of(whose)
    assert "2321000016" in text_of(whose)
    assert not CostFile.objects.exists()


def test_a_workbook_says_which_sheet_was_read_and_asks_when_two_could_be_meant(official: Client) -> None:
    book = Workbook()
    book.active.title = "Utfall"
    book.create_sheet("Prognos")
    for title in ("Utfall", "Prognos"):
        book[title].append(["Datum", "Belopp", "Aktivitet"])
        book[title].append([datetime.date(2022, 6, 10), 1_000, 1])
    book.create_sheet("Anteckningar")
    content = io.BytesIO()
    book.save(content)
    asks = upload(official, content.getvalue(), "kostnader.xlsx")
    assert asks.status_code == 422
    assert "Fler blad än ett har rubrikerna. Inget är läst." in text_of(asks)
    assert "Utfall, Prognos" in text_of(asks)
    assert not CostFile.objects.exists()
    chosen = {"fil": SimpleUploadedFile("kostnader.xlsx", content.getvalue()), "blad": "Prognos"}
    told = plain_text(official.post(FILES, chosen, follow=True))
    assert "Prognos. Inte lästa: Utfall, Anteckningar." in told
    assert CostFile.objects.get().first_day == datetime.date(2022, 6, 10)


def test_sheets_of_a_month_each_are_taken_in_together_and_that_is_told(official: Client) -> None:
    book = Workbook()
    book.active.title = "Maj"
    book.create_sheet("Juni")
    for title, month in (("Maj", 5), ("Juni", 6)):
        book[title].append(["Datum", "Belopp", "Aktivitet"])
        book[title].append([datetime.date(2022, month, 10), 1_000, 1])
    content = io.BytesIO()
    book.save(content)
    told = plain_text(official.post(FILES, {"fil": SimpleUploadedFile("k.xlsx", content.getvalue())}, follow=True))
    assert "Flera blad är lästa tillsammans: de har kostnader från olika dagar. Maj (1), Juni (1)" in told
    taken = CostFile.objects.get()
    assert (taken.first_day, taken.last_day) == (datetime.date(2022, 5, 10), datetime.date(2022, 6, 10))


@pytest.mark.parametrize("sent", [{}, {"fil": SimpleUploadedFile("tom.se", b"")}])
def test_no_file_is_told_of(official: Client, sent: dict[str, Any]) -> None:
    assert official.post(FILES, sent).status_code == 422


def test_the_template_has_the_activities(official: Client) -> None:
    book = load_workbook(io.BytesIO(official.get(f"{FILES}mall.xlsx").content))
    assert "Aktivitet 1" in [cell.value for row in book["Så här"].iter_rows() for cell in row]


def test_the_tables_are_there_as_files(official: Client) -> None:
    by_hand(1_000)
    for name in ("per-aktivitet", "per-medel", "per-manad", "alla"):
        for form in ("csv", "xlsx", "json"):
            assert official.get(f"{ROOM}{name}.{form}").status_code == 200
    rows = list(csv.reader(io.StringIO(official.get(f"{ROOM}per-manad.csv").content.decode("utf-8-sig"))))
    assert rows[1][:2] == ["2022-09", "1000"]
    mapped()
    received(sie_file(voucher("1", {"P1": 100})))
    assert "Faktura" in official.get(f"{FILES}1/skillnader.csv").content.decode()


def test_one_who_may_only_see_sees_and_is_offered_nothing() -> None:
    ready()
    by_hand(1_000)
    reader = signed_in_as(member(GOTLAND, "reader"))
    assert "Bokför en kostnad" not in text_of(reader.get(ROOM))
    assert reader.get(f"{ROOM}1/").status_code == 200
    for path in (NEW, FILES, MAPPING, f"{ROOM}1/ratta/"):
        assert reader.get(path).status_code == 404


def test_before_anything_is_fixed_the_page_says_who_does_it() -> None:
    client = signed_in_as(member(GOTLAND, "official"))
    page = client.get(ROOM)
    assert page.status_code == 200
    assert "Fördelningen är inte fastställd än" in text_of(page)
    assert client.get(f"/organisation/{GOTLAND}/pengar/{LITEN}/kostnader/").status_code == 200


def test_a_municipality_sees_whose_account_its_costs_stand_in() -> None:
    ready(ITS_MUNICIPALITY)
    by_hand(500, code=ITS_MUNICIPALITY)
    client = signed_in_as(member(ITS_MUNICIPALITY, "municipal-official"))
    page = text_of(client.get(f"/organisation/{ITS_MUNICIPALITY}/pengar/{WHOLE}/kostnader/"))
    assert "Kostnader: 500 kr är bokförda" in page
    assert "RSS" in page or "Gotland" in page


def test_the_pages_are_english_too(official: Client) -> None:
    mapped()
    by_hand(1_000)
    received(sie_file(voucher("1", {"P1": 100, "P7": 5})))
    assert "Costs: SEK 1,000 is booked" in text_of(official.get(f"/en{ROOM}"))
    waiting = text_of(official.get(f"/en{FILES}1/"))
    assert "Not mapped" in waiting
    assert "What is booked from file 1?" in waiting


def test_a_report_that_stands_is_told_of_before_anything_is_uploaded(official: Client) -> None:
    mapped()
    received(sie_file(voucher("1", {"P1": 100})))
    reported()
    for path in (ROOM, NEW, FILES, f"{FILES}1/", f"{ROOM}rakna-om/"):
        page = text_of(official.get(path))
        assert "Just nu går det inte att bokföra kostnader." in page, path
        assert "öppna redovisningen igen" in page
    assert not html.fromstring(official.get(f"{FILES}1/").content.decode()).xpath("//button[@value='bokfor']")
    refused = official.post(NEW, WRITTEN | YES)
    assert refused.status_code == 422
    assert "siffrorna i den är låsta" in text_of(refused)
