"""The page where one becomes anyone of the invented people."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from naravard.web.access.actor import standings
from naravard.web.access.roles import BY_CODE, ROLES
from naravard.web.demo import store
from naravard.web.demo.only_here import only_here
from naravard.web.demo.year.script import agreements
from naravard.web.organisations.kinds import Kind
from naravard.web.people.models import Invitation, Membership, Person
from naravard.web.site.clock import now, today
from naravard.web.site.templatetags.naravard import words
from naravard.web.tasks.models import DutyRecord

BACKEND = "django.contrib.auth.backends.ModelBackend"
PER_PAGE = 40
_INVITED = 8


@only_here
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Show the people of the day: one of each role, and all of them by organisation, kind and role."""
    asked = {name: request.GET.get(name, "").strip() for name in ("sok", "slag", "roll")}
    found = _held(**asked)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("sida"))
    values = {
        "asked": asked,
        "is_asked": any(asked.values()),
        "page": page,
        "kinds": list(Kind),
        "roles": ROLES,
        "one_of_each": _one_of_each(),
        "invited": _invited(),
    }
    return render(request, "demo/people.html", values)


@only_here
@require_http_methods(["GET", "HEAD", "POST"])
def become(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Become a person by a form: signed in as Django does it, without a password. A link changes nothing."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("demo:people"))
    person = Person.objects.filter(pk=person_id, became=None).first()
    account = person.accounts.filter(is_active=True).order_by("pk").first() if person else None
    if person is None or account is None:
        raise Http404(_("Det finns ingen sådan person i demonstrationen."))
    login(request, account, backend=BACKEND)
    messages.success(request, _who(person))
    return HttpResponseRedirect(reverse("home:tasks"), status=303)


def _who(person: Person) -> str:
    held = standings(person, today())
    if not held:
        return _("Nu är du %(name)s, som inte har någon roll i dag.") % {"name": person.name}
    return _("Nu är du %(name)s: %(role)s, %(organisation)s.") % {
        "name": person.name,
        "role": words(held[0].role.name),
        "organisation": words(held[0].organisation.text),
    }


def _held(sok: str, slag: str, roll: str) -> QuerySet[Membership]:
    """Return the roles held on the day that are asked for."""
    found: QuerySet[Membership] = Membership.objects.on(today()).select_related("person", "organisation")
    if slag in set(Kind):
        found = found.filter(organisation__kind=slag)
    if roll in BY_CODE:
        found = found.filter(role=roll)
    for word in sok.split():
        found = found.filter(
            Q(organisation__name__icontains=word) | Q(organisation__code=word.lower()) | Q(person__name__icontains=word)
        )
    return found.order_by("organisation__kind", "organisation__code", "role", "pk")


def _one_of_each() -> list[Membership]:
    """Return one who holds each role, first of all where something has been begun by which a right is kept."""
    held = Membership.objects.on(today()).select_related("person", "organisation").order_by("organisation__code", "pk")
    unfinished = _with_something_begun()
    found = [held.filter(role=role.code, organisation__in=unfinished).first() for role in ROLES]
    return [
        one for role, begun in zip(ROLES, found, strict=True) if (one := begun or held.filter(role=role.code).first())
    ]


def _with_something_begun() -> list[str]:
    """Return the codes of the organisations at work; of the regions only one with a right at stake, if there is one."""
    at_work = DutyRecord.objects.filter(submitted_at=None).exclude(begun_at=None).order_by("organisation_id")
    at_stake = [duty.id for shown in agreements() for duty in shown.agreement.duties if duty.lapses]
    codes = at_work.values_list("organisation_id", flat=True)
    first = codes.filter(duty_id__in=at_stake, organisation__kind=Kind.REGION).first()
    return [code for code in codes if first is None or code == first or not code.startswith(f"{Kind.REGION.value}-")]


def _invited() -> list[tuple[Invitation, str]]:
    """Return some who have not answered their invitations, with where they answer."""
    secrets = store.secrets()
    open_ = Invitation.objects.filter(
        pk__in=secrets, accepted_at=None, withdrawn_at=None, expires_at__gt=now()
    ).select_related("organisation")
    return [(one, reverse("people:invitation_link", args=[secrets[one.pk]])) for one in open_[:_INVITED]]
