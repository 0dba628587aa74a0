"""The pages of one's own account, and the way to the identity provider and back."""

from typing import Any, cast
from urllib.parse import urlencode

import requests
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from naravard.web.access.actor import oneself
from naravard.web.access.addresses import open_to_everyone, signed_in
from naravard.web.people.models import Account, Person
from naravard.web.people.problems import PeopleProblem
from naravard.web.signin import acts
from naravard.web.signin.forms import NewAccountForm
from naravard.web.signin.id_token import new_nonce
from naravard.web.signin.identity import provider_name
from naravard.web.signin.interrupted_forms import drop, kept_of
from naravard.web.signin.interrupted_words import in_words
from naravard.web.signin.invitation import invitation_of, join_as_new
from naravard.web.signin.refusals import too_many
from naravard.web.signin.sessions import living_sessions
from naravard.web.site.clock import now
from naravard.web.site.templatetags.naravard import words

LANGUAGE = "language_at_sign_in"
UNREADABLE = (requests.RequestException, ValueError, KeyError, TypeError)
"""What comes of a provider that is down or answers nonsense."""


@signed_in
def account(request: HttpRequest, person: Person) -> HttpResponse:
    """Show how one signs in, and where one is signed in."""
    own = _account(request)
    kinds = set(Authenticator.objects.filter(user=own).values_list("type", flat=True))
    values = {
        "account": own,
        "person": person,
        "has_password": own.has_usable_password(),
        "has_second_step": Authenticator.Type.TOTP in kinds,
        "provider_name": provider_name(),
        "is_connected": SocialAccount.objects.filter(user=own).exists(),
        "sessions": living_sessions(own.pk, timezone.now()),
        "here": request.session.session_key,
    }
    return render(request, "signin/account.html", values)


@signed_in
@require_POST
def sign_out_elsewhere(request: HttpRequest, person: Person) -> HttpResponse:
    """End one's other sessions."""
    here = request.session.session_key
    ended = acts.sign_out_elsewhere(actor=oneself(person), account=_account(request), here=here, at=timezone.now())
    words = ngettext("%(count)d annan inloggning är avslutad.", "%(count)d andra inloggningar är avslutade.", ended)
    messages.success(request, words % {"count": ended} if ended else _("Du var inte inloggad någon annanstans."))
    return redirect("signin:account")


@signed_in
@require_POST
@reauthentication_required()  # type: ignore[untyped-decorator]
def disconnect(request: HttpRequest, person: Person) -> HttpResponse:
    """Take the connection to the identity provider away, where there is another way to sign in."""
    own = _account(request)
    if not own.has_usable_password():
        messages.error(request, _("Välj ett lösenord först. Annars kan du inte logga in igen."))
    else:
        acts.disconnect_identity(actor=oneself(person), account=own, provider_name=provider_name(), at=now())
        messages.success(request, _("%(name)s är bortkopplad.") % {"name": provider_name()})
    return redirect("signin:account")


@signed_in
def kept(request: HttpRequest, person: Person) -> HttpResponse:
    """Give back what was written in a session that had ended, to be sent or thrown away."""
    found = kept_of(request, _account(request).pk)
    if request.method == "POST":
        drop(request)
        messages.success(request, _("Det du hade skrivit är borttaget."))
        return redirect("signin:account")
    if found is None:
        raise Http404(_("Det finns inget sparat att skicka."))
    return render(request, "signin/kept.html", {"kept": found, "shown": in_words(found.fields, person)})


@open_to_everyone
@sensitive_post_parameters("password1", "password2")
def new(request: HttpRequest) -> HttpResponseBase:
    """Let one who answers an invitation choose a name and a password."""
    invitation = invitation_of(request)
    if invitation is None or request.user.is_authenticated:
        raise Http404(_("Öppna länken i inbjudan igen."))
    if Account.objects.filter(email=invitation.email).exists():
        return redirect("account_login")
    as_if = Account(email=invitation.email, person=Person(name=invitation.name))
    form = NewAccountForm(request.POST or None, account=as_if, initial={"name": invitation.name})
    if request.method == "POST" and form.is_valid():
        try:
            return _made(request, form)
        except PeopleProblem as problem:
            form.add_error(None, words(problem.says))
    values = {"form": form, "invitation": invitation, "provider_name": provider_name()}
    return render(request, "signin/new.html", values, status=422 if form.is_bound else 200)


@open_to_everyone
@require_POST
def to_provider(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Lead to the identity provider.

    The answer is a page that leads on, not a redirect: ``form-action`` of the content security policy holds for all
    redirects after a form, and a provider leads on to others that are not known here.
    """
    if provider_id != settings.IDENTITY_PROVIDER or not provider_name():
        raise Http404
    if not ratelimit.consume(request, action="login"):
        return too_many(request)
    process = "connect" if request.POST.get("process") == "connect" else "login"
    asked = QueryDict(mutable=True)  # what else stands in the address is not passed on to the provider
    nonce = {"auth_params": urlencode({"nonce": new_nonce(request)})}
    asked.update({"process": process, "next": request.POST.get("next", ""), **nonce})
    request.GET = cast(Any, asked)
    request.session[LANGUAGE] = translation.get_language()
    begin = _to_connect if process == "connect" else openid.login
    try:
        response = begin(request, provider_id)
    except UNREADABLE as error:
        return _provider_down(request, error)
    if response.status_code == 302 and "://" in response["Location"]:
        return render(request, "signin/onward.html", {"url": response["Location"], "provider_name": provider_name()})
    return cast(HttpResponseBase, response)


@open_to_everyone
def from_provider(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take one who comes back from the identity provider, in the language that the way began in."""
    with translation.override(request.session.pop(LANGUAGE, translation.get_language())):
        try:
            response = openid.callback(request, provider_id)
        except UNREADABLE as error:
            return _provider_down(request, error)
        if hasattr(response, "render"):
            response.render()
        return cast(HttpResponseBase, response)


@reauthentication_required()  # type: ignore[untyped-decorator]
def _to_connect(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    return cast(HttpResponseBase, openid.login(request, provider_id))


def _made(request: HttpRequest, form: NewAccountForm) -> HttpResponseBase:
    with transaction.atomic():
        joined = join_as_new(request, name=form.cleaned_data["name"])
        if joined is None:
            raise Http404
        own = joined.account
        password = form.cleaned_data["password1"]
        acts.set_password(actor=oneself(own.person), account=own, password=password, at=now())
    record_authentication(request, own, method="password")
    return cast(HttpResponseBase, perform_login(request, Login(user=own)))


def _provider_down(request: HttpRequest, error: Exception) -> HttpResponse:
    values = {"down": not isinstance(error, KeyError), "provider_name": provider_name()}
    return render(request, "socialaccount/authentication_error.html", values, status=503)


def _account(request: HttpRequest) -> Account:
    return cast(Account, cast(Any, request.user))
