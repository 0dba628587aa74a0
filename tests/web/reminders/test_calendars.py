"""A person's calendar: the address is the key, and what it gives is read as a calendar program reads it."""

import datetime

import pytest
from django.test import Client
from icalendar import Calendar, Event
from reminding import AGREEMENT, morning

from naravard.web.access.actor import NotAllowedError, oneself
from naravard.web.history import models as history
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Account, Person
from naravard.web.people.secret import hashed
from naravard.web.reminders.calendars import end_calendar_address, make_calendar_address
from naravard.web.reminders.models import CalendarSecret
from naravard.web.tasks.models import DutyRecord, Extension
from people_samples import acting, also, member, stands_in

pytestmark = pytest.mark.django_db
HERE = "127.0.0.1"
"""The host of the service's address."""
REPORT = "interim-report-regions"


@pytest.fixture(autouse=True)
def _day(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-09-01"


def made_for(person: Person) -> str:
    return make_calendar_address(actor=oneself(person), at=morning("2022-08-01"))


def events(reader: Client, secret: str, prefix: str = "") -> dict[str, Event]:
    """Return what stands in the calendar, by the end of each event's id."""
    answer = reader.get(f"{prefix}/kalender/{secret}.ics")
    assert answer.status_code == 200
    return {
        str(event["UID"]).removeprefix(f"{AGREEMENT}."): event
        for event in Calendar.from_ical(answer.content).walk("VEVENT")
        if str(event["UID"]).startswith(AGREEMENT)
    }


def test_it_holds_the_days_of_ones_organisations_as_whole_days(reader: Client) -> None:
    anna, bo = member("region-09"), member("rss-23", "rss-coordinator", "Bo Al")
    also(anna, "kommun-0980", "reader")
    stands_in(anna, for_=bo)
    found = events(reader, made_for(anna))
    assert {uid.split(".")[1].split("@")[0] for uid in found} == {"region-09", "kommun-0980", "rss-23"}
    report = found[f"{REPORT}.region-09@{HERE}"]
    assert (report["DTSTART"].dt, report["DTEND"].dt) == (datetime.date(2022, 9, 30), datetime.date(2022, 10, 1))
    assert report["DTSTART"].params["VALUE"] == "DATE"
    assert report["SUMMARY"] == "Delredovisning från regionerna – Region Gotland"
    assert report["URL"] == f"http://testserver/organisation/region-09/uppgifter/{AGREEMENT}/{REPORT}/"
    assert f"requisition-rss.rss-23@{HERE}" not in found  # the text gives it no day


def test_it_is_in_the_language_of_its_address(reader: Client) -> None:
    secret = made_for(member("region-09"))
    report = events(reader, secret, "/en")[f"{REPORT}.region-09@{HERE}"]
    assert report["SUMMARY"] == "Interim report from the regions – Region Gotland"
    assert "/en/organisation/" in report["URL"]


def test_a_moved_day_and_what_is_done_are_seen(reader: Client) -> None:
    secret = made_for(member("region-09"))
    which = {"agreement_id": AGREEMENT, "duty_id": REPORT, "organisation_id": "region-09"}
    for day in (14, 21):
        Extension.objects.create(
            **which, to_day=datetime.date(2022, 10, day), reason="Brand", made_at=morning("2022-09-01"), made_by="x"
        )
    DutyRecord.objects.create(**which, version=3, submitted_at=morning("2022-08-30"))
    report = events(reader, secret)[f"{REPORT}.region-09@{HERE}"]
    assert (report["DTSTART"].dt, report["SEQUENCE"]) == (datetime.date(2022, 10, 21), 3)
    assert report["SUMMARY"] == "Inlämnad: Delredovisning från regionerna – Region Gotland"


@pytest.mark.parametrize("day", ["2022-03-26", "2022-03-27", "2022-10-30", "2022-12-31"])
def test_the_night_when_clocks_are_changed_moves_no_day(reader: Client, settings: object, day: str) -> None:
    secret = made_for(member("region-09"))
    settings.NARAVARD_TODAY = day
    assert {event["DTSTART"].dt for event in events(reader, secret).values()} == {
        datetime.date(2022, 9, 30),
        datetime.date(2022, 11, 30),
        datetime.date(2022, 12, 1),
        datetime.date(2023, 3, 31),
    }


def test_one_whose_roles_have_ended_gets_an_empty_calendar(reader: Client) -> None:
    gone = member("region-09", to_day=datetime.date(2022, 8, 31))
    assert events(reader, made_for(gone)) == {}
    closed = member("region-09")
    Account.objects.filter(person=closed).update(is_active=False)
    assert events(reader, made_for(closed)) == {}


def test_another_secret_opens_nothing_and_the_answer_is_the_same(reader: Client) -> None:
    anna = member("region-09")
    old = made_for(anna)
    new = made_for(anna)
    end_calendar_address(actor=oneself(member("region-10")), at=morning("2022-08-02"))  # another's: nothing happens
    assert events(reader, new)
    missing = reader.get("/det-finns-inte/")
    for secret in (old, "x" * len(new), new[:-1], new.swapcase(), hashed(new)):
        answer = reader.get(f"/kalender/{secret}.ics")
        assert answer.status_code == 404, secret
        assert b"<h1" in answer.content
        assert old.encode() not in answer.content.replace(f"/kalender/{old}.ics".encode(), b"")
    assert missing.status_code == 404
    end_calendar_address(actor=oneself(anna), at=morning("2022-08-02"))
    assert reader.get(f"/kalender/{new}.ics").status_code == 404


def test_it_is_kept_by_no_one_else_and_is_not_sent_again_when_nothing_has_changed(reader: Client) -> None:
    secret = made_for(member("region-09"))
    first = reader.get(f"/kalender/{secret}.ics")
    assert first["Cache-Control"] == "private"
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["X-Robots-Tag"] == "noindex"
    again = reader.get(f"/kalender/{secret}.ics", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert reader.post(f"/kalender/{secret}.ics").status_code == 405


def test_the_secret_is_long_and_kept_nowhere() -> None:
    anna = member("region-09")
    secret = made_for(anna)
    assert len(secret) == 43
    held = CalendarSecret.objects.get(person=anna)
    told = " ".join(history.Event.objects.values_list("content", flat=True))
    assert secret not in f"{held.hash} {told}"
    assert held.hash == hashed(secret)
    assert held.hash not in told


def test_what_happens_to_the_address_is_told() -> None:
    anna = member("region-09")
    end_calendar_address(actor=oneself(anna), at=morning("2022-08-01"))
    made_for(anna)
    made_for(anna)
    end_calendar_address(actor=oneself(anna), at=morning("2022-08-01"))
    kinds = history.Event.objects.filter(thing_id=str(anna.pk)).values_list("kind", flat=True)
    assert list(kinds) == ["calendar-address-made", "calendar-address-made", "calendar-address-ended"]


def test_an_official_has_no_calendar_on_the_organisations_behalf() -> None:
    with pytest.raises(NotAllowedError):
        make_calendar_address(actor=acting(member("region-09")), at=morning("2022-08-01"))


def test_a_watcher_of_the_country_gets_its_own_organisations_days(reader: Client) -> None:
    found = events(reader, made_for(member("kammarkollegiet", "payment-handler")))
    assert set(found) == {f"vfu-payment.kammarkollegiet@{HERE}"}
    assert Organisation.objects.count() > len(found)
