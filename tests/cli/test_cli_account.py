"""``naravard account`` and ``naravard people same``: what the operator does to accounts and persons."""

import datetime
import email
import email.policy
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import Run
from own_databases import Place, copied

WITH_PEOPLE = """
from naravard.web.startup import start_django
start_django()
from naravard.web.backup.schema import migrate
migrate()
from django.utils import timezone
from allauth.mfa.models import Authenticator
from naravard.web.access.actor import THE_SERVICE
from naravard.web.organisations.intake import take_in_organisations
from naravard.web.people.models import Account, Membership, Person
from naravard.web.signin.sessions import SessionStore
now = timezone.now()
take_in_organisations(actor=THE_SERVICE, at=now)
for address, name, organisation in (
    ("anna.ek@example.org", "Anna Ek", "region-09"), ("anna.alm@example.org", "Anna Alm", "region-10"),
    ("bo.al@example.org", "Bo Al", "region-09"), ("utan.roll@example.org", "Siv Ros", ""),
):
    account = Account.objects.create(email=address, person=Person.objects.create(name=name), made_at=now)
    if organisation:
        Membership.objects.create(
            person=account.person, organisation_id=organisation, role="official",
            from_day=timezone.localtime(now).date(),
        )
anna = Account.objects.get(email="anna.ek@example.org")
for kind in ("totp", "recovery_codes"):
    Authenticator.objects.create(user=anna, type=kind, data={"secret": "x"})
from unittest import mock
from naravard.web.access import row_baseline
with mock.patch.object(row_baseline, "taken_up_shape", return_value=0):
    row_baseline.take_up_rows(actor=THE_SERVICE, at=now)
for account in Account.objects.all():
    store = SessionStore()
    store["_auth_user_id"] = str(account.pk)
    store.create()
"""
REASON = ("--reason", "Tappad telefon, uppringd på växeln")


@pytest.fixture(scope="module")
def filled(module_database: Place) -> Place:
    """A database with four people who have signed in; Anna Ek with a second step. It is only copied."""
    done = module_database.run(WITH_PEOPLE)
    assert done.returncode == 0, done.stderr
    return module_database


@pytest.fixture
def place(filled: Place, tmp_path: Path) -> Iterator[Place]:
    """A copy of it."""
    with copied(filled, tmp_path / "data") as place:
        yield place


def living(place: Place) -> int:
    """Return how many sessions have not ended."""
    now = datetime.datetime.now(datetime.UTC).isoformat(" ")
    [row] = place.ask(f"SELECT count(*) AS count FROM signin_session WHERE expire_date > '{now}'")  # noqa: S608
    return int(str(row["count"]))


def mails(place: Place) -> list[tuple[str, str]]:
    """Return to whom mails went, and what they said."""
    read = [
        email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        for file in sorted((place.data / "mail").glob("*.eml"))
    ]
    return [(mail["To"], mail.get_content()) for mail in read]


def test_a_lost_second_step_is_taken_away_and_told_of(place: Place, command: Run) -> None:
    done = command(place, "account", "second-step-off", "Anna.Ek@example.org", *REASON)

    assert done.code == 0, done.err
    assert "Det andra steget för Anna Ek (anna.ek@example.org) är borttaget. Avslutade inloggningar: 1." in done.out
    assert place.ask("SELECT count(*) AS count FROM mfa_authenticator") == [{"count": 0}]
    assert living(place) == 3
    [(to, said)] = mails(place)
    assert to == "anna.ek@example.org"
    assert "Skäl: Tappad telefon, uppringd på växeln" in said
    told = command(place, "history", "list").out
    assert "Naravard tog bort det andra steget i inloggningen för Anna Ek." in told
    assert "Anna Ek stängde av" not in told, "it is told as the operator's, and as nobody else's"
    again = command(place, "account", "second-step-off", "anna.ek@example.org", *REASON)
    assert again.code == 2
    assert "anna.ek@example.org har inget andra steg." in again.err


def test_an_account_is_closed_and_opened(place: Place, command: Run) -> None:
    closed = command(place, "account", "close", "bo.al@example.org", "--reason", "Kan ha tagits över")
    assert "Kontot bo.al@example.org (Bo Al) är stängt. Avslutade inloggningar: 1." in closed.out
    assert living(place) == 3
    assert "redan stängt" in command(place, "account", "close", "bo.al@example.org", "--reason", "x").err
    shut = "SELECT email FROM people_account WHERE NOT is_active"
    assert place.ask(shut) == [{"email": "bo.al@example.org"}]

    opened = command(place, "account", "open", "bo.al@example.org", "--reason", "Rätt människa", "--language", "en")
    assert "The account bo.al@example.org (Bo Al) is open." in opened.out
    assert place.ask(shut) == []
    assert "redan öppet" in command(place, "account", "open", "bo.al@example.org", "--reason", "x").err
    assert [to for to, _ in mails(place)] == ["bo.al@example.org"] * 2
    told = command(place, "history", "list").out
    assert "Naravard stängde ett konto för Bo Al. Skäl: Kan ha tagits över" in told
    assert "Naravard öppnade ett konto för Bo Al. Skäl: Rätt människa" in told


def test_what_has_slowed_an_account_is_lifted(place: Place, command: Run) -> None:
    place.run(
        "from naravard.web.startup import start_django; start_django()\n"
        "from django.http import HttpRequest\n"
        "from allauth.account.adapter import get_adapter\n"
        "from django.contrib.auth.models import AnonymousUser\n"
        "asked = HttpRequest(); asked.method = 'POST'; asked.META['REMOTE_ADDR'] = '192.0.2.7'\n"
        "asked.user = AnonymousUser()\n"
        "[get_adapter(asked).pre_authenticate(asked, email='bo.al@example.org') for _ in range(5)]\n"
    )
    counted = "SELECT count(*) AS count FROM signin_sharedvalue WHERE cache_key LIKE '%login_failed%'"
    assert place.ask(counted) == [{"count": 2}]
    line = ("account", "unlock", "bo.al@example.org", "--reason", "Någon gissade")
    done = command(place, *line)
    assert "bromsas inte längre" in done.out, done.err
    assert place.ask(counted) == [{"count": 1}], "the place's count stands"
    assert "192.0.2.7 är glömda" in command(place, *line, "--address", "192.0.2.7").out
    assert place.ask(counted) == [{"count": 0}]
    assert "--address hör till unlock" in command(place, "account", "open", *line[2:], "--address", "192.0.2.7").err
    assert "som hade bromsats av för många försök" in command(place, "history", "list").out


def test_people_of_several_organisations_become_one_and_each_is_told(place: Place, command: Run) -> None:
    line = ("people", "same", "--stays", "anna.ek@example.org", "--goes", "anna.alm@example.org", "--reason", "Gift")
    done = command(place, *line)

    assert done.code == 0, done.err
    assert "Anna Alm och Anna Ek är nu samma person, Anna Ek." in done.out
    assert "anna.alm@example.org, anna.ek@example.org" in done.out
    for organisation in ("region-09", "region-10"):
        told = command(place, "history", "list", "--organisation", organisation).out
        assert told.count("Naravard angav att Anna Alm och Anna Ek är samma person. Skäl: Gift") == 1, organisation
    assert "samma person två gånger" in command(place, *line).err
    assert command(place, "history", "verify").code == 0


def test_people_without_roles_become_one(place: Place) -> None:
    place.execute("DELETE FROM people_membership")
    line = ("--stays", "utan.roll@example.org", "--goes", "bo.al@example.org", "--reason", "Samma")
    assert place.program("people", "same", *line).returncode == 0
    told = place.program("history", "list").stdout
    assert told.count("Naravard angav att Bo Al och Siv Ros är samma person.") == 1


def test_wrong_use_is_met_with_what_was_meant(place: Place, command: Run) -> None:
    same = ("people", "same", "--stays", "anna.ek@example.org", "--goes")
    wrong = {
        ("account", "clos", "bo.al@example.org", *REASON): "Menade du close?",
        ("account", "close", "bo.all@example.org", *REASON): "Menade du bo.al@example.org?",
        ("account", "close", "xyzzy", *REASON): "Inget konto har adressen ”xyzzy”.",
        ("account", "close", "bo.al@example.org"): "--reason måste anges",
        ("account", "close", "bo.al@example.org", "--reason", " "): "Skälet saknas.",
        ("account", "close", "--reason", "x"): "EMAIL måste anges",
        (*same, "anna.al@example.org", *REASON): "Menade du anna.alm@example.org?",
        (*same, "anna.alm@example.org", "--reason", ""): "Skälet saknas.",
        (*same[:2], "--goes", "anna.alm@example.org", *REASON): "--stays måste anges",
        (*same[:4], *REASON): "--goes måste anges",
        ("people", "sam"): "Menade du same?",
        ("people", "sam", *same[2:], "bo.al@example.org", *REASON): "Menade du same?",
    }
    for line, says in wrong.items():
        done = command(place, *line)
        assert done.code == 2, line
        assert says in done.err, (line, done.err)
    assert living(place) == 4


def test_a_mail_that_is_not_sent_is_told_of_and_it_is_done(place: Place, command: Run) -> None:
    (place.data / "mail").write_text("a file stands in the way")

    done = command(place, "account", "close", "bo.al@example.org", "--reason", "Slutat")

    assert done.code == 1
    assert "är stängt" in done.out
    assert "Mejlet gick inte iväg." in done.err
