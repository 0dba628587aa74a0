"""Who is who: a name changes, two persons are found to be one, and four eyes are two persons'."""

import pytest
from people_shared import AT, DAY, ONE_DAY, REGION, administrator, last_event, last_told, roles

from naravard.agreement.model import Text
from naravard.web.access.actor import THE_SERVICE, NotAllowedError, oneself
from naravard.web.history.models import Event
from naravard.web.people.acts.persons import answer_name, declare_same_person, rename_person
from naravard.web.people.four_eyes import require_other_person, same_person
from naravard.web.people.models import Account, Membership, Person, StandIn
from naravard.web.people.problems import FourEyesProblem, PeopleProblem
from people_samples import MADE_AT, acting, also, member, person, stands_in

pytestmark = pytest.mark.django_db
PREPARED = Text("förberett rekvisitionen", "prepared the requisition")


def declared(actor, stays, goes, **changed):
    values = {"organisation_code": REGION, "reason": "Två konton för samma människa", "at": AT}
    return declare_same_person(actor=actor, stays=stays, goes=goes, **values | changed)


def answered(actor, of, name, *, is_right):
    return answer_name(actor=actor, organisation_code=REGION, person=of, name=name, is_right=is_right, at=AT)


def test_one_without_any_organisation_changes_ones_own_name_and_what_was_told_keeps_the_old() -> None:
    anna = person()

    rename_person(actor=oneself(anna), name=" Anna  Alm ", at=AT)

    assert Person.objects.get(pk=anna.pk).name == "Anna Alm"
    assert last_told().sv == "Anna Ek bytte namn till Anna Alm."
    assert last_event().organisation_code == ""


def test_a_colleague_keeps_the_old_name_until_an_administrator_has_confirmed_the_new() -> None:
    anna, ada = member(REGION), administrator()

    rename_person(actor=oneself(anna), name=" Anna  Alm ", at=AT)
    assert Person.objects.get(pk=anna.pk).name == "Anna Ek"
    assert last_told().sv == "Anna Ek vill heta Anna Alm. En administratör ska bekräfta det."

    answered(ada, anna, "Anna Alm", is_right=True)
    assert Person.objects.get(pk=anna.pk).name == "Anna Alm"
    assert last_told().sv == "Ada Min (administratör) bekräftade att Anna Ek heter Anna Alm."
    assert last_event().organisation_code == REGION
    with pytest.raises(PeopleProblem) as again:
        answered(ada, anna, "Anna Alm", is_right=True)
    assert "väntar inte längre" in again.value.says.sv


def test_a_name_is_declined_or_taken_back_and_nobody_confirms_ones_own() -> None:
    anna, ada = member(REGION), administrator()
    rename_person(actor=oneself(anna), name="Anna Alm", at=AT)
    with pytest.raises(PeopleProblem):
        answered(ada, anna, "Något annat", is_right=True)
    answered(ada, anna, "Anna Alm", is_right=False)
    assert last_told().sv == "Ada Min (administratör) godtog inte att Anna Ek heter Anna Alm."
    rename_person(actor=oneself(anna), name="Anna Alm", at=AT)
    rename_person(actor=oneself(anna), name="Anna Ek", at=AT)
    assert (Person.objects.get(pk=anna.pk).name, Person.objects.get(pk=anna.pk).proposed_name) == ("Anna Ek", "")

    me = Person.objects.get(pk=ada.person_id)
    rename_person(actor=oneself(me), name="Ada Max", at=AT)
    with pytest.raises(FourEyesProblem):
        answered(ada, me, "Ada Max", is_right=True)
    with pytest.raises(NotAllowedError):
        answered(administrator("region-14"), me, "Ada Max", is_right=True)


def test_a_colleagues_name_is_refused_at_the_field_however_it_is_written() -> None:
    anna = member(REGION)
    member(REGION, "signatory", "Bo Al")
    member("region-14", "signatory", "Cia Ö")

    with pytest.raises(PeopleProblem) as refused:
        rename_person(actor=oneself(anna), name="BO  al", at=AT)
    assert refused.value.field == "name"
    assert refused.value.says.sv.startswith("En kollega i Region Gotland heter redan Bo Al. Skriv ett namn som skiljer")
    rename_person(actor=oneself(anna), name="Cia Ö", at=AT)


def test_the_same_name_leaves_no_event_and_an_empty_one_is_refused() -> None:
    anna = member(REGION)
    before = Event.objects.count()

    rename_person(actor=oneself(anna), name="Anna Ek", at=AT)
    with pytest.raises(PeopleProblem) as refused:
        rename_person(actor=oneself(anna), name=" ", at=AT)
    assert "Namnet saknas" in refused.value.says.sv
    with pytest.raises(NotAllowedError):
        rename_person(actor=THE_SERVICE, name="Någon", at=AT)

    assert Event.objects.count() == before


def test_what_two_had_the_one_has() -> None:
    stays, goes, bo = member(REGION, "official"), member(REGION, "cfo", "A. Ek"), member(REGION, "signatory", "Bo Al")
    stands_in(goes, for_=bo)

    declared(administrator(), stays, goes)

    assert [role for _, role, _, _ in roles(stays)] == ["cfo", "official"]
    assert stays.accounts.count() == 2
    assert StandIn.objects.get().person == stays
    goes.refresh_from_db()
    assert (goes.became, goes.memberships.count(), goes.accounts.count()) == (stays, 0, 0)
    assert last_told().sv == "Ada Min (administratör) angav att A. Ek och Anna Ek är samma person."
    assert last_event().told.reason == "Två konton för samma människa"


def test_the_same_role_of_two_becomes_one_and_nobody_stands_in_for_oneself() -> None:
    stays = member(REGION, "cfo", from_day=DAY, to_day=DAY + 9 * ONE_DAY)
    goes = member(REGION, "cfo", "A. Ek", from_day=DAY - ONE_DAY, to_day=DAY + 3 * ONE_DAY)
    stands_in(stays, for_=goes)

    declared(administrator(), stays, goes)

    assert roles(stays) == [(REGION, "cfo", DAY - ONE_DAY, DAY + 9 * ONE_DAY)]
    assert not StandIn.objects.exists()


def test_a_reason_is_asked_for_and_two_different_persons() -> None:
    ada, anna, other = administrator(), member(REGION), member(REGION)

    with pytest.raises(PeopleProblem) as refused:
        declared(ada, anna, other, reason="")
    assert "Skälet saknas" in refused.value.says.sv
    with pytest.raises(PeopleProblem) as refused:
        declared(ada, anna, anna)
    assert "samma person två gånger" in refused.value.says.sv
    declared(ada, anna, other)
    with pytest.raises(PeopleProblem) as refused:
        declared(THE_SERVICE, anna, other)
    assert "har redan blivit en annan person" in refused.value.says.sv


def test_an_organisation_does_not_open_anothers_door() -> None:
    ada, anna, elsewhere = administrator(), member(REGION), member("region-14", "signatory")
    both = member(REGION)
    also(both, "region-14", "signatory")

    with pytest.raises(NotAllowedError):
        declared(ada, anna, elsewhere)
    with pytest.raises(PeopleProblem) as refused:
        declared(ada, anna, both)
    assert "Be den som driver tjänsten" in refused.value.says.sv
    with pytest.raises(NotAllowedError):
        declared(administrator("region-14"), anna, member(REGION))
    assert declared(THE_SERVICE, anna, both) == anna


def test_two_accounts_of_one_person_are_the_same_eyes() -> None:
    anna = member(REGION, "signatory")
    Account.objects.create(email="second@example.org", person=anna, made_at=MADE_AT)

    first, second = (account.person for account in anna.accounts.all())

    assert same_person(first.pk, second.pk)
    with pytest.raises(FourEyesProblem) as refused:
        require_other_person(acting(second), than=first.named().code, what=PREPARED)
    assert "Du har själv förberett rekvisitionen" in refused.value.says.sv


def test_two_persons_are_four_eyes_even_with_the_same_name() -> None:
    anna, namesake = member(REGION, "signatory"), member(REGION, "signatory")

    assert not same_person(anna.pk, namesake.pk)
    require_other_person(acting(anna), than=namesake.pk, what=PREPARED)


def test_a_stand_in_who_prepared_does_not_sign_for_the_other() -> None:
    anna, bo, cia = member(REGION, "official"), member(REGION, "signatory", "Bo Al"), member(REGION, "cfo", "Cia Berg")
    stands_in(anna, for_=bo)

    with pytest.raises(FourEyesProblem):
        require_other_person(acting(anna, "signatory"), than=acting(anna).who.code, what=PREPARED)
    require_other_person(acting(bo), than=acting(anna, "signatory").who.code, what=PREPARED)
    require_other_person(acting(anna, "signatory"), than=cia.pk, what=PREPARED)


def test_persons_found_to_be_one_are_the_same_eyes_in_what_they_did_before() -> None:
    prepared, signs, third = member(REGION), member(REGION, "signatory", "A. Ek"), member(REGION, "cfo", "Ek, Anna")
    was = prepared.named().code
    ada = administrator()

    declared(ada, signs, prepared)
    with pytest.raises(FourEyesProblem):
        require_other_person(acting(signs, "signatory"), than=was, what=PREPARED)

    declared(ada, third, signs)
    assert same_person(was, third.pk), "and so on, however many there were"
    assert same_person(signs.pk, prepared.pk)


def test_a_key_to_the_api_is_no_second_person() -> None:
    with pytest.raises(FourEyesProblem) as refused:
        require_other_person(THE_SERVICE, than=person().pk, what=PREPARED)
    assert "göras av en person" in refused.value.says.sv


def test_someone_who_became_another_has_nothing_left_to_act_as() -> None:
    stays, goes = member(REGION), member(REGION, "cfo")
    declared(administrator(), stays, goes)
    assert not Membership.objects.filter(person=goes).exists()


def test_the_keeper_may_for_no_organisation_in_particular_and_others_may_not() -> None:
    ada, anna, other = administrator(), member(REGION), member("region-14", "signatory", "A. Ek")

    with pytest.raises(NotAllowedError):
        declared(ada, anna, member(REGION), organisation_code=None)
    with pytest.raises(NotAllowedError):
        declared(oneself(anna), anna, other, organisation_code=None)
    declared(THE_SERVICE, anna, other, organisation_code=None)

    told = Event.objects.filter(kind="persons-declared-same").values_list("organisation_code", flat=True)
    assert sorted(told) == [REGION, "region-14"]
