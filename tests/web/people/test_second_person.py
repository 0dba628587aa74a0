"""A role that signs or pays is given by two, and an invitation holds for the address that it was sent to."""

import pytest
from django.test import Client
from people_shared import AT, CILLAS, DAY, ONE_DAY, REGION, administrator, cilla, invited, last_told, page_of, roles

from naravard.web.access.actor import THE_SERVICE, Actor, NotAllowedError, oneself, standings
from naravard.web.access.roles import ROLES
from naravard.web.handovers.overview import waits_for
from naravard.web.history.models import Event
from naravard.web.people.acts.acceptance import SOMEONE_INVITED, accept_as_new_person, accept_invitation
from naravard.web.people.acts.persons import declare_same_person
from naravard.web.people.acts.proposals import confirm_role, withdraw_proposed_role
from naravard.web.people.acts.roles import give_role
from naravard.web.people.acts.stand_ins import hand_over
from naravard.web.people.models import Membership, Person, ProposedRole
from naravard.web.people.problems import FourEyesProblem, PeopleProblem
from naravard.web.site.clock import now, today
from people_samples import acting, also, member, person, signed_in_as, stands_in

pytestmark = pytest.mark.django_db
PEOPLE = f"/organisation/{REGION}/manniskor/"


def signatory_to_be(by: Actor, who: Person) -> ProposedRole:
    """Let an administrator give someone the role that signs; it waits."""
    made = give_role(actor=by, organisation_code=REGION, person=who, role="signatory", from_day=DAY, at=AT)
    assert isinstance(made, ProposedRole)
    return made


def test_the_roles_that_sign_pay_pass_on_fix_or_reclaim_need_two() -> None:
    assert {role.code for role in ROLES if role.needs_two} == {
        "cfo", "ministry-official", "payment-handler", "report-analyst", "rss-coordinator", "signatory"
    }  # fmt: skip


def test_an_administrator_alone_makes_nobody_signatory_and_least_of_all_oneself() -> None:
    ada = administrator()
    me = Person.objects.get(pk=ada.person_id)

    waiting = signatory_to_be(ada, me)

    assert [one.role.code for one in standings(me, DAY)] == ["administrator"]
    assert last_told().sv == (
        "Ada Min (administratör) vill ge Ada Min rollen behörig företrädare från och med 2026-11-02. En annan person "
        "ska bekräfta det."
    )
    with pytest.raises(FourEyesProblem) as refused:
        confirm_role(actor=ada, proposed_id=waiting.pk, at=AT)
    assert "Du har själv fått rollen" in refused.value.says.sv


def test_who_gave_the_role_does_not_confirm_it_but_another_administrator_does() -> None:
    ada, eva, bo = administrator(), administrator(name="Eva Öst"), member(REGION, "official", "Bo Al")
    waiting = signatory_to_be(ada, bo)

    with pytest.raises(FourEyesProblem) as refused:
        confirm_role(actor=ada, proposed_id=waiting.pk, at=AT)
    assert "Du har själv gett rollen" in refused.value.says.sv
    confirm_role(actor=eva, proposed_id=waiting.pk, at=AT + ONE_DAY)

    assert roles(bo)[1] == (REGION, "signatory", DAY + ONE_DAY, None)
    assert last_told().sv == "Eva Öst (administratör) bekräftade Bo Al som behörig företrädare från och med 2026-11-03."
    with pytest.raises(PeopleProblem) as again:
        confirm_role(actor=eva, proposed_id=waiting.pk, at=AT + ONE_DAY)
    assert "väntar inte längre" in again.value.says.sv


def test_in_a_small_organisation_someone_who_holds_the_role_confirms_it_and_a_stand_in_does_not() -> None:
    ada, bo, cia = administrator(), member(REGION, "official", "Bo Al"), member(REGION, "signatory", "Cia Ö")
    dan = member(REGION, "reader", "Dan Ek")
    stands_in(dan, for_=cia)
    waiting = signatory_to_be(ada, bo)

    for forbidden in (acting(dan, "signatory"), acting(dan, "reader")):
        with pytest.raises(NotAllowedError):
            confirm_role(actor=forbidden, proposed_id=waiting.pk, at=AT)
    assert confirm_role(actor=acting(cia), proposed_id=waiting.pk, at=AT).role == "signatory"


def test_a_role_that_waits_is_withdrawn_and_is_not_asked_for_twice() -> None:
    ada, bo = administrator(), member(REGION, "official", "Bo Al")
    waiting = signatory_to_be(ada, bo)

    with pytest.raises(PeopleProblem) as twice:
        signatory_to_be(ada, bo)
    assert "väntar redan" in twice.value.says.sv
    withdraw_proposed_role(actor=ada, proposed_id=waiting.pk, at=AT, reason="Fel person")
    with pytest.raises(PeopleProblem):
        confirm_role(actor=administrator(name="Eva Öst"), proposed_id=waiting.pk, at=AT)
    assert signatory_to_be(ada, bo).is_waiting


def test_an_administrator_does_not_lend_oneself_a_role_that_signs_nor_become_the_one_who_holds_it() -> None:
    ada, bo = administrator(), member(REGION, "signatory", "Bo Al")
    me = Person.objects.get(pk=ada.person_id)
    days = {"from_day": DAY, "to_day": DAY, "reason": "Sjuk", "at": AT}

    with pytest.raises(PeopleProblem) as lent:
        hand_over(actor=ada, membership_id=bo.memberships.get().pk, person_id=me.pk, **days)
    assert "Du kan inte göra dig själv till ställföreträdare" in lent.value.says.sv
    with pytest.raises(PeopleProblem) as same:
        declare_same_person(actor=ada, organisation_code=REGION, stays=me, goes=bo, reason="Samma", at=AT)
    assert "Du är en av de två" in same.value.says.sv
    assert hand_over(actor=acting(bo), membership_id=bo.memberships.get().pk, person_id=me.pk, **days)


def test_an_invitation_to_a_role_that_signs_waits_for_another_than_who_invited() -> None:
    ada = administrator()
    made = invited(ada, role="signatory")

    accept_invitation(actor=oneself(cilla()), secret=made.secret, at=AT)

    assert not Membership.objects.filter(role="signatory").exists()
    assert last_told().sv == (
        "Cilla Ås tog emot inbjudan som behörig företrädare från och med 2026-11-02. En annan person ska bekräfta det."
    )
    waiting = ProposedRole.objects.get()
    with pytest.raises(FourEyesProblem):
        confirm_role(actor=ada, proposed_id=waiting.pk, at=AT)
    assert confirm_role(actor=administrator(name="Eva Öst"), proposed_id=waiting.pk, at=AT).person == cilla()


def test_the_operator_invites_the_first_who_signs() -> None:
    made = invited(THE_SERVICE, role="signatory")
    accept_invitation(actor=oneself(cilla()), secret=made.secret, at=AT)
    assert roles(cilla()) == [(REGION, "signatory", DAY, None)]


def test_an_invitation_accepted_with_another_address_waits_for_who_invited() -> None:
    ada, dan = administrator(), person("Dan Ek")
    made = invited(ada)

    accept_invitation(actor=oneself(dan), secret=made.secret, at=AT)

    assert roles(dan) == []
    waiting = ProposedRole.objects.get()
    assert (waiting.because, waiting.invited_as) == (ProposedRole.OTHER_ACCOUNT, f"Cilla Ås ({CILLAS})")
    assert confirm_role(actor=ada, proposed_id=waiting.pk, at=AT).person == dan


def test_someone_new_who_takes_another_name_than_the_invited_waits() -> None:
    made = invited(administrator())
    accept_as_new_person(actor=SOMEONE_INVITED, secret=made.secret, name="Ada Min", at=AT)
    assert (Membership.objects.count(), ProposedRole.objects.get().person.name) == (1, "Ada Min")


def test_the_operators_invitation_is_accepted_only_as_the_one_it_was_sent_to() -> None:
    made = invited(THE_SERVICE, role="administrator")
    before = Event.objects.count()

    with pytest.raises(PeopleProblem) as refused:
        accept_invitation(actor=oneself(person("Dan Ek")), secret=made.secret, at=AT)
    assert f"Inbjudan gäller Cilla Ås, {CILLAS}." in refused.value.says.sv
    assert Event.objects.count() == before
    assert accept_invitation(actor=oneself(cilla()), secret=made.secret, at=AT)


def test_what_waits_stands_on_the_pages_and_among_what_waits_for_those_who_confirm() -> None:
    ada, bo = administrator(), member(REGION, "official", "Bo Al")
    eva = member(REGION, "administrator", "Eva Öst")
    waiting = give_role(actor=ada, organisation_code=REGION, person=bo, role="signatory", from_day=today(), at=now())
    address = f"{PEOPLE}vantar/{waiting.pk}/bekrafta/"

    told = [one.what.sv for one in waits_for(eva, standings(eva, today()), now(), [])]
    assert told == ["Bekräfta Bo Al som behörig företrädare"]
    me = Person.objects.get(pk=ada.person_id)
    assert waits_for(me, standings(me, today()), now(), []) == []
    assert "Väntar på bekräftelse" in page_of(signed_in_as(bo).get("/mitt/"))
    readers: dict[str, Client] = {name: signed_in_as(one) for name, one in (("Bo", bo), ("Ada", me), ("Eva", eva))}
    assert address in page_of(readers["Eva"].get(PEOPLE))
    assert "Du har själv gett rollen" in page_of(readers["Ada"].get(address))
    assert "En annan administratör bekräftar rollen" in page_of(readers["Bo"].get(address))
    readers["Bo"].post(address, {"steg": "gor"})
    assert ProposedRole.objects.get().is_waiting
    assert readers["Eva"].post(address, {"steg": "gor", "once": "x" * 24})["Location"] == PEOPLE
    assert ("signatory") in [one[1] for one in roles(bo)]


def test_a_person_found_to_be_another_takes_along_what_waits() -> None:
    bo, dan = member(REGION, "official", "Bo Al"), member(REGION, "reader", "B. Al")
    also(dan, REGION, "official")
    waiting = signatory_to_be(administrator(), dan)
    declare_same_person(actor=THE_SERVICE, organisation_code=None, stays=bo, goes=dan, reason="Samma", at=AT)
    waiting.refresh_from_db()
    assert waiting.person == bo


def test_a_holder_of_the_same_role_sees_that_it_waits_as_an_administrator_does_and_a_stand_in_does_not() -> None:
    ada, siv, bo = administrator(), member(REGION, "signatory", "Siv Ek"), member(REGION, "official", "Bo Al")
    cia = member(REGION, "reader", "Cia Ö")
    stands_in(cia, for_=siv)
    waiting = signatory_to_be(ada, bo)

    [told] = [one for one in waits_for(siv, standings(siv, DAY), now()) if one.id == "role-to-confirm"]

    assert told.url == f"{PEOPLE}vantar/{waiting.pk}/bekrafta/"
    assert signed_in_as(siv).get(told.url).status_code == 200
    for another in (cia, bo, Person.objects.get(pk=ada.person_id)):
        assert "role-to-confirm" not in {one.id for one in waits_for(another, standings(another, DAY), now())}
