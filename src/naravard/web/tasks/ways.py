"""Who takes the next step of a duty: as what role the reader does, or which roles can."""

from collections.abc import Sequence
from dataclasses import dataclass

from naravard.agreement.duties import Status
from naravard.agreement.model import Text
from naravard.web.access.actor import ActiveRole, Actor, actor_as
from naravard.web.access.permissions import Permission
from naravard.web.handovers.overview import RoleHolder, who_can
from naravard.web.people.models import Person
from naravard.web.tasks.duties import Task


@dataclass(frozen=True, slots=True)
class Way:
    """How the next step is taken."""

    says: Text
    is_mine: bool
    """Whether the reader can take it."""


def next_permission(task: Task) -> Permission | None:
    """Return what the next step asks for, or None if there is no step to take for the one who has the duty."""
    if not task.state.can_be_submitted:
        return None
    is_prepared = task.record.begun_at is not None or task.record.submitted_at is not None
    return task.demand.permission if is_prepared else Permission.WORK_ON_DUTIES


def way_of(task: Task, person: Person, found: Sequence[ActiveRole], holders: Sequence[RoleHolder]) -> Way | None:
    """Return how the next step is taken, by the reader or by others, or None if there is no step to take.

    ``holders`` are those who hold roles in the organisation.
    """
    permission = next_permission(task)
    if permission is None:
        return None
    code = task.organisation.code
    standing = next(
        (one for one in found if one.organisation.code == code and permission in one.role.permissions), None
    )
    if standing is None:
        before = task.record.begun_by if task.demand.four_eyes and permission is task.demand.permission else ""
        others = who_can(task.organisation, permission, holders, but=before)
        return Way(Text(f"Nästa steg: {others.sv}.", f"The next step: {others.en}."), is_mine=False)
    if task.demand.four_eyes and task.state.status in (Status.BEGUN, Status.LATE) and _prepared(task, person):
        others = who_can(task.organisation, permission, holders, but=person.named().code)
        return Way(
            Text(
                f"Du har påbörjat den. Någon annan skriver under: {others.sv}.",
                f"You have begun it. Someone else signs: {others.en}.",
            ),
            is_mine=False,
        )
    role = actor_as(person, standing).described
    return Way(Text(f"Du gör det som {role.sv}.", f"You do it as {role.in_language('en')}."), is_mine=True)


def actor_in(
    person: Person, found: Sequence[ActiveRole], permission: Permission, organisation_code: str | None
) -> Actor | None:
    """Return the reader acting in an organisation as the first role that has a permission, or None if no role has."""
    for standing in found:
        if standing.organisation.code == organisation_code and permission in standing.role.permissions:
            return actor_as(person, standing)
    return None


def _prepared(task: Task, person: Person) -> bool:
    return task.record.begun_by == person.named().code
