"""An allocation with numbers that were reported, and without those who did not report them in time.

A duty in the agreement's data brings the numbers that a grant is shared by. One who stands outside does so by a rule of
the kind ``condition`` around the grant's own rule, named after the duty: the grant is shared among the others, and
every explanation says which condition it was.
"""

from collections.abc import Collection, Mapping

import msgspec

from naravard.agreement.model import Agreement, Condition, Duty, Grant
from naravard.allocation.allocation import allocate
from naravard.allocation.keys import Numbers, keys_of_grant
from naravard.allocation.model import Allocation

Outside = Mapping[str, Collection[str]]
"""Codes of recipients who do not take part in what a duty's keys share, by the duty's id."""


def allocate_reported(agreement: Agreement, keys: Mapping[str, Numbers], outside: Outside) -> Allocation:
    """Share every grant: ``keys`` are the numbers that were brought, ``outside`` those who do not take part.

    Raises:
        AllocationError: when a rule cannot be carried out: no one has increased, or no one takes part.
    """
    return allocate(without(agreement, outside), keys=dict(keys))


def as_fixed(agreement: Agreement, keys: Mapping[str, Numbers], outside: Outside, *, signed: bool) -> Agreement:
    """Return the agreement as a fixed version of its allocation rests on it, so that its own rules give the version.

    The reported numbers are its keys' own, those outside stand outside by a condition, and the signed departures stay
    only where the version has them: where it is fixed ``signed``, and its grant is shared by the agreement's numbers.
    """
    brought = {key.id for key in agreement.keys if key.id in keys and keys[key.id] != key.values}
    reported = {grant.id for grant in agreement.grants if not brought.isdisjoint(keys_of_grant(grant))}
    return msgspec.structs.replace(
        without(agreement, outside),
        keys=tuple(
            msgspec.structs.replace(key, values=dict(keys[key.id])) if key.id in brought else key
            for key in agreement.keys
        ),
        overrides=tuple(one for one in agreement.overrides if signed and one.grant not in reported),
    )


def without(agreement: Agreement, outside: Outside) -> Agreement:
    """Return the agreement with a condition around the rule of each grant that someone stands outside of."""
    grants = agreement.grants
    for duty in agreement.duties:
        codes = frozenset(outside.get(duty.id, ()))
        if codes:
            grants = tuple(_conditional(agreement, grant, duty, codes) for grant in grants)
    return msgspec.structs.replace(agreement, grants=grants)


def _conditional(agreement: Agreement, grant: Grant, duty: Duty, codes: frozenset[str]) -> Grant:
    if set(duty.brings).isdisjoint(keys_of_grant(grant)):
        return grant
    members = [each.code for each in agreement.recipients_of(grant)]
    rule = Condition(
        name=duty.name,
        rule=grant.rule,
        money="shared",
        not_met=tuple(code for code in members if code in codes),
        clause=duty.clause,
        note=duty.if_missed,
    )
    return msgspec.structs.replace(grant, rule=rule)
