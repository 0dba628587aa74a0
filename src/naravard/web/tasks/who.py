"""Who in an organisation may take which step of a duty: names and roles, with those who stand in."""

import datetime
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.agreement.plain_text import swedish_order
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import BY_CODE
from naravard.web.people.models import Membership, StandIn
from naravard.web.tasks.duties import Task


@dataclass(frozen=True, slots=True)
class Someone:
    """A person who may, and as what: own role, or in whose place until when."""

    name: str
    as_what: Text


@dataclass(frozen=True, slots=True)
class DutyStep:
    """One step, and those who may take it."""

    title: Text
    people: list[Someone]


def who_may(task: Task, day: datetime.date) -> list[DutyStep]:
    """Return the steps of a duty with those in the organisation who may take them on a day: two questions."""
    memberships = list(Membership.objects.on(day).filter(organisation=task.organisation).select_related("person"))
    lent = list(
        StandIn.objects.on(day)
        .filter(membership__in=[held.pk for held in memberships])
        .select_related("person", "membership__person")
    )
    steps = (
        (Text("Påbörja och förbereda", "Begin and prepare"), Permission.WORK_ON_DUTIES),
        (task.demand.does, task.demand.permission),
    )
    return [DutyStep(title, _people(memberships, lent, permission)) for title, permission in steps]


def _people(memberships: list[Membership], lent: list[StandIn], permission: Permission) -> list[Someone]:
    own = [
        Someone(held.person.name, held.role_class.name)
        for held in memberships
        if permission in held.role_class.permissions
    ]
    others = [
        Someone(handed.person.name, _in_place(handed))
        for handed in lent
        if permission in BY_CODE[handed.membership.role].permissions
    ]
    return sorted(dict.fromkeys([*own, *others]), key=lambda one: swedish_order(one.name))


def _in_place(handed: StandIn) -> Text:
    role, whom = handed.membership.role_class.name, handed.membership.person.name
    return Text(
        f"{role.sv}, i stället för {whom} till och med {handed.to_day}",
        f"{role.in_language('en')}, standing in for {whom} until {handed.to_day}",
    )
