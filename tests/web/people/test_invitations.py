"""Inviting, sending again, withdrawing, and accepting: once, in time, with the secret."""

import datetime
import re

import pytest
from people_shared import AT, CILLAS, DAY, ONE_DAY, REGION, administrator, cilla, invited, last_event, last_told, roles

from naravard.web.access.actor import THE_SERVICE, NotAllowedError, oneself
from naravard.web.history.models import Event
from naravard.web.people.acts.acceptance import SOMEONE_INVITED, accept_as_new_person, accept_invitation
from naravard.web.people.acts.invitations import renew_invitation, withdraw_invitation
from naravard.web.people.models import Invitation, Person
from naravard.web.people.problems import PeopleProblem, SpentInvitation
from people_samples import acting, member, person

pytestmark = pytest.mark.django_db


def test_an_administrator_invites_and_only_the_hash_of_the_secret_is_kept() -> None:
    made = invited(administrator())

    kept = Invitation.objects.get()
    assert (kept.name, kept.email, kept.role, kept.from_day) == ("Cilla Ås", CILLAS, "official", DAY)
    assert kept.expires_at == AT + datetime.timedelta(days=14)
    assert len(made.secret) >= 43, "256 bits"
    assert made.secret not in str(Invitation.objects.values().get())
    assert last_told().sv == "Ada Min (administratör) bjöd in Cilla Ås som tjänsteperson."
    assert last_event().organisation_code == REGION


def test_neither_secret_nor_address_stands_in_the_history() -> None:
    made = invited(administrator())
    anna = cilla()
    accept_invitation(actor=oneself(anna), secret=made.secret, at=AT)

    told = "".join(Event.objects.values_list("content", flat=True))
    assert made.secret not in told
    assert made.invitation.secret_hash not in told
    assert "example.org" not in told


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"email": "cilla"}, "email", "ingen e-postadress"),
        ({"email": ""}, "email", "saknas"),
        ({"name": "  "}, "name", "Namnet saknas"),
        ({"name": "Cilla\nBcc: x"}, "", ""),
        ({"name": "Å" * 201}, "name", "högst 200 tecken"),
        ({"name": "Cilla\x07"}, "name", "styrtecken"),
        ({"role": "rss-coordinator"}, "role", "Rollen RSS-samordnare finns inte i Region Gotland"),
        ({"role": ""}, "role", "Ingen roll är vald"),
        ({"role": "kung"}, "role", "”kung”"),
        ({"from_day": DAY - ONE_DAY}, "from_day", "har redan gått"),
        ({"to_day": DAY - ONE_DAY}, "to_day", "före den första"),
        ({"valid_days": 61}, "days", "1 till 60"),
        ({"valid_days": 0}, "days", "1 till 60"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words_at_its_field(
    changed: dict[str, object], field: str, says: str
) -> None:
    ada = administrator()
    if not field:
        assert invited(ada, **changed).invitation.name == "Cilla Bcc: x", "a line break becomes a blank"
        return
    with pytest.raises(PeopleProblem) as refused:
        invited(ada, **changed)
    assert refused.value.field == field
    assert says in refused.value.says.in_language("sv")
    assert refused.value.says.in_language("en") != refused.value.says.in_language("sv")
    assert not Invitation.objects.exists()


def test_an_organisation_invites_to_itself_only() -> None:
    with pytest.raises(NotAllowedError):
        invited(administrator("region-14"))
    with pytest.raises(NotAllowedError):
        invited(acting(member(REGION, "official")))


def test_the_same_invitation_is_not_open_twice() -> None:
    ada = administrator()
    invited(ada)

    with pytest.raises(PeopleProblem) as refused:
        invited(ada)
    assert "redan öppen" in refused.value.says.sv
    assert invited(ada, role="reader").invitation.role == "reader"
    assert invited(ada, from_day=DAY + 14 * ONE_DAY, at=AT + 14 * ONE_DAY), "the first has expired by then"


def test_who_holds_the_role_already_is_not_invited_to_it() -> None:
    bo = member(REGION, "official", "Bo Al")

    with pytest.raises(PeopleProblem) as refused:
        invited(administrator(), email=bo.accounts.get().email.upper())
    assert "Bo Al har redan rollen tjänsteperson i Region Gotland, från och med" in refused.value.says.sv


def test_someone_with_an_account_accepts_and_holds_the_role() -> None:
    made = invited(administrator(), to_day=DAY + 30 * ONE_DAY)
    anna = member("rss-09", "rss-coordinator")
    anna.accounts.update(email=CILLAS)

    accept_invitation(actor=oneself(anna), secret=made.secret, at=AT + 3 * ONE_DAY)

    assert roles(anna)[0] == (REGION, "official", DAY + 3 * ONE_DAY, DAY + 30 * ONE_DAY)
    assert last_told().sv == (
        "Anna Ek tog emot inbjudan och är tjänsteperson från och med 2026-11-05 till och med 2026-12-02."
    )
    assert last_event().thing_id == str(anna.pk), "it stands in the history of the person"


def test_someone_new_becomes_a_person_with_an_account_without_password() -> None:
    made = invited(administrator())

    joined = accept_as_new_person(actor=SOMEONE_INVITED, secret=made.secret, name="Cilla Ås", at=AT)

    assert joined.account.email == "cilla.as@example.org"
    assert not joined.account.has_usable_password()
    assert roles(Person.objects.get(name="Cilla Ås")) == [(REGION, "official", DAY, None)]
    assert last_told().sv.startswith("Cilla Ås tog emot inbjudan")


def test_a_second_account_with_the_same_address_is_not_made() -> None:
    made = invited(administrator())
    person("Cilla Ås", email="cilla.as@example.org")

    with pytest.raises(PeopleProblem) as refused:
        accept_as_new_person(actor=SOMEONE_INVITED, secret=made.secret, name="Cilla Ås", at=AT)
    assert "Logga in med det" in refused.value.says.sv
    assert Person.objects.filter(name="Cilla Ås").count() == 1


def test_an_invitation_is_accepted_once() -> None:
    made = invited(administrator())
    accept_invitation(actor=oneself(cilla()), secret=made.secret, at=AT)

    with pytest.raises(SpentInvitation) as refused:
        accept_invitation(actor=oneself(person("Bo Al")), secret=made.secret, at=AT)
    assert re.search(r"redan använd.*fråga en administratör i Region Gotland", refused.value.says.sv)
    with pytest.raises(SpentInvitation):
        accept_as_new_person(actor=SOMEONE_INVITED, secret=made.secret, name="Bo Al", at=AT)


def test_an_invitation_holds_to_its_last_second_and_no_longer() -> None:
    made = invited(administrator(), to_day=DAY + 100 * ONE_DAY)
    end = AT + 14 * ONE_DAY

    with pytest.raises(SpentInvitation) as refused:
        accept_invitation(actor=oneself(cilla()), secret=made.secret, at=end)
    assert "gällde till 2026-11-16" in refused.value.says.sv
    assert accept_invitation(actor=oneself(cilla()), secret=made.secret, at=end - datetime.timedelta(seconds=1))


def test_a_role_whose_days_have_passed_cannot_be_accepted() -> None:
    made = invited(administrator(), to_day=DAY)

    with pytest.raises(SpentInvitation) as refused:
        accept_invitation(actor=oneself(cilla()), secret=made.secret, at=AT + ONE_DAY)
    assert "hållas till 2026-11-02" in refused.value.says.sv


def test_a_wrong_secret_opens_nothing() -> None:
    made = invited(administrator())

    for wrong in ("", "x", made.secret[:-1], made.secret.swapcase(), made.invitation.secret_hash):
        with pytest.raises(SpentInvitation) as refused:
            accept_invitation(actor=oneself(cilla()), secret=wrong, at=AT)
        assert "ingen inbjudan" in refused.value.says.sv


def test_the_service_is_no_person_and_accepts_nothing() -> None:
    made = invited(administrator())
    with pytest.raises(NotAllowedError):
        accept_invitation(actor=THE_SERVICE, secret=made.secret, at=AT)


def test_a_role_held_already_leaves_the_invitation_open() -> None:
    made = invited(administrator())
    anna = member(REGION, "official")

    with pytest.raises(PeopleProblem) as refused:
        accept_invitation(actor=oneself(anna), secret=made.secret, at=AT)
    assert "Anna Ek har redan rollen" in refused.value.says.sv
    assert Invitation.objects.get().accepted_at is None


def test_a_withdrawn_invitation_cannot_be_accepted_nor_withdrawn_again() -> None:
    ada = administrator()
    made = invited(ada)

    withdraw_invitation(actor=ada, invitation_id=made.invitation.pk, at=AT, reason="Fel person")

    assert last_told().sv == "Ada Min (administratör) återkallade inbjudan till Cilla Ås som tjänsteperson."
    assert last_event().told.reason == "Fel person"
    with pytest.raises(SpentInvitation) as refused:
        accept_invitation(actor=oneself(cilla()), secret=made.secret, at=AT)
    assert re.search(r"återkallad.*Be en administratör i Region Gotland om en ny", refused.value.says.sv)
    with pytest.raises(PeopleProblem) as refused:
        withdraw_invitation(actor=ada, invitation_id=made.invitation.pk, at=AT)
    assert "redan återkallad" in refused.value.says.sv


def test_an_invitation_sent_again_has_a_new_link_and_new_days() -> None:
    ada = administrator()
    first = invited(ada)
    later = AT + 20 * ONE_DAY

    again = renew_invitation(actor=ada, invitation_id=first.invitation.pk, at=later)

    assert last_told().sv == "Ada Min (administratör) förnyade inbjudan till Cilla Ås."
    with pytest.raises(SpentInvitation):
        accept_invitation(actor=oneself(cilla()), secret=first.secret, at=later)
    assert accept_invitation(actor=oneself(cilla()), secret=again.secret, at=later)
    with pytest.raises(PeopleProblem) as refused:
        renew_invitation(actor=ada, invitation_id=first.invitation.pk, at=later)
    assert "redan tagit emot" in refused.value.says.sv


def test_another_organisations_invitation_is_not_touched() -> None:
    made = invited(administrator())
    other = administrator("region-14")

    for change in (renew_invitation, withdraw_invitation):
        with pytest.raises(NotAllowedError):
            change(actor=other, invitation_id=made.invitation.pk, at=AT)
    assert Invitation.objects.get().withdrawn_at is None
