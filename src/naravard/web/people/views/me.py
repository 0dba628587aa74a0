"""One's own page: name, roles in every organisation, and stand-ins in both directions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.web.access.actor import oneself
from naravard.web.access.addresses import signed_in
from naravard.web.people.acts.persons import rename_person
from naravard.web.people.finding import grouped, stood_in_for
from naravard.web.people.models import Membership, Person
from naravard.web.people.views.forms import Form
from naravard.web.site.clock import now, today
from naravard.web.site.crumbs import Crumb


@signed_in
def me(request: HttpRequest, person: Person) -> HttpResponseBase:
    """Show one's name, roles in every organisation with what they are for, and stand-ins in both directions."""
    day = today()
    own = grouped(Membership.objects.filter(person=person).between(day, None), day)
    values = {
        "person": person,
        "roles": own[0].roles if own else [],
        "lent": stood_in_for(person, day),
        "day": day,
        "account_url": reverse("signin:account"),
        "calendar_url": reverse("reminders:calendar"),
        "reminders_url": reverse("reminders:choice"),
        "history_url": reverse("home:own_history"),
    }
    return render(request, "people/me.html", values)


@signed_in
def rename(request: HttpRequest, person: Person) -> HttpResponseBase:
    """Show the form of one's name; when it has been filled in, change it."""
    form, back = Form(request, start={"name": person.name}), reverse("people:me")
    if form.is_sent:
        actor = oneself(person)

        def act() -> str:
            renamed = rename_person(actor=actor, name=form.text("name"), at=now())
            messages.success(request, _("Ditt namn är %(name)s.") % {"name": renamed.name})
            return back

        if done := form.do(actor, act):
            return done
    values = {
        "summary": form.summary,
        "name": form.field("name", _("Namn"), hint=_("Det som redan står i historiken behåller det gamla namnet.")),
        "back": back,
        "crumbs": [Crumb(_("Mitt"), back)],
    }
    return render(request, "people/rename.html", values, status=form.status)
