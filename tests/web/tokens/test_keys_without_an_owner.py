"""A key whose maker no longer administers keys is told of, taken over, or ended after a while."""

import datetime

import pytest

from naravard.web.history.models import Event
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Membership, Person
from naravard.web.tokens.acts import make_token
from naravard.web.tokens.models import ApiToken
from naravard.web.tokens.ownerless import GRACE, ends_on, ownerless, sweep
from people_samples import acting, member, signed_in_as
from sign_in_shared import words

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 2, 9, 0, tzinfo=datetime.UTC)
DAY = NOW.date()
KEYS = "/organisation/region-09/nycklar/"


@pytest.fixture
def maker() -> Person:
    """An administrator who has made a key that holds for half a year."""
    made_by = member("region-09", "administrator", name="Bo Al")
    make_token(
        actor=acting(made_by),
        organisation=Organisation.objects.get(pk="region-09"),
        name="Ekonomisystemet",
        scopes=["read"],
        to_day=DAY + datetime.timedelta(days=180),
        at=NOW,
    )
    return made_by


def leaves(person: Person, last: datetime.date) -> None:
    Membership.objects.filter(person=person).update(to_day=last)


def test_a_key_is_answered_for_as_long_as_its_maker_administers(maker: Person) -> None:
    assert not ownerless(["region-09"], DAY).exists()
    leaves(maker, DAY)
    assert not ownerless(["region-09"], DAY).exists(), "the last day included"
    [token] = ownerless(["region-09"], DAY + datetime.timedelta(days=1))
    assert (token.ended_on, ends_on(token)) == (DAY, DAY + GRACE)


def test_the_administrators_are_told_and_one_takes_it_over(maker: Person) -> None:
    leaves(maker, DAY - datetime.timedelta(days=1))
    anna = signed_in_as(member("region-09", "administrator", name="Anna Ek"))
    told = words(anna.get("/mina-uppgifter/"))
    assert "Ta över eller återkalla nyckeln ”Ekonomisystemet”" in told
    assert "Bo Al svarade för den, och är inte administratör här längre." in told
    listed = words(anna.get(KEYS))
    assert "slutar den gälla efter 1 december 2026" in listed
    token = ApiToken.objects.get()
    assert anna.post(f"{KEYS}{token.shown_id}/ta-over/").status_code == 303
    token.refresh_from_db()
    assert token.made_by is not None
    assert token.made_by.name == "Anna Ek"
    assert "Ta över eller återkalla" not in words(anna.get("/mina-uppgifter/"))
    assert Event.objects.latest("sequence").kind == "token-taken-over"


def test_one_that_nobody_takes_over_ends_by_the_timer(maker: Person) -> None:
    leaves(maker, DAY)
    assert sweep(at=NOW + GRACE) == 0
    assert sweep(at=NOW + GRACE + datetime.timedelta(days=1)) == 1
    assert ApiToken.objects.get().revoked_at is not None
    told = Event.objects.latest("sequence")
    assert (told.kind, told.told.actor.code) == ("token-revoked", "naravard")
    assert sweep(at=NOW + GRACE + datetime.timedelta(days=2)) == 0
