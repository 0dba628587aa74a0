"""Where rules are used: each grant's own, its earmarks', its text's and its second level's."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from naravard.agreement.draft import Draft
from naravard.agreement.model import AllocationKey, Earmark, Grant, Onward, Recipient, RecipientGroup, TextRule
from naravard.agreement.rule_tree import Node, walk

Part = Literal["grant", "earmark", "text", "onward"]


@dataclass(frozen=True, slots=True)
class Use:
    """One rule, or rule within a rule, as a grant uses it."""

    grant: Grant
    part: Part
    node: Node
    owner: Grant | Earmark | TextRule | Onward
    """What names the rule."""
    borrowed: bool = False
    """Whether the rule is the grant's, used for an earmark that has none of its own."""


def uses(draft: Draft) -> Iterator[Use]:
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
    groups = [members_of(draft, group_id) for group_id in grant.recipients]
    if any(members is None for members in groups):
        return None
    return tuple(member for members in groups for member in members or ())


def members_of(draft: Draft, group_id: str) -> tuple[Recipient, ...] | None:
    """Return a group's members, or ``None`` where it is unknown or could not be filled."""
    known: dict[str, RecipientGroup] = {group.id: group for group in draft.agreement.recipients}
    group = known.get(group_id)
    return group.members if group is not None and draft.whole(group, "members") else None


def _outermost(draft: Draft, grant: Grant, recipients: tuple[Recipient, ...]) -> Iterator[Use]:
    pot = Fraction(grant.amount)
    yield Use(grant, "grant", Node(grant.rule, pot, recipients), grant)
    for earmark in grant.earmarks:
        node = Node(earmark.rule or grant.rule, Fraction(earmark.amount), recipients)
        if earmark.rule is not None or draft.whole(earmark, "rule"):
            yield Use(grant, "earmark", node, earmark, borrowed=earmark.rule is None)
    if grant.text_rule is not None:
        yield Use(grant, "text", Node(grant.text_rule.rule, pot, recipients), grant.text_rule)
    if grant.onward is not None:
        onward = members_of(draft, grant.onward.recipients)
        if onward is not None:
            counties = {recipient.county for recipient in recipients}
            members = tuple(member for member in onward if member.county in counties)
            yield Use(grant, "onward", Node(grant.onward.rule, None, members), grant.onward)


def _within(use: Use, keys: dict[str, AllocationKey]) -> Iterator[Use]:
    for node in walk(use.node, keys):
        yield Use(use.grant, use.part, node, use.owner, use.borrowed)
