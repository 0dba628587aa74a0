"""The acts of `naravard.web.requisitions`, and the places of its addresses."""

from collections.abc import Callable
from typing import Any

from sampling import AT, OWN, Sample

from naravard.web.papers.signed_files import ON_PAPER
from requisition_steps import NUMBERS, fixed_for, ready, with_details, written
from web_shared import WHOLE


def _own() -> dict[str, Any]:
    fixed_for(OWN)
    return {"organisation": with_details(OWN), "agreement_id": WHOLE}


def _written() -> dict[str, Any]:
    draft = written(OWN, at=AT)
    return {"organisation": draft.organisation, "agreement_id": WHOLE, "version": draft.version}


def _ready() -> dict[str, Any]:
    draft = ready(OWN, at=AT)
    return {"organisation": draft.organisation, "agreement_id": WHOLE, "version": draft.version}


SAMPLES: dict[str, Callable[[], Sample]] = {
    "write_requisition": lambda: Sample(_own() | {"values": NUMBERS, "version": 0}),
    "ready_requisition": lambda: Sample(_written()),
    "open_requisition": lambda: Sample(_ready()),
    "hand_in_requisition": lambda: Sample(_ready() | {"way": ON_PAPER}),
}
"""By the name of the act."""
NOWHERE: dict[str, str] = {}
"""Each place of the room's addresses, filled with what names nothing."""
DUTIES: dict[str, str] = {"rekvisition": "requisition"}
"""Which kind of duty the addresses name after a part of them."""


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    return {}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    return "/rekvisition" not in route or kind in {"region", "rss", "skr"}
