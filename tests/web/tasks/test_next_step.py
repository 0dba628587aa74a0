"""The next step of a duty names those who can take it now: those who write a paper, and then its signatory."""

import pytest

from financial_report_steps import certified, drawn_up, to_report
from people_samples import acting, member, signed_in_as
from requisition_steps import ready, written
from web_pages import main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
REGION = "region-09"
PLACE = f"/organisation/{REGION}"
REQUISITION = f"{PLACE}/uppgifter/{WHOLE}/requisition-regions-skr/"
REPORT = f"{PLACE}/uppgifter/{WHOLE}/financial-report-regions/"
BOARD, YEAR = f"{PLACE}/uppgifter/", f"{PLACE}/pengar/{WHOLE}/"


@pytest.fixture
def november(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-11-15"  # type: ignore[attr-defined]


def next_of(page: str) -> str:
    """Return whom a page says that the requisition waits for, to one who only reads."""
    text = words(main_of(signed_in_as(member(REGION, "reader", "Cilla Ö")), page))
    line = text[text.index("Rekvisition Pågår" if page == YEAR else "Rekvisition av medlen") :]
    return line[line.index("Väntar på: " if page == YEAR else "Väntar på ") :]


WRITES = {
    REQUISITION: "Väntar på Bo Ek eller Siv Ek (tjänsteperson,",
    BOARD: "Väntar på Bo Ek eller Siv Ek (tjänsteperson,",
    YEAR: "Väntar på: tjänsteperson,",
}
SIGNS = {
    REQUISITION: "Väntar på Siv Ek (behörig företrädare).",
    BOARD: "Väntar på Siv Ek (behörig företrädare).",
    YEAR: "Väntar på: behörig företrädare (Siv Ek)",
}


@pytest.mark.parametrize("page", WRITES)
def test_a_requisition_that_is_being_written_waits_for_those_who_may_write_it(november: None, page: str) -> None:
    member(REGION, "signatory", "Siv Ek")
    written(REGION, acting(member(REGION, "official", "Bo Ek")))

    assert next_of(page).startswith(WRITES[page])


@pytest.mark.parametrize("page", SIGNS)
def test_a_requisition_that_is_ready_waits_for_the_signatory(november: None, page: str) -> None:
    member(REGION, "signatory", "Siv Ek")
    ready(REGION, acting(member(REGION, "official", "Bo Ek")))

    assert next_of(page).startswith(SIGNS[page])


def test_whoever_made_a_paper_ready_is_told_that_another_goes_on(november: None) -> None:
    both = member(REGION, "signatory", "Siv Ek")
    member(REGION, "signatory", "Sven Under")
    ready(REGION, acting(both, "signatory"))

    text = words(main_of(signed_in_as(both), REQUISITION))

    assert "Du har gjort steget före. Någon annan fortsätter: Sven Under (behörig företrädare)." in text


def test_a_report_that_is_drawn_up_waits_for_the_cfo_and_then_for_the_signatory(settings: object) -> None:
    settings.NARAVARD_TODAY = "2023-03-14"  # type: ignore[attr-defined]
    member(REGION, "cfo", "Eva Ö")
    member(REGION, "signatory", "Siv Ek")
    reader = signed_in_as(member(REGION, "reader", "Cilla Ö"))
    to_report(REGION)
    drawn_up(REGION)
    assert "Väntar på Eva Ö (ekonomichef)." in words(main_of(reader, REPORT))

    certified(REGION)

    assert "Väntar på Siv Ek (behörig företrädare)." in words(main_of(reader, REPORT))
