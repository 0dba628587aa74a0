"""The acts of `naravard.web.financial_reports`, and the places of its addresses."""

from collections.abc import Callable

from sampling import Sample

SAMPLES: dict[str, Callable[[], Sample]] = {}
"""By the name of the act."""
NOWHERE: dict[str, str] = {}
"""Each place of the room's addresses, filled with what names nothing."""


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    return {}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    return True
