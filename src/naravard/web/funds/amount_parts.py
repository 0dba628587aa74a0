"""An amount with the parts whose sum it is."""

import datetime
from dataclasses import dataclass

from naravard.agreement.model import Text


@dataclass(frozen=True, slots=True)
class AmountPart:
    """One of the parts of an amount."""

    name: Text
    kronor: int
    """Below zero for what is taken away."""
    clause: str = ""
    day: datetime.date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with its parts, whose sum it is."""

    name: Text
    of: Text
    """Of what: the grant, the area, the activity, the month; empty for all."""
    total: int
    parts: tuple[AmountPart, ...]
    clause: str
    says: Text | None = None
    """How it was worked out, where its parts do not say it."""


class UnknownAmountError(LookupError):
    """The address asks for an amount that there is none of."""
