"""The addresses of signing in. Those of allauth that are of use stand here by name; the others do not exist at all."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, include, path, re_path
from django.views.decorators.cache import never_cache

from naravard.web.access.addresses import open_to_everyone, signed_in
from naravard.web.people.models import Person
from naravard.web.signin import views
from naravard.web.signin.identity import provider_name

View = Callable[..., HttpResponseBase]
MISTAKES = 422


def _answered(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Tell the page what the identity provider is called; give a form with mistakes the status that says so."""
    values: dict[str, Any] = getattr(response, "context_data", None) or {}
    values.setdefault("provider_name", provider_name())
    form = values.get("form")
    if request.method == "POST" and response.status_code == 200 and getattr(form, "errors", None):
        response.status_code = MISTAKES
    return response


def _everyone(view: View, says: str) -> View:
    """Return a view of allauth's that anyone may use; ``says`` is what it is for."""

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _answered(request, view(request, *args, **kwargs))

    answer.__doc__ = says
    return open_to_everyone(answer)


def _own(view: View, says: str) -> View:
    """Return a view of allauth's for those who have signed in; ``says`` is what it is for."""

    @never_cache
    def answer(request: HttpRequest, _person: Person, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _answered(request, view(request, *args, **kwargs))

    answer.__doc__ = says
    return signed_in(answer)


_OURS: list[URLPattern] = [
    path("", views.account, name="account"),
    path("ny/", views.new, name="new"),
    path("det-du-skrev/", views.kept, name="kept"),
    path("logga-ut-overallt/", views.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("e-legitimation/koppla-bort/", views.disconnect, name="disconnect"),
]
_ALLAUTHS: list[URLPattern] = [
    path("", views.account, name="mfa_index"),
    path(
        "logga-in/",
        _everyone(account.login, "Sign in with a password, or go to the identity provider."),
        name="account_login",
    ),
    path("logga-ut/", _everyone(account.logout, "Sign out."), name="account_logout"),
    path("avstangt/", _everyone(account.account_inactive, "Say that the account is closed."), name="account_inactive"),
    path("bekrafta/", _own(account.reauthenticate, "Ask for the password once more."), name="account_reauthenticate"),
    path("losenord/", _own(account.password_change, "Change the password."), name="account_change_password"),
    path(
        "losenord/valj/",
        _own(account.password_set, "Choose a password where there is none."),
        name="account_set_password",
    ),
    path(
        "losenord/glomt/",
        _everyone(account.password_reset, "Ask for a link to choose a new password."),
        name="account_reset_password",
    ),
    path(
        "losenord/glomt/skickat/",
        _everyone(account.password_reset_done, "Say that a mail is on its way."),
        name="account_reset_password_done",
    ),
    path(
        "losenord/nytt/klart/",
        _everyone(account.password_reset_from_key_done, "Say that the password is changed."),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^losenord/nytt/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[0-9A-Za-z-]{1,100})/$",
        _everyone(account.password_reset_from_key, "Choose a new password by the link of a mail."),
        name="account_reset_password_from_key",
    ),
    path("tva-steg/kod/", _everyone(mfa.authenticate, "Ask for the code of the second step."), name="mfa_authenticate"),
    path("tva-steg/bekrafta/", _own(mfa.reauthenticate, "Ask for a code once more."), name="mfa_reauthenticate"),
    path("tva-steg/satt-pa/", _own(totp.activate_totp, "Turn on signing in by two steps."), name="mfa_activate_totp"),
    path(
        "tva-steg/stang-av/",
        _own(totp.deactivate_totp, "Turn off signing in by two steps."),
        name="mfa_deactivate_totp",
    ),
    path(
        "tva-steg/reservkoder/",
        _own(codes.view_recovery_codes, "Show the recovery codes."),
        name="mfa_view_recovery_codes",
    ),
    path(
        "tva-steg/reservkoder/nya/",
        _own(codes.generate_recovery_codes, "Make new recovery codes."),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "e-legitimation/avbrutet/",
        _everyone(social.login_cancelled, "Say that one turned back at the identity provider."),
        name="socialaccount_login_cancelled",
    ),
    path("e-legitimation/<slug:provider_id>/", views.to_provider, name="openid_connect_login"),
]

urlpatterns = [
    path("konto/", include((_OURS, "signin"))),
    path("konto/", include(_ALLAUTHS)),
]

returning = [path("konto/e-legitimation/<slug:provider_id>/svar/", views.from_provider, name="openid_connect_callback")]
"""The address that the identity provider knows; it is the same in all languages."""
