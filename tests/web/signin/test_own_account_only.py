"""What one does with one's own way of signing in is done with one's own; the operator's acts are the operator's."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from naravard.web.access.actor import THE_SERVICE, Actor, NotAllowedError, oneself
from naravard.web.history.models import Event
from naravard.web.people.models import Account
from naravard.web.people.problems import PeopleProblem
from naravard.web.signin import acts, operator_acts
from people_samples import MADE_AT
from sign_in_shared import account

OWN: dict[str, dict[str, Any]] = {
    "set_password": {"password": "x"},
    "sign_out_elsewhere": {"here": None},
    "tell_of_second_step": {"kind": "second-step-added"},
    "connect_identity": {"provider": "leverantor", "provider_name": "Freja", "uid": "1"},
    "disconnect_identity": {"provider_name": "Freja"},
}


def test_every_act_on_ones_own_account_is_tried_here() -> None:
    assert {name for name, value in vars(acts).items() if getattr(value, "__module__", "") == acts.__name__} - {
        "_tell", "_require_own"
    } == set(OWN)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name", OWN)
def test_an_account_of_another_is_refused_also_to_the_service(name: str) -> None:
    annas, bos = account("anna@example.org"), account("bo@example.org")
    before = (Event.objects.count(), Account.objects.get(pk=annas.pk).password)
    by: Actor
    for by in (oneself(bos.person), THE_SERVICE):
        with pytest.raises(NotAllowedError):
            getattr(acts, name)(actor=by, account=annas, **OWN[name], at=timezone.now())
    assert (Event.objects.count(), Account.objects.get(pk=annas.pk).password) == before


@pytest.mark.django_db
def test_another_account_of_the_same_person_is_ones_own() -> None:
    annas = account("anna@example.org")
    second = Account.objects.create(email="second@example.org", person=annas.person, made_at=MADE_AT)
    acts.set_password(actor=oneself(annas.person), account=second, password="tre gula krukor", at=timezone.now())
    assert second.check_password("tre gula krukor")


@pytest.mark.django_db
def test_the_keepers_acts_are_not_for_the_person() -> None:
    annas = account("anna@example.org")
    Authenticator.objects.create(user=annas, type="totp", data={"secret": "x"})
    for act in (
        operator_acts.take_second_step_away,
        operator_acts.close_account,
        operator_acts.open_account,
        operator_acts.unlock_account,
    ):
        with pytest.raises(NotAllowedError):
            act(actor=oneself(annas.person), account=annas, reason="Jag vill", at=timezone.now())
    assert Authenticator.objects.count() == 1


@pytest.mark.django_db
def test_nothing_is_done_without_a_reason() -> None:
    annas = account("anna@example.org")
    Authenticator.objects.create(user=annas, type="totp", data={"secret": "x"})
    before = Event.objects.count()
    for act in (operator_acts.take_second_step_away, operator_acts.close_account):
        with pytest.raises(PeopleProblem) as refused:
            act(actor=THE_SERVICE, account=annas, reason=" ", at=timezone.now())
        assert "Skälet saknas" in refused.value.says.sv
    annas.refresh_from_db()
    assert (annas.is_active, Authenticator.objects.count(), Event.objects.count()) == (True, 1, before)
