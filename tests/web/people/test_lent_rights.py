"""Rights that are lent for some days are not turned into rights of one's own."""

import pytest
from django.test import Client
from people_shared import AT, DAY, ONE_DAY, REGION, invited, page_of

from naravard.web.access.actor import Actor, LentRightsError
from naravard.web.history.models import Event
from naravard.web.organisations.models import Organisation
from naravard.web.people.acts.persons import declare_same_person
from naravard.web.people.acts.roles import end_role, give_role
from naravard.web.people.acts.stand_ins import hand_over
from naravard.web.people.models import Person
from naravard.web.tokens.acts import make_token
from people_samples import acting, member, signed_in_as, stands_in

pytestmark = pytest.mark.django_db
PEOPLE = f"/organisation/{REGION}/manniskor/"


@pytest.fixture
def lent() -> tuple[Actor, Person]:
    """Bo, who stands in for the administrator Ada for two days, acting as her."""
    ada, bo = member(REGION, "administrator", "Ada Min"), member(REGION, "official", "Bo Al")
    stands_in(bo, for_=ada, to_day=DAY + ONE_DAY)
    return acting(bo, "administrator"), bo


def test_a_stand_in_for_an_administrator_makes_nobody_anything(lent: tuple[Actor, Person]) -> None:
    stand_in, bo = lent
    cia, before = member(REGION, "cfo", "Cia Ö"), Event.objects.count()
    held = cia.memberships.get()
    for_days = {"from_day": DAY, "to_day": DAY, "reason": "Semester", "at": AT}
    region = Organisation.objects.get(pk=REGION)

    for forbidden in (
        lambda: give_role(
            actor=stand_in, organisation_code=REGION, person=bo, role="administrator", from_day=DAY, at=AT
        ),
        lambda: invited(stand_in),
        lambda: end_role(actor=stand_in, membership_id=held.pk, last_day=DAY, at=AT),
        lambda: hand_over(actor=stand_in, membership_id=held.pk, person_id=bo.pk, **for_days),
        lambda: declare_same_person(
            actor=stand_in, organisation_code=REGION, stays=bo, goes=cia, reason="Samma", at=AT
        ),
        lambda: make_token(
            actor=stand_in, organisation=region, name="Min egen", scopes=["read"], to_day=DAY + ONE_DAY, at=AT
        ),
    ):
        with pytest.raises(LentRightsError) as refused:
            forbidden()
        assert refused.value.says.sv == (
            "Du är ställföreträdare för Ada Min. Som ställföreträdare kan du inte ge roller, bjuda in, välja "
            "ställföreträdare eller skapa API-nycklar. Be en administratör i Region Gotland att göra det."
        )
    assert Event.objects.count() == before


def test_the_pages_say_to_a_stand_in_why_and_offer_nothing(lent: tuple[Actor, Person]) -> None:
    _stand_in, bo = lent
    reader: Client = signed_in_as(bo)
    held = member(REGION, "cfo", "Cia Ö").memberships.get()

    people = page_of(reader.get(PEOPLE))
    assert "Du är ställföreträdare för Ada Min" in people
    assert "Bjud in någon" not in people
    for page in (
        f"{PEOPLE}bjud-in/",
        f"{PEOPLE}{bo.pk}/ny-roll/",
        f"{PEOPLE}roller/{held.pk}/avsluta/",
        f"{PEOPLE}roller/{held.pk}/lamna-over/",
        f"/organisation/{REGION}/nycklar/",
    ):
        refused = reader.get(page)
        assert refused.status_code == 403, page
        assert "Be en administratör i Region Gotland" in page_of(refused), page


def test_the_same_person_does_it_with_a_role_of_ones_own(lent: tuple[Actor, Person]) -> None:
    _stand_in, bo = lent
    bo.memberships.create(organisation_id=REGION, role="administrator", from_day=DAY)
    reader: Client = signed_in_as(bo)

    assert reader.get(f"{PEOPLE}bjud-in/").status_code == 200
    assert "Du är ställföreträdare" not in page_of(reader.get(PEOPLE))
