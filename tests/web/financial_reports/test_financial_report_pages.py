"""The pages of the financial report, walked through by each who does something with it."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from financial_report_steps import certified, complete, drawn_up, handed_in, reopened, report, to_report, whole_way
from many_steps import checked, choosable, confirmed
from money_steps import swedish
from naravard.documents.signing import new_issuer
from naravard.web.financial_reports.report import ReportStage
from naravard.web.history.models import Event
from naravard.web.papers.models import HandedInPaper
from page_rules import loose_in_lines
from paper_pages import main_in, pressed_twice
from people_samples import acting, member, signed_in_as
from repayment_steps import paid, used, used_all_but
from web_pages import csv_rows, facts, heading, main_of, own_yes, table_rows, words
from web_shared import LITEN, WHOLE

pytestmark = pytest.mark.django_db
GOTLAND = "region-09"
OWN = f"/organisation/{GOTLAND}/pengar/{WHOLE}/redovisning/"
KK = f"/organisation/kammarkollegiet/pengar/{WHOLE}/redovisningar/"
CFO = {
    "name": "Eva Kron", "position": "Ekonomichef", "phone": "0498-1", "email": "eva@example.org", "alternative": "1",
    "deviations": "", "measures": "",
}  # fmt: skip


@pytest.fixture
def day(settings: object) -> object:
    """Return a function that sets the day."""

    def becomes(text: str) -> None:
        settings.NARAVARD_TODAY = text

    becomes("2023-03-20")
    return becomes


@pytest.fixture
def official(day: object) -> Client:
    """Someone who prepares."""
    return signed_in_as(member(GOTLAND, "official", "Pia Skriv"))


@pytest.fixture
def cfo(day: object) -> Client:
    """The chief financial officer."""
    return signed_in_as(member(GOTLAND, "cfo", "Eva Kron"))


@pytest.fixture
def signatory(day: object) -> Client:
    """The authorised signatory."""
    return signed_in_as(member(GOTLAND, "signatory", "Sven Under"))


@pytest.fixture
def agency(day: object) -> Client:
    """Kammarkollegiet's handler."""
    return signed_in_as(member("kammarkollegiet", "payment-handler"))


def form(client: Client, address: str) -> dict[str, str]:
    """Return the hidden fields of a page's form."""
    return hidden(main_of(client, address))


def hidden(main: html.HtmlElement) -> dict[str, str]:
    """Return the hidden fields of the forms on a page."""
    found = main.xpath(".//form[@method='post']//input[@type='hidden']")
    return {one.get("name"): one.get("value") for one in found}


def post(client: Client, address: str, **written: object) -> object:
    """Send a page's form, each yes of its own ticked, and follow it."""
    return client.post(address, form(client, address) | own_yes(main_of(client, address)) | written, follow=True)


def test_before_anything_is_paid_and_before_the_year_is_over(official: Client, day: object) -> None:
    assert heading(main_of(official, OWN)) == "Inget är utbetalt, så det finns inget att redovisa"
    to_report()
    day("2022-12-31")
    main = main_of(official, OWN)
    assert heading(main) == "Redovisningen kan göras klar efter 31 december 2022"
    assert "Redovisningen avser kalenderåret 2022 och lämnas när året är slut." in words(main)
    assert "Kostnader kan bokföras tills redovisningen är klar." in words(main)
    day("2023-01-01")
    assert heading(main_of(official, OWN)) == "Redovisningen är inte klar"


def test_written_drawn_up_reviewed_signed_and_accepted(
    official: Client, cfo: Client, signatory: Client, agency: Client
) -> None:
    to_report(ambulans=34_968)
    saved = post(official, f"{OWN}skriv/", **{"namnges-fran": "1 000 000", "omrade-ambulans": "Nya ambulanser."})
    assert "Det du skrev är sparat." in saved.content.decode()
    assert "Nya ambulanser." in words(main_of(official, f"{OWN}uppratta/"))
    drawn = post(official, f"{OWN}uppratta/")
    assert "Redovisningen väntar på ekonomichefens granskning" in drawn.content.decode()
    assert cfo.get(f"{OWN}handling.pdf").content.startswith(b"%PDF-1.7")
    checked = cfo.post(f"{OWN}granska/", form(cfo, f"{OWN}granska/") | CFO | {"steg": "kontrollera"})
    assert "Intyga att redovisningen är korrekt: kostnader" in checked.content.decode()
    assert report().step is ReportStage.AT_CFO
    post(cfo, f"{OWN}granska/", **CFO, steg="gor")
    assert report().step is ReportStage.AT_SIGNATORY
    sent = form(signatory, f"{OWN}skriv-under/") | {"way": "paper", "declares": "ja"}
    first = signatory.post(f"{OWN}skriv-under/", sent, follow=True)
    again = signatory.post(f"{OWN}skriv-under/", sent, follow=True)
    assert first.redirect_chain == again.redirect_chain
    assert "Kvittonummer" in first.content.decode()
    assert HandedInPaper.objects.filter(paper_id="financial-report").count() == 1
    main = main_of(agency, f"{KK}{GOTLAND}/")
    assert heading(main) == "Region Gotland har inte använt 34 968 kr"
    assert words(main.xpath(".//section[@class='nv-checks']/h2")[0]) == "✓ 8 av 8 kontroller är uppfyllda"
    accepted = post(agency, f"{KK}{GOTLAND}/godta/")
    assert "Redovisningen är godtagen." in accepted.content.decode()
    main = main_of(official, OWN)
    assert heading(main) == "Redovisningen är godtagen"
    assert list(loose_in_lines(main)) == []


def test_what_lacks_is_listed_with_the_way_to_it(official: Client) -> None:
    paid()
    used_all_but(GOTLAND, {})
    main = main_of(official, OWN)
    assert "Organisationsnummer saknas bland era kontakt- och betalningsuppgifter." in words(main)
    assert main.xpath(".//a[contains(@href, '/kontakt')]|.//a[contains(@href, 'uppgifter')]")
    refused = official.post(f"{OWN}uppratta/", {"version": "0"})
    assert refused.status_code == 422
    assert "Redovisningen är inte fullständig." in refused.content.decode()


def test_alternative_two_asks_for_both_texts_and_keeps_what_was_written(cfo: Client) -> None:
    to_report()
    drawn_up()
    address = f"{OWN}granska/"
    answer = cfo.post(
        address, form(cfo, address) | CFO | {"alternative": "2", "deviations": "Lön", "steg": "kontrollera"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Skriv det här när redovisningen inte är korrekt." in text
    assert "Lön</textarea>" in text
    post(cfo, address, **(CFO | {"alternative": "2", "deviations": "Lön", "measures": "Rättas", "steg": "gor"}))
    assert "Ekonomichefens granskning Inte korrekt" in words(main_of(cfo, OWN))


def test_the_one_who_prepared_is_told_before_and_refused_after(day: object) -> None:
    to_report()
    eva = member(GOTLAND, "cfo", "Eva Kron")
    drawn_up(by=acting(eva, "cfo"))
    client = signed_in_as(eva)
    assert "Du har förberett redovisningen. En annan person granskar den." in words(main_of(client, f"{OWN}granska/"))
    answer = client.post(f"{OWN}granska/", form(client, f"{OWN}granska/") | CFO | {"steg": "gor"})
    assert answer.status_code == 422
    assert "Du har själv förberett redovisningen" in answer.content.decode()


def test_files_that_are_not_the_signed_paper_are_refused_with_words(
    signatory: Client, settings: object, tmp_path: Path
) -> None:
    issuer = new_issuer("Provens utfärdare", since=swedish("2022-01-01 00:00"))
    (tmp_path / "provens.pem").write_bytes(issuer.certificate.public_bytes(Encoding.PEM))
    settings.TRUSTED_ISSUERS = str(tmp_path)
    to_report()
    drawn_up()
    certified()
    address = f"{OWN}skriv-under/"
    unsigned = signatory.get(f"{OWN}handling.pdf").content
    for content, told in (
        (b"inte en pdf", "Filen är inte en PDF."),
        (unsigned, "Filen har ingen elektronisk underskrift."),
    ):
        file = SimpleUploadedFile("under.pdf", content, "application/pdf")
        sent = form(signatory, address) | {"way": "electronic", "declares": "ja", "signed": file}
        answer = signatory.post(address, sent)
        assert answer.status_code == 422
        assert told in answer.content.decode()
    without = signatory.post(address, form(signatory, address) | {"way": "electronic", "declares": "ja"})
    assert "Ingen fil är vald" in without.content.decode()
    unsure = signatory.post(address, form(signatory, address) | {"way": "paper"})
    assert "Kryssa i rutan om det stämmer." in unsure.content.decode()
    assert report().step is ReportStage.AT_SIGNATORY


def test_an_old_page_of_the_signatory_is_told_that_it_was_opened_meanwhile(official: Client, signatory: Client) -> None:
    to_report()
    drawn_up()
    certified()
    old = form(signatory, f"{OWN}skriv-under/") | {"way": "paper", "declares": "ja"}
    post(official, f"{OWN}oppna/", reason="En faktura saknas")
    answer = signatory.post(f"{OWN}skriv-under/", old)
    assert answer.status_code == 409
    assert report().step is ReportStage.WRITING
    main = main_of(official, f"{OWN}versioner/")
    assert heading(main) == "Redovisningen har gjorts klar 1 gång"
    assert "En faktura saknas" in words(main)


def test_two_who_write_at_once_the_second_sees_both(official: Client, cfo: Client) -> None:
    to_report()
    address = f"{OWN}skriv/"
    one, two = form(official, address), form(cfo, address)
    official.post(address, one | {"namnges-fran": "5", "omrade-ambulans": "Först"})
    answer = cfo.post(address, two | {"namnges-fran": "5", "omrade-ambulans": "Sedan"})
    main = main_in(answer)
    assert (answer.status_code, heading(main)) == (409, "Någon annan har ändrat medan du skrev")
    assert [words(one) for one in main.xpath(".//label")] == ["Sedan", "Först"]
    chosen = hidden(main) | {"choice-omrade-ambulans": "mine"}
    assert "Det du skrev är sparat." in cfo.post(address, chosen, follow=True).content.decode()
    assert report().comments == {"ambulans": "Sedan"}


def test_each_button_pressed_twice_leads_to_the_same_place_and_does_it_once(
    official: Client, cfo: Client, signatory: Client, agency: Client
) -> None:
    to_report(ambulans=34_968)

    assert pressed_twice(official, f"{OWN}skriv/", **{"namnges-fran": "5"}) == OWN
    assert pressed_twice(official, f"{OWN}uppratta/") == OWN
    yes = own_yes(main_of(official, f"{OWN}oppna/"))
    assert yes == {"medger": ["Ja, den ska granskas igen"]}
    assert pressed_twice(official, f"{OWN}oppna/", reason="En faktura saknas", **yes) == OWN
    assert pressed_twice(official, f"{OWN}uppratta/") == OWN
    assert pressed_twice(cfo, f"{OWN}granska/", **CFO, steg="gor") == OWN
    receipt = pressed_twice(signatory, f"{OWN}skriv-under/", way="paper", declares="ja")
    assert receipt == f"/organisation/{GOTLAND}/kvitto/{HandedInPaper.objects.latest('pk').receipt_number}/"
    assert pressed_twice(official, f"{OWN}oppna/", reason="Ta med fakturan") == OWN
    assert pressed_twice(agency, f"{KK}{GOTLAND}/godta/") == f"{KK}{GOTLAND}/"
    yes = own_yes(main_of(agency, f"{KK}{GOTLAND}/oppna/"))
    assert yes == {"medger": ["Ja, Region Gotland ska skriva under och lämna in igen"]}
    assert pressed_twice(agency, f"{KK}{GOTLAND}/oppna/", reason="Ta med fakturan", **yes) == f"{KK}{GOTLAND}/"
    kinds = [one.kind for one in Event.objects.filter(kind__startswith="financial-report-").order_by("sequence")]
    assert [one.removeprefix("financial-report-") for one in kinds] == [
        "written", "drawn-up", "reopened", "drawn-up", "certified", "handed-in", "reopening-asked", "accepted",
        "reopened",
    ]  # fmt: skip


def test_the_receivers_list_says_who_is_late_and_who_objects(agency: Client, day: object) -> None:
    whole_way(ambulans=100)
    complete("rss-09")
    paid("rss-09")
    main = main_of(agency, KK)
    assert heading(main) == "1 av 43 redovisningar har kommit in"
    rows = {row["code"]: row for row in csv_rows(agency, KK.rstrip("/") + ".csv") if row["code"]}
    assert (rows[GOTLAND]["unused"], rows[GOTLAND]["time"], rows[GOTLAND]["alternative"]) == ("100", "i tid", "1")
    assert (rows["rss-09"]["step"], rows["rss-09"]["time"], rows["rss-09"]["costs"]) == (
        "Inte börjad eller pågår",
        "",
        "",
    )
    day("2023-04-01")
    rows = {row["code"]: row for row in csv_rows(agency, KK.rstrip("/") + ".csv?lage=saknas") if row["code"]}
    assert [(code, row["time"]) for code, row in rows.items()] == [("rss-09", "saknas")]


def test_what_is_not_handed_in_is_not_shown_to_the_receiver(agency: Client) -> None:
    to_report()
    drawn_up()
    main = main_of(agency, f"{KK}{GOTLAND}/")
    assert heading(main) == "Region Gotland har inte lämnat in redovisningen"
    assert "Kostnadspost" not in words(main)


def test_the_receiver_opens_it_again_and_both_editions_can_be_compared(official: Client, agency: Client) -> None:
    whole_way(ambulans=100)
    post(official, f"{OWN}oppna/", reason="En faktura kom för sent")
    assert "Den som redovisar ber om att den öppnas igen:" in words(main_of(agency, f"{KK}{GOTLAND}/"))
    assert csv_rows(agency, KK.rstrip("/") + ".csv?lage=ber-om")[0]["code"] == GOTLAND
    post(agency, f"{KK}{GOTLAND}/oppna/", reason="Ta med fakturan")
    main = main_of(official, OWN)
    assert heading(main) == "Redovisningen är inte klar"
    assert "Öppnad igen: Ta med fakturan" in words(main)
    drawn_up(at="2023-03-20 23:50")
    certified(at="2023-03-20 23:51")
    paper = handed_in(at="2023-03-20 23:52")
    assert paper.edition == 2
    comparison = agency.get(f"/organisation/kammarkollegiet/kvitto/{paper.receipt_number}/skillnader/")
    assert comparison.status_code == 200


def test_an_agreement_that_asks_for_no_report_and_one_who_has_none(official: Client, agency: Client) -> None:
    small = f"/organisation/{GOTLAND}/pengar/{LITEN}/redovisning/"
    assert heading(main_of(official, small)) == "Ingen ekonomisk redovisning ska lämnas"
    none = f"/organisation/kammarkollegiet/pengar/{LITEN}/redovisningar/"
    assert heading(main_of(agency, none)) == "0 av 0 redovisningar har kommit in"
    municipality = signed_in_as(member("kommun-0980", "municipal-official"))
    assert municipality.get(f"/organisation/kommun-0980/pengar/{WHOLE}/redovisning/").status_code == 404


def test_the_sums_are_the_same_on_the_page_in_the_files_and_on_the_paper(official: Client) -> None:
    paper = whole_way(ambulans=34_968, karriartjanster=7)
    rows = csv_rows(official, OWN.rstrip("/") + ".csv")
    assert sum(int(row["unused"]) for row in rows if row["grant"] != "Summa") == 34_975
    on_paper = {entry["id"]: entry["value"] for entry in paper.content}
    assert on_paper["ej-forbrukat"] == "34\u00a0975\u00a0kr"
    assert facts(main_of(official, OWN))["Undertecknad av"].startswith("Sven Under")
    assert datetime.date(2023, 3, 31) == report().task.state.due


def test_a_sum_of_an_earlier_version_leads_to_what_it_was_then_and_from_there_to_what_it_is_now(
    official: Client, day: Any
) -> None:
    whole_way(ambulans=1_000)
    reopened()
    used(GOTLAND, {"ambulans": 400}, at="2023-03-21 09:00")
    drawn_up(at="2023-03-22 09:00")
    day("2023-03-25")

    table = main_of(official, f"{OWN}versioner/")
    first, second = [
        address
        for row in table.xpath(".//table//tr[.//td]")
        for address in row.xpath(".//a/@href")
        if "inte-forbrukat" in address and "medel=ambulans&" in address
    ]
    then, now = main_of(official, first), main_of(official, second)

    assert heading(then).endswith(": 1 000 kr")
    assert heading(now).endswith(": 600 kr")
    assert "Så stod det 10 mars 2023 kl. 09.00." in words(then)
    (today,) = then.xpath(".//a[contains(., 'Se beloppet som det är nu')]/@href")
    assert heading(main_of(official, today)).endswith(": 600 kr")
    parts = [url for url in then.xpath(".//table//td//a/@href") if "/belopp/" in url]
    assert parts
    assert all("som-det-stod-efter=" in part for part in parts)


def test_a_sum_as_it_stood_after_what_is_not_there_is_not_found(official: Client) -> None:
    to_report(GOTLAND)
    amount = f"/organisation/{GOTLAND}/pengar/{WHOLE}/belopp/kostnader/"
    assert official.get(f"{amount}?medel=ambulans").status_code == 200
    assert official.get(f"{amount}?medel=ambulans&som-det-stod-efter=finns-inte").status_code == 404


def test_the_other_costs_lead_to_the_items_that_they_are_and_a_sentence_to_its_amounts(official: Client) -> None:
    complete(GOTLAND)
    paid(GOTLAND)
    used(GOTLAND, {"ambulans": 400})
    drawn_up()

    main = main_of(official, OWN)
    (others,) = main.xpath(".//tr[th[contains(., 'Övriga kostnader')]]//a/@href")
    amount = main_of(official, others)
    assert heading(amount).endswith(": 400 kr")
    assert [row[1] for row in table_rows(amount)[1:]] == ["400", "400"]
    (sentence,) = [one for one in main.xpath(".//p[contains(., 'Inte förbrukat:')]") if "täcks 400 kr" in words(one)]
    assert [heading(main_of(official, url)).rpartition(": ")[2] for url in sentence.xpath(".//a/@href")] == [
        words(link) for link in sentence.xpath(".//a")
    ]


def test_reports_that_meet_every_check_are_accepted_many_at_once_and_one_leads_to_the_next(agency: Client) -> None:
    for code in (GOTLAND, "region-10"):
        whole_way(code)
    many = f"{KK}godta-flera/"
    assert main_of(agency, KK).xpath(f".//a[@href='{many}']")
    (following,) = main_of(agency, f"{KK}{GOTLAND}/").xpath(".//p[contains(., 'Nästa som väntar')]/a/@href")
    assert following == f"{KK}region-10/"
    chosen = choosable(agency, many)
    assert [one.split(" ")[0] for one in chosen] == [GOTLAND, "region-10"]
    check = checked(agency, many, chosen)
    assert words(check).count("8 av 8 kontroller är uppfyllda") == 2
    assert "2 redovisningar är godtagna." in words(confirmed(agency, many, check))
    accepted = Event.objects.filter(kind="financial-report-accepted")
    assert sorted(accepted.values_list("organisation_code", flat=True)) == [GOTLAND, "region-10"]
    assert not main_of(agency, f"{KK}{GOTLAND}/").xpath(".//p[contains(., 'Nästa som väntar')]")
