"""``naravard account`` and ``naravard people same``: what the keeper of the service does to accounts and persons."""

import email
import email.policy
from collections.abc import Iterator
from pathlib import Path

import pytest

from own_databases import Place, copied

WITH_PEOPLE = """
from naravard.web.starting import start_django
start_django()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
from django.utils import timezone
from allauth.mfa.models import Authenticator
from naravard.web.access.actor import THE_SERVICE
from naravard.web.organisations.taking_in import take_in_organisations
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
            person=account.person, organisation_id=organisation, role="official", from_day=now.date()
        )
anna = Account.objects.get(email="anna.ek@example.org")
for kind in ("totp", "recovery_codes"):
    Authenticator.objects.create(user=anna, type=kind, data={"secret": "x"})
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
    done = place.run(
        "from naravard.web.starting import start_django\nstart_django()\n"
        "from django.utils import timezone\nfrom naravard.web.signin.models import Session\n"
        "print(Session.objects.filter(expire_date__gt=timezone.now()).count())"
    )
    return int(done.stdout)


def mails(place: Place) -> list[tuple[str, str]]:
    """Return to whom mails went, and what they said."""
    read = [
        email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        for file in sorted((place.data / "mail").glob("*.eml"))
    ]
    return [(mail["To"], mail.get_content()) for mail in read]


def test_a_lost_second_step_is_taken_away_and_told_of(place: Place) -> None:
    done = place.program("account", "second-step-off", "Anna.Ek@example.org", *REASON)

    assert done.returncode == 0, done.stderr
    assert "Det andra steget för Anna Ek (anna.ek@example.org) är borttaget. Avslutade inloggningar: 1." in done.stdout
    assert place.ask("SELECT count(*) AS count FROM mfa_authenticator") == [{"count": 0}]
    assert living(place) == 3
    [(to, said)] = mails(place)
    assert to == "anna.ek@example.org"
    assert "Skäl: Tappad telefon, uppringd på växeln" in said
    told = place.program("history", "list").stdout
    assert "Naravard tog bort det andra steget i inloggningen för Anna Ek." in told
    assert "Anna Ek stängde av" not in told, "it is told as the keeper's, and as nobody else's"
    again = place.program("account", "second-step-off", "anna.ek@example.org", *REASON)
    assert again.returncode == 2
    assert "anna.ek@example.org har inget andra steg." in again.stderr


def test_an_account_is_closed_and_opened(place: Place) -> None:
    closed = place.program("account", "close", "bo.al@example.org", "--reason", "Kan ha tagits över")
    assert "Kontot bo.al@example.org (Bo Al) är stängt. Avslutade inloggningar: 1." in closed.stdout
    assert living(place) == 3
    assert "redan stängt" in place.program("account", "close", "bo.al@example.org", "--reason", "x").stderr
    shut = "SELECT email FROM people_account WHERE NOT is_active"
    assert place.ask(shut) == [{"email": "bo.al@example.org"}]

    opened = place.program("account", "open", "bo.al@example.org", "--reason", "Rätt människa", "--language", "en")
    assert "The account bo.al@example.org (Bo Al) is open." in opened.stdout
    assert place.ask(shut) == []
    assert "redan öppet" in place.program("account", "open", "bo.al@example.org", "--reason", "x").stderr
    assert [to for to, _ in mails(place)] == ["bo.al@example.org"] * 2
    told = place.program("history", "list").stdout
    assert "Naravard stängde ett konto för Bo Al. Skäl: Kan ha tagits över" in told
    assert "Naravard öppnade ett konto för Bo Al. Skäl: Rätt människa" in told


def test_people_of_several_organisations_become_one_and_each_is_told(place: Place) -> None:
    line = ("people", "same", "--stays", "anna.ek@example.org", "--goes", "anna.alm@example.org", "--reason", "Gift")
    done = place.program(*line)

    assert done.returncode == 0, done.stderr
    assert "Anna Alm och Anna Ek är nu samma person, Anna Ek." in done.stdout
    assert "anna.alm@example.org, anna.ek@example.org" in done.stdout
    for organisation in ("region-09", "region-10"):
        told = place.program("history", "list", "--organisation", organisation).stdout
        assert told.count("Naravard angav att Anna Alm och Anna Ek är samma person. Skäl: Gift") == 1, organisation
    assert "samma person två gånger" in place.program(*line).stderr
    assert place.program("history", "verify").returncode == 0


def test_people_without_roles_become_one(place: Place) -> None:
    place.execute("DELETE FROM people_membership")
    line = ("--stays", "utan.roll@example.org", "--goes", "bo.al@example.org", "--reason", "Samma")
    assert place.program("people", "same", *line).returncode == 0
    told = place.program("history", "list").stdout
    assert told.count("Naravard angav att Bo Al och Siv Ros är samma person.") == 1


def test_wrong_use_is_met_with_what_was_meant(place: Place) -> None:
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
        done = place.program(*line)
        assert done.returncode == 2, line
        assert says in done.stderr, (line, done.stderr)
    assert living(place) == 4


def test_a_mail_that_is_not_sent_is_told_of_and_it_is_done(place: Place) -> None:
    (place.data / "mail").write_text("a file stands in the way")

    done = place.program("account", "close", "bo.al@example.org", "--reason", "Slutat")

    assert done.returncode == 1
    assert "är stängt" in done.stdout
    assert "Mejlet gick inte iväg." in done.stderr
