"""Signing in through an identity provider (OpenID Connect): whose account it opens, and what is said when none.

One who is known from before is found by the provider's own name for the person. The first time, the account is that of

- the one who is signed in already and asked to connect,
- the one with the e-mail address that the provider says it has verified, or
- the one who holds an invitation, who thereby accepts it.

Nothing is ever made or connected on an address that is not verified.
"""

from typing import Any, cast

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from naravard.web.access.actor import oneself
from naravard.web.people.models import Account
from naravard.web.signin.acts import connect_identity
from naravard.web.signin.id_token import Doubt, doubt_about
from naravard.web.signin.invitation import join_as_new
from naravard.web.site.clock import now


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # without types of its own
    """The identity provider, where there is one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        """Let nobody make an account without an invitation."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Account:
        """Look at what the provider says, before whose account it is: the first that allauth calls with all of it."""
        if doubt := doubt_about(request, sociallogin.account.extra_data):
            raise ImmediateHttpResponse(_doubted(request, doubt))
        return cast(Account, super().populate_user(request, sociallogin, data))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find whose account it is, or say in words why there is none."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(_connected(request, sociallogin))
        if sociallogin.is_existing:
            return
        account = _by_verified_address(sociallogin) or _by_invitation(request)
        if account is None:
            raise ImmediateHttpResponse(_refused(request, sociallogin))
        _connect(account, sociallogin)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Say what is wrong, where it is known: the provider does not answer, or it has refused."""
        if error == "cancelled":
            return
        down = isinstance(exception, requests.ConnectionError | requests.Timeout)
        values = {"down": down, "provider": provider, "lost": "state_id" in (extra_context or {})}
        status = 503 if down else 401
        raise ImmediateHttpResponse(render(request, "socialaccount/authentication_error.html", values, status=status))


def provider_name() -> str:
    """Return what the identity provider is called, or an empty text if there is none."""
    apps = cast(list[dict[str, Any]], settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])
    return str(apps[0]["name"]) if apps else ""


def _by_verified_address(sociallogin: SocialLogin) -> Account | None:
    verified = [given.email.strip().lower() for given in sociallogin.email_addresses if given.verified is True]
    return Account.objects.filter(email__in=verified).select_related("person").first() if verified else None


def _by_invitation(request: HttpRequest) -> Account | None:
    joined = join_as_new(request, name="")
    return joined.account if joined else None


def _connect(account: Account, sociallogin: SocialLogin) -> None:
    sociallogin.account = connect_identity(
        actor=oneself(account.person),
        account=account,
        provider=sociallogin.account.provider,
        provider_name=provider_name(),
        uid=sociallogin.account.uid,
        at=now(),
    )
    sociallogin.user = account


def _connected(request: HttpRequest, sociallogin: SocialLogin) -> Any:
    """Connect the one who is signed in (who has just proved it, see :func:`.views.to_provider`), and lead back."""
    account = request.user
    if not isinstance(account, Account):
        return redirect("signin:account")
    with transaction.atomic():
        known = SocialAccount.objects.filter(provider=sociallogin.account.provider, uid=sociallogin.account.uid).first()
        if known is None:
            _connect(account, sociallogin)
            messages.success(request, _("Nu kan du logga in med %(name)s.") % {"name": provider_name()})
        elif known.user_id != account.pk:
            words = _("Den e-legitimationen hör redan till ett annat konto. Koppla bort den där först.")
            messages.error(request, words)
    return redirect("signin:account")


def _refused(request: HttpRequest, sociallogin: SocialLogin) -> Any:
    given = sociallogin.email_addresses
    values = {
        "email": given[0].email if given else "",
        "verified": bool(given and given[0].verified is True),
        "provider_name": provider_name(),
    }
    return render(request, "signin/not_known.html", values, status=403)


def _doubted(request: HttpRequest, doubt: Doubt) -> Any:
    values = {"lost": doubt is Doubt.NOT_ASKED_FOR, "low": doubt is Doubt.TOO_LOW, "provider_name": provider_name()}
    return render(request, "socialaccount/authentication_error.html", values, status=403)
