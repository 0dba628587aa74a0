"""Whoever's role, account or rights change is told by mail, when it is done and only then."""

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from people_shared import AT, DAY, ONE_DAY, REGION, administrator, invited

from naravard.web.access.actor import THE_SERVICE, oneself
from naravard.web.history.kinds import kinds
from naravard.web.mail.delivery import MailNotSentError
from naravard.web.organisations.models import Organisation
from naravard.web.people import event_mail
from naravard.web.people.acts.acceptance import accept_invitation
from naravard.web.people.acts.invitations import renew_invitation, withdraw_invitation
from naravard.web.people.acts.persons import declare_same_person, rename_person
from naravard.web.people.acts.roles import end_role, give_role
from naravard.web.people.acts.stand_ins import end_stand_in, hand_over
from naravard.web.people.letters import send_invitation
from naravard.web.people.models import Account, Invitation, Person, RightsMail
from naravard.web.people.secret import hashed
from naravard.web.signin.acts import connect_identity, disconnect_identity, set_password
from naravard.web.signin.operator_acts import close_account
from naravard.web.tokens.acts import make_token, revoke_token
from naravard.web.tokens.scopes import SCOPES
from people_samples import member

pytestmark = pytest.mark.django_db
Committed = Callable[..., AbstractContextManager[list[Any]]]


class DownError(BaseEmailBackend):
    """A mail server that does not answer."""

    tried = 0

    def send_messages(self, _messages: object) -> int:
        DownError.tried += 1
        raise ConnectionRefusedError


@pytest.fixture
def told(django_capture_on_commit_callbacks: Committed) -> Callable[[Callable[[], Any]], Any]:
    """Do something, with its transaction ended; what it mails lies in the outbox, and what was there before is gone."""

    def do(act: Callable[[], Any]) -> Any:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            done = act()
            assert mail.outbox == [], "nothing is mailed within the transaction"
        return done

    return do


def to() -> set[str]:
    """Return the names of those who were mailed; the address of each is made of the name."""
    return {Account.objects.get(email=address).person.name for sent in mail.outbox for address in sent.to}


def test_who_is_given_a_role_is_mailed_with_the_sentence_of_the_history_and_the_reason(told: Any) -> None:
    ada, bo, _cia = administrator(), member(REGION, "official", "Bo Al"), member(REGION, "signatory", "Cia Ö")

    held = told(
        lambda: give_role(
            actor=ada, organisation_code=REGION, person=bo, role="reader", from_day=DAY, at=AT, reason="Ny tjänst"
        )
    )

    assert to() == {"Bo Al"}
    (sent,) = mail.outbox
    assert sent.subject == "Naravard: en ändring i Region Gotland"
    body = sent.body.replace("\N{NO-BREAK SPACE}", " ")
    assert "Ada Min (administratör) gav Bo Al rollen läsare från och med 2 november 2026." in body
    assert "Skäl: Ny tjänst" in sent.body
    assert "Säg genast till en administratör" in sent.body

    told(lambda: end_role(actor=ada, membership_id=held.pk, last_day=DAY, at=AT))
    assert to() == {"Bo Al"}


def test_the_other_holders_of_a_role_that_signs_are_told_who_comes_and_goes(told: Any) -> None:
    ada, bo, _cia = administrator(), member(REGION, "signatory", "Bo Al"), member(REGION, "signatory", "Cia Ö")
    member("region-14", "signatory", "Elsewhere Elg")

    told(lambda: end_role(actor=ada, membership_id=bo.memberships.get().pk, last_day=DAY, at=AT))
    assert to() == {"Bo Al", "Cia Ö"}


def test_the_one_who_lends_a_role_and_the_one_who_borrows_it_are_told_when_it_begins_and_ends(told: Any) -> None:
    ada, bo, cia = administrator(), member(REGION, "cfo", "Bo Al"), member(REGION, "official", "Cia Ö")
    days = {"from_day": DAY, "to_day": DAY + ONE_DAY, "reason": "Sjuk"}

    lent = told(lambda: hand_over(actor=ada, membership_id=bo.memberships.get().pk, person_id=cia.pk, at=AT, **days))
    assert to() == {"Bo Al", "Cia Ö"}
    told(lambda: end_stand_in(actor=ada, stand_in_id=lent.pk, at=AT))
    assert to() == {"Bo Al", "Cia Ö"}


def test_who_joins_changes_name_or_is_found_to_be_another_is_told(told: Any) -> None:
    ada, dan = administrator(), member("region-14", "reader", "Dan Ek")
    made = invited(ada, role="reader")

    told(lambda: accept_invitation(actor=oneself(dan), secret=made.secret, at=AT))
    assert to() == {"Ada Min", "Dan Ek"}, "the invitation was sent to another address, and waits"
    told(lambda: rename_person(actor=oneself(dan), name="Dan Al", at=AT))
    assert "Dan Ek vill heta Dan Al. En administratör ska bekräfta det." in mail.outbox[0].body
    other = member(REGION, "reader", "D. Ek")
    told(
        lambda: declare_same_person(
            actor=THE_SERVICE, organisation_code=None, stays=Person.objects.get(pk=dan.pk), goes=other, reason="Samma",
            at=AT,
        )
    )  # fmt: skip
    assert to() == {"Dan Ek"}


def test_an_identity_that_is_connected_or_taken_away_is_told_to_whose_account_it_is(told: Any) -> None:
    bo = member(REGION, "official", "Bo Al")
    account = bo.accounts.get()
    who = {"actor": oneself(bo), "account": account, "provider_name": "Freja", "at": AT}

    told(lambda: connect_identity(provider="freja", uid="1", **who))
    assert "kopplade sitt konto till Freja" in mail.outbox[0].body
    told(lambda: disconnect_identity(**who))
    assert "kopplade bort sitt konto från Freja" in mail.outbox[0].body


def test_every_administrator_is_told_of_a_key_to_the_api(told: Any) -> None:
    ada, region = administrator(), Organisation.objects.get(pk=REGION)
    member(REGION, "administrator", "Eva Öst")
    member(REGION, "cfo", "Bo Al")

    made = told(
        lambda: make_token(
            actor=ada, organisation=region, name="Eko", scopes=[SCOPES[0].code], to_day=DAY + ONE_DAY, at=AT
        )
    )
    assert to() == {"Ada Min", "Eva Öst"}
    told(lambda: revoke_token(actor=ada, token=made.token, at=AT))
    assert to() == {"Ada Min", "Eva Öst"}


def test_a_closed_account_gets_no_mail(told: Any) -> None:
    ada, bo = administrator(), member(REGION, "official", "Bo Al")
    Account.objects.filter(person=bo).update(is_active=False)

    told(lambda: end_role(actor=ada, membership_id=bo.memberships.get().pk, last_day=DAY, at=AT))
    assert mail.outbox == []


def test_a_mail_server_that_is_down_stops_nothing_and_is_asked_once(told: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.DownError"
    DownError.tried = 0
    ada, bo, _cia = administrator(), member(REGION, "signatory", "Bo Al"), member(REGION, "signatory", "Cia Ö")
    held = bo.memberships.get()

    told(lambda: end_role(actor=ada, membership_id=held.pk, last_day=DAY, at=AT))

    held.refresh_from_db()
    assert held.to_day == DAY
    assert DownError.tried == 1
    assert {one.tries for one in RightsMail.objects.all()} == {0, 1}


def test_what_was_not_sent_is_tried_again_until_it_goes_ever_more_seldom_and_then_it_is_gone(
    told: Any, settings: Any
) -> None:
    sends, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.DownError"
    DownError.tried = 0
    ada, bo = administrator(), member(REGION, "official", "Bo Al")
    told(lambda: end_role(actor=ada, membership_id=bo.memberships.get().pk, last_day=DAY, at=AT))
    minutes = datetime.timedelta(minutes=1)

    assert event_mail.send_unsent(AT + 4 * minutes) == 0
    assert DownError.tried == 1, "it is not time yet"
    event_mail.send_unsent(AT + 5 * minutes)
    event_mail.send_unsent(AT + 10 * minutes)
    assert DownError.tried == 2
    (kept,) = event_mail.unsent()
    assert kept.refused == "Det går inte att nå e-postservern."

    settings.EMAIL_BACKEND = sends
    assert event_mail.send_unsent(AT + 26 * minutes) == 1
    assert [one.to for one in mail.outbox] == [[bo.accounts.get().email]]
    assert not RightsMail.objects.exists()
    assert event_mail.send_unsent(AT + ONE_DAY) == 0


def test_a_mail_that_never_goes_is_tried_no_more_in_the_end_and_still_seen(told: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.DownError"
    ada, bo = administrator(), member(REGION, "official", "Bo Al")
    told(lambda: end_role(actor=ada, membership_id=bo.memberships.get().pk, last_day=DAY, at=AT))
    for days in range(1, 40):
        event_mail.send_unsent(AT + days * ONE_DAY)

    (kept,) = event_mail.unsent()
    assert kept.tries == event_mail.MOST_TRIES
    assert event_mail.given_up(kept)
    assert event_mail.sweep(at=AT + event_mail.KEPT) == 0
    assert event_mail.sweep(at=AT + event_mail.KEPT + ONE_DAY) == 1
    assert event_mail.unsent() == []


def test_an_invitation_that_was_not_mailed_is_mailed_later_with_a_link_that_holds(settings: Any) -> None:
    sends, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.DownError"
    made = invited(administrator(), role="reader")
    with pytest.raises(MailNotSentError):
        send_invitation(made)

    settings.EMAIL_BACKEND = sends
    mail.outbox.clear()
    assert event_mail.send_unsent(made.event.at + ONE_DAY) == 1

    (sent,) = mail.outbox
    assert "Ada Min bjuder in dig som läsare" in sent.body
    secret = next(word for word in sent.body.split() if "/inbjudan/" in word).rstrip("/").rpartition("/")[2]
    assert secret != made.secret
    assert Invitation.objects.get(secret_hash=hashed(secret)) == made.invitation


def test_an_invitation_that_was_sent_again_or_withdrawn_is_not_mailed_by_itself_too(settings: Any) -> None:
    sends, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.DownError"
    ada = administrator()
    first, second = invited(ada, role="reader"), invited(ada, role="official", email="ny@example.org")
    for made in (first, second):
        with pytest.raises(MailNotSentError):
            send_invitation(made)
    settings.EMAIL_BACKEND = sends
    send_invitation(renew_invitation(actor=ada, invitation_id=first.invitation.pk, at=AT))
    withdraw_invitation(actor=ada, invitation_id=second.invitation.pk, at=AT)
    mail.outbox.clear()

    assert event_mail.send_unsent(AT + ONE_DAY) == 0
    assert mail.outbox == []
    assert event_mail.unsent() == []


def test_what_the_operator_does_to_an_account_is_mailed_also_when_it_is_closed(told: Any) -> None:
    bo = member(REGION, "official", "Bo Al")

    told(lambda: close_account(actor=THE_SERVICE, account=bo.accounts.get(), reason="Slutat", at=AT))

    (sent,) = mail.outbox
    assert sent.subject == "Naravard: ditt konto har ändrats"
    assert "stängde ett konto för Bo Al." in sent.body
    assert "Skäl: Slutat" in sent.body


def test_a_new_password_is_mailed_to_whose_it_is(told: Any) -> None:
    bo = member(REGION, "official", "Bo Al")

    told(lambda: set_password(actor=oneself(bo), account=bo.accounts.get(), password="ett långt lösenord här", at=AT))

    (sent,) = mail.outbox
    assert "Bo Al valde ett nytt lösenord." in sent.body


def test_what_was_not_done_is_not_mailed(django_capture_on_commit_callbacks: Committed) -> None:
    ada, bo = administrator(), member(REGION, "official", "Bo Al")
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        end_role(actor=ada, membership_id=bo.memberships.get().pk, last_day=DAY, at=AT)
        transaction.set_rollback(True)
    assert mail.outbox == []


def test_no_kind_of_event_about_roles_stand_ins_accounts_or_keys_is_left_without_mail() -> None:
    mailed = {code for code, kind in kinds().items() if kind.mailed_to}
    assert mailed == {
        "role-given", "role-proposed", "role-confirmed", "proposed-role-withdrawn", "role-ended", "role-handed-over",
        "stand-in-ended", "invitation-accepted", "invitation-accepted-waits", "person-renamed", "name-proposed",
        "name-confirmed", "name-declined", "persons-declared-same", "identity-connected", "identity-disconnected",
        "token-made", "token-revoked", "token-taken-over", "payment-returned", "lone-work-stated", "lone-work-ended",
        "account-closed", "account-opened", "account-unlocked", "erasure-asked", "erasure-not-asked",
        "second-step-taken-away", "password-set", "second-step-added", "second-step-removed",
        "recovery-codes-made",
    }  # fmt: skip
