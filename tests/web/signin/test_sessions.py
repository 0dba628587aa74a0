"""Sessions: how long they live, how they are ended everywhere, and that what was written is not lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.utils import timezone

from naravard.web.history.models import Event
from naravard.web.signin.models import Session, SharedValue
from naravard.web.signin.sessions import SessionStore
from naravard.web.sweep import sweep
from sign_in_shared import PASSWORD, account, is_signed_in, minutes, sign_in, words

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def grow_older(by: timedelta, *, at_rest: bool = True) -> None:
    """Let the sessions be older than they are; ``at_rest`` when nothing was done in the meantime."""
    for row in Session.objects.all():
        row.started_at -= by
        if at_rest:
            row.seen_at -= by
            row.expire_date -= by
        row.save()


def test_a_session_at_rest_ends_and_one_that_is_used_goes_on(reader: Client) -> None:
    account()
    sign_in(reader)
    for _ in range(3):
        grow_older(minutes(29))
        assert is_signed_in(reader)
    grow_older(minutes(31))
    assert not is_signed_in(reader)


def test_no_session_lives_longer_than_half_a_day(reader: Client) -> None:
    account()
    sign_in(reader)
    grow_older(timedelta(hours=11, minutes=50), at_rest=False)
    grow_older(minutes(2))
    assert is_signed_in(reader)
    assert Session.objects.get().expire_date - timezone.now() < minutes(9), "not half an hour more"
    grow_older(minutes(10))
    assert not is_signed_in(reader)


def test_that_a_session_is_used_is_written_at_most_once_a_minute(
    reader: Client, django_assert_max_num_queries: Any
) -> None:
    account()
    sign_in(reader)
    is_signed_in(reader)
    before = Session.objects.get().seen_at
    is_signed_in(reader)
    assert Session.objects.get().seen_at == before
    grow_older(minutes(2))
    is_signed_in(reader)
    assert Session.objects.get().seen_at > before


def test_one_whose_session_has_ended_is_told_and_led_back(reader: Client) -> None:
    account()
    sign_in(reader)
    grow_older(minutes(31))
    asked = reader.get("/konto/losenord/", follow=True)
    assert asked.redirect_chain == [("/konto/logga-in/?next=/konto/losenord/", 302)]
    assert "Du har loggats ut" in words(asked)
    assert sign_in(reader, next="/konto/losenord/")["Location"] == "/konto/losenord/"


def written(client: Client, **fields: str) -> Any:
    """Send a form to a page for those who have signed in."""
    return client.post("/konto/det-du-skrev/?del=2", {"reason": "Vi behöver mer tid.\nTre veckor.", **fields})


def test_what_was_written_is_given_back_to_the_one_who_wrote_it(reader: Client) -> None:
    account()
    sign_in(reader)
    grow_older(minutes(31))
    answer = written(reader, password="hemligt", once="en-gång")
    assert answer["Location"] == "/konto/logga-in/?next=/konto/det-du-skrev/"
    assert "det du skrev finns kvar" in words(reader.get(answer["Location"]))
    assert sign_in(reader, next="/konto/det-du-skrev/")["Location"] == "/konto/det-du-skrev/"
    page = reader.get("/konto/det-du-skrev/")
    assert "Vi behöver mer tid." in words(page)
    content = page.content.decode()
    assert 'action="/konto/det-du-skrev/?del=2"' in content
    assert 'name="once" value="en-gång"' in content
    assert "hemligt" not in content, "passwords are not kept"
    written(reader)
    assert reader.get("/konto/det-du-skrev/").status_code == 404, "what has been sent is not kept"


def test_what_was_written_is_shown_to_nobody_else(reader: Client) -> None:
    account("anna@example.org")
    account("bo@example.org")
    sign_in(reader, "anna@example.org")
    grow_older(minutes(31))
    written(reader)
    sign_in(reader, "bo@example.org")
    assert reader.get("/konto/det-du-skrev/").status_code == 404
    assert "Vi behöver" not in Session.objects.latest("started_at").get_decoded().__str__()


def test_too_much_is_not_kept(reader: Client) -> None:
    account()
    sign_in(reader)
    grow_older(minutes(31))
    assert written(reader, more="x" * 200_000)["Location"].startswith("/konto/logga-in/?next=/konto/det-du-skrev/")
    sign_in(reader)
    assert reader.get("/konto/det-du-skrev/").status_code == 404


def test_nothing_is_kept_of_one_who_never_signed_in(reader: Client) -> None:
    assert written(reader)["Location"] == "/konto/logga-in/?next=/konto/det-du-skrev/"
    assert not Session.objects.exists()


def test_signing_out_everywhere_ends_all_other_sessions_at_once(reader: Client) -> None:
    account()
    others = [Client(HTTP_USER_AGENT=FIREFOX), Client()]
    for client in (reader, *others):
        sign_in(client)
    stranger = Client()
    account("bo@example.org")
    sign_in(stranger, "bo@example.org")
    assert "Firefox, Linux" in words(reader.get("/konto/"))
    answer = reader.post("/konto/logga-ut-overallt/", follow=True)
    assert "2 andra inloggningar är avslutade." in words(answer)
    assert [is_signed_in(client) for client in (reader, *others, stranger)] == [True, False, False, True]
    event = Event.objects.get(kind="signed-out-everywhere")
    assert event.told.after == {"sessions": 2}


def test_a_session_that_is_ended_while_a_page_is_made_is_not_revived(reader: Client) -> None:
    account()
    sign_in(reader)
    store = SessionStore(Session.objects.get().session_key)
    store["written"] = "late"
    Session.objects.update(expire_date=timezone.now())
    with pytest.raises(UpdateError):
        store.save()
    assert not is_signed_in(reader)


def test_signing_in_gives_a_new_key_and_signing_out_ends_the_session(reader: Client) -> None:
    account()
    session = reader.session
    session["before"] = "signing in"
    session.save()
    before = reader.cookies["sessionid"].value
    sign_in(reader)
    key = reader.cookies["sessionid"].value
    assert key != before
    reader.post("/konto/logga-ut/")
    assert not Session.objects.filter(session_key__in=[before, key]).exists()


def test_one_cannot_be_signed_out_by_a_link(reader: Client) -> None:
    account()
    sign_in(reader)
    assert "Vill du logga ut?" in words(reader.get("/konto/logga-ut/"))
    assert is_signed_in(reader)


def test_cookies_are_hidden_from_scripts_and_come_back_from_the_provider(reader: Client) -> None:
    account()
    sign_in(reader)
    cookie = reader.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")


def test_the_pages_of_an_account_are_not_stored_by_the_browser(reader: Client) -> None:
    account()
    sign_in(reader)
    for path in ("/konto/losenord/", "/konto/logga-in/"):
        assert "no-store" in reader.get(path)["Cache-Control"], path
    assert PASSWORD not in reader.get("/konto/losenord/").content.decode()


def test_what_has_served_its_time_is_swept_and_nothing_else(reader: Client) -> None:
    account()
    sign_in(reader, password="fel lösenord helt")
    sign_in(reader)
    sweep(at=timezone.now())
    assert (Session.objects.count(), SharedValue.objects.exists()) == (1, True)
    grow_older(timedelta(hours=13))
    sweep(at=timezone.now())
    assert Session.objects.count() == 1, "one may still come back for what was written"
    grow_older(timedelta(hours=24))
    sweep(at=timezone.now() + timedelta(days=1))
    assert (Session.objects.count(), SharedValue.objects.count()) == (0, 0)
