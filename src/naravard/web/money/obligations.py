"""What falls on a recipient: the duties with dates, and how many requirements of each level."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from naravard.agreement.actors import names_in_words
from naravard.agreement.model import Agreement, Duty, Recipient, RecipientGroup, Text
from naravard.web.agreements.filters import LEVELS


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many requirements of one level are said of a group."""

    level: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class GroupRequirements:
    """The requirements on one group that the recipient belongs to, or acts for."""

    group: RecipientGroup
    levels: tuple[LevelCount, ...]
    name: Text
    """The group's name inside a sentence, as the one who is to do it."""


def groups_of(agreement: Agreement, recipient: Recipient) -> tuple[RecipientGroup, ...]:
    """Return the groups that the recipient belongs to."""
    return tuple(
        group
        for group in agreement.recipients
        if group.kind == recipient.kind and any(member.code == recipient.code for member in group.members)
    )


def duties_of(agreement: Agreement, recipient: Recipient) -> tuple[Duty, ...]:
    """Return the duties of the groups that the recipient belongs to, in the agreement's order."""
    own = {group.id for group in groups_of(agreement, recipient)}
    return tuple(duty for duty in agreement.duties if own & set(duty.who))


def requirements_on(agreement: Agreement, recipient: Recipient) -> tuple[GroupRequirements, ...]:
    """Return the requirements on the recipient's groups; on an RSS also those on its municipalities."""
    groups = list(groups_of(agreement, recipient))
    if recipient.kind == "rss":
        groups += [group for group in agreement.recipients if group.kind == "municipality"]
    names = [names_in_words(agreement, [group.id], acting=True, inside=True)[0] for group in groups]
    found = (
        GroupRequirements(group, _levels(agreement, group), name) for group, name in zip(groups, names, strict=True)
    )
    return tuple(entry for entry in found if entry.levels)


def _levels(agreement: Agreement, group: RecipientGroup) -> tuple[LevelCount, ...]:
    counts: Counter[str] = Counter(entry.level for entry in agreement.requirements if group.id in entry.who)
    address = reverse("agreements:requirements", args=[agreement.id])
    return tuple(
        LevelCount(level, counts[level], f"{address}?vem={group.id}&niva={level}") for level in LEVELS if counts[level]
    )
