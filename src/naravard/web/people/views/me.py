"""One's own page: name, roles in every organisation, and stand-ins in both directions."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, oneself
from naravard.web.access.addresses import signed_in
from naravard.web.people.acts.persons import rename_person
from naravard.web.people.models import Membership, Person
from naravard.web.people.overview import grouped, stood_in_for, waiting_roles
from naravard.web.people.views.forms import name_field
from naravard.web.site.clock import now, today
from naravard.web.site.crumbs import Crumb
from naravard.web.site.forms.step import Step, answer, within


@signed_in
def me(request: HttpRequest, person: Person) -> HttpResponseBase:
    """Show one's name, roles in every organisation with what they are for, and stand-ins in both directions."""
    day = today()
    own = grouped(Membership.objects.filter(person=person).between(day, None), day)
    values = {
        "person": person,
        "roles": own[0].roles if own else [],
        "waiting": waiting_roles(person=person),
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
    """The form of one's name."""

    def do(name: str, _seen: int | None) -> str:
        renamed = rename_person(actor=actor, name=name, at=now())
        words = (
            _("En administratör ska bekräfta att du heter %(name)s. Till dess visas det gamla namnet.")
            % {"name": renamed.proposed_name}
            if renamed.proposed_name
            else _("Ditt namn är %(name)s.") % {"name": renamed.name}
        )
        return f"{step.back}\n{words}"

    actor = oneself(person)
    hint = Text(
        "Det som redan står i historiken behåller det gamla namnet.",
        "What stands in the history already keeps the old name.",
    )
    step = Step(
        title=Text("Ditt namn", "Your name"),
        question=Text("Vad heter du?", "What is your name?"),
        button=Text("Spara namnet", "Save the name"),
        fields=[name_field(hint, person.name)],
        read=lambda written: written.raw("name"),
        do=do,
        back=reverse("people:me"),
    )
    return answer(request, actor, within(_page, request, actor), step)


def _page(request: HttpRequest, template: str, _actor: Actor, *, status: int = 200, **values: Any) -> HttpResponse:
    """Render a page below one's own."""
    around = {"frame": "site/base.html", "crumbs": [Crumb(_("Mitt"), reverse("people:me"))]}
    return render(request, template, around | values, status=status)
