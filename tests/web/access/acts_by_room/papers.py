"""The acts of `naravard.web.papers`, and the places of its addresses."""

from collections.abc import Callable

from sampling import Sample

from papers_steps import kept_paper

SAMPLES: dict[str, Callable[[], Sample]] = {}
"""By the name of the act."""
NOWHERE: dict[str, str] = {"receipt_number": "0000-0000-0000"}
"""Each place of the room's addresses, filled with what names nothing."""


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    return {"receipt_number": kept_paper(code).receipt_number}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    return True
