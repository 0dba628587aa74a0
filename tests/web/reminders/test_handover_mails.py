"""Mail about what waits: at each handing over and return, once, or one mail a day, or none, as each person wants."""

import datetime

import pytest
from reminding import AGREEMENT, clock_at, morning

from money_steps import swedish
from naravard.web.access.actor import THE_SERVICE, oneself
from naravard.web.history.models import Event
from naravard.web.people.models import Person
from naravard.web.reminders.choices import choose_handover_mail
from naravard.web.reminders.dispatch import Run, previews, send_reminders, send_waiting
from naravard.web.reminders.models import HandoverMailChoice, ReminderMail, ToldHandover
from naravard.web.reminders.unsure import let_go
from naravard.web.requisitions.paper_kinds import REQUISITION
from people_samples import acting, member, signed_in_as
from postbox import Postbox, subject_of, text_of
from requisition_steps import ready
from web_pages import main_of, words

pytestmark = pytest.mark.django_db
REGION = "region-09"
READY_AT, AFTER = swedish("2022-10-10 10:00"), swedish("2022-10-10 10:05")


def address(person: Person) -> str:
    return person.accounts.earliest("pk").email


def waiting_at(at: datetime.datetime) -> Run:
    return send_waiting(actor=THE_SERVICE, clock=clock_at(at))


def wants(person: Person, how: str) -> None:
    choose_handover_mail(actor=oneself(person), wanted=how, at=READY_AT)


def test_a_paper_that_is_ready_is_told_to_the_signatory_at_once_and_once(postbox: Postbox) -> None:
    siv = member(REGION, "signatory", "Siv Ek")
    ready(REGION, at=READY_AT)

    first, again = waiting_at(AFTER), waiting_at(AFTER + datetime.timedelta(minutes=5))

    assert (first.mails, again.mails) == (1, 0)
    assert postbox.receivers == [address(siv)]
    [mail] = postbox.got
    assert subject_of(mail).replace("\xa0", " ") == "Skriv under rekvisitionen: 30 039 872 kr – Region Gotland"
    swedish_text, english = text_of(mail).replace("\xa0", " ").split("\n\n-- \nIn English\n\n")
    assert swedish_text == (
        "Hej Siv Ek!\n\n"
        "Skriv under rekvisitionen: 30 039 872 kr\nRegion Gotland, God och nära vård 2022\n"
        "Bo Al har gjort rekvisitionen klar för underskrift.\nSenast 1 december 2022.\n"
        "Om det inte görs: Rätten till bidrag förfaller.\nHar väntat sedan 10 oktober 2022.\n"
        f"https://naravard.exempel.se/organisation/region-09/pengar/{AGREEMENT}/rekvisition/skriv-under/\n\n"
        "Allt som väntar på dig: https://naravard.exempel.se/mina-uppgifter/\n"
        "Du får mejlet för att du har en roll i organisationen, eller är ställföreträdare för någon som har det.\n"
        "Vill du ha ett mejl om dagen, eller inget: https://naravard.exempel.se/mitt/paminnelser/"
    )
    assert "Sign the requisition" in english
    assert (
        f"https://naravard.exempel.se/en/organisation/region-09/pengar/{AGREEMENT}/rekvisition/skriv-under/" in english
    )
    assert Event.objects.filter(kind="reminders-sent").count() == 1


def test_what_is_handed_over_anew_is_told_anew(postbox: Postbox) -> None:
    siv = member(REGION, "signatory", "Siv Ek")
    draft = ready(REGION, at=READY_AT)
    waiting_at(AFTER)
    ulla = acting(member(REGION, "official", "Ulla Å"), day=AFTER.date())
    given = {"actor": ulla, "organisation": draft.organisation, "agreement_id": AGREEMENT}
    opened = REQUISITION.acts.open(**given, reason="Fel kontaktperson.", version=draft.version, at=AFTER)
    REQUISITION.acts.ready(**given, version=opened.version, at=AFTER + datetime.timedelta(hours=1))

    run = waiting_at(AFTER + datetime.timedelta(hours=2))

    assert run.mails == 1
    assert postbox.receivers == [address(siv)] * 2


def test_who_wants_one_mail_a_day_gets_it_in_the_morning_and_who_wants_none_gets_none(postbox: Postbox) -> None:
    daily, never = member(REGION, "signatory", "Siv Ek"), member(REGION, "signatory", "Nils Ö")
    wants(daily, HandoverMailChoice.DAILY)
    wants(never, HandoverMailChoice.NEVER)
    ready(REGION, at=READY_AT)
    assert waiting_at(AFTER).mails == 0

    send_reminders(actor=THE_SERVICE, clock=clock_at(morning("2022-10-11")))

    waits = [mail for mail in postbox.got if "Skriv under" in subject_of(mail)]
    assert [mail["To"] for mail in waits] == [address(daily)]
    assert waiting_at(swedish("2022-10-11 12:00")).mails == 0


def test_a_mail_that_may_not_have_gone_is_sent_again_when_the_operator_says_so(postbox: Postbox) -> None:
    siv = member(REGION, "signatory", "Siv Ek")
    ready(REGION, at=READY_AT)
    postbox.falls_silent_at = {address(siv)}
    run = waiting_at(AFTER)
    assert [mail.sent_at for mail in run.unsure] == [None]
    postbox.falls_silent_at = set()
    assert waiting_at(AFTER + datetime.timedelta(hours=1)).mails == 0

    let_go(run.unsure[0].pk, AFTER + datetime.timedelta(hours=1))

    assert ToldHandover.objects.count() == 0
    assert waiting_at(AFTER + datetime.timedelta(hours=1)).mails == 1


def test_a_day_alone_is_told_by_the_reminders_of_days_and_not_twice(postbox: Postbox) -> None:
    member(REGION)
    assert waiting_at(swedish("2022-09-23 09:00")).mails == 0


def test_a_preview_shows_the_mail_and_sends_nothing(postbox: Postbox) -> None:
    siv = member(REGION, "signatory", "Siv Ek")
    ready(REGION, at=READY_AT)

    [shown] = previews(AFTER, only_waiting=True)

    assert (shown.address, shown.count) == (address(siv), 1)
    assert ReminderMail.objects.count() == 0
    assert postbox.got == []


def test_one_chooses_on_ones_own_page_and_sees_what_was_sent(postbox: Postbox, settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-10-11"
    siv = member(REGION, "signatory", "Siv Ek")
    ready(REGION, at=READY_AT)
    waiting_at(AFTER)
    client = signed_in_as(siv)
    page = main_of(client, "/mitt/paminnelser/")
    assert page.xpath(".//input[@name='vantar'][@checked]/@value") == ["at-once"]
    assert "Skriv under rekvisitionen" in words(page)

    answer = client.post("/mitt/paminnelser/", {"vantar": "daily"}, follow=True)

    assert "Ditt val är sparat." in answer.content.decode()
    page = main_of(client, "/mitt/paminnelser/")
    assert page.xpath(".//input[@name='vantar'][@checked]/@value") == ["daily"]
    assert Event.objects.get(kind="handover-mail-chosen").told.after == {"wanted": "daily"}
    assert client.post("/mitt/paminnelser/", {"vantar": "aldrig"}).status_code == 404
