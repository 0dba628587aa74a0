"""The acts of `naravard.web.fixing`, and the places of its addresses."""

from collections.abc import Callable
from typing import Any

from sampling import AT, Sample, someone

from naravard.web.fixing.acts import prepare_version
from web_shared import LITEN, WHOLE

MINISTRY = frozenset({"regeringskansliet"})


def _prepared() -> dict[str, Any]:
    by = someone("ministry-official", "regeringskansliet")
    prepare_version(actor=by, agreement_id=LITEN, basis="signed", at=AT)
    return {"agreement_id": LITEN}


SAMPLES: dict[str, Callable[[], Sample]] = {
    "prepare_version": lambda: Sample({"agreement_id": LITEN, "basis": "signed"}, MINISTRY),
    "withdraw_version": lambda: Sample(_prepared(), MINISTRY),
    "fix_allocation": lambda: Sample(_prepared() | {"basis": "signed"}, MINISTRY),
    "approve_agreement": lambda: Sample({"agreement_id": WHOLE, "remarks": "Läst i sin helhet"}, MINISTRY),
    "state_reference_number": lambda: Sample(
        {"agreement_id": WHOLE, "reference_id": "overenskommelsen", "number": "S2022/00123"}, MINISTRY
    ),
}
"""By the name of the act."""
NOWHERE: dict[str, str] = {"basis": "gissning", "reference_id": "inget-nummer"}
"""Each place of the room's addresses, filled with what names nothing."""


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    return {"basis": "signed", "reference_id": "overenskommelsen"} if code == "regeringskansliet" else {}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    return kind == "ministry" or "faststallande" not in route
