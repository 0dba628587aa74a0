"""The pages of a region's decision, as each role meets them, and its documents: the same figures everywhere."""

import hashlib
import io
import re

import pikepdf
import pytest
from django.test import Client

from activities_steps import proposed
from decision_steps import begun, decided, of, put_forward
from money_steps import fixed
from naravard.web.activities.acts import decide_activity
from naravard.web.activities.decisions.models import AreaOfficer, Decision, Reallocation
from naravard.web.activities.decisions.preparation import take_decision_back
from naravard.web.activities.models import Activity
from people_samples import member, signed_in_as
from web_pages import csv_rows, facts, figure, heading, main_of, own_yes, table_rows, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
HERE = f"/organisation/region-09/pengar/{WHOLE}/beslut/"
ONCE = "a" * 24


@pytest.fixture
def official(db: None) -> Client:
    return signed_in_as(member("region-09"))


@pytest.fixture
def director(db: None) -> Client:
    return signed_in_as(member("region-09", "region-director", "Åsa Vik"))


def said(client: Client, address: str, sent: dict[str, str], status: int) -> str:
    """Post a form; return the words of the answer with plain blanks."""
    answer = client.post(address, sent)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_before_anything_is_fixed_the_page_says_who_is_awaited(official: Client) -> None:
    main = main_of(official, HERE)
    assert heading(main) == "Regionens beslut väntar på fördelningen"
    assert "Fördelningen är inte fastställd än" in words(main)
    assert "inga belopp att besluta om" in words(main_of(official, f"{HERE}nytt/"))


def test_from_draft_to_the_board_s_decision(official: Client) -> None:
    fixed()
    member("region-09", "region-director", "Åsa Vik")
    way = {"activities_by": "director", "steg": "gor", "once": ONCE}
    assert official.post(f"{HERE}nytt/", way)["Location"] == f"{HERE}1/"
    draft = main_of(official, f"{HERE}1/")
    assert "Att göra" in words(draft)
    assert "Åsa Vik" in words(draft)
    checked = said(official, f"{HERE}1/till-namnden/", {"version": "1"}, 200)
    assert "Lämna förslaget om 30 039 872 kr till Regionstyrelsen?" in checked.replace("\xa0", " ")
    sent = {"version": "1", "steg": "gor", "once": "b" * 24}
    assert official.post(f"{HERE}1/till-namnden/", sent).status_code == 303
    entry = {"board": "Regionstyrelsen", "protocol": "Protokoll 5", "paragraph": "§ 87", "decided_on": "2026-11-02"}
    checked = said(official, f"{HERE}1/for-in/", entry | {"version": "2"}, 200)
    assert "För in att nämnden har beslutat om 30 039 872 kr i Regionstyrelsen?" in checked.replace("\xa0", " ")
    assert "Ramarna på 30 039 872 kr gäller genast." in checked.replace("\xa0", " ")
    unsure = entry | {"version": "2", "steg": "gor", "once": "e" * 24}
    assert official.post(f"{HERE}1/for-in/", unsure).status_code == 422, "nobody has said yes"
    entry |= own_yes(main_of(official, f"{HERE}1/for-in/?steg=kontrollera", 422))
    for _ in range(2):  # pressed twice, done once
        pressed = official.post(f"{HERE}1/for-in/", entry | {"version": "2", "steg": "gor", "once": "c" * 24})
        assert pressed["Location"] == f"{HERE}1/"
    main = main_of(official, HERE)
    assert "Protokoll 5, § 87" in words(main)
    assert "Regiondirektören beslutar om aktiviteter och omfördelar inom ett område" in words(main)


def test_what_was_written_wrong_is_said_and_nothing_is_lost(official: Client) -> None:
    fixed()
    begun()
    sent = {"signatures": "Anders Byström\nJohan Palm, Chef", "extracts": "Beställarchef", "version": "2"}
    page = said(official, f"{HERE}1/underskrifter/", sent, 422)
    assert "Skriv namn, ett kommatecken och titel på varje rad. Du skrev: Anders Byström." in page
    assert "Johan Palm, Chef" in page
    late = said(official, f"{HERE}1/arendet/", {"heading": "Min rubrik", "board": "RS", "background": "Text",
                                              "reference_number": "", "version": "1", "steg": "gor"}, 409)  # fmt: skip
    assert "Någon annan har registrerat något" in late
    assert 'value="Min rubrik"' in late


def test_money_between_areas_is_moved_in_a_draft_with_its_earmark_kept(official: Client) -> None:
    fixed()
    begun()
    there = f"{HERE}1/belopp/"
    above = {"source": "e-halsa|e-halsa", "to": "ambulans", "amount": "583 851", "version": "2"}
    assert "1 kr för mycket" in said(official, there, above, 422)
    checked = said(official, there, above | {"amount": "83 850"}, 200)
    assert "583 850 kr → 500 000 kr" in checked
    assert official.post(there, above | {"amount": "83 850", "steg": "gor", "once": ONCE}).status_code == 303
    rows = table_rows(main_of(official, f"{HERE}1/"))
    assert ["Förstärkning av ambulanssjukvården", "Vision e-hälsa", "–", "+83 850", "83 850"] in [
        [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in rows
    ]
    assert figure(rows[-1][-1]) == "30039872"


def test_officers_are_appointed_and_then_propose_in_their_area(official: Client) -> None:
    fixed()
    officer = member("region-09", "area-officer", "Eva Ny")
    sent = {f"area-{area}": "" for area in ("nara-vard", "medarbetare", "e-halsa")}
    sent |= {"area-ambulans": str(officer.pk), "steg": "gor", "once": ONCE}
    assert official.post(f"{HERE}ansvariga/", sent).status_code == 303
    assert AreaOfficer.objects.get().person == officer
    client = signed_in_as(officer)
    offered = main_of(client, f"{HERE.replace('beslut', 'aktiviteter')}ny/").xpath(".//input[@name='medel']/@value")
    assert offered == ["ambulans"]


def test_the_director_reallocates_within_an_area_only(official: Client, director: Client) -> None:
    fixed()
    decided()
    first, second = proposed(budget=500_000), proposed(name="Kurser", budget=100_000)
    other = proposed(name="Snomed CT", grant="e-halsa", budget=1_000)
    for one in (first, second, other):
        decide_activity(**of(), number=one.number, budget=one.budget)
    assert official.get(f"{HERE}omfordela/").status_code == 404
    assert "Förstärkning av ambulanssjukvården" in words(main_of(director, f"{HERE}omfordela/"))
    there = f"{HERE}omfordela/?omrade=ambulans"
    sent = {"from": "1", "to": "2", "amount": "200 000", "reason": "Fler kurser", "reference": ""}
    checked = said(director, there, sent | {"version": "4"}, 200)
    assert "Omfördela 200 000 kr från Fler läkarbesök hemma till Kurser?" in checked
    assert "500 000 kr → 300 000 kr" in checked
    assert "100 000 kr → 300 000 kr" in checked
    yes = own_yes(main_of(director, f"{there}&steg=kontrollera"))
    assert yes == {"medger": ["Ja, ta 200\xa0000\xa0kr från Fler läkarbesök hemma"]}
    sent |= yes
    assert "Välj ett av alternativen" in said(director, there, sent | {"to": str(other.number), "version": "4"}, 422)
    late = said(director, there, sent | {"version": "3", "steg": "gor", "once": ONCE}, 409)
    assert "Fler kurser" in late
    assert director.post(there, sent | {"version": "4", "steg": "gor", "once": "d" * 24}).status_code == 303
    assert [one.budget for one in Activity.objects.filter(area="ambulans")] == [300_000, 300_000]
    rows = csv_rows(director, f"{HERE}omfordelningar.csv")
    assert [(row["activity"], row["before"], row["after"], row["change"]) for row in rows] == [
        ("Fler läkarbesök hemma", "500000", "300000", "-200000"),
        ("Kurser", "100000", "300000", "200000"),
    ]
    assert Reallocation.objects.get().decider == "Åsa Vik, regiondirektör"


def test_page_word_and_pdf_have_the_same_figures(official: Client) -> None:
    import docx

    fixed()
    proposed(name="Mobila team", budget=500_000)
    decided()
    page_amounts = {figure(cell) for number in range(3) for row in table_rows(main_of(official, f"{HERE}1/"), number)
                    for cell in row if re.fullmatch(r"[\d\s]{5,}", cell)}  # fmt: skip
    assert {"30039872", "934968", "500000"} <= page_amounts
    word = official.get(f"{HERE}1/tjansteskrivelse.docx")
    assert word["Content-Disposition"].endswith('filename="tjansteskrivelse-region-09-1.docx"')
    document = docx.Document(io.BytesIO(word.content))
    cells = {figure(cell.text) for table in document.tables for row in table.rows for cell in row.cells}
    assert page_amounts <= cells
    pdf = official.get(f"{HERE}1/tjansteskrivelse.pdf")
    with pikepdf.open(io.BytesIO(pdf.content)) as opened:
        assert str(opened.Root.Lang) == "sv-SE"
        assert str(opened.docinfo["/Title"]).startswith("Fördelning av överenskommelsen")


def test_a_decided_version_stays_as_it_was_when_the_data_go_on(official: Client) -> None:
    fixed()
    decided()
    before = official.get(f"{HERE}1/tjansteskrivelse.docx").content
    proposed(name="Kom senare", budget=1)
    assert official.get(f"{HERE}1/tjansteskrivelse.docx").content == before


@pytest.mark.parametrize(
    "way", ["arendet", "forslag", "underskrifter", "belopp", "nya-belopp", "till-namnden", "dra-tillbaka"]
)
def test_what_cannot_be_done_any_more_says_so_and_keeps_what_was_written(official: Client, way: str) -> None:
    fixed()
    decided()
    assert "är beslutat, så det går inte nu" in words(main_of(official, f"{HERE}1/{way}/"))
    late = official.post(f"{HERE}1/{way}/", {"reason": "Mitt skäl", "heading": "Min rubrik", "version": "1"})
    assert late.status_code == 409
    assert Decision.objects.get().state == Decision.DECIDED


def test_a_reader_sees_and_does_nothing(db: None) -> None:
    fixed()
    begun()
    put_forward()
    client = signed_in_as(member("region-09", "reader"))
    main = main_of(client, f"{HERE}1/")
    assert not main.xpath(".//a[contains(@class, 'govuk-button')]")
    assert client.get(f"{HERE}1/for-in/").status_code == 404


def test_others_than_regions_have_no_such_page(db: None) -> None:
    fixed()
    client = signed_in_as(member("rss-09", "rss-coordinator"))
    assert client.get(HERE.replace("region-09", "rss-09")).status_code == 404


def test_what_was_sent_is_had_byte_for_byte_also_when_it_is_taken_back_and_drawn_in_another_way(
    official: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixed()
    begun()
    put_forward()
    made = Decision.objects.get()
    before = {form: official.get(f"{HERE}1/tjansteskrivelse.{form}").content for form in ("docx", "pdf")}
    monkeypatch.setattr("naravard.documents.memorandum_word.word_bytes", lambda *_: b"a later release")
    monkeypatch.setattr("naravard.documents.memorandum_pdf.pdf_bytes", lambda *_: b"a later release")
    assert {form: official.get(f"{HERE}1/tjansteskrivelse.{form}").content for form in before} == before

    take_decision_back(**of(), number=1, reason="En summa är fel.")

    assert official.get(f"{HERE}1/tjansteskrivelse.pdf").content == b"a later release", "a draft is drawn anew"
    for form, content in before.items():
        assert official.get(f"{HERE}1/tjansteskrivelse.{form}?utskick=1").content == content
    assert official.get(f"{HERE}1/tjansteskrivelse.pdf?utskick=2").status_code == 404
    assert "Lämnad till nämnden" in words(main_of(official, f"{HERE}1/"))
    assert made.sent.get().pdf_sha256 == hashlib.sha256(before["pdf"]).hexdigest()


def test_who_handles_the_matter_is_written_in_the_form_and_stands_in_the_memorandum(official: Client) -> None:
    fixed()
    begun()
    written = {"heading": "Rubrik", "board": "RS", "background": "Text", "reference_number": "", "handler": "Eva Ny"}
    assert official.post(f"{HERE}1/arendet/", written | {"version": "2", "steg": "gor"}).status_code == 303
    assert facts(main_of(official, f"{HERE}1/"))["Handläggare"] == "Eva Ny"
