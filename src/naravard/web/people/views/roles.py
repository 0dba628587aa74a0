"""Giving a colleague a role, ending a role, and saying that two persons are one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import roles_in
from naravard.web.organisations.frame import page
from naravard.web.people.acts.persons import declare_same_person
from naravard.web.people.acts.roles import end_role, give_role
from naravard.web.people.models import Membership, Person
from naravard.web.people.views.forms import Form
from naravard.web.people.views.inviting import own
from naravard.web.people.views.people import SECTION
from naravard.web.site.clock import now, today
from naravard.web.site.crumbs import Crumb
from naravard.web.site.forms.problem_fields import Option
from naravard.web.site.templatetags.naravard import words


@requires(Permission.ADMINISTER_PEOPLE)
def give(request: HttpRequest, actor: Actor, person_id: UUID) -> HttpResponseBase:
    """Show the form of one more role for a colleague; when it has been filled in, give the role."""
    organisation = own(actor)
    person = Person.objects.filter(pk=person_id, memberships__organisation=organisation).distinct().first()
    if person is None:
        raise Http404
    form = Form(request, start={"from_day": today().isoformat()})
    back = reverse(SECTION, args=[organisation.code])
    if form.is_sent:
        from_day, to_day = form.day("from_day"), form.day("to_day", required=False)

        def act() -> str:
            assert from_day is not None  # noqa: S101 - for the type checker; a missing day is a problem
            given = give_role(
                actor=actor,
                organisation_code=organisation.code,
                person=person,
                role=form.text("role"),
                from_day=from_day,
                to_day=to_day,
                at=now(),
                reason=form.text("reason"),
            )
            values = {"name": person.name, "role": words(given.role_class.name)}
            messages.success(request, _("%(name)s har fått rollen %(role)s.") % values)
            return back

        if done := form.do(actor, act):
            return done
    return page(
        request,
        "people/give.html",
        actor,
        SECTION,
        Crumb(_("Människor"), back),
        status=form.status,
        summary=form.summary,
        person=person,
        choice=form.roles(roles_in(organisation.kind, organisation.code)),
        fields=[
            form.day_field("from_day", _("Första dagen")),
            form.day_field("to_day", _("Sista dagen"), _("Lämna tomt om rollen gäller tills vidare.")),
            form.field("reason", _("Skäl"), hint=_("Behövs inte. Det som skrivs står i historiken."), width=30),
        ],
        back=back,
    )


@requires(Permission.ADMINISTER_PEOPLE)
def end(request: HttpRequest, actor: Actor, membership_id: int) -> HttpResponseBase:
    """Show the form of a role's last day; when it has been filled in, end the role."""
    organisation = own(actor)
    held = Membership.objects.filter(pk=membership_id, organisation=organisation).select_related("person").first()
    if held is None:
        raise Http404
    form = Form(request, start={"to_day": today().isoformat()})
    back = reverse(SECTION, args=[organisation.code])
    if form.is_sent:
        last_day = form.day("to_day")

        def act() -> str:
            assert last_day is not None  # noqa: S101 - for the type checker; a missing day is a problem
            end_role(actor=actor, membership_id=held.pk, last_day=last_day, at=now(), reason=form.text("reason"))
            values = {"name": held.person.name, "role": words(held.role_class.name), "day": last_day}
            messages.success(request, _("Sista dagen för %(name)s som %(role)s är %(day)s.") % values)
            return back

        if done := form.do(actor, act):
            return done
    hint = _("Rollen gäller hela den dagen. Skriv gårdagens datum för att den ska upphöra genast.")
    return page(
        request,
        "people/end.html",
        actor,
        SECTION,
        Crumb(_("Människor"), back),
        status=form.status,
        summary=form.summary,
        held=held,
        fields=[
            form.day_field("to_day", _("Sista dagen"), hint),
            form.field("reason", _("Skäl"), hint=_("Behövs inte. Det som skrivs står i historiken."), width=30),
        ],
        back=back,
    )


@requires(Permission.ADMINISTER_PEOPLE)
def same(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Show the form that says that two persons are one; when it has been filled in, make them one."""
    organisation = own(actor)
    people = Person.objects.filter(memberships__organisation=organisation).distinct().order_by("name", "pk")
    form = Form(request)
    back = reverse(SECTION, args=[organisation.code])
    if form.is_sent:
        chosen = {str(person.pk): person for person in people}
        stays, goes = chosen.get(form.text("stays")), chosen.get(form.text("goes"))
        for name, person in (("stays", stays), ("goes", goes)):
            if person is None:
                form.missing(name, _("Ingen är vald."), _("Välj en rad i listan."))

        def act() -> str:
            assert stays is not None  # noqa: S101 - for the type checker; a missing choice is a problem
            assert goes is not None  # noqa: S101
            declare_same_person(
                actor=actor,
                organisation_code=organisation.code,
                stays=stays,
                goes=goes,
                reason=form.text("reason"),
                at=now(),
            )
            values = {"gone": goes.name, "name": stays.name}
            messages.success(request, _("%(gone)s och %(name)s är nu en och samma person.") % values)
            return back

        if done := form.do(actor, act):
            return done
    options = [Option(str(person.pk), _who(person, organisation.code)) for person in people]
    return page(
        request,
        "people/same.html",
        actor,
        SECTION,
        Crumb(_("Människor"), back),
        status=form.status,
        summary=form.summary,
        fields=[
            form.choice("stays", _("Personen som blir kvar"), options, hint=_("Namnet här är det som gäller.")),
            form.choice("goes", _("Personen som visade sig vara densamma"), options),
            form.field("reason", _("Skäl"), hint=_("Hur vet du det? Det står i historiken."), width=30),
        ],
        back=back,
    )


def _who(person: Person, organisation_code: str) -> str:
    """Return a person with roles and addresses, so that two with one name can be told apart."""
    held = {words(one.role_class.name) for one in person.memberships.filter(organisation_id=organisation_code)}
    addresses = person.accounts.values_list("email", flat=True)
    return f"{person.name} – {', '.join(sorted(held))} ({', '.join(sorted(addresses))})"
