"""What is written of an activity, and the check that it can be so."""

import datetime
from dataclasses import dataclass, fields
from typing import Any

from naravard.web.access.permissions import Permission
from naravard.web.access.roles import ROLES
from naravard.web.activities.grants import earmark_of, grants_for, requirements_for
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import Plan
from naravard.web.activities.refusals import wrong
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Membership, PeriodQuerySet, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """An activity as it is described; ids are the agreement's."""

    name: str
    grant: str
    area: str = ""
    earmark: str = ""
    requirement: str = ""
    officer: Person | None = None
    budget: int = 0
    from_day: datetime.date
    to_day: datetime.date
    target_group: str = ""
    reach: str = Activity.PROJECT
    expected_effect: str = ""

    def put_on(self, activity: Activity) -> list[str]:
        """Write the description on an activity; return the names of what changed."""
        changed = [field.name for field in fields(self) if getattr(activity, field.name) != getattr(self, field.name)]
        for name in changed:
            setattr(activity, name, getattr(self, name))
        return changed


def described(activity: Activity, **other: Any) -> Described:
    """Return an activity's description, some of it changed."""
    return Described(**{field.name: getattr(activity, field.name) for field in fields(Described)} | other)


def check(plan: Plan, values: Described, *, day: datetime.date, officer: Person | None = None) -> None:
    """Refuse a description that cannot be on a day; ``officer`` is who answers for the activity already.

    Raises:
        MoneyRefusedError: with the field that is wrong.
    """
    agreement = plan.shown.agreement
    if not values.name.strip():
        raise wrong("name", "Namnet saknas. Skriv vad aktiviteten heter.", "The name is missing. Write one.")
    grant = next((one for one in grants_for(plan.shown, plan.organisation.code) if one.id == values.grant), None)
    if grant is None:
        raise wrong(
            "grant",
            f"Medlen {values.grant or '(inga)'} finns inte för {plan.organisation.name}. Välj bland de som visas.",
            f"{plan.organisation.name} has no grant {values.grant or '(none)'}. Choose among those shown.",
        )
    if values.area not in allowed_areas(plan, grant.id):
        raise wrong(
            "area",
            "Medlen får inte användas i det området. Välj ett område bland de som visas.",
            "The grant may not be used in that area. Choose an area among those shown.",
        )
    if values.earmark and earmark_of(agreement, grant.id, values.earmark) is None:
        raise wrong("earmark", "Medlen har ingen sådan öronmärkning.", "The grant has no such earmark.")
    known = {one.id for one in requirements_for(agreement, grant, plan.organisation.code, values.area)}
    if values.requirement and values.requirement not in known:
        raise wrong(
            "requirement",
            "Kravet gäller inte den här mottagaren och det här området. Välj bland de som visas.",
            "The requirement is not said of this recipient and area. Choose among those shown.",
        )
    _check_days(plan, values)
    _check_rest(values)
    if values.officer not in (None, officer):
        _check_officer(plan, values.officer, day)


def allowed_areas(plan: Plan, grant_id: str) -> tuple[str, ...]:
    """Return the ids of the areas that an activity of a grant can belong to.

    A grant's own area, and those that the board has moved money of it to; where the grant serves all areas, any of
    them or none.
    """
    agreement = plan.shown.agreement
    own = agreement.grant(grant_id).area
    served = (own,) if own is not None else (*(area.id for area in agreement.areas), "")
    return tuple(dict.fromkeys([*served, *(area for area in plan.areas_of(grant_id) if area)]))


def _check_days(plan: Plan, values: Described) -> None:
    if values.to_day < values.from_day:
        raise wrong(
            "to_day",
            f"Sista dagen, {values.to_day}, är före första dagen, {values.from_day}. Rätta en av dem.",
            f"The last day, {values.to_day}, is before the first, {values.from_day}. Put one of them right.",
        )
    period = plan.shown.agreement.period
    if values.from_day > period.to or values.to_day < period.from_:
        raise wrong(
            "from_day",
            f"Aktiviteten ligger utanför överenskommelsens tid, {period.from_} till {period.to}. Minst en dag måste "
            "vara inom den.",
            f"The activity lies outside the agreement's period, {period.from_} to {period.to}. At least one day must "
            "be within it.",
        )


def _check_rest(values: Described) -> None:
    if values.budget < 0:
        raise wrong("budget", "Budgeten kan inte vara mindre än 0 kronor.", "The budget cannot be below 0 kronor.")
    if values.reach not in (Activity.PROJECT, Activity.BROAD):
        raise wrong("reach", "Välj projekt eller brett införd.", "Choose project or broadly introduced.")


def _check_officer(plan: Plan, officer: Person | None, day: datetime.date) -> None:
    if officer is None or answerers(plan.organisation, day).filter(person=officer).exists():
        return
    name, there = officer.name, plan.organisation
    raise wrong(
        "officer",
        f"{name} har ingen roll i {there.name} som kan ansvara för en aktivitet. Välj någon i listan.",
        f"{name} has no role in {there.text.in_language('en')} that can answer for an activity. Choose someone listed.",
    )


def answerers(organisation: Organisation, day: datetime.date) -> "PeriodQuerySet":
    """Return the roles on a day in an organisation whose holders can answer for an area or an activity."""
    able = [role.code for role in ROLES if Permission.PROPOSE_ACTIVITIES in role.permissions]
    found: PeriodQuerySet = Membership.objects.on(day).filter(organisation=organisation, role__in=able)
    return found
