"""What the examples of acts share: whose matter it is, when, and who does it."""

import datetime
from dataclasses import dataclass
from typing import Any

from naravard.web.access.actor import Actor
from naravard.web.access.permissions import Permission
from people_samples import acting, member

AT = datetime.datetime(2022, 9, 20, 12, 0, tzinfo=datetime.UTC)
DAY = AT.date()
OWN = "region-09"


@dataclass(frozen=True)
class Sample:
    """How an act is done."""

    given: dict[str, Any]
    by: frozenset[str] = frozenset({OWN})
    """The organisations whose people may do it, with the right role."""
    needs: Permission | None = None
    """A permission that it asks for beside its own, as it is done here."""
    at: datetime.datetime = AT


def someone(role: str, code: str = OWN, *, day: datetime.date = DAY, name: str = "Bo Al") -> Actor:
    """Make a person with a role in an organisation, and return it as an actor."""
    return acting(member(code, role, name), day=day)
