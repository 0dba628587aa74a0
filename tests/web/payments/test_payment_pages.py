"""The pages of the one who pays: what they answer, and that each step does what it says."""

import re

import pytest
from django.test import Client
from lxml import html

from money_steps import fixed, money
from naravard.ledger.facts import Sum
from naravard.web.history.models import Event
from naravard.web.payments.models import Batch, Line
from payments_steps import (
    BLEKINGE,
    GOTLAND,
    PAYER,
    RSS,
    VFU,
    VISBY,
    accepted,
    allotted,
    alone,
    batched,
    details,
    placed,
    reported,
    requisitioned,
)
from people_samples import member, signed_in_as
from web_pages import csv_rows, heading, main_of, own_yes, table_rows, words
from web_shared import LITEN, WHOLE

pytestmark = pytest.mark.django_db
BASE = f"/organisation/{PAYER}/pengar/{WHOLE}/"
ASKED, PAID = f"{BASE}rekvisitioner/", f"{BASE}utbetalningar/"


@pytest.fixture
def client(settings: object) -> Client:
    """One of Kammarkollegiet's handlers in October."""
    settings.NARAVARD_TODAY = "2022-10-04"
    return signed_in_as(member(PAYER, "payment-handler", "Kim Öst"))


def one(code: str = GOTLAND) -> str:
    return f"{ASKED}mottagare/{code}/"


def main_after(answer: object) -> html.HtmlElement:
    return html.fromstring(answer.content.decode()).get_element_by_id("innehall")


def sent(client: Client, address: str, status: int = 200, **written: object) -> html.HtmlElement:
    """Post a form, follow it, and return the page that answers."""
    answer = client.post(address, written, follow=True)
    assert answer.status_code == status, words(main_after(answer))
    return main_after(answer)


def hidden(main: html.HtmlElement) -> dict[str, object]:
    """Return what a page that shows what will be done carries on."""
    found: dict[str, list[str]] = {}
    for field in main.xpath(".//form[.//button[@value='gor']]//input[@type='hidden']"):
        found.setdefault(field.get("name"), []).append(field.get("value"))
    return {name: values if values[1:] else values[0] for name, values in found.items()}


def test_before_anything_is_fixed_the_page_says_what_is_awaited_and_of_whom(client: Client) -> None:
    main = main_of(client, ASKED)
    assert heading(main) == "Inget kan rekvireras än"
    assert "Fördelningen är inte fastställd än." in words(main)
    assert "Inget kan betalas ut just nu" in heading(main_of(client, PAID))


def test_the_list_says_how_each_stands_and_what_it_comes_to(client: Client) -> None:
    fixed()
    details(GOTLAND)
    requisitioned(GOTLAND)
    main = main_of(client, ASKED)
    assert heading(main) == "En rekvisition på 30 039 872 kr väntar på granskning"
    rows = {row[0]: row[1:] for row in table_rows(main)}
    assert rows["Region Gotland"][0] == "Väntar på er"
    assert rows["Region Gotland"][3] == rows["Region Gotland"][4] == "30 039 872"
    assert len(rows) == 1 + 2, "the list opens on what waits"
    every = {row[0]: row[1:] for row in table_rows(main_of(client, f"{ASKED}?lage=alla"))}
    assert len(every) == 43 + 2
    assert every["Region Gotland"][0] == "Väntar på er"
    waits = csv_rows(client, f"{BASE}rekvisitioner.csv?lage=vantar")
    assert [(row["code"], row["requisitioned"]) for row in waits[:1]] == [(GOTLAND, "30039872")]


def test_a_requisition_shows_each_check_in_words_and_what_can_be_done(client: Client) -> None:
    details(GOTLAND)
    allotted(GOTLAND)
    requisitioned(GOTLAND)
    main = main_of(client, one())
    assert heading(main) == "Region Gotland begär 30 039 872 kr"
    (checks,) = main.xpath(".//section[@class='nv-checks']")
    assert words(checks.xpath("./h2")[0]) == "6 av 8 kontroller är uppfyllda"
    assert [words(entry) for entry in checks.xpath("./ul//h3")] == [
        "Inte uppfyllt Villkor: Delredovisning från regionerna",
        "Går inte att avgöra Diarienumren",
    ]
    assert [words(entry) for entry in checks.xpath("./details[not(@open)]//h3")] == [
        "Uppfyllt Beloppen är högst det tilldelade",
        "Uppfyllt Allt rekvireras på en gång",
        "Uppfyllt Inlämnad i tid",
        "Uppfyllt Organisationsnumret",
        "Uppfyllt Bankgiro eller plusgiro",
        "Uppfyllt Underskriven av behörig företrädare",
    ]
    assert "Siv Ek har skrivit under, Bo Al förberedde." in words(main)
    assert [words(button) for button in main.xpath(".//a[contains(@class, 'govuk-button')]")] == [
        "Godta 30 039 872 kr",
        "Lämna tillbaka",
    ]


def test_accepting_is_confirmed_on_one_page_and_done_once(client: Client) -> None:
    details(GOTLAND)
    allotted(GOTLAND)
    requisitioned(GOTLAND)
    looked = main_of(client, f"{one()}godta/")
    assert heading(looked) == "Godta 30 039 872 kr till Region Gotland?"
    assert "Du kan lämna tillbaka den tills den är betald, men inte efter det." in words(looked)
    (button,) = looked.xpath(".//button[@value='gor']")
    assert words(button) == "Godta 30 039 872 kr"
    assert "Villkor: Delredovisning från regionerna" in words(looked)
    done = sent(client, f"{one()}godta/", **hidden(looked), steg="gor")
    assert "Rekvisitionen är godtagen." in words(done)
    assert "Godtagen, inte utbetald" in words(done)
    again = sent(client, f"{one()}godta/", **hidden(looked), steg="gor")
    assert "Rekvisitionen är godtagen." in words(again)


def test_returning_needs_a_reason_and_the_recipient_sees_it(client: Client) -> None:
    details(GOTLAND)
    allotted(GOTLAND)
    requisitioned(GOTLAND)
    address = f"{one()}lamna-tillbaka/"
    without = sent(client, address, 422, steg="gor", reason="")
    assert "Skriv en text." in words(without)
    looked = main_of(client, address)
    assert heading(looked) == "Lämna tillbaka rekvisitionen på 30 039 872 kr till Region Gotland?"
    assert own_yes(looked) == {"medger": ["Ja, lämna tillbaka 30\xa0039\xa0872\xa0kr"]}
    written = {**hidden(looked), "reason": "Bankgirot är fel.", "steg": "gor"}
    sent(client, address, 422, **written)
    sent(client, address, **written, **own_yes(looked))
    theirs = main_of(
        signed_in_as(member(GOTLAND)), f"/organisation/{GOTLAND}/uppgifter/{WHOLE}/requisition-regions-skr/"
    )
    assert "Öppnad igen: Bankgirot är fel." in words(theirs)
    assert "lämnade tillbaka rekvisitionen till Region Gotland: 30 039 872 kr" in words(theirs)
    assert words(main_of(client, one())).count("Bankgirot är fel.") == 2


def test_who_comes_second_is_shown_how_it_stands_and_nothing_is_done(client: Client) -> None:
    details(GOTLAND)
    allotted(GOTLAND)
    requisitioned(GOTLAND)
    address = f"{one()}lamna-tillbaka/"
    looked = main_of(client, address)
    other = signed_in_as(member(PAYER, "payment-handler", "Bo Al"))
    sent(other, f"{one()}godta/", **hidden(main_of(other, f"{one()}godta/")), steg="gor")
    late = sent(client, address, 409, **hidden(looked), **own_yes(looked), reason="Fel", steg="gor")
    assert "Någon annan har registrerat något om medlen" in words(late)
    assert late.xpath(".//textarea")[0].text.strip() == "Fel"
    assert money(GOTLAND).book.accepted


def test_a_batch_is_chosen_looked_through_made_fetched_and_confirmed(client: Client) -> None:
    details(PAYER)
    claims = {GOTLAND: accepted(GOTLAND), RSS: accepted(RSS)}
    main = main_of(client, PAID)
    assert heading(main) == "2 betalningar på tillsammans 36 248 710 kr kan göras nu"
    chosen = [f"{code}|{claim}" for code, claim in claims.items()]
    nothing = sent(client, f"{PAID}ny-omgang/", 422, steg="kontrollera", day="2022-10-06")
    assert "Inget är valt." in words(nothing)
    looked = sent(client, f"{PAID}ny-omgang/", steg="kontrollera", day="2022-10-06", chosen=chosen)
    assert "36 248 710 kr" in words(looked)
    made = sent(client, f"{PAID}ny-omgang/", **hidden(looked), steg="gor")
    assert heading(made) == "Utbetalningsomgång 1 2 betalningar på tillsammans 36 248 710 kr den 6 oktober 2022"
    client = signed_in_as(member(PAYER, "payment-handler", "Bo Al"))
    batch = f"{PAID}omgang/1"
    file = client.post(f"{batch}/betalfil.xml")
    assert file.content == client.post(f"{batch}/betalfil.xml", {"igen": "ja"}).content
    assert file.headers["Content-Disposition"].startswith('attachment; filename="NV20221004-')
    assert b"pain.001.001.03" in client.post(f"{batch}/betalfil-version-3.xml", {"igen": "ja"}).content
    assert client.get(f"{batch}.xlsx").content == client.get(f"{batch}.xlsx").content
    lines = [str(line.pk) for line in Line.objects.all()]
    early = sent(client, f"{batch}/bekrafta/", steg="kontrollera", day="2022-10-06", chosen=lines)
    refused = sent(client, f"{batch}/bekrafta/", 422, **hidden(early), steg="gor")
    assert "Dagen har inte kommit än." in words(refused)
    assert not money(GOTLAND).balance.total.paid
    ready = sent(client, f"{batch}/bekrafta/", steg="kontrollera", day="2022-10-04", chosen=lines)
    sent(client, f"{batch}/bekrafta/", **hidden(ready), steg="gor")
    assert money(GOTLAND).balance.total.paid + money(RSS).balance.total.paid == 36_248_710
    assert file.content == client.post(f"{batch}/betalfil.xml", {"igen": "ja"}).content
    paid = csv_rows(client, f"{BASE}utbetalningar.csv")
    assert {row["amount"] for row in paid if row["code"]} == {"30039872", "6208838"}


def test_a_day_when_banks_are_closed_is_refused_before_anything_is_looked_through(client: Client) -> None:
    details(PAYER)
    chosen = f"{GOTLAND}|{accepted(GOTLAND)}"
    refused = sent(client, f"{PAID}ny-omgang/", 422, steg="kontrollera", day="2022-12-26", chosen=chosen)
    said = "26 december 2022 är annandag jul, och då betalar bankerna inte ut. Nästa bankdag är 27 december 2022."
    assert said in words(refused)


def test_what_the_payers_bank_asks_for_is_filled_in_on_a_page_and_stands_in_the_file(client: Client) -> None:
    details(PAYER)
    change = f"/organisation/{PAYER}/uppgifter-om/betalning/"
    keeper = signed_in_as(member(PAYER, "administrator", "Eva Ask"))
    wrong = {"bank_iban": "SE35 5000 0000 0549 1000 0004", "bank_bic": "BANK", "bank_charge_bearer": "VEM"}
    refused = words(sent(keeper, change, 422, **(_shown(keeper, change) | wrong)))
    for said in ("Det är inget IBAN, eller så är en siffra fel.", "Det är ingen BIC.", "Skriv SLEV, SHAR eller DEBT"):
        assert said in refused
    asked = {
        "bank_customer_id": "55667788990001", "bank_iban": "SE35 5000 0000 0549 1000 0003", "bank_bic": "swedsess",
        "bank_charge_bearer": "slev", "bank_customer_scheme": "bank", "bank_plusgiro_clearing": "9960",
        "bank_bankgiro_clearing": "ingen",
    }  # fmt: skip
    sent(keeper, change, **(_shown(keeper, change) | asked))
    batched((GOTLAND, accepted(GOTLAND)))
    details(PAYER, bank_customer_id="changed later")
    file = signed_in_as(member(PAYER, "payment-handler", "Bo Al")).post(f"{PAID}omgang/1/betalfil.xml").content.decode()
    assert "<Id>55667788990001</Id>" in file
    assert "<IBAN>SE3550000000054910000003</IBAN>" in file
    assert "<BICFI>SWEDSESS</BICFI>" in file
    assert "<ChrgBr>SLEV</ChrgBr>" in file
    assert "CdtrAgt" not in file
    assert "IBAN SE35 5000 0000 0549 1000 0003" in words(main_of(client, f"{PAID}omgang/1/"))


def test_only_whoever_pays_is_asked_what_its_bank_wants() -> None:
    there = signed_in_as(member(GOTLAND, "administrator", "Eva Ask"))
    assert "IBAN" not in words(main_of(there, f"/organisation/{GOTLAND}/uppgifter-om/"))
    payers = signed_in_as(member(PAYER, "administrator", "Eva Ask"))
    assert "IBAN" in words(main_of(payers, f"/organisation/{PAYER}/uppgifter-om/"))


def _shown(client: Client, address: str) -> dict[str, str]:
    """Return what a browser would send of a page's form, as it stands."""
    form = next(one for one in main_of(client, address).xpath(".//form[@method='post']") if "bank_iban" in one.fields)
    return {name: value or "" for name, value in form.fields.items() if name != "csrfmiddlewaretoken"}


def test_all_or_none_is_chosen_without_losing_what_was_written(client: Client) -> None:
    chosen = f"{GOTLAND}|{accepted(GOTLAND)}"
    sent(client, f"{PAID}registrera/", 422, steg="kontrollera", day="i dag", reference="BG 17", chosen=chosen)
    for wanted, boxes in (("", [chosen]), ("?valj=ingen", []), ("?valj=alla", [chosen])):
        main = main_of(client, f"{PAID}registrera/{wanted}")
        assert [box.get("value") for box in main.xpath(".//input[@name='chosen'][@checked]")] == boxes
        assert [main.get_element_by_id(f"f-{name}").value for name in ("day", "reference")] == ["i dag", "BG 17"]
        assert main.xpath(".//form[@novalidate]/@action") == [f"{PAID}registrera/"]


def test_what_the_bank_refused_is_put_back_and_can_be_ordered_anew(client: Client) -> None:
    claim = accepted(GOTLAND)
    batched((GOTLAND, claim))
    line = str(Line.objects.get().pk)
    looked = sent(
        client, f"{PAID}omgang/1/lagg-tillbaka/", steg="kontrollera", reason="Kontot är avslutat.", chosen=line
    )
    back = sent(client, f"{PAID}omgang/1/lagg-tillbaka/", **hidden(looked), **own_yes(looked), steg="gor")
    assert "Lagd tillbaka" in words(back)
    assert "Kontot är avslutat." in words(back)
    again = main_of(client, f"{PAID}ny-omgang/?valj=alla")
    assert [box.get("value") for box in again.xpath(".//input[@name='chosen'][@checked]")] == [f"{GOTLAND}|{claim}"]


@pytest.mark.parametrize("form", ["lagg-tillbaka", "bekrafta"])
def test_no_payment_is_chosen_before_someone_chooses_it(form: str, client: Client) -> None:
    batched((GOTLAND, accepted(GOTLAND)), (RSS, accepted(RSS)))
    address = f"{PAID}omgang/1/{form}/"
    assert main_of(client, address).xpath(".//input[@type='checkbox'][@checked]") == []
    assert len(main_of(client, f"{address}?valj=alla").xpath(".//input[@type='checkbox'][@checked]")) == 2
    nothing = sent(client, address, 422, steg="kontrollera", day="2022-10-04", reason="Banken avvisade den.")
    assert "Inget är valt." in words(nothing)
    assert not Line.objects.exclude(state="waiting").exists()


def test_what_becomes_payable_again_is_told_in_kronor_and_needs_a_yes_of_its_own(client: Client) -> None:
    batched((GOTLAND, accepted(GOTLAND)), (RSS, accepted(RSS)))
    address = f"{PAID}omgang/1/lagg-tillbaka/"
    lines = [str(line.pk) for line in Line.objects.all()]
    one_of_them = sent(client, address, steg="kontrollera", reason="Kontot är avslutat.", chosen=lines[:1])
    assert own_yes(one_of_them) == {"medger": ["Ja, banken har inte betalat ut 30\xa0039\xa0872\xa0kr"]}
    without = sent(client, address, 422, **hidden(one_of_them), steg="gor")
    assert "Inget är gjort än" in words(without)
    all_of_them = hidden(one_of_them) | {"chosen": lines} | own_yes(one_of_them)
    other_sum = sent(client, address, 422, **all_of_them, steg="gor")
    assert "36 248 710 kr går att betala ut på nytt." in words(other_sum)
    assert not Line.objects.filter(state="put-back").exists()
    sent(client, address, **hidden(one_of_them), **own_yes(one_of_them), steg="gor")
    assert [str(line.pk) for line in Line.objects.filter(state="put-back")] == lines[:1]


def test_the_file_of_a_batch_that_is_partly_put_back_is_not_given_and_its_address_says_why(client: Client) -> None:
    batched((GOTLAND, accepted(GOTLAND)), (RSS, accepted(RSS)))
    batch = f"{PAID}omgang/1"
    client.post(f"{batch}/betalfil.xml")
    line = str(Line.objects.get(organisation=RSS).pk)
    looked = sent(client, f"{batch}/lagg-tillbaka/", steg="kontrollera", reason="Kontot är avslutat.", chosen=line)
    page = sent(client, f"{batch}/lagg-tillbaka/", **hidden(looked), **own_yes(looked), steg="gor")
    why = "Betalfilen gäller inte längre. 1 av 2 betalningar är lagda tillbaka, återtagna eller"
    assert why in words(page)
    assert not page.xpath(".//form[contains(@action, 'betalfil')]")
    for address in ("betalfil.xml", "betalfil-version-3.xml"):
        assert why in words(main_of(client, f"{batch}/{address}", 410))
        for again in ({}, {"igen": "ja"}):
            answer = client.post(f"{batch}/{address}", again)
            assert (answer.status_code, answer["Content-Type"]) == (410, "text/html; charset=utf-8")
    (waiting, put_back) = sorted(csv_rows(client, f"{batch}.csv"), key=lambda row: row["code"])
    assert (waiting["state"], put_back["state"]) == ("Väntar på banken", "Lagd tillbaka")


def test_a_file_that_was_fetched_says_so_before_it_is_fetched_again(client: Client) -> None:
    batched((GOTLAND, accepted(GOTLAND)))
    address = f"{PAID}omgang/1/betalfil.xml"
    assert "Hämta betalfilen på 30 039 872 kr" in heading(main_of(client, address))
    assert not Event.objects.filter(kind="payment-file-fetched").exists()
    first = client.post(address)
    assert first.content.startswith(b"<?xml")
    told = re.compile(r"Filen har hämtats förut: 4 oktober 2022 kl\. \d\d\.\d\d av Kim Öst \(pain\.001\.001\.09\)\.")
    for again in (main_of(client, address), main_of(client, f"{PAID}omgang/1/"), sent(client, address, 409)):
        assert told.search(words(again)), words(again)
    assert client.post(address, {"igen": "ja"}).content == first.content
    events = Event.objects.filter(kind="payment-file-fetched")
    assert [event.told.after["time"] for event in events] == [1, 2]


def test_a_file_whose_payments_are_paid_is_not_given_as_if_they_waited(client: Client) -> None:
    batched((GOTLAND, accepted(GOTLAND)))
    line, batch = str(Line.objects.get().pk), f"{PAID}omgang/1"
    looked = sent(client, f"{batch}/bekrafta/", steg="kontrollera", day="2022-10-04", chosen=line)
    sent(client, f"{batch}/bekrafta/", **hidden(looked), steg="gor")
    refused = sent(client, f"{batch}/betalfil.xml", 409)
    assert "1 av dess betalningar är redan bekräftade som betalda." in words(refused)
    assert client.post(f"{batch}/betalfil.xml", {"igen": "ja"}).content.startswith(b"<?xml")


def test_many_placement_payments_are_recorded_at_once_all_or_none(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-12-15"
    kim = member(PAYER, "payment-handler", "Kim Öst")
    alone(kim)
    client = signed_in_as(kim)
    reported(BLEKINGE)
    claims = [f"{code}|{placed(code, amount)}" for code, amount in ((VISBY, 250_000), (BLEKINGE, 750_000))]
    main = main_of(client, f"{PAID}registrera/?valj=alla")
    boxes = [box.get("value") for box in main.xpath(".//input[@name='chosen'][@checked]")]
    assert sorted(boxes) == sorted(claims)
    written = {"day": "2022-12-15", "reference": "VFU 2022"}
    looked = sent(client, f"{PAID}registrera/", steg="kontrollera", chosen=claims, **written)
    wrong = sent(
        client, f"{PAID}registrera/", 409, **(hidden(looked) | {"chosen": [*claims, "region-09|g:vfu"]}), steg="gor"
    )
    assert "Det finns inte längre något att betala här" in words(wrong)
    assert not money(VISBY).balance.grant(VFU).paid
    done = sent(client, f"{PAID}registrera/", **hidden(looked), steg="gor")
    assert "2 utbetalningar är registrerade." in words(done)
    assert money(VISBY).balance.grant(VFU).paid + money(BLEKINGE).balance.grant(VFU).paid == 1_000_000


def test_a_payment_recorded_by_mistake_is_taken_back_with_a_reason(client: Client) -> None:
    claim = accepted(GOTLAND)
    looked = sent(
        client, f"{PAID}registrera/", steg="kontrollera", chosen=f"{GOTLAND}|{claim}", day="2022-10-04", reference="1"
    )
    sent(client, f"{PAID}registrera/", **hidden(looked), steg="gor")
    (payment,) = money(GOTLAND).book.payments()
    page = f"{PAID}betalning/{payment.id}/"
    assert heading(main_of(client, page)) == "Utbetalning till Region Gotland 30 039 872 kr 4 oktober 2022"
    asks = sent(client, f"{page}ta-tillbaka/", steg="kontrollera", reason="Fel mottagare")
    unsure = sent(client, f"{page}ta-tillbaka/", 422, **hidden(asks), steg="gor")
    assert "30 039 872 kr går att betala ut på nytt till Region Gotland." in words(unsure)
    assert money(GOTLAND).book.payments()
    back = sent(client, f"{page}ta-tillbaka/", **hidden(asks), **own_yes(asks), steg="gor")
    assert "Registreringen är återtagen: Fel mottagare" in words(back)
    assert not money(GOTLAND).book.payments()


def test_what_did_not_come_in_time_says_what_follows(client: Client, settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-12-02"
    allotted(GOTLAND)
    allotted(BLEKINGE)
    reported(BLEKINGE)
    main = main_of(client, f"{ASKED}uteblivet/")
    assert heading(main) == "Det som inte kom i tid 2 rätter har förfallit, ett villkor är inte uppfyllt"
    rows = [row[:3] for row in table_rows(main)[1:]]
    assert ["Region Gotland", "Rätten till medlen har förfallit", "2022-12-01"] in rows
    assert ["Region Gotland", "Delredovisning från regionerna", "2022-09-30"] in rows
    assert "Bara Regeringskansliet (Socialdepartementet) kan förlänga tiden." in words(main)


@pytest.mark.parametrize(("role", "answers"), [("payment-handler", [200, 200]), ("reader", [])])
def test_what_did_not_come_leads_to_the_duty_for_those_who_watch_the_country(
    role: str, answers: list[int], settings: object
) -> None:
    settings.NARAVARD_TODAY = "2022-12-02"
    allotted(GOTLAND)
    reader = signed_in_as(member(PAYER, role, "Leila Ask"))
    table = main_of(reader, f"{ASKED}uteblivet/").xpath(".//table")[0]
    duties = [address for address in table.xpath(".//a/@href") if "/landet/" in address]
    assert [reader.get(address).status_code for address in duties] == answers


def test_a_payer_without_an_account_is_told_what_is_missing_and_who_fills_it_in(client: Client) -> None:
    member(PAYER, "administrator", "Eva Ask")
    claim = accepted(GOTLAND)
    main = main_of(client, PAID)
    assert "Kammarkollegiet har varken bankgiro eller plusgiro." in words(main)
    assert "Den som kan göra det: Eva Ask (administratör)." in words(main)
    looked = sent(client, f"{PAID}ny-omgang/", steg="kontrollera", day="2022-10-06", chosen=f"{GOTLAND}|{claim}")
    refused = sent(client, f"{PAID}ny-omgang/", 422, **hidden(looked), steg="gor")
    assert "inget konto att betala från" in words(refused)
    assert not Batch.objects.exists()


def test_what_is_held_up_says_which_condition(client: Client, settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-12-01"
    details(VISBY)
    allotted(VISBY, Sum(VFU, 250_000))
    text = words(main_of(client, PAID))
    assert "Kan inte betalas Gotland: 250 000 kr" in text
    assert "”Redovisning av VFU-veckor och platser” har inte kommit in" in text


def test_the_pages_are_not_there_for_others_and_are_for_any_agreement(client: Client) -> None:
    for code, role in (("socialstyrelsen", "report-analyst"), (GOTLAND, "official")):
        other = signed_in_as(member(code, role))
        assert other.get(ASKED).status_code == 404
        assert other.get(f"/organisation/{code}/pengar/{WHOLE}/rekvisitioner/").status_code == 404
    assert client.get(f"{ASKED}mottagare/kommun-0980/").status_code == 404
    assert client.get(f"/organisation/{PAYER}/pengar/{LITEN}/utbetalningar/").status_code == 200
    reader = signed_in_as(member(PAYER, "reader"))
    assert reader.get(ASKED).status_code == 200
    assert reader.get(f"{PAID}ny-omgang/").status_code == 404


def test_the_same_page_in_english(client: Client) -> None:
    accepted(GOTLAND)
    assert heading(main_of(client, f"/en{PAID}")) == "One payment of SEK 30,039,872 can be made now"


def test_what_waits_leads_from_the_handlers_tasks_to_the_room_and_from_the_duty_too(client: Client) -> None:
    fixed()
    requisitioned(GOTLAND)
    links = main_of(client, "/mina-uppgifter/").xpath(".//a/@href")
    assert ASKED in links
    duty = main_of(client, f"/landet/lage/{WHOLE}/requisition-regions-skr/{GOTLAND}/")
    assert duty.xpath(".//a[normalize-space()='Öppna handlingen']/@href") == [ASKED]
    ministry = signed_in_as(member("regeringskansliet", "ministry-official"))
    theirs = main_of(ministry, f"/landet/lage/{WHOLE}/requisition-regions-skr/{GOTLAND}/")
    assert theirs.xpath(".//a[normalize-space()='Öppna handlingen']") == []


def test_when_one_of_several_payments_has_been_settled_meanwhile_none_is_confirmed(client: Client) -> None:
    batched((GOTLAND, accepted(GOTLAND)), (RSS, accepted(RSS)))
    lines = [str(line.pk) for line in Line.objects.all()]
    address = f"{PAID}omgang/1/bekrafta/"
    looked = sent(client, address, steg="kontrollera", day="2022-10-04", chosen=lines)
    other = signed_in_as(member(PAYER, "payment-handler", "Bo Al"))
    theirs = sent(other, address, steg="kontrollera", day="2022-10-04", chosen=lines[:1])
    sent(other, address, **hidden(theirs), steg="gor")
    late = sent(client, address, 409, **hidden(looked), steg="gor")
    assert "Region Gotland: betalningen är redan bekräftad som betald" in words(late)
    assert not money(RSS).balance.total.paid
