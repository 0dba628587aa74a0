"""What is listened for in allauth and Django: the second step for its event, signing in for the log, claims to drop.

The log names accounts by number, never by address, so that it can be read by those who keep the machine.
"""

import logging
from typing import Any

from allauth.account.signals import user_logged_in, user_logged_out
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.http import HttpRequest

from naravard.web.access.actor import oneself
from naravard.web.people.models import Account
from naravard.web.signin.acts import tell_of_second_step
from naravard.web.signin.known_browsers import remember
from naravard.web.signin.operator_acts import TAKEN_AWAY
from naravard.web.site.clock import now

LOG = logging.getLogger("naravard.signin")


def begin() -> None:
    """Connect all listeners, once."""
    post_save.connect(_second_step_saved, sender=Authenticator, dispatch_uid="naravard.second-step-saved")
    post_delete.connect(_second_step_gone, sender=Authenticator, dispatch_uid="naravard.second-step-gone")
    pre_save.connect(_drop_claims, sender=SocialAccount, dispatch_uid="naravard.drop-claims")
    user_logged_in.connect(_signed_in, dispatch_uid="naravard.signed-in")
    user_logged_out.connect(_signed_out, dispatch_uid="naravard.signed-out")
    user_login_failed.connect(_refused, dispatch_uid="naravard.refused")
    authentication_failed.connect(_code_refused, dispatch_uid="naravard.code-refused")


def _second_step_saved(instance: Authenticator, *, created: bool, **_rest: Any) -> None:
    if created:
        _tell(instance, "second-step-added" if instance.type == Authenticator.Type.TOTP else "recovery-codes-made")


def _second_step_gone(instance: Authenticator, **_rest: Any) -> None:
    if instance.type == Authenticator.Type.TOTP and not getattr(instance, TAKEN_AWAY, False):
        _tell(instance, "second-step-removed")


def _tell(authenticator: Authenticator, kind: str) -> None:
    account = authenticator.user
    if transaction.get_connection().in_atomic_block:  # a row put back from a backup is no act
        assert isinstance(account, Account)  # noqa: S101 - for the type checker; it is the user model
        tell_of_second_step(actor=oneself(account.person), account=account, kind=kind, at=now())


def _drop_claims(instance: SocialAccount, **_rest: Any) -> None:
    """Keep nothing of what the identity provider tells but who it is: a personal number has no business here."""
    instance.extra_data = {}


def _signed_in(user: Account, request: HttpRequest, **_rest: Any) -> None:
    LOG.info("account %s signed in", user.pk)
    remember(request, user.email)


def _signed_out(user: Account | None, **_rest: Any) -> None:
    LOG.info("account %s signed out", user.pk if user else "-")


def _refused(**_rest: Any) -> None:
    LOG.warning("a sign-in was refused: address or password")


def _code_refused(user: Account, **_rest: Any) -> None:
    LOG.warning("a sign-in to account %s was refused: second step", user.pk)
