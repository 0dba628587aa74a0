"""Four eyes: two things that two persons are to do. Persons are compared, never accounts, addresses or roles.

With money (:data:`~naravard.web.access.permissions.NEEDS_TWO`) an organisation can say, with a reason, who does both
alone; what a signatory signs, and what others have certified, always needs two.

A stand-in is the acting person, not the one stood in for. Two persons that were found to be one are one, also in
what they did before that was found.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.permissions import Permission
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import LoneWork, Person
from naravard.web.people.problems import FourEyesProblem

if TYPE_CHECKING:
    from django.db.models import QuerySet

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


class KnownToday:
    """As whom persons are known today who were found to be others: one question, however many are asked about."""

    def __init__(self) -> None:
        merged = Person.objects.exclude(became=None).values_list("pk", "became_id")
        self._became = {f"{_PREFIX}{one}": f"{_PREFIX}{other}" for one, other in merged}

    def __bool__(self) -> bool:
        return bool(self._became)

    def of(self, codes: Iterable[str]) -> frozenset[str]:
        """Return the codes of persons as they are known today."""
        return frozenset(map(self._one, codes))

    def _one(self, code: str) -> str:
        while code in self._became:
            code = self._became[code]
        return code


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


def require_second_person(actor: Actor, permission: Permission, *, than: str, what: Text) -> None:
    """Refuse the one who did the first of two things with money, unless that person may do both alone.

    ``than`` is the code of who did the first; what the service did anyone may go on with, and it may go on with all.
    ``what`` is as in :func:`require_other_person`.

    Raises:
        FourEyesProblem: when it is the same person, or no person acts.
    """
    if actor.organisation is None:
        return
    if actor.person_id is not None and not first_hands(actor.organisation, permission, than):
        return
    require_other_person(actor, than=than, what=what)


def first_hands(organisation: Organisation, permission: Permission, than: str) -> frozenset[str]:
    """Return the codes of those who may not do the second of two things with money, given who did the first.

    It is that person, as now known, or nobody: where the service did it, and where that person may do both alone.
    """
    if not than.startswith(_PREFIX):
        return frozenset()
    known = now_known_as(than)
    if lone_works(organisation).filter(permission=permission.value, person=known).exists():
        return frozenset()
    return frozenset({than, f"{_PREFIX}{known}"})


def lone_works(organisation: Organisation) -> "QuerySet[LoneWork]":
    """Return who may now do alone in an organisation what two otherwise do with money."""
    return LoneWork.objects.filter(organisation=organisation, ended_at=None).select_related("person")


def _id(person: UUID | str) -> UUID:
    return person if isinstance(person, UUID) else UUID(person.removeprefix(_PREFIX))
