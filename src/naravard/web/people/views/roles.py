"""Giving a colleague a role, ending a role, and saying that two persons are one."""

import datetime
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import roles_in
from naravard.web.organisations.views.lookup import own
from naravard.web.people.acts.persons import declare_same_person
from naravard.web.people.acts.roles import end_role, give_role
from naravard.web.people.in_hand import Hands, all_in_hand, nobody_could
from naravard.web.people.models import Membership, Person
from naravard.web.people.row_locks import days_in_words, role_held_in
from naravard.web.people.views.forms import (
    EMPTY,
    REASON,
    ROLE,
    chosen,
    first_day,
    last_day,
    last_day_of_role,
    role_field,
    with_roles,
)
from naravard.web.people.views.invitations import people_page
from naravard.web.people.views.people import SECTION
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Choice, Field, Written
from naravard.web.site.forms.step import OwnYes, Step, answer
from naravard.web.site.templatetags.naravard import words


@requires(Permission.ADMINISTER_PEOPLE)
def give(request: HttpRequest, actor: Actor, person_id: UUID) -> HttpResponseBase:
    """Show the form of one more role for a colleague; when it has been filled in, give the role."""
    organisation = own(actor)
    person = Person.objects.filter(pk=person_id, memberships__organisation=organisation).distinct().first()
    if person is None:
        raise Http404
    roles = roles_in(organisation.kind, organisation.code)

    def read(written: Written) -> dict[str, Any]:
        written.check(lambda: role_held_in(organisation, written.raw(ROLE)))
        return {
            **{name: written.raw(name) for name in (ROLE, "reason")},
            "from_day": written.required_day("from_day"),
            "to_day": written.day("to_day", required=False),
        }

    def do(values: dict[str, Any], _seen: int | None) -> str:
        given = give_role(actor=actor, organisation_code=organisation.code, person=person, at=now(), **values)
        named = {"name": person.name, "role": words(given.role_class.name)}
        told = (
            _("%(name)s har fått rollen %(role)s.") % named
            if isinstance(given, Membership)
            else _("Rollen %(role)s för %(name)s väntar på att en annan person bekräftar den.") % named
        )
        return f"{step.back}\n{told}"

    step = Step(
        title=Text(f"En roll till {person.name}", f"A role for {person.name}"),
        question=Text(f"Vilken roll ska {person.name} ha?", f"Which role is {person.name} to have?"),
        button=Text("Ge rollen", "Give the role"),
        fields=[role_field(roles), first_day(today().isoformat()), last_day_of_role(), REASON],
        read=read,
        do=do,
        back=reverse(SECTION, args=[organisation.code]),
        template="people/role.html",
        more=lambda _written, fields: with_roles(roles, fields),
    )
    return answer(request, actor, people_page(request, actor), step)


@requires(Permission.ADMINISTER_PEOPLE)
def end(request: HttpRequest, actor: Actor, membership_id: int) -> HttpResponseBase:
    """Show the form of a role's last day; when it has been filled in, end the role."""
    organisation = own(actor)
    held = Membership.objects.filter(pk=membership_id, organisation=organisation).select_related("person").first()
    if held is None:
        raise Http404
    name, role = held.person.name, held.role_class.name

    def do(given: tuple[datetime.date, str], _seen: int | None) -> str:
        last, reason = given
        end_role(actor=actor, membership_id=held.pk, last_day=last, at=now(), reason=reason)
        told = _("Sista dagen för %(name)s som %(role)s är %(day)s.") % {"name": name, "role": words(role), "day": last}
        return f"{step.back}\n{told}"

    step = Step(
        title=Text("Avsluta en roll", "End a role"),
        question=Text(f"När slutar {name} som {role.sv}?", f"When does {name} end as {role.in_language('en')}?"),
        explains=Text(
            "Ställföreträdare för rollen slutar samma dag. Det som är gjort står kvar i historiken.",
            "Stand-ins for the role end on the same day. What has been done remains in the history.",
        ),
        about=[(Text("I dag gäller", "Today it holds"), days_in_words(held.from_day, held.to_day))],
        button=Text("Spara sista dagen", "Save the last day"),
        fields=[
            last_day(
                Text(
                    "Rollen gäller hela den dagen. Skriv gårdagens datum för att den ska upphöra genast.",
                    "The role holds all that day. Write yesterday's date for it to end at once.",
                ),
                today().isoformat(),
            ),
            REASON,
        ],
        read=lambda written: (written.required_day("to_day"), written.raw("reason")),
        do=do,
        template="people/end.html",
        extra=lambda: {
            "leaver": name,
            "hands": all_in_hand(Hands(held.person, organisation, now())),
            "nobody_could": [permission.words for permission in nobody_could(held, today())],
        },
        back=reverse(SECTION, args=[organisation.code]),
    )
    return answer(request, actor, people_page(request, actor), step)


@requires(Permission.ADMINISTER_PEOPLE)
def same(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Show the form that says that two persons are one; when it has been filled in, make them one."""
    organisation = own(actor)
    every = Person.objects.filter(memberships__organisation=organisation).distinct().order_by("name", "pk")
    people = {str(person.pk): person for person in every}
    choices = [EMPTY, *(Choice(key, Text(_who(person, organisation.code))) for key, person in people.items())]
    stays = Field(
        name="stays",
        label=Text("Personen som blir kvar", "The person that stays"),
        kind="select",
        choices=choices,
        hint=Text("Namnet här är det som gäller.", "This is the name that holds."),
    )
    goes = Field(
        name="goes",
        label=Text("Personen som visade sig vara densamma", "The person found to be the same"),
        kind="select",
        choices=choices,
    )
    how = Text("Hur vet du det? Det står i historiken.", "How do you know? It stands in the history.")
    nobody = ("Ingen är vald. Välj en rad i listan.", "Nobody is chosen. Choose a row in the list.")

    def do(given: tuple[str, str, str], _seen: int | None) -> str:
        stayed, gone = people[given[0]], people[given[1]]
        declare_same_person(
            actor=actor, organisation_code=organisation.code, stays=stayed, goes=gone, reason=given[2], at=now()
        )
        told = _("%(gone)s och %(name)s är nu en och samma person.") % {"gone": gone.name, "name": stayed.name}
        return f"{step.back}\n{told}"

    step = Step(
        title=Text("Slå ihop två rader", "Two rows are the same person"),
        question=Text("Vilka två rader är samma person?", "Which two rows are the same person?"),
        explains=Text(
            "Där två personer ska göra varsin sak räknas människor, inte konton. Är två rader samma människa ska de "
            "bli en. Konton, roller och ställföreträdanden flyttas till den person som blir kvar. Det går inte att "
            "ångra. Historiken ändras inte.",
            "Where two people are to do one thing each, people count, not accounts. If two rows are one human being, "
            "they are to become one. Accounts, roles and stand-ins move to the person that stays. It cannot be "
            "undone. The history does not change.",
        ),
        button=Text("Gör dem till en", "Make them one"),
        fields=[stays, goes, replace(REASON, hint=how)],
        read=lambda written: (
            chosen(written, stays, *nobody),
            chosen(written, goes, *nobody),
            written.raw("reason"),
        ),
        needs_yes=lambda given: [_become_one(people[given[1]].name, people[given[0]].name)],
        rows=lambda given: [
            (stays.label, Text(_who(people[given[0]], organisation.code))),
            (goes.label, Text(_who(people[given[1]], organisation.code))),
            (REASON.label, Text(given[2])),
        ],
        do=do,
        back=reverse(SECTION, args=[organisation.code]),
    )
    return answer(request, actor, people_page(request, actor), step)


def _become_one(gone: str, stays: str) -> OwnYes:
    """Return the yes to that two persons are one from now on."""
    return OwnYes(
        Text(
            f"{gone}s konton och roller blir {stays}s. De går inte att skilja åt igen.",
            f"The accounts and roles of {gone} become those of {stays}. They cannot be parted again.",
        ),
        Text(f"Ja, {gone} och {stays} är samma person", f"Yes, {gone} and {stays} are the same person"),
    )


def _who(person: Person, organisation_code: str) -> str:
    """Return a person with roles and addresses, so that two with one name can be told apart."""
    held = {words(one.role_class.name) for one in person.memberships.filter(organisation_id=organisation_code)}
    addresses = person.accounts.values_list("email", flat=True)
    return f"{person.name} – {', '.join(sorted(held))} ({', '.join(sorted(addresses))})"
