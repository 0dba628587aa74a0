"""More time: asked for with a reason, granted or declined by who may, and told when it would not help."""

import datetime

import pytest
from django.test import Client
from lxml import html
from task_samples import REGION, REPORT, REQUISITION, actor, moment, on, stands, told

from naravard.agreement.duties import Status
from naravard.web.access.actor import NotAllowedError
from naravard.web.organisations.models import Organisation
from naravard.web.tasks import acts
from naravard.web.tasks.errors import DutyRefusedError
from naravard.web.tasks.models import ExtensionRequest
from people_samples import acting, member, signed_in_as
from requisition_steps import fixed_for
from web_pages import heading, main_of, own_yes, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
LAPSED = moment("2022-12-05")
WANTED = datetime.date(2022, 12, 15)
OWN = f"/organisation/{REGION}/uppgifter/{WHOLE}/{REQUISITION}/"
ELSEWHERE = f"/landet/lage/{WHOLE}/{REQUISITION}/{REGION}/"
MINE = "/mina-uppgifter/"


def asked(at: datetime.datetime = LAPSED, duty_id: str = REQUISITION) -> None:
    """Ask for more time as the region's official."""
    acts.ask_for_time(actor=actor(REGION), **on(duty_id), to_day=WANTED, reason="Brand i arkivet.", at=at)


def buttons(main: html.HtmlElement) -> list[str]:
    """Return what the page offers to do."""
    return [words(one) for one in main.xpath(".//*[contains(@class, 'govuk-button')]")]


def sent(client: Client, address: str, what: str, step: str = "gor", **written: str) -> html.HtmlElement:
    """Post a form and follow it to the page that answers."""
    version = stands(LAPSED, REQUISITION).record.version
    answer = client.post(address, {"gor": what, "steg": step, "version": version, **written}, follow=True)
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode()).get_element_by_id("innehall")


@pytest.fixture
def december(settings: object) -> None:
    """Let it be some days after the requisitions' last day."""
    settings.NARAVARD_TODAY = "2022-12-05"  # type: ignore[attr-defined]


@pytest.mark.usefixtures("december")
def test_who_has_lost_a_right_reads_whom_to_ask_and_can_ask_there() -> None:
    Organisation.objects.filter(kind="ministry").update(contact_email="s.registrator@example.se")
    client = signed_in_as(member(REGION))
    listed = main_of(client, f"/organisation/{REGION}/uppgifter/")
    assert OWN in [link.get("href") for link in listed.xpath(".//a") if words(link) == "Be om mer tid"]
    main = main_of(client, OWN)
    assert "s.registrator@example.se" in words(main)
    assert "Be om mer tid" in buttons(main)
    main = sent(client, OWN, "be-om-tid", to_day="2022-12-15", reason="Brand i arkivet.")
    assert "Till och med 15 december 2022, begärd 5 december 2022. Brand i arkivet. Väntar på svar." in words(main)
    assert "Be om mer tid" not in buttons(main)
    assert told(REQUISITION)[-1].told.kind == "duty-time-asked"
    assert stands(LAPSED, REQUISITION).state.status is Status.LAPSED


@pytest.mark.usefixtures("december")
def test_the_ministry_finds_the_request_first_and_grants_it_with_the_day_that_was_asked_for() -> None:
    asked()
    ministry = signed_in_as(member("regeringskansliet", "ministry-official"))
    main = main_of(ministry, MINE)
    assert "Svara på begäran om mer tid: Region Gotland, Rekvisition av medlen" in words(main)
    assert ELSEWHERE in main.xpath(".//a/@href")
    form = main_of(ministry, f"{ELSEWHERE}?gor=forlang")
    assert form.xpath(".//input[@id='f-to_day']/@value") == ["2022-12-15"]
    sent(ministry, ELSEWHERE, "forlang", to_day="2022-12-15", reason="Beviljas.")
    assert stands(LAPSED, REQUISITION).state.status is Status.OPEN
    assert "Svara på begäran om mer tid" not in words(main_of(ministry, MINE))
    assert "Beviljad till och med 15 december 2022." in words(main_of(signed_in_as(member(REGION)), OWN))


@pytest.mark.usefixtures("december")
def test_a_declined_request_says_why_and_another_can_be_made() -> None:
    asked()
    ministry = signed_in_as(member("regeringskansliet", "ministry-official"))
    sent(ministry, ELSEWHERE, "avsla-tid", reason="Skälet räcker inte.")
    main = main_of(signed_in_as(member(REGION)), OWN)
    assert "Avslagen. Skälet räcker inte." in words(main)
    assert "Be om mer tid" in buttons(main)
    assert [event.told.kind for event in told(REQUISITION)] == ["duty-time-asked", "duty-time-declined"]


@pytest.mark.usefixtures("december")
def test_an_extension_is_taken_back_only_with_a_yes_to_the_kronor_whose_right_lapses() -> None:
    fixed_for(REGION)
    officer = member("regeringskansliet", "ministry-official")
    acts.extend_duty(
        actor=acting(officer), **on(REQUISITION), to_day=WANTED, reason="Brand.", at=LAPSED
    )  # fmt: skip
    ministry, back = signed_in_as(officer), {"gor": "ta-tillbaka", "steg": "gor", "reason": "Ingen brand."}
    back["version"] = str(stands(LAPSED, REQUISITION).record.version)
    main = main_of(ministry, f"{ELSEWHERE}?gor=ta-tillbaka")
    assert (
        "Sista dagen för Region Gotland är 1 december 2022 igen. Rätten till 30 039 872 kr förfaller genast."
        in words(main)
    )
    yes = own_yes(main)
    assert yes == {"medger": ["Ja, ta tillbaka tiden för 30\xa0039\xa0872\xa0kr"]}
    for said in ({}, {"medger": "Ja, ta tillbaka tiden för 1\xa0kr"}):
        assert ministry.post(ELSEWHERE, back | said).status_code == 422
    assert stands(LAPSED, REQUISITION).state.status is Status.OPEN
    assert ministry.post(ELSEWHERE, back | yes).status_code == 303
    assert stands(LAPSED, REQUISITION).state.status is Status.LAPSED


def test_taking_back_the_time_for_a_report_that_no_money_hangs_on_says_that_it_is_late(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-12-05"  # type: ignore[attr-defined]
    acts.extend_duty(
        actor=actor("socialstyrelsen", "report-analyst"), **on(), to_day=WANTED, reason="Brand.", at=LAPSED
    )  # fmt: skip
    main = main_of(
        signed_in_as(member("socialstyrelsen", "report-analyst", "Kim")),
        f"/landet/lage/{WHOLE}/{REPORT}/{REGION}/?gor=ta-tillbaka",
    )
    assert "är 30 september 2022 igen. Då är det försenat genast." in words(main)


def test_one_request_waits_at_a_time_and_only_who_may_extend_answers() -> None:
    asked()
    with pytest.raises(DutyRefusedError, match="already asked"):
        asked()
    with pytest.raises(NotAllowedError):
        acts.decline_time(actor=actor("kammarkollegiet", "payment-handler"), **on(REQUISITION), reason="Nej", at=LAPSED)
    assert ExtensionRequest.objects.get().answered_at is None


def test_a_report_that_was_accepted_late_can_be_given_a_day_that_makes_it_in_time() -> None:
    anna, kim = actor(REGION), actor("socialstyrelsen", "report-analyst", "Kim Öst")
    acts.submit_duty(text="Rapport", actor=anna, **on(), at=moment("2022-10-04"))
    acts.accept_duty(actor=kim, **on(), at=moment("2022-10-10"))
    assert stands(moment("2022-10-11")).state.was_late
    address = f"/landet/lage/{WHOLE}/{REPORT}/{REGION}/"
    ministry = member("regeringskansliet", "ministry-official")
    assert "Förläng tiden" in buttons(main_of(signed_in_as(ministry), address))
    acts.extend_duty(
        actor=actor("regeringskansliet", "ministry-official"),
        **on(),
        to_day=datetime.date(2022, 10, 4),
        reason="Fel i systemet",
        at=moment("2022-10-11"),
    )
    state = stands(moment("2022-10-11")).state
    assert (state.status, state.was_late) == (Status.DONE, False)


def test_a_day_that_does_not_help_is_told_of_before_it_is_given(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-10-11"  # type: ignore[attr-defined]
    acts.submit_duty(text="Rapport", actor=actor(REGION), **on(), at=moment("2022-10-04"))
    ministry = signed_in_as(member("regeringskansliet", "ministry-official"))
    address = f"/landet/lage/{WHOLE}/{REPORT}/{REGION}/"
    form = {"gor": "forlang", "version": 1, "reason": "Fel i systemet"}
    said = "Dagen hjälper inte: det kom in 4 oktober 2022, så det är fortfarande för sent."
    answer = ministry.post(address, form | {"to_day": "2022-10-03"}, follow=True)
    assert said in words(html.fromstring(answer.content.decode()))
    answer = ministry.post(address, form | {"to_day": "2022-10-04"}, follow=True)
    main = html.fromstring(answer.content.decode())
    assert "hjälper inte" not in words(main)
    assert "Förläng tiden" in heading(main)
    assert stands(moment("2022-10-11")).extension is None
