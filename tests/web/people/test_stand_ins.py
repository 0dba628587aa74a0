"""Handing a role to a colleague for a time, and ending that."""

import datetime

import pytest
from people_shared import AT, DAY, ONE_DAY, REGION, administrator, last_event, last_told

from naravard.web.access.actor import LentRightsError, NotAllowedError, standings
from naravard.web.people.acts.stand_ins import end_stand_in, hand_over
from naravard.web.people.models import StandIn
from naravard.web.people.problems import PeopleProblem
from people_samples import acting, also, member, person, stands_in

pytestmark = pytest.mark.django_db
WEEK = DAY + 6 * ONE_DAY


def handed(actor, owner, colleague, role="", **changed):
    held = owner.memberships.get(**({"role": role} if role else {}))
    values = {"from_day": DAY, "to_day": WEEK, "reason": "Semester", "at": AT}
    return hand_over(actor=actor, membership_id=held.pk, person_id=colleague.pk, **values | changed)


def test_one_hands_ones_own_role_to_a_colleague_for_a_time() -> None:
    bo, anna = member(REGION, "cfo", "Bo Al"), member(REGION, "official")

    handed(acting(bo), bo, anna)

    assert last_told().sv == (
        "Bo Al (ekonomichef) lät Anna Ek vara ställföreträdare för Bo Al som ekonomichef från och med 2026-11-02 till "
        "och med 2026-11-08."
    )
    assert last_event().told.reason == "Semester"
    lent = standings(anna, WEEK)[-1]
    assert (lent.role.code, lent.for_whom) == ("cfo", bo)
    assert [standing.for_whom for standing in standings(anna, WEEK + ONE_DAY)] == [None]
    assert standings(bo, DAY)[0].role.code == "cfo", "the one who hands over keeps the role"


def test_an_administrator_hands_over_for_someone_who_is_away() -> None:
    bo, anna = member(REGION, "cfo", "Bo Al"), member(REGION, "official")

    handed(administrator(), bo, anna, reason="Sjuk")

    assert last_told().sv.startswith("Ada Min (administratör) lät Anna Ek vara ställföreträdare för Bo Al")


def test_nobody_else_hands_a_role_over() -> None:
    bo, anna = member(REGION, "cfo", "Bo Al"), member(REGION, "official")

    with pytest.raises(NotAllowedError):
        handed(acting(anna), bo, anna)
    with pytest.raises(NotAllowedError):
        handed(administrator("region-14"), bo, anna)


def test_a_handed_role_is_not_handed_on() -> None:
    ada, bo, cia = member(REGION, "administrator", "Ada Min"), member(REGION, "official", "Bo Al"), member(REGION)
    stands_in(bo, for_=ada)
    as_ada = acting(bo, "administrator")

    with pytest.raises(PeopleProblem) as refused:
        handed(as_ada, ada, cia)
    assert "Du är själv ställföreträdare för Ada Min" in refused.value.says.sv
    with pytest.raises(LentRightsError):
        handed(as_ada, cia, bo)


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"reason": " "}, "reason", "Skälet saknas"),
        ({"reason": "x" * 501}, "reason", "högst 500 tecken"),
        ({"from_day": DAY - ONE_DAY}, "from_day", "har redan gått"),
        ({"to_day": DAY - ONE_DAY}, "to_day", "före den första"),
        ({"to_day": DAY + 366 * ONE_DAY}, "to_day", "högst ett år"),
        ({"to_day": DAY + 200 * ONE_DAY}, "to_day", "hålls bara från och med 2022-01-01 till och med 2027-01-31"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(changed: dict[str, object], field: str, says: str) -> None:
    bo, anna = member(REGION, "cfo", "Bo Al", to_day=datetime.date(2027, 1, 31)), member(REGION)

    with pytest.raises(PeopleProblem) as refused:
        handed(acting(bo), bo, anna, **changed)

    assert refused.value.field == field
    assert says in refused.value.says.in_language("sv")
    assert not StandIn.objects.exists()


def test_only_a_colleague_with_a_role_on_all_the_days_can_stand_in() -> None:
    bo = member(REGION, "cfo", "Bo Al")
    leaving = member(REGION, "official", "Cia Berg", to_day=WEEK - ONE_DAY)

    with pytest.raises(PeopleProblem) as refused:
        handed(acting(bo), bo, bo)
    assert "Ingen kan vara ställföreträdare för sig själv" in refused.value.says.sv
    with pytest.raises(PeopleProblem) as refused:
        handed(acting(bo), bo, leaving)
    assert "Cia Berg har ingen roll i Region Gotland alla de dagarna" in refused.value.says.sv
    for stranger in (member("region-14"), person()):
        with pytest.raises(PeopleProblem) as refused:
            handed(acting(bo), bo, stranger)
        assert "Ingen kollega är vald" in refused.value.says.sv
    assert handed(acting(bo), bo, leaving, to_day=WEEK - ONE_DAY)


def test_the_same_colleague_does_not_stand_in_twice_at_once() -> None:
    bo, anna = member(REGION, "cfo", "Bo Al"), member(REGION)
    handed(acting(bo), bo, anna)

    with pytest.raises(PeopleProblem) as refused:
        handed(acting(bo), bo, anna, from_day=WEEK, to_day=WEEK + ONE_DAY)
    assert "redan ställföreträdare från och med 2026-11-02" in refused.value.says.sv
    assert handed(acting(bo), bo, anna, from_day=WEEK + ONE_DAY, to_day=WEEK + ONE_DAY)


@pytest.mark.parametrize("by", ["owner", "stand-in", "administrator"])
def test_a_stand_in_is_ended_at_once(by: str) -> None:
    bo, anna, ada = member(REGION, "cfo", "Bo Al"), member(REGION), administrator()
    made = stands_in(anna, for_=bo)

    end_stand_in(
        actor={"owner": acting(bo), "stand-in": acting(anna), "administrator": ada}[by], stand_in_id=made.pk, at=AT
    )

    assert [standing.for_whom for standing in standings(anna, DAY)] == [None]
    assert "avslutade att Anna Ek är ställföreträdare för Bo Al som ekonomichef" in last_told().sv
    with pytest.raises(PeopleProblem) as refused:
        end_stand_in(actor=acting(bo), stand_in_id=made.pk, at=AT)
    assert "redan upphört" in refused.value.says.sv


def test_a_stand_in_that_has_not_begun_never_does() -> None:
    bo, anna = member(REGION, "cfo", "Bo Al"), member(REGION)
    made = stands_in(anna, for_=bo, from_day=WEEK)

    end_stand_in(actor=acting(bo), stand_in_id=made.pk, at=AT)

    assert [standing.for_whom for standing in standings(anna, WEEK)] == [None]
    assert handed(acting(bo), bo, anna, from_day=WEEK, to_day=WEEK)


def test_nobody_else_ends_a_stand_in() -> None:
    bo, anna, other = member(REGION, "cfo", "Bo Al"), member(REGION), member(REGION, "official", "Cia Berg")
    made = stands_in(anna, for_=bo)
    also(other, "region-14", "administrator")

    for actor in (acting(other, "official"), acting(other, "administrator")):
        with pytest.raises(NotAllowedError):
            end_stand_in(actor=actor, stand_in_id=made.pk, at=AT)
