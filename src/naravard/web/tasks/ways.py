"""Who takes the next step of a duty: as what role the reader does, or which roles can."""

from collections.abc import Sequence
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.web.access.actor import ActiveRole, Actor, actor_as
from naravard.web.access.permissions import Permission
from naravard.web.handovers.overview import RoleHolder, who_can
from naravard.web.people.models import Person
from naravard.web.tasks.duties import Task
from naravard.web.tasks.next_steps import NextStep


@dataclass(frozen=True, slots=True)
class Way:
    """How the next step is taken."""

    says: Text
    is_mine: bool
    """Whether the reader can take it."""


def way_of(
    task: Task,
    step: NextStep | None,
    person: Person,
    found: Sequence[ActiveRole],
    holders: Sequence[RoleHolder],
) -> Way | None:
    """Return how the next step is taken, by the reader or by others, or None if there is no step to take.

    ``holders`` are those who hold roles in the organisation.
    """
    if step is None:
        return None
    code, permission = task.organisation.code, step.permission
    standing = next(
        (one for one in found if one.organisation.code == code and permission in one.role.permissions), None
    )
    if standing is not None and person.named().code not in step.not_for:
        role = actor_as(person, standing).described
        return Way(Text(f"Du gör det som {role.sv}.", f"You do it as {role.in_language('en')}."), is_mine=True)
    others = who_can(task.organisation, permission, holders, but=step.not_for)
    if standing is None:
        return Way(Text(f"Väntar på {others.sv}.", f"Waiting for {others.en}."), is_mine=False)
    return Way(
        Text(
            f"Du har gjort steget före. Någon annan fortsätter: {others.sv}.",
            f"You did the step before. Someone else goes on: {others.en}.",
        ),
        is_mine=False,
    )


def actor_in(
    person: Person, found: Sequence[ActiveRole], permission: Permission, organisation_code: str | None
) -> Actor | None:
    """Return the reader acting in an organisation as the first role that has a permission, or None if no role has."""
    for standing in found:
        if standing.organisation.code == organisation_code and permission in standing.role.permissions:
            return actor_as(person, standing)
    return None
