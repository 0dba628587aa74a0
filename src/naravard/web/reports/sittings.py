"""A sitting: what someone changes in a report until half an hour has gone without a change, told as one event.

Answers save themselves every few seconds. An event for each would hide in the history what matters there, so what was
changed is noted beside the answers and told when the sitting is over: when the same person begins another, when the
report is made ready, or by the sweep that the timer runs.
"""

import datetime
from collections.abc import Mapping, Sequence

import msgspec

from naravard.web.access.actor import Actor
from naravard.web.history.content import Named
from naravard.web.organisations.models import Organisation
from naravard.web.reports.models import Sitting

OVER = datetime.timedelta(minutes=30)
"""After how long without a change a sitting is over."""
NOW = datetime.timedelta(minutes=2)
"""How lately someone has changed something who is said to be writing now."""


class Sitter(msgspec.Struct, frozen=True):
    """Who sits, as the event tells it: the person, the role, and whom the person stands in for."""

    who: Named
    role: Named
    for_whom: Named | None = None

    @classmethod
    def of(cls, actor: Actor) -> "Sitter":
        """Return the sitter that an actor is."""
        return cls(actor.who, actor.role, actor.for_whom)

    def actor(self, organisation: Organisation) -> Actor:
        """Return the sitter as the actor of an event; it may do nothing more."""
        return Actor(self.who, self.role, frozenset(), organisation, for_whom=self.for_whom)


def noted(key: Mapping[str, object], actor: Actor, before: Mapping[str, str], *, at: datetime.datetime) -> None:
    """Note that an actor changes answers; ``before`` is what they were, in words, by question.

    ``key`` names the report: agreement, organisation and duty. What an answer was when the sitting began stays.
    """
    sitter = msgspec.to_builtins(Sitter.of(actor))
    sitting, _ = Sitting.objects.get_or_create(
        **key, by=actor.who.code, defaults={"actor": sitter, "began_at": at, "last_at": at}
    )
    sitting.before = {**before, **sitting.before}
    sitting.actor, sitting.last_at = sitter, at
    sitting.save()


def sitting_of(key: Mapping[str, object], actor: Actor) -> Sitting | None:
    """Return the sitting of an actor with a report, if there is one."""
    return Sitting.objects.filter(**key, by=actor.who.code).first()


def is_over(sitting: Sitting, at: datetime.datetime) -> bool:
    """Tell whether nothing has been changed in a sitting for so long that it is over."""
    return at - sitting.last_at >= OVER


def sittings_with(key: Mapping[str, object]) -> Sequence[Sitting]:
    """Return all sittings with a report, the one that ended first first."""
    return list(Sitting.objects.filter(**key))


def writing_now(key: Mapping[str, object], *, but: str, at: datetime.datetime) -> list[str]:
    """Return the names of those who have changed something in a report in the last minutes, but for one by code."""
    found = Sitting.objects.filter(**key, last_at__gt=at - NOW).exclude(by=but)
    return [msgspec.convert(sitting.actor, Sitter).who.name.sv for sitting in found]
