"""Who answers for which area in a region."""

from collections.abc import Mapping

from naravard.web.access.actor import Actor
from naravard.web.access.permissions import Permission
from naravard.web.activities.decisions.models import AreaOfficer
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Person


def officers_of(agreement_id: str, organisation: Organisation) -> Mapping[str, Person]:
    """Return who answers for each area, by the area's id; areas without anyone are left out."""
    found = AreaOfficer.objects.filter(agreement_id=agreement_id, organisation=organisation).select_related("person")
    return {one.area: one.person for one in found}


def areas_to_propose_in(actor: Actor, agreement_id: str, organisation: Organisation) -> frozenset[str] | None:
    """Return the areas in which an actor may propose activities; none for all of them.

    In a region an area officer proposes in the areas that the person, or whoever the person stands in for, has been
    appointed for. Whoever prepares the region's decisions proposes in all, and so does everyone elsewhere.
    """
    if organisation.kind != Kind.REGION or actor.may(Permission.PREPARE_DECISIONS) or actor.organisation is None:
        return None
    answers = actor.for_whom or actor.who
    officers = officers_of(agreement_id, organisation)
    return frozenset(area for area, person in officers.items() if person.named().code == answers.code)
