"""Where the text states another rule than the one the signed amounts follow: what each says, and what it would take."""

from collections.abc import Iterable

from msgspec import Struct

from naravard.agreement.model import Agreement, AllocationKey, Grant, Text
from naravard.allocation.allocation import allocate_grant
from naravard.allocation.errors import AllocationError
from naravard.allocation.keys import KeyNumbers, keys_of
from naravard.allocation.model import Allocation, GrantAllocation
from naravard.allocation.rule_words import describe_rule


class NeededKey(Struct, frozen=True):
    """A key that the text's rule rests on, and how many of the grant's recipients it has numbers for."""

    key: AllocationKey
    recipients: int
    numbers: int

    @property
    def missing(self) -> int:
        """How many recipients have no number."""
        return self.recipients - self.numbers


class Departure(Struct, frozen=True):
    """A grant whose signed amounts follow another rule than the text states."""

    grant: Grant
    clause: str
    quote: str
    stated: Text
    """The text's rule in words."""
    used: Text
    """The rule that the amounts follow, in words."""
    used_clause: str
    needs: tuple[NeededKey, ...]
    moved: int | None = None
    """Kronor that would move between recipients under the text's rule, where it can be computed."""
    note: Text | None = None


def departures_of(allocation: Allocation) -> tuple[Departure, ...]:
    """Return the agreement's departures, in the order of its grants."""
    return tuple(_departures(allocation))


def _departures(allocation: Allocation) -> Iterable[Departure]:
    agreement = allocation.agreement
    for granted in allocation.grants:
        text_rule = granted.grant.text_rule
        if text_rule is None:
            continue
        grant = granted.grant
        yield Departure(
            grant,
            text_rule.clause,
            text_rule.quote,
            describe_rule(text_rule.rule, agreement),
            describe_rule(grant.rule, agreement),
            grant.rule.clause or grant.clause,
            tuple(_needs(agreement, grant, key) for key in keys_of(text_rule.rule) if _declared(agreement, key)),
            _moved(agreement, granted),
            text_rule.note,
        )


def _declared(agreement: Agreement, key_id: str) -> bool:
    return any(key.id == key_id for key in agreement.keys)


def _needs(agreement: Agreement, grant: Grant, key_id: str) -> NeededKey:
    key = agreement.key(key_id)
    recipients = agreement.recipients_of(grant)
    known = key.values or {}
    return NeededKey(key, len(recipients), sum(1 for recipient in recipients if recipient.code in known))


def _moved(agreement: Agreement, granted: GrantAllocation) -> int | None:
    """Return how much would move under the text's rule, or None if it cannot be computed."""
    from msgspec.structs import replace

    grant = granted.grant
    if grant.text_rule is None or granted.awaits:
        return None
    stated = replace(grant, rule=grant.text_rule.rule, text_rule=None)
    without_overrides = replace(agreement, overrides=())
    try:
        other = allocate_grant(without_overrides, stated, KeyNumbers(agreement))
    except AllocationError:
        return None
    if other.awaits:
        return None
    pairs = zip(granted.cells, other.cells, strict=True)
    return sum(max(0, after.computed - before.computed) for before, after in pairs)
