"""Where rules are used: each grant's own, its earmarks', its text's and its second level's."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from naravard.agreement.draft import Draft
from naravard.agreement.model import AllocationKey, Condition, Grant, Recipient, RecipientGroup
from naravard.agreement.rule_tree import Node, walk

Part = Literal["grant", "earmark", "text", "onward"]


@dataclass(frozen=True, slots=True)
class RuleUse:
    """One rule, or rule within a rule, as a grant uses it."""

    grant: Grant
    part: Part
    node: Node
    everyone: tuple[Recipient, ...]
    """All who could be named in the rule, also those whom a condition around it leaves out."""
    outermost: bool = True
    """Whether the rule's amounts are rounded as they stand: nothing but conditions stands around it."""


def uses(draft: Draft) -> Iterator[RuleUse]:
    """Return every use of every rule whose recipients are known."""
    keys = {key.id: key for key in draft.agreement.keys}
    for grant in draft.agreement.grants:
        recipients = recipients_of(draft, grant)
        if recipients is None:
            continue
        for use in _outermost(draft, grant, recipients):
            yield from _within(use, keys)


def recipients_of(draft: Draft, grant: Grant) -> tuple[Recipient, ...] | None:
    """Return a grant's recipients, or ``None`` where a group is unknown or could not be filled."""
    if not draft.whole(grant, "recipients"):
        return None
    known = draft.known_recipients
    if grant.recipients not in known:
        groups = [members_of(draft, group_id) for group_id in grant.recipients]
        found = tuple(member for members in groups for member in members or ())
        known[grant.recipients] = None if any(members is None for members in groups) else found
    return known[grant.recipients]


def members_of(draft: Draft, group_id: str) -> tuple[Recipient, ...] | None:
    """Return a group's members, or ``None`` where it is unknown or could not be filled."""
    known: dict[str, RecipientGroup] = {group.id: group for group in draft.agreement.recipients}
    group = known.get(group_id)
    return group.members if group is not None and draft.whole(group, "members") else None


def _outermost(draft: Draft, grant: Grant, recipients: tuple[Recipient, ...]) -> Iterator[RuleUse]:
    """Return the rules as they are named; earmarks with rules of their own are taken out of the grant's pot first."""
    pot = _rest(draft, grant)
    yield RuleUse(grant, "grant", Node(grant.rule, pot, recipients), recipients)
    for earmark in grant.earmarks:
        if earmark.rule is not None:
            yield RuleUse(grant, "earmark", Node(earmark.rule, Fraction(earmark.amount), recipients), recipients)
    if grant.text_rule is not None:
        yield RuleUse(grant, "text", Node(grant.text_rule.rule, pot, recipients), recipients)
    if grant.onward is not None:
        onward = members_of(draft, grant.onward.recipients)
        if onward is not None:
            counties = {recipient.county for recipient in recipients}
            members = tuple(member for member in onward if member.county in counties)
            yield RuleUse(grant, "onward", Node(grant.onward.rule, Fraction(grant.amount), members), members)


def _rest(draft: Draft, grant: Grant) -> Fraction | None:
    """Return what the grant's own rule shares, or ``None`` where its earmarks are not right."""
    own = sum(earmark.amount for earmark in grant.earmarks if earmark.rule is not None)
    whole = draft.whole(grant, "earmarks") and all(draft.whole(earmark, "rule") for earmark in grant.earmarks)
    return Fraction(grant.amount - own) if whole and own <= grant.amount else None


def shared_among(use: RuleUse) -> Iterator[tuple[Recipient, ...]]:
    """Return those who share one pot: all recipients, or on the second level those of each county."""
    members = use.node.recipients
    if use.part != "onward":
        yield from (members,) if members else ()
        return
    for county in sorted({member.county for member in members}):
        yield tuple(member for member in members if member.county == county)


def _within(use: RuleUse, keys: dict[str, AllocationKey]) -> Iterator[RuleUse]:
    outermost = True
    for node in walk(use.node, keys):
        yield replace(use, node=node, outermost=outermost and use.part != "earmark")
        outermost = outermost and isinstance(node.rule, Condition)
