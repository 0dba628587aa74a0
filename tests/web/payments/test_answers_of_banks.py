"""A bank's answer is shown payment by payment, recorded by one confirmation, and the same file changes nothing more."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from money_steps import money, swedish
from naravard.exchange.pain001 import Version
from naravard.web.access.actor import Actor, standings
from naravard.web.handovers.overview import waits_for
from naravard.web.history.models import Event
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.payments import acts, batch_acts
from naravard.web.payments.models import Batch, Line, ReceivedAnswer
from naravard.web.people.models import Account, Person
from naravard.web.repayments.overview import Repayment
from naravard.web.repayments.references import reference_of
from payments_steps import BLEKINGE, GOTLAND, PAYER, PAYS, RSS, accepted, batched, handler, organisation
from people_samples import acting, member, signed_in_as
from repayment_steps import paid
from web_pages import heading, main_of, own_yes, table_rows, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
ROOM = f"/organisation/{PAYER}/pengar/{WHOLE}/utbetalningar/bankens-svar/"
SPACE = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"
ONE, TWO, THREE = f"{ROOM}1/", f"{ROOM}2/", f"{ROOM}3/"


@pytest.fixture
def client(settings: object) -> Client:
    """One of Kammarkollegiet's handlers in October."""
    settings.NARAVARD_TODAY = "2022-10-04"
    return signed_in_as(member(PAYER, "payment-handler", "Kim Öst"))


def booked(identity: str, kronor: str, *, why: str = "", words: str = "", day: str = "2022-09-22") -> str:
    """Write one payment as booked; one with a reason has come back, and one with words has come in."""
    comes_in = "CRDT" if why or words else "DBIT"
    back = f"<RtrInf><Rsn><Cd>{why}</Cd></Rsn></RtrInf>" if why else ""
    told = f"<RmtInf><Strd><CdtrRefInf><Ref>{words}</Ref></CdtrRefInf></Strd></RmtInf>" if words else ""
    return (
        f"<Ntry><Amt Ccy='SEK'>{kronor}</Amt><CdtDbtInd>{comes_in}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
        f"<BookgDt><Dt>{day}</Dt></BookgDt><NtryDtls><TxDtls><Refs><AcctSvcrRef>B-{identity[-4:]}</AcctSvcrRef>"
        f"<EndToEndId>{identity}</EndToEndId></Refs><Amt Ccy='SEK'>{kronor}</Amt>{told}{back}</TxDtls>"
        "</NtryDtls></Ntry>"
    )


def notice(*entries: str) -> bytes:
    return (
        f"<Document xmlns='{SPACE}'><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>AVI1</MsgId></GrpHdr><Ntfctn>"
        f"{''.join(entries)}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
    ).encode()


def report(batch: Batch, *lines: tuple[str, str, str], group: str = "PART") -> bytes:
    told = "".join(
        f"<TxInfAndSts><OrgnlEndToEndId>{identity}</OrgnlEndToEndId><TxSts>{state}</TxSts>"
        f"<StsRsnInf><Rsn><Cd>{why}</Cd></Rsn></StsRsnInf></TxInfAndSts>"
        for identity, state, why in lines
    )
    return (
        f"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.10'><CstmrPmtStsRpt><GrpHdr><MsgId>S1</MsgId>"
        f"</GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>{batch.message_id}</OrgnlMsgId><GrpSts>{group}</GrpSts>"
        f"</OrgnlGrpInfAndSts>{f'<OrgnlPmtInfAndSts>{told}</OrgnlPmtInfAndSts>' if told else ''}"
        "</CstmrPmtStsRpt></Document>"
    ).encode()


def take_in(client: Client, content: bytes, name: str = "svar.xml", status: int = 200) -> html.HtmlElement:
    """Take a file in, and return the page that answers."""
    answer = client.post(ROOM, {"fil": SimpleUploadedFile(name, content), "steg": "gor"}, follow=True)
    assert answer.status_code == status
    return html.fromstring(answer.content.decode()).get_element_by_id("innehall")


def record(client: Client, address: str = ONE, status: int = 200) -> html.HtmlElement:
    """Press the one button of an answer's page, every yes ticked."""
    main = main_of(client, address)
    shown = {one.get("name"): one.get("value") for one in main.xpath(".//form//input[@type='hidden']")}
    answer = client.post(address, {**shown, **own_yes(main), "steg": "gor"}, follow=True)
    found = html.fromstring(answer.content.decode()).get_element_by_id("innehall")
    assert answer.status_code == status, words(found)
    return found


def told(main: html.HtmlElement, table: int = 0) -> dict[str, str]:
    """Return what is done with each, by the recipient's name."""
    return {row[0].split(" NV")[0]: row[-1] for row in table_rows(main, table)[1:]}


def lines_of(*codes: str, by: Actor | None = None) -> list[Line]:
    batch = batched(*((code, accepted(code)) for code in codes), by=by or handler("Bo Al"))
    return list(batch.lines.all())


def waiting(person: Person, day: str) -> dict[str, str]:
    at = swedish(f"{day} 09:00")
    return {one.id: one.what.sv.replace("\xa0", " ") for one in waits_for(person, standings(person, at.date()), at)}


def test_what_the_bank_says_is_shown_before_anything_is_recorded_and_recorded_by_one_press(client: Client) -> None:
    gotland, blekinge, rss = lines_of(GOTLAND, BLEKINGE, RSS)
    content = notice(
        booked(gotland.end_to_end_id, f"{gotland.amount}.00"),
        booked(blekinge.end_to_end_id, "17.50"),
        booked("LÖN-0001", "31000.00"),
    )
    main = take_in(client, content)
    assert told(main) == {
        "Region Gotland": "Bokförs som betald",
        "Region Blekinge": "En del av beloppet Inget bokförs än. Kommer resten i ett senare svar läggs delarna ihop. "
        "Kommer det inte, fråga banken.",
    }
    assert "1 betalning i filen är inte beställd härifrån. Den är inte sparad." in words(main)
    assert "LÖN" not in str(ReceivedAnswer.objects.get().content)
    assert not money(GOTLAND).balance.total.paid

    main = record(client)
    assert "Svaret är bokfört." in words(main)
    assert told(main)["Region Gotland"] == "Redan bokfört Det här svaret ändrar inget."
    (fact,) = money(GOTLAND).book.payments()
    assert (fact.reference, fact.day) == (f"B-{gotland.end_to_end_id[-4:]}", datetime.date(2022, 9, 22))
    assert [one.kind for one in Event.objects.order_by("-sequence")[:3]] == [
        "payment-recorded", "bank-answer-recorded", "bank-answer-received",
    ]  # fmt: skip
    assert not money(BLEKINGE).balance.total.paid
    assert {line.state for line in Line.objects.filter(pk__in=[blekinge.pk, rss.pk])} == {"waiting"}


def test_the_same_file_twice_and_the_same_payments_in_another_file_change_nothing(client: Client) -> None:
    (line,) = lines_of(GOTLAND)
    content = notice(booked(line.end_to_end_id, f"{line.amount}.00"))
    take_in(client, content)
    record(client)
    events = Event.objects.count()

    main = take_in(client, content, status=409)
    assert "Filen är redan inläst" in words(main)
    assert (ReceivedAnswer.objects.count(), Event.objects.count()) == (1, events)
    main = take_in(client, content.replace(b"AVI1", b"AVI2"))
    assert told(main) == {"Region Gotland": "Redan bokfört Det här svaret ändrar inget."}
    assert "Det finns inget att bokföra i svaret" in words(main)
    assert not main.xpath(".//button")
    assert len(money(GOTLAND).book.payments()) == 1


def test_two_answers_that_each_tell_a_part_are_recorded_together_and_more_than_was_ordered_is_not(
    client: Client,
) -> None:
    gotland, blekinge = lines_of(GOTLAND, BLEKINGE)
    part, rest = 1_000_000, gotland.amount - 1_000_000
    take_in(client, notice(booked(gotland.end_to_end_id, f"{part}.00", day="2022-09-22")))
    main = take_in(
        client,
        notice(
            booked(gotland.end_to_end_id, f"{rest}.00", day="2022-09-23"),
            booked(blekinge.end_to_end_id, f"{blekinge.amount + 1}.00"),
        ),
    )
    told_now = told(main)
    assert told_now["Region Gotland"].startswith("Bokförs som betald Lagt ihop med det som ett annat svar säger")
    assert told_now["Region Blekinge"].startswith("Mer än beställt Inget bokförs: banken säger mer än")
    record(client, TWO)
    (fact,) = money(GOTLAND).book.payments()
    assert (sum(one.amount for one in fact.sums), fact.day) == (gotland.amount, datetime.date(2022, 9, 23))
    assert not money(BLEKINGE).balance.total.paid
    assert told(main_of(client, ONE))["Region Gotland"].startswith("Redan bokfört")


def test_a_refused_payment_is_put_back_with_the_banks_reason_after_a_yes_in_kronor(client: Client) -> None:
    gotland, blekinge = lines_of(GOTLAND, BLEKINGE)
    both = [(gotland.end_to_end_id, "ACSC", "NARR"), (blekinge.end_to_end_id, "RJCT", "AC04")]
    main = take_in(client, report(gotland.batch, *both))
    assert told(main)["Region Blekinge"] == "Läggs tillbaka"
    answer = client.post(ONE, {"sett": main.xpath(".//input[@name='sett']/@value")[0], "steg": "gor"}, follow=True)
    assert answer.status_code == 422
    assert not money(GOTLAND).balance.total.paid

    record(client)
    blekinge.refresh_from_db()
    assert (blekinge.state, blekinge.reason) == ("put-back", "Banken: kontot är avslutat (AC04)")
    assert money(GOTLAND).balance.total.paid == gotland.amount


def test_who_ordered_sees_what_the_bank_says_and_someone_else_records_it(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-10-04"
    anna, bo = (member(PAYER, "payment-handler", name) for name in ("Anna Ek", "Bo Lind"))
    (line,) = lines_of(GOTLAND, by=acting(anna))
    main = take_in(signed_in_as(anna), notice(booked(line.end_to_end_id, f"{line.amount}.00")))
    assert "Någon annan än Anna Ek ska bokföra bankens svar: Bo Lind, Kim Öst." in words(main)
    assert not main.xpath(".//button")
    assert "bank-answer" not in waiting(anna, "2022-10-04")
    assert waiting(bo, "2022-10-04")["bank-answer"] == "Bokför bankens svar 1"
    record(signed_in_as(bo))
    assert money(GOTLAND).balance.total.paid == line.amount
    assert "bank-answer" not in waiting(bo, "2022-10-05")


def test_of_two_who_record_the_same_answer_the_second_is_told(client: Client) -> None:
    (line,) = lines_of(GOTLAND)
    main = take_in(client, notice(booked(line.end_to_end_id, f"{line.amount}.00")))
    seen = main.xpath(".//input[@name='sett']/@value")[0]
    batch_acts.put_line_back(actor=handler("Bo Al"), line=line.pk, reason="Fel konto", at=swedish("2022-10-04 08:00"))
    answer = client.post(ONE, {"sett": seen, "steg": "gor"}, follow=True)
    assert answer.status_code == 409
    main = html.fromstring(answer.content.decode()).get_element_by_id("innehall")
    assert told(main)["Region Gotland"].startswith("Motsäger det bokförda")
    assert not money(GOTLAND).balance.total.paid


def test_a_payment_that_comes_back_is_payable_again_the_recipient_is_told_and_every_figure_follows(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    admin = member(GOTLAND, "administrator", "Ada Min")
    signed_in_as(admin)
    (line,) = lines_of(GOTLAND)
    take_in(client, notice(booked(line.end_to_end_id, f"{line.amount}.00")))
    record(client)
    came = notice(booked(line.end_to_end_id, f"{line.amount}.00", why="AC06", day="2022-09-26"))
    main = take_in(client, came)
    assert told(main) == {"Region Gotland": "Bokförs som tillbaka"}
    with django_capture_on_commit_callbacks(execute=True):
        record(client, TWO)

    account = money(GOTLAND)
    assert (account.balance.total.paid, account.balance.total.left) == (0, 0)
    assert [one.kind for one in account.entries][-2:] == ["paid", "payment-returned"]
    assert account.entries[-1].total == -line.amount
    line.refresh_from_db()
    assert (line.state, line.reason) == ("returned", "Banken: kontot är spärrat (AC06)")
    assert waiting(admin, "2022-10-04")["payment-came-back"] == (
        "Se efter att ert konto stämmer: 30 039 872 kr kom tillbaka från banken"
    )
    cfo = Account.objects.get(person__memberships__organisation=GOTLAND, person__memberships__role="cfo")
    body = str(mail.outbox[0].body).replace("\xa0", " ")
    assert "30 039 872 kr som hade betalats ut till Region Gotland kom tillbaka från banken 26 september 2022" in body
    assert "Banken: kontot är spärrat (AC06)." in body
    assert "Ni behöver inte begära dem igen" in body
    assert "Väntade du dig inte" not in body
    assert {tuple(message.to) for message in mail.outbox} == {(admin.accounts.get().email,), (cfo.email,)}
    payment = account.entries[-2].fact
    page = words(main_of(client, f"/organisation/{PAYER}/pengar/{WHOLE}/utbetalningar/betalning/{payment}/"))
    assert "Pengarna kom tillbaka från banken 26 september 2022: Banken: kontot är spärrat (AC06)" in page

    order = words(main_of(client, f"/organisation/{PAYER}/pengar/{WHOLE}/utbetalningar/ny-omgang/"))
    assert (
        "Kom tillbaka från banken 26 september 2022. Banken: kontot är spärrat (AC06). Kontot är detsamma som då."
        in order
    )

    main = take_in(client, notice(booked(line.end_to_end_id, f"{line.amount}.00"), "<!-- igen -->"))
    assert told(main)["Region Gotland"].startswith("Redan bokfört")
    claim = f"r:{account.book.newest.id}"
    again = batched((GOTLAND, claim), by=handler("Bo Al")).lines.get()
    take_in(client, notice(booked(again.end_to_end_id, f"{again.amount}.00", day="2022-09-29")))
    record(client, f"{ROOM}4/")
    assert money(GOTLAND).balance.total.paid == line.amount
    assert "payment-came-back" not in waiting(admin, "2022-10-04")


def test_that_a_payment_came_back_is_recorded_by_hand_where_there_is_no_file(client: Client) -> None:
    (line,) = lines_of(GOTLAND)
    fact = batch_acts.confirm_line(actor=handler("Bo Al"), line=line.pk, day=PAYS.date(), at=PAYS)
    address = f"/organisation/{PAYER}/pengar/{WHOLE}/utbetalningar/betalning/{fact.id}/kom-tillbaka/"
    written = {"day": "2022-09-26", "reference": "", "reason": "Kontot är avslutat", "steg": "kontrollera"}
    looked = html.fromstring(client.post(address, written, follow=True).content.decode())
    assert "30 039 872 kr går att betala ut på nytt till Region Gotland." in words(looked)
    answer = client.post(address, written | own_yes(looked) | {"steg": "gor"}, follow=True)
    assert "Det är registrerat att betalningen kom tillbaka." in answer.content.decode()
    assert not money(GOTLAND).balance.total.paid


def test_what_the_recipient_has_passed_on_or_reported_holds_the_return_and_nothing_else_of_the_answer(
    client: Client,
) -> None:
    rss, gotland = lines_of(RSS, GOTLAND)[::-1] if RSS > GOTLAND else lines_of(RSS, GOTLAND)
    take_in(client, notice(booked(rss.end_to_end_id, f"{rss.amount}.00")))
    record(client)
    with pytest.raises(MoneyRefusedError) as refused:
        acts.return_payment(
            actor=handler(), organisation=organisation(RSS), agreement_id=WHOLE,
            payment=money(RSS).book.payments()[0].id, day=datetime.date(2022, 9, 21), reference="", reason="AC04",
            at=swedish("2022-10-04 09:00"),
        )  # fmt: skip
    assert (refused.value.code, refused.value.field) == ("returned-before-paid", "day")
    early = booked(rss.end_to_end_id, f"{rss.amount}.00", why="AC04", day="2022-09-21")
    main = take_in(client, notice(early, booked(gotland.end_to_end_id, f"{gotland.amount}.00")))
    assert told(main)[rss.creditor_name].startswith("Kan inte bokföras Betalningen kan inte ha kommit tillbaka innan")
    record(client, TWO)
    assert (money(RSS).balance.total.paid, money(GOTLAND).balance.total.paid) == (rss.amount, gotland.amount)


def test_money_that_came_in_with_a_recipients_reference_is_recorded_as_repaid(settings: object) -> None:
    settings.NARAVARD_TODAY = "2023-04-20"
    client = signed_in_as(member(PAYER, "payment-handler", "Kim Öst"))
    account = paid(GOTLAND)
    owed = Repayment(money(GOTLAND)).to_repay
    reference = reference_of(account.account)
    whole, part = (
        booked("NOTPROVIDED", amount, words=reference, day="2023-04-18") for amount in (f"{owed}.00", "5.00")
    )
    main = take_in(client, notice(part))
    assert told(main)["Region Gotland God och nära vård 2022"] == (
        "Kan inte bokföras Hur inbetalningen delas på medlen framgår inte av den. Registrera den för hand. Registrera"
    )
    main = take_in(client, notice(whole))
    assert told(main)["Region Gotland God och nära vård 2022"].startswith("Bokförs som återbetald")
    record(client, TWO)
    assert Repayment(money(GOTLAND)).to_repay == 0
    main = take_in(client, _bgmax(reference, owed))
    assert told(main)["Region Gotland God och nära vård 2022"] == "Redan bokfört"


def _bgmax(reference: str, kronor: int) -> bytes:
    records = [
        "01BGMAX               0120230418120000000000P",
        f"20{'50501055':>10}{reference:<25}{kronor * 100:018}21{'123456789012':<12}",
        f"15{'0' * 35}20230418",
        f"70{1:08}{0:08}{0:08}{1:08}",
    ]
    return "\r\n".join(line.ljust(80) for line in records).encode("iso-8859-1")


def test_a_file_that_is_none_or_says_nothing_of_us_is_told_and_not_kept(client: Client) -> None:
    lines_of(GOTLAND)
    assert "Ingen fil är vald" in words(take_in(client, b"", status=422))
    assert "går inte att läsa som ett svar från banken" in words(take_in(client, b"%PDF-1.7", status=422))
    main = take_in(client, notice(booked("LÖN-1", "1.00")), status=422)
    assert "Filen nämner ingen betalning som har beställts härifrån" in words(main)
    others = report(Batch.objects.get(), group="RJCT").replace(b"NV2022", b"ANNAT")
    assert "Filen nämner ingen betalning" in words(take_in(client, others, status=422))
    assert not ReceivedAnswer.objects.exists()
    assert heading(main_of(client, ROOM)) == "Läs in bankens svar"


def test_a_batch_whose_day_has_passed_without_an_answer_waits_for_one(client: Client) -> None:
    del client
    kim = member(PAYER, "payment-handler", "Kim Vik")
    (line,) = lines_of(GOTLAND)
    assert waiting(kim, "2022-09-22")["batch-to-confirm"].startswith("Granska utbetalningsomgång 1")
    batch_acts.fetch_file(
        actor=acting(kim), organisation=organisation(PAYER), agreement_id=WHOLE, number=1, version=Version.V09, at=PAYS
    )
    assert waiting(kim, "2022-09-22")["batch-to-confirm"].startswith("Bekräfta utbetalningsomgång 1")
    assert waiting(kim, "2022-09-23")["batch-to-confirm"].startswith("Läs in bankens svar om utbetalningsomgång 1")
    batch_acts.put_line_back(actor=handler(), line=line.pk, reason="Avvisad", at=swedish("2022-09-23 09:00"))
    assert "batch-to-confirm" not in waiting(kim, "2022-09-24")
