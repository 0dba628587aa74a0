"""What an act is: one function, one transaction, a permission asked for, events left. All acts are registered here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from inspect import signature
from typing import Any, TypeVar

from naravard.web.access.actor import Actor
from naravard.web.access.matters import OWN, Matter
from naravard.web.access.permissions import Permission
from naravard.web.durable import durably
from naravard.web.history.content import Named, Plain, Thing
from naravard.web.history.kinds import EventKind, kinds
from naravard.web.history.models import Event
from naravard.web.history.record import record
from naravard.web.organisations.models import Organisation
from naravard.web.people.event_mail import mail_afterwards

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Act:
    """An act as the tests and the documentation list it."""

    name: str
    permission: Permission
    matter: Matter
    leaves: tuple[str, ...]
    """The kinds of events that it can leave."""
    function: Callable[..., Any]


ACTS: dict[str, Act] = {}
"""Every act by its name, of those that have been read."""


def acts() -> Mapping[str, Act]:
    """Return every act by its name, once those of every app have been read."""
    kinds()
    return ACTS


def act(
    permission: Permission, *, leaves: EventKind | Iterable[EventKind], matter: Matter = OWN
) -> Callable[[Function], Function]:
    """Make a function with keyword-only arguments an act, which says all of itself here.

    The function is given ``actor`` and the time ``at``. It runs in one transaction, after two questions: whether the
    actor has the permission, and whether the matter is that of the actor's own organisation. An act in another's matter
    says so (``matter=OTHERS``) and asks itself by what right it is done.

    Raises:
        TypeError: when the matter is one's own and no argument says which organisation's it is.
        NotAllowedError: when the act is called by someone who may not.
    """
    left = (leaves,) if isinstance(leaves, EventKind) else tuple(leaves)
    codes = tuple(kind.code for kind in left)

    def made(function: Function) -> Function:
        if matter is OWN and not {"organisation", "organisation_code"} & signature(function).parameters.keys():
            message = f"{function.__name__} has to say whose matter it is: no argument names an organisation"
            raise TypeError(message)

        @wraps(function)
        def carried_out(*, actor: Actor, **given: Any) -> Any:
            actor.require(permission)
            with durably():
                matter.require(actor, given)
                return function(actor=actor, **given)

        ACTS[function.__name__] = Act(function.__name__, permission, matter, codes, carried_out)
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
    """Record what the actor has done, in the transaction that is open; mail of it, where its kind has any, comes after.

    ``organisation`` is the one whose matter it is: its history holds the event. Where the actor's organisation is
    another, the event names it too, and it stands in that one's history as well.
    """
    by = actor.organisation
    event = record(
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
    mail_afterwards(event)
    return event


def _other(by: Organisation | None, organisation: Organisation | None) -> Named | None:
    if by is None or (organisation is not None and by.code == organisation.code):
        return None
    return by.named()
