"""What an act is: one function, one transaction, a permission asked for, events left. All acts are registered here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from naravard.web.access.actor import Actor
from naravard.web.access.permissions import Permission
from naravard.web.durable import durably
from naravard.web.history.models import Event
from naravard.web.history.recording import record
from naravard.web.history.told import Named, Plain, Thing
from naravard.web.organisations.models import Organisation

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Act:
    """An act as the tests and the documentation list it."""

    name: str
    permission: Permission
    leaves: tuple[str, ...]
    """The kinds of events that it can leave."""
    function: Callable[..., Any]


ACTS: dict[str, Act] = {}
"""Every act by its name."""


def act(permission: Permission, *, leaves: tuple[str, ...]) -> Callable[[Function], Function]:
    """Make a function with keyword-only arguments an act.

    The function is given ``actor`` and the time ``at``. It runs in one transaction, after the actor's permission is
    asked for; that the actor may do it in the organisation at hand is for the function to ask
    (:meth:`.Actor.require_own`), since some acts are done to others' things.

    Raises (when called):
        NotAllowedError: when the actor does not have the permission.
    """

    def made(function: Function) -> Function:
        @wraps(function)
        def carried_out(*, actor: Actor, **given: Any) -> Any:
            actor.require(permission)
            with durably():
                return function(actor=actor, **given)

        ACTS[function.__name__] = Act(function.__name__, permission, leaves, carried_out)
        return carried_out  # type: ignore[return-value]  # the same signature, which wraps keeps

    return made


def tell(
    *,
    actor: Actor,
    organisation: Organisation | None,
    thing: Thing,
    kind: str,
    at: datetime,
    before: Mapping[str, Plain] | None,
    after: Mapping[str, Plain] | None,
    reason: str = "",
) -> Event:
    """Record what the actor has done, in the transaction that is open.

    ``organisation`` is the one whose matter it is: its history holds the event. Where the actor's organisation is
    another, the event names it too, and it stands in that one's history as well.
    """
    by = actor.organisation
    return record(
        actor=actor.who,
        role=actor.role,
        for_whom=actor.for_whom,
        organisation=organisation.named() if organisation else None,
        by=_other(by, organisation),
        thing=thing,
        kind=kind,
        reason=reason,
        before=before,
        after=after,
        at=at,
    )


def _other(by: Organisation | None, organisation: Organisation | None) -> Named | None:
    if by is None or (organisation is not None and by.code == organisation.code):
        return None
    return by.named()
