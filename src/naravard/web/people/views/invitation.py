"""The page of an invitation: who invites whom to what, and how it is accepted.

The link holds the secret. It is moved into the session at once and the reader led on, so that the secret stands in no
other address, in no page and in no log of a fault.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from naravard.agreement.model import Text
from naravard.web.access.actor import oneself
from naravard.web.access.addresses import open_to_everyone, person_of
from naravard.web.history.content import SERVICE
from naravard.web.history.models import Event
from naravard.web.history.sentences import who
from naravard.web.once.replay import replaying
from naravard.web.people.acts.acceptance import accept_invitation, find_invitation
from naravard.web.people.models import Account, Invitation, Membership, Person
from naravard.web.people.problems import SpentInvitation
from naravard.web.people.views.forms import offered
from naravard.web.site.clock import now
from naravard.web.site.forms.step import Step, answer, read_nothing
from naravard.web.site.templatetags.naravard import words

SECRET = "invitation_secret"  # noqa: S105 - the name it has in the session
GONE = 410


@open_to_everyone
@never_cache
def link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Take the secret of an invitation's link into the session, and lead on to the invitation.

    Nothing is kept of a link that opens nothing, so that a stranger who makes links up writes nothing here.
    """
    try:
        find_invitation(secret, at=now())
    except SpentInvitation as problem:
        return _spent(request, problem)
    request.session[SECRET] = secret
    return HttpResponseRedirect(reverse("people:invitation"))


@open_to_everyone
@never_cache
def invitation(request: HttpRequest) -> HttpResponseBase:
    """Show an invitation that has been opened: who invites to what; accepted, it leads on to one's roles."""
    person = person_of(request)
    if person is None:
        return _shown(request, None)
    return replaying(request, person.named().code, lambda: _shown(request, person))


def _shown(request: HttpRequest, person: Person | None) -> HttpResponse:
    secret = request.session.get(SECRET, "")
    try:
        found = find_invitation(secret, at=now())
    except SpentInvitation as problem:
        return _spent(request, problem)
    values = _values(found, person)
    if person is None:
        return render(request, "people/invitation.html", values)

    def do(_values: None, _seen: int | None) -> str:
        made = accept_invitation(actor=actor, secret=secret, at=now())
        request.session.pop(SECRET, None)
        named = {"role": words(made.role_class.name), "organisation": words(found.organisation.text)}
        told = (
            _("Du är nu %(role)s i %(organisation)s.") % named
            if isinstance(made, Membership)
            else _("Inbjudan som %(role)s i %(organisation)s är mottagen. Någon där ska bekräfta den först.") % named
        )
        return f"{step.back}\n{told}"

    def page(template: str, /, *, status: int = 200, **more: Any) -> HttpResponse:
        return render(request, template, values | more, status=status)

    actor = oneself(person)
    step = Step(
        title=Text("Inbjudan", "Invitation"),
        button=Text("Ta emot inbjudan", "Accept the invitation"),
        read=read_nothing,
        do=do,
        back=reverse("people:me"),
        template="people/invitation.html",
    )
    return answer(request, actor, page, step)


def _spent(request: HttpRequest, problem: SpentInvitation) -> HttpResponse:
    return render(request, "people/spent.html", {"problem": problem}, status=GONE)


def _values(found: Invitation, person: Person | None) -> dict[str, Any]:
    page = reverse("people:invitation")
    return {
        "invitation": found,
        "by": _inviter(found),
        "permissions": offered(found.role_class)["permissions"],
        "person": person,
        "has_account": Account.objects.filter(email=found.email).exists(),
        "sign_in_url": f"{reverse('account_login')}?next={page}",
        "sign_out_url": reverse("account_logout"),
        "new_url": reverse("signin:new"),
    }


def _inviter(found: Invitation) -> Text:
    """Return who made an invitation, as its event tells; the service's operator if no person did."""
    thing = found.thing()
    event = Event.objects.filter(thing_kind=thing.kind, thing_id=thing.id, kind="person-invited").first()
    if event is None or event.told.actor.code == SERVICE.code:
        return Text("Den som driver tjänsten", "The operator of the service")
    return who(event.told)
