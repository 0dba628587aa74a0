"""Handing a role to a colleague for a time, and ending that."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.web.access.actor import Actor, acting, actor_as
from naravard.web.access.addresses import person_of, requires, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.organisations.frame import page
from naravard.web.people.acts.standing_in import end_stand_in, hand_over
from naravard.web.people.finding import colleagues
from naravard.web.people.models import Membership, StandIn
from naravard.web.people.views.forms import Form
from naravard.web.people.views.inviting import own
from naravard.web.people.views.people import SECTION
from naravard.web.people.written import reason_written
from naravard.web.site.clock import now, today
from naravard.web.site.crumbs import Crumb
from naravard.web.site.forms.problem_fields import Option


@requires(Permission.SEE)
def hand(request: HttpRequest, actor: Actor, membership_id: int) -> HttpResponseBase:
    """Show the form of handing a role over; when it has been filled in, hand it over."""
    organisation = own(actor)
    held = Membership.objects.filter(pk=membership_id, organisation=organisation).select_related("person").first()
    actor, back = _as_who(request, actor, held), _back(actor, held)
    assert held is not None  # noqa: S101 - for the type checker; _as_who() refuses where there is none
    form = Form(request, start={"from_day": today().isoformat()})
    if form.is_sent:
        from_day, to_day, colleague = form.day("from_day"), form.day("to_day"), _uuid(form.text("person"))
        if colleague is None:
            form.missing("person", _("Ingen kollega är vald."), _("Välj någon i listan."))
        form.check(lambda: reason_written(form.text("reason"), required=True))

        def act() -> str:
            assert from_day is not None  # noqa: S101 - for the type checker; what is missing is a problem
            assert to_day is not None  # noqa: S101
            assert colleague is not None  # noqa: S101
            made = hand_over(
                actor=actor,
                membership_id=held.pk,
                person_id=colleague,
                from_day=from_day,
                to_day=to_day,
                reason=form.text("reason"),
                at=now(),
            )
            values = {"stand_in": made.person.name, "name": held.person.name, "day": to_day}
            messages.success(request, _("%(stand_in)s är ställföreträdare för %(name)s till %(day)s.") % values)
            return back

        if done := form.do(actor, act):
            return done
    others = [entry.person for entry in colleagues(organisation, today()) if entry.person.pk != held.person_id]
    return page(
        request,
        "people/hand_over.html",
        actor,
        SECTION,
        Crumb(_("Människor"), reverse(SECTION, args=[organisation.code])),
        status=form.status,
        summary=form.summary,
        held=held,
        is_own=held.person_id == actor.person_id,
        others=others,
        fields=[
            form.choice("person", _("Ställföreträdare"), [Option(str(one.pk), one.name) for one in others]),
            form.day_field("from_day", _("Första dagen")),
            form.day_field("to_day", _("Sista dagen"), _("Högst ett år.")),
            form.field("reason", _("Skäl"), hint=_("Till exempel: semester. Det står i historiken."), width=30),
        ],
        back=back,
    )


@requires(Permission.SEE)
def end_stand(request: HttpRequest, actor: Actor, stand_in_id: int) -> HttpResponseBase:
    """Ask whether a stand-in is to end now; when it is, end it."""
    found = StandIn.objects.filter(pk=stand_in_id, membership__organisation=own(actor))
    stand_in = found.select_related("person", "membership__person").first()
    held = stand_in.membership if stand_in else None
    if stand_in is None or stand_in.person_id != actor.person_id:
        actor = _as_who(request, actor, held)
    assert stand_in is not None  # noqa: S101 - for the type checker; _as_who() refuses where there is none
    form, back = Form(request), _back(actor, held)
    if stand_in.person_id == actor.person_id:
        back = reverse("people:me")
    if form.is_sent:

        def act() -> str:
            end_stand_in(actor=actor, stand_in_id=stand_in.pk, at=now(), reason=form.text("reason"))
            values = {"stand_in": stand_in.person.name, "name": stand_in.membership.person.name}
            told = _("%(stand_in)s är inte längre ställföreträdare för %(name)s.") % values
            messages.success(request, told)
            return back

        if done := form.do(actor, act):
            return done
    return page(
        request,
        "people/end_stand_in.html",
        actor,
        SECTION,
        Crumb(_("Människor"), reverse(SECTION, args=[own(actor).code])),
        status=form.status,
        summary=form.summary,
        stand_in=stand_in,
        reason=form.field("reason", _("Skäl"), hint=_("Behövs inte. Det som skrivs står i historiken."), width=30),
        back=back,
    )


def _as_who(request: HttpRequest, actor: Actor, held: Membership | None) -> Actor:
    """Return the one who acts on a role: as the role itself where it is one's own, else as an administrator.

    To others, and where there is no such role, the page does not exist.
    """
    person = person_of(request)
    if person is None or held is None:
        raise Http404
    if held.person_id == person.pk:
        for standing in standings_of(request):
            own_role = standing.for_whom is None and standing.role is held.role_class
            if own_role and standing.organisation.code == held.organisation_id:
                return actor_as(person, standing)
        return actor
    administrator = acting(person, own(actor).code, Permission.ADMINISTER_PEOPLE, today())
    if administrator is None:
        raise Http404
    return administrator


def _back(actor: Actor, held: Membership | None) -> str:
    if held is not None and held.person_id == actor.person_id:
        return reverse("people:me")
    return reverse(SECTION, args=[own(actor).code])


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
