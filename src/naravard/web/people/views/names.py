"""Confirming the name that a colleague wants to have, or declining it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.organisations.views.lookup import own
from naravard.web.people.acts.persons import answer_name
from naravard.web.people.models import Person
from naravard.web.people.views.forms import chosen
from naravard.web.people.views.invitations import people_page
from naravard.web.people.views.people import SECTION
from naravard.web.site.clock import now
from naravard.web.site.forms import Choice, Field
from naravard.web.site.forms.step import Step, answer

_RIGHT = "ja"
_NOTHING_WAITS = Text("Inget namn väntar på svar.", "No name waits for an answer.")


@requires(Permission.ADMINISTER_PEOPLE)
def answer_to_name(request: HttpRequest, actor: Actor, person_id: UUID) -> HttpResponseBase:
    """Ask whether a colleague is to be called what the colleague wants; when it is answered, confirm or decline it."""
    organisation = own(actor)
    person = Person.objects.filter(pk=person_id, memberships__organisation=organisation).distinct().first()
    if person is None:
        raise Http404
    before, name = person.name, person.proposed_name
    asked = Field(
        name="svar",
        label=Text("Stämmer namnet?", "Is the name right?"),
        kind="radio",
        choices=[
            Choice(_RIGHT, Text(f"Ja, visa {name}", f"Yes, show {name}")),
            Choice("nej", Text(f"Nej, behåll {before}", f"No, keep {before}")),
        ],
    )

    def do(is_right: bool, _seen: int | None) -> str:  # noqa: FBT001 - what was answered
        answer_name(
            actor=actor, organisation_code=organisation.code, person=person, name=name, is_right=is_right, at=now()
        )
        return reverse(SECTION, args=[organisation.code])

    step = Step(
        title=Text(f"{before} vill heta {name}", f"{before} wants to be called {name}"),
        explains=Text(
            "Namnet visas för alla som ser vad personen gör. Historiken behåller det gamla.",
            "The name is shown to all who see what the person does. The history keeps the old one.",
        ),
        button=Text("Spara svaret", "Save the answer"),
        fields=[asked],
        read=lambda written: (
            chosen(written, asked, "Välj om namnet stämmer.", "Choose whether the name is right.") == _RIGHT
        ),
        do=do,
        done=Text("Svaret är sparat.", "The answer is saved."),
        closed=None if name else _NOTHING_WAITS,
        back=reverse(SECTION, args=[organisation.code]),
    )
    return answer(request, actor, people_page(request, actor), step)
