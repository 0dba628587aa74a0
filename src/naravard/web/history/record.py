"""How an act leaves its event: one call, in the act's own transaction."""

import datetime
import secrets
from collections.abc import Mapping

import msgspec
from django.db import connection

from naravard.web.history.content import Named, Plain, Thing, Told, canonical, chained
from naravard.web.history.kinds import known
from naravard.web.history.models import ChainHead, Event
from naravard.web.history.witness import noted_rows


class NotInTransactionError(Exception):
    """An event was to be recorded outside the transaction of the change that it tells of."""


def record(
    *,
    actor: Named,
    role: Named,
    for_whom: Named | None,
    organisation: Named | None,
    thing: Thing,
    kind: str,
    reason: str,
    before: Mapping[str, Plain] | None,
    after: Mapping[str, Plain] | None,
    at: datetime.datetime,
    by: Named | None = None,
) -> Event:
    """Add an event to the end of the chain, in the transaction that is open.

    Writers stand in line. On SQLite a transaction begins by taking the only right to write (``IMMEDIATE``); on
    PostgreSQL the row that says where the chain ends is locked until the transaction ends. Let it be an act's last
    step, so that others wait as short a while as possible and always take the lock last.

    Raises:
        NotInTransactionError: when no transaction is open.
        UnknownKindError: when no act has declared the kind.
        ValueError: when ``at`` has no time zone.
        msgspec.ValidationError: when something other than plain values stands before or after.
    """
    if not connection.in_atomic_block:
        message = "record() belongs inside transaction.atomic(), together with the change that it tells of"
        raise NotInTransactionError(message)
    if at.tzinfo is None:
        message = "the time of an event has a time zone"
        raise ValueError(message)
    known(kind)
    head = ChainHead.objects.select_for_update(no_key=True).get()
    told = Told(
        sequence=head.sequence + 1,
        at=at.astimezone(datetime.UTC),
        kind=kind,
        actor=actor,
        role=role,
        for_whom=for_whom,
        organisation=organisation,
        thing=thing,
        reason=reason,
        before=_plain(before),
        after=_plain(after),
        by=by,
        rows=noted_rows(),
        salt=secrets.token_hex(16),
    )
    event = as_row(told, head.hash)
    event.save()
    head.sequence, head.hash = event.sequence, event.hash
    head.save()
    return event


def as_row(told: Told, previous: str) -> Event:
    """Return the event as a row, after an event with the hash ``previous``. Nothing is saved."""
    content = canonical(told)
    return Event(
        sequence=told.sequence,
        at=told.at,
        kind=told.kind,
        organisation_code=told.organisation.code if told.organisation else "",
        by_code=told.by.code if told.by else "",
        thing_kind=told.thing.kind,
        thing_id=told.thing.id,
        content=content,
        previous_hash=previous,
        hash=chained(previous, content),
    )


def _plain(values: Mapping[str, Plain] | None) -> dict[str, Plain] | None:
    """Return a copy, having refused values that are not plain."""
    return None if values is None else msgspec.convert(dict(values), dict[str, Plain])
