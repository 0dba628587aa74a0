"""One's own pages: reminders turned off and on, and the calendar's address shown once."""

import re

import pytest
from django.test import Client
from reminding import run_on

from naravard.web.reminders.models import CalendarSecret, ReminderMail, RemindersOff
from people_samples import member, person, signed_in_as
from postbox import Postbox

pytestmark = pytest.mark.django_db
CHOICE, CALENDAR = "/mitt/paminnelser/", "/mitt/kalender/"
ADDRESS = re.compile(r'value="(http://testserver(?:/en)?/kalender/[^"]+\.ics)"')


@pytest.mark.parametrize("page", [CHOICE, CALENDAR])
def test_one_who_has_not_signed_in_is_asked_to(reader: Client, page: str) -> None:
    answer = reader.get(page)
    assert answer.status_code == 302
    assert page in answer["Location"]


def test_reminders_are_on_until_turned_off_and_can_be_turned_on_again(postbox: Postbox) -> None:
    anna = member("region-09")
    client = signed_in_as(anna)
    page = client.get(CHOICE).content.decode()
    assert "Du får påminnelser med e-post</h1>" in page
    assert anna.accounts.get().email in page
    assert "Region Gotland" in page

    answer = client.post(CHOICE, {"wanted": "no"})
    assert (answer.status_code, answer["Location"]) == (303, CHOICE)
    page = client.get(CHOICE).content.decode()
    assert "Du får inga fler påminnelser med e-post." in page
    assert "Du får inga påminnelser med e-post</h1>" in page
    assert run_on("2022-09-23").mails == 0

    client.post(CHOICE, {"wanted": "yes"})
    assert not RemindersOff.objects.exists()
    assert run_on("2022-09-23").mails == 1


def test_what_has_been_sent_is_seen_by_the_one_it_was_sent_to(postbox: Postbox) -> None:
    anna, bo = member("region-09"), member("region-10", name="Bo Al")
    run_on("2022-09-23")
    page = signed_in_as(anna).get(CHOICE).content.decode()
    assert "23 september 2022 kl. 06.00" in page
    assert "Delredovisning från regionerna" in page
    assert bo.accounts.get().email not in page
    assert "osäkert" not in page
    ReminderMail.objects.update(sent_at=None)
    assert "Det är osäkert om mejlet kom fram." in signed_in_as(anna).get(CHOICE).content.decode()


def test_one_without_a_role_that_is_reminded_is_told_so() -> None:
    assert "Just nu har du ingen roll som får påminnelser" in signed_in_as(person()).get(CHOICE).content.decode()


def once_in(page: str) -> str:
    """Return the key of the page's form."""
    found = re.search(r'name="once" value="([^"]+)"', page)
    assert found
    return found[1]


def test_the_address_is_shown_once_and_works(reader: Client) -> None:
    client = signed_in_as(member("region-09"))
    page = client.get(CALENDAR).content.decode()
    assert "Du har ingen adress än." in page
    form = {"once": once_in(page)}

    answer = client.post(CALENDAR, form)
    found = ADDRESS.search(answer.content.decode())
    assert found
    assert reader.get(found[1]).status_code == 200
    assert "no-store" in answer["Cache-Control"]

    again = client.post(CALENDAR, form).content.decode()
    assert "Adressen är redan skapad" in again
    assert not ADDRESS.search(again + client.get(CALENDAR).content.decode())
    assert reader.get(found[1]).status_code == 200


def test_a_new_address_ends_the_old_and_the_last_can_be_ended(reader: Client) -> None:
    client = signed_in_as(member("region-09"))
    addresses = []
    for _ in range(2):
        form = {"once": once_in(client.get(CALENDAR).content.decode())}
        found = ADDRESS.search(client.post(CALENDAR, form).content.decode())
        assert found
        addresses.append(found[1])
    assert [reader.get(address).status_code for address in addresses] == [404, 200]

    assert client.post(CALENDAR, {"do": "end"}).status_code == 303
    assert "Adressen gäller inte längre." in client.get(CALENDAR).content.decode()
    assert reader.get(addresses[1]).status_code == 404
    assert not CalendarSecret.objects.exists()


def test_the_english_page_gives_an_english_address() -> None:
    client = signed_in_as(member("region-09"))
    page = client.get(f"/en{CALENDAR}").content.decode()
    found = ADDRESS.search(client.post(f"/en{CALENDAR}", {"once": once_in(page)}).content.decode())
    assert found
    assert "/en/kalender/" in found[1]
