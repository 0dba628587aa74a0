"""Giving a role and ending one; the last administrator stays."""

import datetime

import pytest
from people_shared import AT, DAY, ONE_DAY, REGION, administrator, last_told, roles

from naravard.web.access.actor import NotAllowedError, standings
from naravard.web.people.acts.roles import end_role, give_role
from naravard.web.people.models import Membership, StandIn
from naravard.web.people.problems import PeopleProblem
from people_samples import acting, also, member, stands_in

pytestmark = pytest.mark.django_db


def given(actor, person, role="area-officer", **changed):
    values = {"organisation_code": REGION, "person": person, "role": role, "from_day": DAY, "at": AT}
    return give_role(actor=actor, **values | changed)


def test_a_colleague_is_given_one_more_role() -> None:
    anna = member(REGION, "official")

    given(administrator(), anna, to_day=DAY + 9 * ONE_DAY, reason="Vikarie")

    assert roles(anna)[0] == (REGION, "area-officer", DAY, DAY + 9 * ONE_DAY)
    assert last_told().sv == (
        "Ada Min (administratör) gav Anna Ek rollen ansvarig tjänsteperson för utvecklingsområde från och med "
        "2026-11-02 till och med 2026-11-11."
    )


@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [(0, None, True), (0, 5, True), (20, 30, True), (21, None, False), (0, 9, False), (5, 10, True)],
)
def test_the_same_role_is_not_held_twice_on_one_day(first: int, last: int | None, *, overlaps: bool) -> None:
    anna = member(REGION, "official")
    also(anna, REGION, "area-officer", from_day=DAY + 10 * ONE_DAY, to_day=DAY + 20 * ONE_DAY)
    if last == 5:
        also(anna, REGION, "area-officer", from_day=DAY, to_day=DAY)
    days = {"from_day": DAY + first * ONE_DAY, "to_day": None if last is None else DAY + last * ONE_DAY}

    if overlaps:
        with pytest.raises(PeopleProblem) as refused:
            given(administrator(), anna, **days)
        assert "Anna Ek har redan rollen ansvarig tjänsteperson för utvecklingsområde" in refused.value.says.sv
    else:
        assert given(administrator(), anna, **days)


def test_someone_from_elsewhere_is_invited_not_given() -> None:
    with pytest.raises(NotAllowedError):
        given(administrator(), member("region-14"))
    with pytest.raises(NotAllowedError):
        given(administrator("region-14"), member(REGION))


def test_a_role_ends_with_its_last_day() -> None:
    anna = member(REGION, "official")

    end_role(actor=administrator(), membership_id=anna.memberships.get().pk, last_day=DAY + ONE_DAY, at=AT)

    assert last_told().sv == "Ada Min (administratör) satte 2026-11-03 som sista dag för Anna Ek som tjänsteperson."
    assert standings(anna, DAY + ONE_DAY) != []
    assert standings(anna, DAY + 2 * ONE_DAY) == []


def test_a_role_can_end_at_once_but_not_earlier() -> None:
    anna = member(REGION, "official", from_day=DAY)
    held, ada = anna.memberships.get().pk, administrator()

    with pytest.raises(PeopleProblem) as refused:
        end_role(actor=ada, membership_id=held, last_day=DAY - 2 * ONE_DAY, at=AT)
    assert "Skriv 2026-11-01 för att rollen ska upphöra genast" in refused.value.says.sv
    end_role(actor=ada, membership_id=held, last_day=DAY - ONE_DAY, at=AT)

    assert standings(anna, DAY) == []
    with pytest.raises(PeopleProblem) as refused:
        end_role(actor=ada, membership_id=held, last_day=DAY, at=AT)
    assert "upphörde redan 2026-11-01" in refused.value.says.sv
    assert given(ada, anna, "official"), "a role that was taken back before it began stands in no one's way"


def test_a_later_last_day_may_not_run_into_the_next_time() -> None:
    anna = member(REGION, "official", to_day=DAY)
    also(anna, REGION, "official", from_day=DAY + 10 * ONE_DAY)
    held, ada = anna.memberships.earliest("from_day").pk, administrator()

    with pytest.raises(PeopleProblem) as refused:
        end_role(actor=ada, membership_id=held, last_day=DAY + 10 * ONE_DAY, at=AT)
    assert "har redan rollen" in refused.value.says.sv
    assert end_role(actor=ada, membership_id=held, last_day=DAY + 9 * ONE_DAY, at=AT)


def test_other_organisations_roles_are_not_ended() -> None:
    anna = member(REGION, "official")
    with pytest.raises(NotAllowedError):
        end_role(actor=administrator("region-14"), membership_id=anna.memberships.get().pk, last_day=DAY, at=AT)


@pytest.mark.parametrize(
    ("other", "may"),
    [
        (None, False),
        ({}, True),
        ({"from_day": DAY + 4 * ONE_DAY}, True),
        ({"from_day": DAY + 5 * ONE_DAY}, False),
        ({"to_day": DAY + 90 * ONE_DAY}, False),
    ],
    ids=["alone", "another", "from the day after", "a day too late", "not as long"],
)
def test_the_last_administrator_stays(other: dict[str, datetime.date] | None, *, may: bool) -> None:
    ada = member(REGION, "administrator", "Ada Min")
    member("region-14", "administrator")
    if other is not None:
        member(REGION, "administrator", "Bo Al", **other)

    def end() -> Membership:
        return end_role(actor=acting(ada), membership_id=ada.memberships.get().pk, last_day=DAY + 3 * ONE_DAY, at=AT)

    if may:
        assert end().to_day == DAY + 3 * ONE_DAY
        return
    with pytest.raises(PeopleProblem) as refused:
        end()
    assert refused.value.what.sv == "Ada Min är den sista administratören i Region Gotland."
    assert "Ge först rollen administratör till någon annan" in refused.value.way_out.sv
    assert "den som driver tjänsten" in refused.value.way_out.sv


def test_an_administrator_who_cannot_sign_in_does_not_count() -> None:
    ada, bo = member(REGION, "administrator", "Ada Min"), member(REGION, "administrator", "Bo Al")
    bo.accounts.update(is_active=False)

    with pytest.raises(PeopleProblem) as refused:
        end_role(actor=acting(ada), membership_id=ada.memberships.get().pk, last_day=DAY, at=AT)
    assert "sista administratören" in refused.value.says.sv


def test_stand_ins_for_the_role_end_with_it() -> None:
    bo, anna = member(REGION, "cfo", "Bo Al"), member(REGION, "official")
    stands_in(anna, for_=bo)

    end_role(actor=administrator(), membership_id=bo.memberships.get().pk, last_day=DAY, at=AT)

    assert StandIn.objects.get().to_day == DAY
    assert standings(anna, DAY + ONE_DAY)[-1].for_whom is None


@pytest.mark.parametrize(("left", "ends"), [(None, DAY), ("reader", datetime.date(2030, 12, 31))])
def test_who_leaves_the_organisation_stands_in_there_no_more(left: str | None, ends: datetime.date) -> None:
    bo, anna = member(REGION, "cfo", "Bo Al"), member(REGION, "official")
    stands_in(anna, for_=bo)
    if left:
        also(anna, REGION, left)

    end_role(actor=administrator(), membership_id=anna.memberships.get(role="official").pk, last_day=DAY, at=AT)

    assert StandIn.objects.get().to_day == ends
