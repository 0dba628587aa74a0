"""First pages and the steps: one primary button, at most three warnings, and states that are the duties' own."""

import datetime

import pytest
from django.template.loader import render_to_string

from funds_steps import paid
from money_steps import fixed
from naravard.agreement.model import Text
from naravard.ledger.risks import Level, Risk
from naravard.web.agreements.current import all_shown
from naravard.web.funds.steps import room_states
from naravard.web.funds.warnings import Warned
from naravard.web.organisations.models import Organisation
from naravard.web.tasks.carriers import carrier_of
from naravard.web.tasks.duties import tasks_of
from naravard.web.tasks.paper_duties import room_of
from people_samples import member, signed_in_as
from web_pages import main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
GOTLAND = f"/organisation/region-09/pengar/{WHOLE}/"
PRIMARY = (
    ".//*[contains(concat(' ', @class, ' '), ' govuk-button ')]"
    "[not(contains(@class, '--secondary'))][not(contains(@class, '--warning'))]"
)


@pytest.fixture(autouse=True)
def _in_november(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-11-15"


def test_a_page_has_one_primary_button_and_the_director_who_cannot_do_it_has_none() -> None:
    fixed()
    official, director = (signed_in_as(member("region-09", role)) for role in ("official", "region-director"))
    pages = ("/mina-uppgifter/", "/organisation/region-09/", "/organisation/region-09/pengar/", GOTLAND)
    for address in pages:
        assert len(main_of(official, address).xpath(PRIMARY)) == 1, address
        main = main_of(director, address)
        assert not main.xpath(PRIMARY), address
        assert "Väntar på:" in words(main.xpath(".//section[contains(@class, 'nv-pressing')]")[0]), address
    for address in (f"{GOTLAND}rekvisition/", f"{GOTLAND}rekvisition/skriv/"):
        assert len(main_of(official, address).xpath(PRIMARY)) == 1, address


def test_the_agency_has_no_button_for_what_cannot_be_paid() -> None:
    fixed()
    main = main_of(signed_in_as(member("kammarkollegiet", "payment-handler")), f"{AGENCY}utbetalningar/")
    assert "Inget kan betalas ut just nu" in words(main)
    assert not main.xpath(PRIMARY)


AGENCY = f"/organisation/kammarkollegiet/pengar/{WHOLE}/"


def test_the_steps_of_header_and_page_stand_as_the_duties_do(settings: object) -> None:
    fixed()
    paid("region-09")
    region, (shown,) = (
        Organisation.objects.get(code="region-09"),
        [one for one in all_shown() if one.agreement.id == WHOLE],
    )
    for day in ("2022-11-15", "2023-02-01", "2023-04-03"):
        settings.NARAVARD_TODAY = day
        now = datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00")
        states = room_states(shown, region)
        told = [task for task in tasks_of([region], now, [shown]) if carrier_of(shown, task.duty)]
        by_room = {
            room_of(shown, task.duty, region.code): task.state.shown
            for task in told
            if task.duty.about != "requisition"
        }
        assert by_room
        assert {room: states[room] for room in by_room} == by_room, day
    page = signed_in_as(member("region-09", "official")).get(GOTLAND).content.decode()
    assert f'<span class="govuk-visually-hidden">{states[f"{GOTLAND}aterbetalning/"].sv}</span>' in page


def test_three_warnings_are_open_and_more_are_folded_with_their_count() -> None:
    risk = Risk(
        kind="right", level=Level.WARNING, grants=("g",), amount=1, due=datetime.date(2022, 12, 1), days_left=16,
        duty="d", clause="", says=Text("En rätt."), do=Text("Rekvirera."),
    )  # fmt: skip
    some = [Warned((risk,)) for _ in range(5)]
    page = render_to_string("funds/parts/risks.html", {"warnings": some, "warnings_heading": Text("Pengar")})
    before, _, folded = page.partition("<details")
    assert before.count("En rätt.") == 3
    assert folded.count("En rätt.") == 2
    assert ">2 till<" in folded


def test_no_money_has_no_steps() -> None:
    (shown,) = [one for one in all_shown() if one.agreement.id == WHOLE]
    assert room_states(shown, Organisation.objects.get(code="regeringskansliet")) == {}
