"""The acts of `naravard.web.activity_reports`, and the places of its addresses."""

from collections.abc import Callable
from typing import Any

from sampling import AT, Sample

from activity_report_steps import TEXTS, ready_report, written_report
from naravard.web.organisations.models import Organisation
from naravard.web.papers.models import PaperDraft
from naravard.web.papers.signed_files import ON_PAPER
from requisition_steps import fixed_for
from web_shared import WHOLE

_SKR = frozenset({"skr"})


def _own() -> dict[str, Any]:
    fixed_for("skr")
    return {"organisation": Organisation.objects.get(pk="skr"), "agreement_id": WHOLE}


def _of(draft: PaperDraft) -> dict[str, Any]:
    return {"organisation": draft.organisation, "agreement_id": WHOLE, "version": draft.version}


SAMPLES: dict[str, Callable[[], Sample]] = {
    "write_activity_report": lambda: Sample(_own() | {"values": TEXTS, "version": 0}, _SKR),
    "ready_activity_report": lambda: Sample(_of(written_report(at=AT)), _SKR),
    "open_activity_report": lambda: Sample(_of(ready_report(at=AT)), _SKR),
    "hand_in_activity_report": lambda: Sample(_of(ready_report(at=AT)) | {"way": ON_PAPER}, _SKR),
}
"""By the name of the act."""
NOWHERE: dict[str, str] = {}
"""Each place of the room's addresses, filled with what names nothing."""


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    return {}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    return "/verksamhetsrapport" not in route or kind == "skr"
