"""The act that appoints who answers for an area (ansvarig tjänsteperson)."""

import datetime

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.activities.decisions import refusals
from naravard.web.activities.decisions.models import AreaOfficer
from naravard.web.activities.decisions.row_locks import locked_region
from naravard.web.activities.grants import area_name
from naravard.web.activities.plan import Plan
from naravard.web.activities.values import answerers
from naravard.web.history.content import Thing, Told
from naravard.web.history.kinds import AREA, event, example
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Person


def _appointed(told: Told) -> Text:
    if (told.after or {}).get("name"):
        return Text(
            "{who} utsåg {after.name} till ansvarig för {thing}.", "{who} appointed {after.name} officer of {thing}."
        )
    return Text(
        "{who} tog bort {before.name} som ansvarig för {thing}.",
        "{who} took {before.name} away as officer of {thing}.",
    )


@act(
    Permission.PREPARE_DECISIONS,
    leaves=event(
        "area-officer-appointed",
        _appointed,
        example(AREA, after={"name": "Bo Al"}),
        example(AREA, before={"name": "Bo Al"}, after={"name": ""}),
    ),
)
def appoint_area_officer(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    area: str,
    person: Person | None,
    at: datetime.datetime,
    day: datetime.date,
) -> AreaOfficer | None:
    """Appoint who answers for an area, or no one. The same again changes nothing and leaves no event.

    Raises:
        MoneyRefusedError: when there is no such area, or the person has no role on the day that can answer for it.
    """
    organisation, plan = locked_region(organisation, agreement_id, at)
    if area not in areas_to_answer_for(plan):
        raise refusals.not_written("area", "Området finns inte.", "There is no such area.")
    if person is not None and not answerers(organisation, day).filter(person=person).exists():
        raise refusals.not_written(
            f"area-{area}",
            f"{person.name} har ingen roll i {organisation.name} som kan ansvara för ett område. Administratören ger "
            "roller under Människor.",
            f"{person.name} has no role in {organisation.text.in_language('en')} that can answer for an area. The "
            "administrator gives roles under People.",
        )
    there = AreaOfficer.objects.filter(agreement_id=agreement_id, organisation=organisation, area=area)
    before = there.select_related("person").first()
    if (before.person if before else None) == person:
        return before
    there.delete()
    made = None
    if person is not None:
        made = AreaOfficer.objects.create(
            agreement_id=agreement_id, organisation=organisation, area=area, person=person, made_at=at
        )
    name = area_name(plan.shown.agreement, area)
    tell(
        actor=actor,
        organisation=organisation,
        thing=Thing("area", f"{agreement_id}/{organisation.code}/{area or '-'}", Text(name.sv, name.en)),
        kind="area-officer-appointed",
        at=at,
        before={"name": before.person.name, "person": str(before.person_id)} if before else None,
        after={"name": person.name, "person": str(person.pk)} if person else {"name": ""},
    )
    return made


def areas_to_answer_for(plan: Plan) -> tuple[str, ...]:
    """Return the ids of the areas that someone can answer for: the agreement's, or an empty set if it has none."""
    areas = tuple(area.id for area in plan.shown.agreement.areas)
    has_none = any(cell.area == "" for cell in plan.cells)
    return (*areas, "") if has_none or not areas else areas
