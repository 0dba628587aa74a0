"""Four eyes: two things that two persons are to do. Persons are compared, never accounts, addresses or roles.

A stand-in is the acting person, not the one stood in for. Two persons that were found to be one are one, also in
what they did before that was found.
"""

from uuid import UUID

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.people.models import Person
from naravard.web.people.problems import FourEyesProblem

_PREFIX = "person-"


def same_person(one: UUID | str, other: UUID | str) -> bool:
    """Tell whether two are the same person; each is an id, or the code that events name a person by."""
    return now_known_as(one) == now_known_as(other)


def now_known_as(person: UUID | str) -> UUID:
    """Return the id of the person that someone is now known as."""
    known = _id(person)
    while (became := Person.objects.filter(pk=known).values_list("became_id", flat=True).first()) is not None:
        known = became
    return known


def require_other_person(actor: Actor, *, than: UUID | str, what: Text) -> None:
    """Refuse when the actor is the person who did the first of two things.

    ``what`` is that first thing, as it is said after ”har själv” and “have”: ``Text("förberett rekvisitionen",
    "prepared the requisition")``.

    Raises:
        FourEyesProblem: when it is the same person, or no person acts (a key to the API, the service itself).
    """
    if actor.person_id is None:
        raise FourEyesProblem(
            Text("Det här ska göras av en person.", "This is for a person to do."),
            Text("Logga in som dig själv och gör det på webbplatsen.", "Sign in as yourself and do it on the site."),
        )
    if same_person(actor.person_id, than):
        raise FourEyesProblem(
            Text(
                f"Du har själv {what.sv}, och det här ska göras av någon annan.",
                f"You have {what.in_language('en')} yourself, and this is for someone else to do.",
            ),
            Text(
                "Be en kollega som har behörigheten. Det räcker inte med ett annat konto eller en annan roll.",
                "Ask a colleague who is allowed to. Another account or another role of yours is not enough.",
            ),
        )


def _id(person: UUID | str) -> UUID:
    return person if isinstance(person, UUID) else UUID(person.removeprefix(_PREFIX))
