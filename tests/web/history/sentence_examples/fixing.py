"""Sentences of `naravard.web.fixing`."""

from typing import Any

from history_shared import ANNA

from naravard.agreement.model import Text
from naravard.web.history.told import Named, Thing

MINISTRY = Named("regeringskansliet", Text("Regeringskansliet", "The Government Offices"))
AGREEMENT = Thing("agreement", "god", Text("God och nära vård", "Good local health care"))
NUMBER = Thing("reference-number", "god/beslutet", Text("Beslutets diarienummer", "The decision's number"))
COMMON = {"organisation": MINISTRY, "person": ANNA}
ANNA_SV, ANNA_EN = "Anna Ek (ekonomichef)", "Anna Ek (chief financial officer)"

EXAMPLES: dict[str, list[tuple[dict[str, Any], str, str]]] = {
    "allocation-fixed": [
        (
            {**COMMON, "thing": AGREEMENT, "after": {"version": 2, "total": 6_123_000_000}, "reason": "Fel nyckel"},
            f"{ANNA_SV} fastställde version 2 av fördelningen i ”God och nära vård”: "
            "6\u00a0123\u00a0000\u00a0000\u00a0kr.",
            f"{ANNA_EN} fixed version 2 of the allocation in “Good local health care”: "
            "6\u00a0123\u00a0000\u00a0000\u00a0kr.",
        )
    ],
    "reference-number-stated": [
        (
            {**COMMON, "thing": NUMBER, "after": {"number": "S2022/1"}},
            f"{ANNA_SV} angav S2022/1 som ”Beslutets diarienummer”.",
            f"{ANNA_EN} stated S2022/1 as “The decision's number”.",
        ),
        (
            {**COMMON, "thing": NUMBER, "before": {"number": "S2022/1"}, "after": {"number": "S2022/2"}},
            f"{ANNA_SV} angav S2022/2 i stället för S2022/1 som ”Beslutets diarienummer”.",
            f"{ANNA_EN} stated S2022/2 instead of S2022/1 as “The decision's number”.",
        ),
    ],
}
