"""What one decides who has no people here, as the Government, is recorded by whom the agreement's data say."""

import datetime

import pytest
from task_samples import actor, moment

from naravard.web.access.actor import standings
from naravard.web.handovers.overview import waits_for
from naravard.web.organisations.models import Organisation
from naravard.web.tasks import acts
from naravard.web.tasks.errors import DutyRefusedError
from naravard.web.tasks.models import HandedInContent
from people_samples import member, signed_in_as
from web_pages import main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
MINISTRY, DECISION = "regeringskansliet", "payment-decision"
PAGE = f"/organisation/{MINISTRY}/uppgifter/{WHOLE}/{DECISION}/"
AT = moment("2022-12-16")


def place() -> dict[str, object]:
    return {"organisation": Organisation.objects.get(pk=MINISTRY), "agreement_id": WHOLE, "duty_id": DECISION}


def test_the_governments_decision_waits_for_the_ministry_and_is_recorded_with_its_day_and_number(
    settings: object,
) -> None:
    settings.NARAVARD_TODAY = "2022-12-16"  # type: ignore[attr-defined]
    client = signed_in_as(member(MINISTRY, "ministry-official", "Mia Li"))
    assert "Väntar på" not in words(main_of(client, PAGE)), "it waits for the reader"
    form = main_of(client, f"{PAGE}?gor=for-in")
    assert [words(one) for one in form.xpath(".//label")][:2] == ["Dag då det beslutades", "Beslutets diarienummer"]

    written = {"gor": "for-in", "version": "0", "decided_on": "2022-12-15", "reference_number": "S2022/01234"}
    assert client.post(PAGE, written | {"reference_number": ""}).status_code == 422
    assert client.post(PAGE, written | {"decided_on": "2022-12-17"}).status_code == 422
    assert client.post(PAGE, written).status_code == 303

    assert "beslutat 15 december 2022, diarienummer S2022/01234." in words(main_of(client, PAGE))
    assert HandedInContent.objects.get().text == "Beslutat 15 december 2022, diarienummer S2022/01234."
    payer = member("kammarkollegiet", "payment-handler", "Kim Öst")
    told_ = {one.about for one in waits_for(payer, standings(payer, AT.date()), AT) if one.id == "to-receive"}
    assert DECISION in told_


def test_a_decision_is_not_recorded_without_its_day() -> None:
    with pytest.raises(DutyRefusedError, match="Write the day"):
        acts.submit_duty(
            actor=actor(MINISTRY, "ministry-official"), **place(), text="Beslut", reference_number="S2022/1", at=AT
        )


def test_nobody_but_who_records_it_has_it() -> None:
    made = acts.submit_duty(
        actor=actor(MINISTRY, "ministry-official"), **place(), reference_number="S2022/1",
        decided_on=datetime.date(2022, 12, 15), at=AT,
    )  # fmt: skip
    assert made.organisation_id == MINISTRY
    assert not Organisation.objects.filter(pk="regeringen").exists()
