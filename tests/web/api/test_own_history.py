"""A program reads its organisation's history, part by part."""

import pytest

from api_client import shape_faults, with_key
from key_client import REGION, Program
from naravard.web.history.models import Event

pytestmark = pytest.mark.django_db
HISTORY = f"{REGION}/history"


@pytest.fixture
def program() -> Program:
    """A program of an organisation where some things have happened."""
    found = Program()
    for city in "ABCDE":
        found.patch(REGION, {"city": city}, if_match="*")
    return found


def numbers(program: Program, address: str) -> list[int]:
    seen: list[int] = []
    following: str | None = address
    while following:
        told = program.get(following).json()
        assert list(shape_faults(with_key()["organisation-history"][2], 200, told)) == []
        seen += [item["number"] for item in told["items"]]
        following = told["next"]
    return seen


def test_every_event_is_told_once_newest_first(program: Program) -> None:
    mine = Event.objects.filter(organisation_code="region-09").order_by("-at", "-sequence")
    expected = [event.sequence for event in mine]
    assert len(expected) == 6
    for limit in (1, 2, 6, 100):
        assert numbers(program, f"{HISTORY}?limit={limit}") == expected


def test_an_event_is_told_in_words_and_whole(program: Program) -> None:
    newest = program.get(f"{HISTORY}?limit=1").json()["items"][0]
    assert newest["kind"] == "organisation-contact-changed"
    assert newest["sentence"]["sv"].startswith("Ekonomisystemet (nyckel till API:et) ")
    assert (newest["before"], newest["after"]) == ({"city": "D"}, {"city": "E"})
    assert newest["thing"]["kind"] == "organisation"
    assert newest["hash"] == Event.objects.get(pk=newest["number"]).hash


def test_events_of_others_are_not_there(program: Program) -> None:
    other = Program("region-10")
    assert numbers(other, "/api/organisations/region-10/history") == [Event.objects.latest("sequence").sequence]
    foreign = Event.objects.latest("sequence").sequence
    error = program.get(f"{HISTORY}?before={foreign}", 422).json()["error"]
    nowhere = program.get(f"{HISTORY}?before=999999", 422).json()["error"]
    assert error["message"].replace(str(foreign), "") == nowhere["message"].replace("999999", "")


def test_events_are_chosen_by_day_and_thing(program: Program) -> None:
    every = numbers(program, HISTORY)
    assert numbers(program, f"{HISTORY}?since=2026-11-02") == every[:5]
    assert numbers(program, f"{HISTORY}?until=2026-11-01") == every[5:]
    assert numbers(program, f"{HISTORY}?thing=organisation:region-09&limit=2") == every[:5]
    assert numbers(program, f"{HISTORY}?at_others=true") == []


@pytest.mark.parametrize(
    "query",
    [
        "since=i-dag",
        "since=2026-13-01",
        "until=0001-01-01",
        "thing=x",
        "thing=%00:%00",
        "before=x",
        "before=0",
        "before=" + "9" * 30,
        "limit=0",
        "limit=1001",
        "offset=1",
        "at_others=kanske",
    ],
)
def test_what_cannot_be_read_is_told_of(program: Program, query: str) -> None:
    error = program.get(f"{HISTORY}?{query}", 422).json()["error"]
    assert error["where"] == query.partition("=")[0]
    assert error["way_out"]
