"""``naravard invite``: the operator invites an organisation's first administrator."""

import email
import email.policy
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from own_databases import Place, copied

WITH_ORGANISATIONS = """
from naravard.web.startup import start_django
start_django()
from naravard.web.backup.schema import migrate
migrate()
from django.utils import timezone
from naravard.web.access.actor import THE_SERVICE
from naravard.web.organisations.intake import take_in_organisations
take_in_organisations(actor=THE_SERVICE, at=timezone.now())
"""
ANNA = ("--role", "administrator", "--name", "Anna Ek", "--email", "anna@example.org")


@pytest.fixture(scope="module")
def filled(module_database: Place) -> Place:
    """A database with the organisations. It is only copied."""
    done = module_database.run(WITH_ORGANISATIONS)
    assert done.returncode == 0, done.stderr
    return module_database


@pytest.fixture
def place(filled: Place, tmp_path: Path) -> Iterator[Place]:
    """A copy of it."""
    with copied(filled, tmp_path / "data") as place:
        yield place


def test_the_link_is_printed_and_mailed_and_told_in_the_history(place: Place) -> None:
    done = place.program("invite", "--organisation", "region-09", *ANNA)

    assert done.returncode == 0, done.stderr
    assert "Anna Ek är inbjuden som administratör i Region Gotland." in done.stdout
    link = re.search(r"http://127\.0\.0\.1:8000/inbjudan/[\w-]{43}/", done.stdout)
    assert link
    [file] = (place.data / "mail").glob("*.eml")
    mail = email.message_from_bytes(Path(file).read_bytes(), policy=email.policy.default)
    assert mail["To"] == "anna@example.org"
    assert link[0] in mail.get_content()
    told = place.program("history", "list", "--organisation", "region-09").stdout
    assert "Naravard bjöd in Anna Ek som administratör." in told
    assert link[0].split("/")[-2] not in str(place.rows())


def test_what_is_wrong_is_met_with_what_was_meant(place: Place) -> None:
    wrong = {
        ("--organisation", "region-9", *ANNA): "Menade du region-09 (Region Gotland)?",
        ("--organisation", "Region Gottland", *ANNA): "Menade du region-09 (Region Gotland)?",
        ("--organisation", "xyzzy", *ANNA): "Koderna ser ut som region-09",
        ("--organisation", "region-09", "--role", "administratör", *ANNA[2:]): "Menade du ”administrator”?",
        ("--organisation", "region-09", *ANNA[:-1], "anna"): "”anna” är ingen e-postadress",
        ("--organisation", "region-09", *ANNA, "--days", "90"): "1 till 60 dagar",
    }
    for line, says in wrong.items():
        done = place.program("invite", *line)
        assert done.returncode == 2, line
        assert says in done.stderr
    assert place.ask("SELECT count(*) AS count FROM people_invitation") == [{"count": 0}]


def test_a_mail_that_is_not_sent_is_told_of_and_the_link_is_there(place: Place) -> None:
    (place.data / "mail").write_text("a file stands in the way")

    done = place.program("invite", "--organisation", "region-09", *ANNA)

    assert done.returncode == 1
    assert "/inbjudan/" in done.stdout
    assert "Mejlet gick inte iväg." in done.stderr


def test_an_empty_database_is_told_of(own_database: Place) -> None:
    done = own_database.program("invite", "--organisation", "region-09", *ANNA)
    assert done.returncode == 2
    assert "naravard serve" in done.stderr
