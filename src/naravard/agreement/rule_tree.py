"""Rules within rules: a walk through an allocation rule that knows how much money each part shares, and among whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from naravard.agreement.model import (
    AllocationKey,
    Base,
    Condition,
    Fixed,
    Increase,
    Limits,
    Mix,
    Proportional,
    Recipient,
    Rule,
)


@dataclass(frozen=True, slots=True)
class Node:
    """One rule of the tree."""

    rule: Rule
    pot: Fraction | None
    """The kronor that it shares (on the second level those of all counties together); ``None`` where not known."""
    recipients: tuple[Recipient, ...]
    """Those among whom it shares."""


def walk(node: Node, keys: Mapping[str, AllocationKey]) -> Iterator[Node]:
    """Return a rule and every rule within it, the outer before the inner."""
    yield node
    rule, pot = node.rule, node.pot
    if isinstance(rule, Mix):
        for part in rule.parts:
            if part.rule is not None:
                yield from walk(replace(node, rule=part.rule, pot=None if pot is None else pot * part.weight), keys)
    elif isinstance(rule, Base):
        rest = None if pot is None else max(pot - rule.amount * len(node.recipients), Fraction(0))
        yield from walk(replace(node, rule=rule.remainder, pot=rest), keys)
    elif isinstance(rule, Condition):
        takers = those_who_meet(rule, node.recipients, keys) if rule.money == "shared" else None
        yield from walk(replace(node, rule=rule.rule, recipients=node.recipients if takers is None else takers), keys)
    elif isinstance(rule, Limits):
        yield from walk(replace(node, rule=rule.rule), keys)


def rules_within(rule: Rule) -> tuple[Rule, ...]:
    """Return a rule and every rule within it, the outer before the inner."""
    return tuple(node.rule for node in walk(Node(rule, None, ()), {}))


def takers(
    rule: Rule, recipients: tuple[Recipient, ...], keys: Mapping[str, AllocationKey]
) -> tuple[Recipient, ...] | None:
    """Return those whom a rule does not leave out by a condition; ``None`` where that is not known."""
    if isinstance(rule, Condition):
        meeting = those_who_meet(rule, recipients, keys)
        return None if meeting is None else takers(rule.rule, meeting, keys)
    if isinstance(rule, Limits):
        return takers(rule.rule, recipients, keys)
    if isinstance(rule, Base) and rule.amount == 0:
        return takers(rule.remainder, recipients, keys)
    if isinstance(rule, Mix):
        each = [recipients if part.rule is None else takers(part.rule, recipients, keys) for part in rule.parts]
        if any(some is None for some in each):
            return None
        codes = {recipient.code for some in each for recipient in some or ()}
        return tuple(recipient for recipient in recipients if recipient.code in codes)
    return recipients


def leaves_money(rule: Rule) -> bool:
    """Tell whether a rule, or one within it, may leave a part of its pot to no one."""
    return any(
        (isinstance(part, Condition) and part.money == "left") or (isinstance(part, Limits) and part.most is not None)
        for part in rules_within(rule)
    )


def those_who_meet(
    condition: Condition, recipients: tuple[Recipient, ...], keys: Mapping[str, AllocationKey]
) -> tuple[Recipient, ...] | None:
    """Return the recipients who meet a condition, or ``None`` where that is not known (its key has no numbers)."""
    if condition.met is None:
        return tuple(recipient for recipient in recipients if recipient.code not in condition.not_met)
    key = keys.get(condition.met)
    if key is None or key.values is None:
        return None
    return tuple(recipient for recipient in recipients if key.values.get(recipient.code, 0) > 0)


def own_keys_of(rule: Rule) -> tuple[str, ...]:
    """Return the keys that a rule itself names, those of the rules within it not counted."""
    match rule:
        case Proportional(key=key):
            return (key,)
        case Mix(parts=parts):
            return tuple(part.key for part in parts if part.key is not None)
        case Increase(before=before, after=after):
            return (before, after)
        case Fixed(key=named) | Condition(met=named):
            return () if named is None else (named,)
        case _:
            return ()


def keys_of(rule: Rule) -> tuple[str, ...]:
    """Return every key that a rule and the rules within it name, each once, the outer rule's before the inner's."""
    named = [key for part in rules_within(rule) for key in own_keys_of(part)]
    return tuple(dict.fromkeys(named))
