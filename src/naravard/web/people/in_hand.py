"""What a person has in hand in an organisation, so that nothing is left with nobody when a role ends.

Each room says what it knows of, in a module ``in_hand`` of its app, which is read when the program starts::

    @in_hand
    def areas(held: Hands) -> Iterator[InHand]:
        ...
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import BY_CODE
from naravard.web.history.models import Event
from naravard.web.organisations.models import Organisation
from naravard.web.people.entries import day_of
from naravard.web.people.models import Invitation, Membership, Person, StandIn
from naravard.web.people.overview import open_invitations


@dataclass(frozen=True, slots=True)
class Hands:
    """Whose hands are asked about, where and when."""

    person: Person
    organisation: Organisation
    at: datetime.datetime

    @property
    def code(self) -> str:
        """The code that rows and events name the person by."""
        return self.person.named().code


@dataclass(frozen=True, slots=True)
class InHand:
    """One thing that a person has in hand."""

    what: Text
    taken_over: Text
    """How someone else takes it over, as an order."""
    url: str
    """Where that is done."""


Source = Callable[[Hands], Iterable[InHand]]
SOURCES: list[Source] = []
"""Every source, in the order in which the rooms are read."""


def in_hand(source: Source) -> Source:
    """Register a function that gives what a person has in hand of one kind."""
    SOURCES.append(source)
    return source


def all_in_hand(held: Hands) -> list[InHand]:
    """Return all that a person has in hand in an organisation."""
    return [one for source in SOURCES for one in source(held)]


def nobody_could(membership: Membership, day: datetime.date) -> list[Permission]:
    """Return what nobody in the organisation could do if a role ended on a day, in the order of the permissions."""
    others = Membership.objects.on(day).filter(organisation=membership.organisation_id).exclude(pk=membership.pk)
    left = {one for code in others.values_list("role", flat=True) for one in BY_CODE[code].permissions}
    return [one for one in Permission if one in membership.role_class.permissions and one not in left]


@in_hand
def invitations(held: Hands) -> Iterator[InHand]:
    """Give the invitations that the person has sent and nobody has answered."""
    waiting: dict[str, Invitation] = {str(one.pk): one for one in open_invitations(held.organisation, held.at)}
    sent = Event.objects.filter(kind="person-invited", thing_kind="invitation", thing_id__in=waiting)
    for event in sent.order_by("sequence"):
        if event.told.actor.code == held.code:
            name = waiting[event.thing_id].name
            yield InHand(
                Text(f"Inbjudan till {name}, som inte har svarat", f"The invitation to {name}, who has not answered"),
                Text("Skicka igen eller återkalla", "Send again or withdraw"),
                reverse("people:people", args=[held.organisation.code]) + "#inbjudningar",
            )


@in_hand
def stand_ins(held: Hands) -> Iterator[InHand]:
    """Give whom the person stands in for, and who stands in for the person, from the day on."""
    there = StandIn.objects.filter(membership__organisation=held.organisation).between(day_of(held.at), None)
    lent = there.select_related("person", "membership__person")
    page = reverse("people:people", args=[held.organisation.code])
    choose = Text("Välj en annan ställföreträdare", "Choose another stand-in")
    for one in lent.filter(person=held.person):
        name, role = one.membership.person.name, one.membership.role_class.name
        yield InHand(
            Text(
                f"Ställföreträdare för {name}, {role.sv}, till {one.to_day}",
                f"Standing in for {name}, {role.in_language('en')}, to {one.to_day}",
            ),
            choose,
            page,
        )
    for one in lent.filter(membership__person=held.person):
        name, role = one.person.name, one.membership.role_class.name
        yield InHand(
            Text(
                f"{name} är ställföreträdare som {role.sv} till {one.to_day}, och slutar samtidigt",
                f"{name} stands in as {role.in_language('en')} to {one.to_day}, and ends at the same time",
            ),
            Text("Ge någon rollen", "Give someone the role"),
            page,
        )
