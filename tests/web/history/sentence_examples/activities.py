"""Sentences of `naravard.web.activities`."""

from typing import Any

from history_shared import ANNA, REGION

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.history.told import Thing

_ACTIVITY = Thing("activity", "god-och-nara-vard-2022/region-09-1", Text("Mobila team"))
_COMMON = {"thing": _ACTIVITY, "organisation": REGION, "person": ANNA}
_MONEY = _COMMON | {
    "after": {"budget": 500_000, "grant_sv": "Förstärkning av ambulanssjukvården", "grant_en": "The ambulance services"}
}
_SV, _EN = "Anna Ek (ekonomichef)", "Anna Ek (chief financial officer)"
_OF_SV = f"Mobila team: {kronor(500_000)} av Förstärkning av ambulanssjukvården."
_OF_EN = f"Mobila team: {kronor(500_000)} of The ambulance services."

EXAMPLES: dict[str, list[tuple[dict[str, Any], str, str]]] = {
    "activity-proposed": [
        (_MONEY, f"{_SV} föreslog aktiviteten {_OF_SV}", f"{_EN} proposed the activity {_OF_EN}"),
    ],
    "activity-added": [
        (_MONEY, f"{_SV} la till aktiviteten {_OF_SV}", f"{_EN} added the activity {_OF_EN}"),
    ],
    "activity-changed": [
        (
            _COMMON | {"before": {"budget": 1, "reach": "project"}, "after": {"budget": 2, "reach": "broad"}},
            f"{_SV} ändrade aktiviteten Mobila team: budgeten och införandet.",
            f"{_EN} changed the activity Mobila team: the budget and the reach.",
        )
    ],
    "activity-decided": [
        (_MONEY, f"{_SV} beslutade om aktiviteten {_OF_SV}", f"{_EN} decided on the activity {_OF_EN}"),
    ],
    "activity-declined": [
        (
            _COMMON,
            f"{_SV} avslog förslaget till aktiviteten Mobila team.",
            f"{_EN} declined the proposed activity Mobila team.",
        )
    ],
    "activity-ended": [
        (_COMMON, f"{_SV} avslutade aktiviteten Mobila team.", f"{_EN} ended the activity Mobila team."),
    ],
}
"""By the kind of event."""
