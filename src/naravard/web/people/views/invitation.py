"""The page of an invitation: who invites whom to what, and how it is accepted.

The link holds the secret. It is moved into the session at once and the reader led on, so that the secret stands in no
other address, in no page and in no log of a fault.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from naravard.agreement.model import Text
from naravard.web.access.actor import oneself
from naravard.web.access.addresses import open_to_everyone, person_of
from naravard.web.history.models import Event
from naravard.web.history.sentences import who
from naravard.web.history.told import SERVICE
from naravard.web.people.acts.accepting import accept_invitation, find_invitation
from naravard.web.people.models import Account, Invitation, Person
from naravard.web.people.problems import SpentInvitation
from naravard.web.people.views.forms import Form, offered
from naravard.web.site.clock import now
from naravard.web.site.templatetags.naravard import words

SECRET = "invitation_secret"  # noqa: S105 - the name it has in the session
GONE = 410


@open_to_everyone
@never_cache
def link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Take the secret of an invitation's link into the session, and lead on to the invitation."""
    request.session[SECRET] = secret
    return HttpResponseRedirect(reverse("people:invitation"))


@open_to_everyone
@never_cache
def invitation(request: HttpRequest) -> HttpResponseBase:
    """Show an invitation that has been opened: who invites to what; accepted, it leads on to one's roles."""
    secret, form, person = request.session.get(SECRET, ""), Form(request), person_of(request)
    if person is not None and (again := form.done(oneself(person))):
        return again
    try:
        found = find_invitation(secret, at=now())
        if form.is_sent and person is not None:
            if done := _accepted(request, form, person, found, secret):
                return done
            found = find_invitation(secret, at=now())  # someone else may have accepted it at the same moment
    except SpentInvitation as problem:
        return _spent(request, problem)
    return render(request, "people/invitation.html", _values(request, found, form), status=form.status)


def _accepted(
    request: HttpRequest, form: Form, person: Person, found: Invitation, secret: str
) -> HttpResponseBase | None:
    actor = oneself(person)

    def act() -> str:
        made = accept_invitation(actor=actor, secret=secret, at=now())
        values = {"role": words(made.role_class.name), "organisation": words(found.organisation.text)}
        messages.success(request, _("Du är nu %(role)s i %(organisation)s.") % values)
        return reverse("people:me")

    done = form.do(actor, act)
    if done:
        request.session.pop(SECRET, None)
    return done


def _values(request: HttpRequest, found: Invitation, form: Form) -> dict[str, Any]:
    page = reverse("people:invitation")
    return {
        "invitation": found,
        "by": _inviter(found),
        "permissions": offered(found.role_class)["permissions"],
        "person": person_of(request),
        "has_account": Account.objects.filter(email=found.email).exists(),
        "sign_in_url": f"{reverse('account_login')}?next={page}",
        "sign_out_url": reverse("account_logout"),
        "new_url": reverse("signin:new"),
        "summary": form.summary,
    }


def _inviter(found: Invitation) -> Text:
    """Return who made an invitation, as its event tells; the service's keeper where no person did."""
    thing = found.thing()
    event = Event.objects.filter(thing_kind=thing.kind, thing_id=thing.id, kind="person-invited").first()
    if event is None or event.told.actor.code == SERVICE.code:
        return Text("Den som driver tjänsten", "The operator of the service")
    return who(event.told)


def _spent(request: HttpRequest, problem: SpentInvitation) -> HttpResponse:
    return render(request, "people/spent.html", {"problem": problem}, status=GONE)
