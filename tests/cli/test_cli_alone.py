"""``naravard alone``: the operator states who works alone in an organisation of a single person."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from own_databases import Place, copied

ONE_PERSON = """
from naravard.web.startup import start_django
start_django()
from naravard.web.backup.schema import migrate
migrate()
from django.utils import timezone
from naravard.web.access.actor import THE_SERVICE
from naravard.web.organisations.intake import take_in_organisations
from naravard.web.people.models import Account, Membership, Person
from naravard.web.site.clock import today
at = timezone.now()
take_in_organisations(actor=THE_SERVICE, at=at)
anna = Person.objects.create(name="Anna Ek")
Account.objects.create(person=anna, email="anna@example.org", made_at=at)
for role in ("administrator", "payment-handler"):
    Membership.objects.create(person=anna, organisation_id="kammarkollegiet", role=role, from_day=today())
"""
GIVEN = ("--organisation", "kammarkollegiet", "--email", "anna@example.org", "--reason", "En handläggare")


@pytest.fixture(scope="module")
def filled(module_database: Place) -> Place:
    """A database with an organisation of one person. It is only copied."""
    done = module_database.run(ONE_PERSON)
    assert done.returncode == 0, done.stderr
    return module_database


@pytest.fixture
def place(filled: Place, tmp_path: Path) -> Iterator[Place]:
    """A copy of it."""
    with copied(filled, tmp_path / "data") as place:
        yield place


def test_one_who_is_alone_may_do_both_when_the_operator_says_so_and_is_told_by_mail(place: Place) -> None:
    done = place.program("alone", *GIVEN, "--permission", "pay")

    assert done.returncode == 0, done.stderr
    assert "Anna Ek får ensam registrera utbetalningar och återbetalningar, och hämta betalfiler." in done.stdout
    told = place.program("history", "list", "--organisation", "kammarkollegiet").stdout
    assert "Naravard angav att Anna Ek ensam får registrera utbetalningar" in told
    assert [file.name for file in (place.data / "mail").glob("*.eml")]
    again = place.program("alone", *GIVEN, "--permission", "pay")
    assert again.returncode == 2
    assert "Anna Ek gör redan det ensam. Avsluta det först." in again.stderr


def test_what_two_do_not_do_there_is_refused_with_what_they_do(place: Place) -> None:
    done = place.program("alone", *GIVEN, "--permission", "sign")

    assert done.returncode == 2
    assert "pay" in done.stderr
