"""Handing a role to a colleague for a time, and ending that."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, acting, actor_as, refuse_lent
from naravard.web.access.addresses import person_of, requires, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.organisations.views.lookup import own
from naravard.web.people.acts.stand_ins import end_stand_in, hand_over
from naravard.web.people.entries import reason_written
from naravard.web.people.models import Membership, StandIn
from naravard.web.people.overview import colleagues
from naravard.web.people.row_locks import days_in_words
from naravard.web.people.views.forms import EMPTY, REASON, chosen, first_day, last_day
from naravard.web.people.views.invitations import people_page
from naravard.web.people.views.people import SECTION
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Choice, Field, Written
from naravard.web.site.forms.step import Step, answer


@requires(Permission.SEE)
def hand(request: HttpRequest, actor: Actor, membership_id: int) -> HttpResponseBase:
    """Show the form of handing a role over; when it has been filled in, hand it over."""
    organisation = own(actor)
    held = Membership.objects.filter(pk=membership_id, organisation=organisation).select_related("person").first()
    actor, back = _as_who(request, actor, held), _back(actor, held)
    assert held is not None  # noqa: S101 - for the type checker; _as_who() refuses where there is none
    name, role = held.person.name, held.role_class.name
    others = [entry.person for entry in colleagues(organisation, today()) if entry.person.pk != held.person_id]
    colleague = Field(
        name="person",
        label=Text("Ställföreträdare", "Stand-in"),
        kind="select",
        choices=[EMPTY, *(Choice(str(one.pk), Text(one.name)) for one in others)],
    )

    def read(written: Written) -> dict[str, Any]:
        nobody = ("Ingen kollega är vald. Välj någon i listan.", "No colleague is chosen. Choose someone in the list.")
        values = {
            "person_id": chosen(written, colleague, *nobody),
            "from_day": written.required_day("from_day"),
            "to_day": written.required_day("to_day"),
            "reason": written.raw("reason"),
        }
        written.check(lambda: reason_written(written.raw("reason"), required=True))
        return values

    def do(values: dict[str, Any], _seen: int | None) -> str:
        given = values | {"person_id": UUID(values["person_id"])}
        made = hand_over(actor=actor, membership_id=held.pk, at=now(), **given)
        named = {"stand_in": made.person.name, "name": name, "day": values["to_day"]}
        told = _("%(stand_in)s är ställföreträdare för %(name)s till %(day)s.") % named
        return f"{back}\n{told}"

    whom = ("dig", "you") if held.person_id == actor.person_id else (name, name)
    step = Step(
        title=Text("Lämna över en roll", "Hand over a role"),
        question=Text(
            f"Vem ska vara ställföreträdare för {whom[0]} som {role.sv}?",
            f"Who is to stand in for {whom[1]} as {role.in_language('en')}?",
        ),
        explains=Text(
            "Ställföreträdaren får göra allt som rollen får. Den som lämnar över behåller rollen. I historiken står "
            "både vem som gjorde något och i stället för vem. Rollen kan inte lämnas vidare, och där två personer ska "
            "göra varsin sak räknas ställföreträdaren som sig själv.",
            "The stand-in may do everything that the role may. Whoever hands over keeps the role. The history says "
            "both who did something and in whose place. The role cannot be handed on, and where two people are to do "
            "one thing each, the stand-in counts as oneself.",
        ),
        button=Text("Lämna över", "Hand over"),
        fields=[
            colleague,
            first_day(today().isoformat()),
            last_day(Text("Högst ett år.", "A year at most.")),
            replace(
                REASON,
                hint=Text(
                    "Till exempel: semester. Det står i historiken.", "For example: holiday. It stands in the history."
                ),
            ),
        ],
        read=read,
        do=do,
        closed=None if others else _NOBODY_ELSE,
        back=back,
    )
    return answer(request, actor, people_page(request, actor), step)


@requires(Permission.SEE)
def end_stand(request: HttpRequest, actor: Actor, stand_in_id: int) -> HttpResponseBase:
    """Ask whether a stand-in is to end now; when it is, end it."""
    found = StandIn.objects.filter(pk=stand_in_id, membership__organisation=own(actor))
    stand_in = found.select_related("person", "membership__person").first()
    held = stand_in.membership if stand_in else None
    if stand_in is None or stand_in.person_id != actor.person_id:
        actor = _as_who(request, actor, held)
    assert stand_in is not None  # noqa: S101 - for the type checker; _as_who() refuses where there is none
    back = reverse("people:me") if stand_in.person_id == actor.person_id else _back(actor, held)
    name, other = stand_in.person.name, stand_in.membership.person.name

    def do(reason: str, _seen: int | None) -> str:
        end_stand_in(actor=actor, stand_in_id=stand_in.pk, at=now(), reason=reason)
        return back

    step = Step(
        title=Text("Avsluta ett ställföreträdande", "End a stand-in"),
        question=Text(
            f"Ska {name} sluta vara ställföreträdare för {other}?", f"Is {name} to stop standing in for {other}?"
        ),
        explains=Text("Det upphör genast.", "It ends at once."),
        about=[
            (Text("Roll", "Role"), stand_in.membership.role_class.name),
            (Text("Dagar", "Days"), days_in_words(stand_in.from_day, stand_in.to_day)),
            (Text("Skäl", "Reason"), stand_in.reason),
        ],
        button=Text("Avsluta nu", "End now"),
        fields=[REASON],
        read=lambda written: written.raw("reason"),
        do=do,
        done=Text(f"{name} är inte längre ställföreträdare för {other}.", f"{name} no longer stands in for {other}."),
        back=back,
    )
    return answer(request, actor, people_page(request, actor), step)


_NOBODY_ELSE = Text(
    "Ingen annan har en roll här. Be en administratör att bjuda in en kollega först.",
    "Nobody else has a role here. Ask an administrator to invite a colleague first.",
)


def _as_who(request: HttpRequest, actor: Actor, held: Membership | None) -> Actor:
    """Return the actor on a role: as the role itself where it is one's own, else as an administrator.

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
        refuse_lent(standings_of(request), Permission.ADMINISTER_PEOPLE, own(actor).code)
        raise Http404
    return administrator


def _back(actor: Actor, held: Membership | None) -> str:
    if held is not None and held.person_id == actor.person_id:
        return reverse("people:me")
    return reverse(SECTION, args=[own(actor).code])
