"""The calendar that is subscribed to, read again as other programs read it."""

import datetime
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from duty_samples import DUE, duty
from naravard.agreement.duties import Progress, begins_at, duties_of, receiver_of, state_of
from naravard.agreement.library import open_agreement
from naravard.agreement.model import Duty, Text
from naravard.exchange.calendar_feed import CalendarEntry, calendar, uid

NOW = datetime.datetime(2022, 9, 1, 12, tzinfo=datetime.UTC)
REGION = Text("Region Jämtland, Härjedalen; Åre och Östersund")
HERE = "naravard.exempel.se"
ADDRESS = "https://naravard.exempel.se/organisation/region-23/uppgifter/delredovisning/"


def entry(
    made: Duty | None = None,
    *,
    progress: Progress | None = None,
    name: Text = REGION,
    extended_to: date | None = None,
    sequence: int = 0,
) -> CalendarEntry:
    """Make an entry."""
    each = made or duty()
    return CalendarEntry(
        agreement_id="litet-exempel",
        agreement_name=Text("Ett litet exempel", "A small example"),
        duty=each,
        state=state_of(each, progress or Progress(), now=NOW, extended_to=extended_to),
        organisation_code="region-23",
        organisation_name=name,
        address=ADDRESS,
        receiver=Text("Socialstyrelsen", "National Board of Health and Welfare"),
        sequence=sequence,
    )


def events(*entries: CalendarEntry, language: str = "sv") -> list[Event]:
    """Write a calendar and read it again."""
    return list(
        Calendar.from_ical(calendar(entries, name="Att göra", now=NOW, installation=HERE, language=language)).walk(
            "VEVENT"
        )
    )


def only(made: CalendarEntry, language: str = "sv") -> Event:
    (event,) = events(made, language=language)
    return event


def test_an_event_is_the_whole_last_day() -> None:
    event = only(entry())
    assert event["DTSTART"].dt == DUE
    assert event["DTEND"].dt == date(2022, 10, 1)
    assert event["DTSTART"].params == event["DTEND"].params == {"VALUE": "DATE"}
    assert event["DTSTAMP"].dt == NOW
    assert (event["STATUS"], event["TRANSP"], event["SEQUENCE"]) == ("CONFIRMED", "TRANSPARENT", 0)
    assert event["URL"] == ADDRESS
    assert not event.alarms.times


def test_what_it_says() -> None:
    event = only(entry())
    assert event["SUMMARY"] == "Delredovisning – Region Jämtland, Härjedalen; Åre och Östersund"
    assert str(event["DESCRIPTION"]).replace("\u00a0", " ").split("\n") == [
        "Läge: Inte börjad.",
        "Enligt avsnitt 7 i Ett litet exempel.",
        "Till: Socialstyrelsen.",
        ADDRESS,
    ]
    english = only(entry(), "en")
    assert english["SUMMARY"].startswith("Interim report – ")
    assert "section\u00a07 of A small example" in english["DESCRIPTION"]
    assert "To: National Board" in english["DESCRIPTION"]


def test_what_is_finished_says_so() -> None:
    assert only(entry(progress=Progress(submitted_at=NOW)))["SUMMARY"].startswith("Inlämnad: Delredovisning")
    assert only(entry(progress=Progress(done_at=NOW)), "en")["SUMMARY"].startswith("Accepted: Interim report")


def test_a_moved_day_is_the_same_event_with_a_higher_number() -> None:
    before, moved = entry(), entry(extended_to=date(2022, 10, 14), sequence=1)
    event = only(moved)
    assert uid(before, HERE) == uid(moved, HERE) == event["UID"]
    assert (event["DTSTART"].dt, event["SEQUENCE"]) == (date(2022, 10, 14), 1)
    assert "Tiden är förlängd från 2022-09-30." in event["DESCRIPTION"]


def test_what_follows_if_missed_is_told() -> None:
    signed = open_agreement("god-och-nara-vard-2022").agreement
    made = signed.duty("requisition-regions-skr")
    assert "Om det inte görs: Rätten till bidrag förfaller." in only(entry(made))["DESCRIPTION"]


def test_every_duty_with_a_day_is_there_once_and_no_other() -> None:
    signed = open_agreement("god-och-nara-vard-2022").agreement
    own = duties_of(signed, "rss-23")
    read = events(*(entry(each) for each in own))
    assert [event["DTSTART"].dt for event in read] == [each.due for each in own if each.due]
    assert len({str(event["UID"]) for event in read}) == len(read) < len(own)
    assert all(receiver_of(signed, each) for each in own if each.to)


def test_the_calendar_says_what_it_is() -> None:
    written = calendar([entry()], name="Att göra; Åsa, Region Ö", now=NOW, installation=HERE)
    read = Calendar.from_ical(written)
    escaped = "Att göra\\; Åsa\\, Region Ö"  # icalendar leaves these two as they are written
    assert read["NAME"] == read["X-WR-CALNAME"] == escaped
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in written
    assert (read["VERSION"], read["METHOD"]) == ("2.0", "PUBLISH")
    assert written == calendar([entry()], name="Att göra; Åsa, Region Ö", now=NOW, installation=HERE)


@pytest.mark.parametrize("entries", [[], [entry(duty(due=None))]], ids=["no duties", "no days"])
def test_without_events_it_still_holds_something(entries: list[CalendarEntry]) -> None:
    read = Calendar.from_ical(calendar(entries, name="Tom", now=NOW, installation=HERE))
    assert [part.name for part in read.subcomponents] == ["VTIMEZONE"]


def test_no_line_is_longer_than_75_bytes_and_each_ends_as_it_shall() -> None:
    written = calendar([entry(name=Text("ÅÄÖ åäö " * 40))], name="Ö" * 200, now=NOW, installation=HERE)
    lines = written.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode("utf-8")  # no letter is cut in two
    assert only(entry(name=Text("ÅÄÖ åäö " * 40)))["SUMMARY"].endswith("ÅÄÖ åäö ")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=120))
def test_any_name_comes_back_as_it_was(name: str) -> None:
    assert only(entry(name=Text(name)))["SUMMARY"] == f"Delredovisning – {name}"


BREAKS: dict[str, Callable[[str], str]] = {
    "name": lambda bad: str(only(entry(name=Text(bad)))["SUMMARY"]),
    "calendar": lambda bad: str(Calendar.from_ical(calendar([entry()], name=bad, now=NOW, installation=HERE))["NAME"]),
}


@pytest.mark.parametrize("where", BREAKS)
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85"])
def test_a_name_cannot_end_an_event(where: str, line_break: str) -> None:
    read = BREAKS[where](f"Alfa{line_break}END:VEVENT{line_break}BEGIN:VEVENT{line_break}SUMMARY:Falsk")
    assert "Falsk" in read


def test_the_start_of_the_day_is_not_moved_by_summer_time() -> None:
    made = duty(due=date(2022, 3, 27))
    state = state_of(made, Progress(), now=begins_at(date(2022, 3, 27)))
    assert state.due == only(entry(made))["DTSTART"].dt == date(2022, 3, 27)
