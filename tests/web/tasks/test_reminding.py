"""The receiver reminds those that lack what they are to hand in: one or many, with what is missing and by when."""

import pytest

from money_steps import swedish
from naravard.web.access.actor import standings
from naravard.web.handovers.overview import waits_for
from naravard.web.history.models import Event
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Person
from naravard.web.tasks.errors import DutyRefusedError
from naravard.web.tasks.models import ReceiverReminder
from naravard.web.tasks.receiver_reminders import remind_of_duty
from payments_steps import reported
from people_samples import acting, member, signed_in_as
from web_pages import heading, main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
DUTY = "interim-report-regions"
COUNTRY = f"/landet/lage/{WHOLE}/{DUTY}/"
REMIND = f"{COUNTRY}paminn/"
OCTOBER = swedish("2022-10-03 09:00")


@pytest.fixture(autouse=True)
def day(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-10-03"


def analyst() -> Person:
    return member("socialstyrelsen", "report-analyst", "Anna Ås")


def test_nobody_is_chosen_until_the_receiver_chooses() -> None:
    page = main_of(signed_in_as(analyst()), REMIND)
    assert len(page.xpath(".//input[@name='valda']")) == 21
    assert page.xpath(".//input[@name='valda'][@checked]") == []
    every = main_of(signed_in_as(analyst()), f"{REMIND}?valj=alla")
    assert len(every.xpath(".//input[@name='valda'][@checked]")) == 21


def test_those_chosen_are_told_with_the_message_what_is_missing_and_the_day() -> None:
    bo, other = member("region-09", "official", "Bo Ek"), member("region-10", "official", "Lo Ek")
    client = signed_in_as(analyst())
    written = {"valda": ["region-09"], "message": "Ring oss gärna."}
    check = client.post(REMIND, written | {"steg": "kontrollera"})
    assert "Region Gotland" in words(main_of(client, f"{REMIND}?steg=kontrollera"))
    assert check.status_code == 200

    led = client.post(REMIND, written | {"steg": "gor"}, follow=True)

    assert "En påminnelse är skickad." in led.content.decode()
    [told] = [one for one in waits_for(bo, standings(bo, OCTOBER.date()), OCTOBER) if one.id == "reminded"]
    assert told.what.sv == "Påminnelse: Delredovisning från regionerna"
    assert told.why.sv == (
        "Socialstyrelsen påminner om det som inte har kommit in: ”Ring oss gärna.”. Sista dagen var 30 september 2022."
    )
    assert "reminded" not in {one.id for one in waits_for(other, standings(other, OCTOBER.date()), OCTOBER)}
    assert Event.objects.get(kind="duty-reminded").organisation_code == "region-09"
    assert "påmind 3 oktober 2022" in words(main_of(client, REMIND))


def test_a_reminder_no_longer_waits_when_it_has_come_in() -> None:
    bo, anna = member("region-09", "official", "Bo Ek"), acting(analyst(), day=OCTOBER.date())
    given = {"organisation": Organisation.objects.get(pk="region-09"), "agreement_id": WHOLE, "duty_id": DUTY}
    remind_of_duty(actor=anna, at=swedish("2022-09-10 09:00"), **given)

    reported("region-09")

    assert "reminded" not in {one.id for one in waits_for(bo, standings(bo, OCTOBER.date()), OCTOBER)}
    with pytest.raises(DutyRefusedError) as refused:
        remind_of_duty(actor=anna, at=OCTOBER, **given)
    assert refused.value.says.sv == "Region Gotland har redan lämnat in, eller kan inte lämna in längre."


def test_the_page_of_the_duty_leads_there_for_its_receiver_alone() -> None:
    assert main_of(signed_in_as(analyst()), COUNTRY).xpath(f".//a[@href='{REMIND}']")
    kim = signed_in_as(member("kammarkollegiet", "payment-handler", "Kim Öst"))
    assert main_of(kim, COUNTRY).xpath(f".//a[@href='{REMIND}']") == []
    assert "Bara den som tar emot det påminner om det." in words(main_of(kim, REMIND))
    assert kim.post(REMIND, {"valda": ["region-09"], "steg": "gor"}).status_code == 409
    assert ReceiverReminder.objects.count() == 0


def test_whoever_chooses_nobody_is_told_so_and_nothing_is_sent() -> None:
    client = signed_in_as(analyst())
    answer = client.post(REMIND, {"message": "Hej!", "steg": "kontrollera"})
    assert answer.status_code == 422
    page = main_of(client, f"{REMIND}?steg=ratta", status=422)
    assert "Välj minst en att påminna." in words(page)
    assert "Hej!" in words(page)
    assert heading(page).endswith("Påminn dem som saknas")
    assert ReceiverReminder.objects.count() == 0
