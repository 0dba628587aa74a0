"""Sentences of `naravard.web.placements`."""

from typing import Any

from history_shared import ANNA

from naravard.agreement.model import Text
from naravard.web.history.told import Named, Thing

TOWN = Named("kommun-0980", Text("Gotland"))
AGENCY = Named("socialstyrelsen", Text("Socialstyrelsen"))
DUTY = Thing("duty", "god/vfu", Text("Redovisning av veckor", "Account of weeks"))
AGREEMENT = Thing("agreement", "god", Text("God och nära vård", "Good local health care"))
COMMON = {"organisation": TOWN, "person": ANNA, "thing": DUTY}
ANNA_SV, ANNA_EN = "Anna Ek (ekonomichef)", "Anna Ek (chief financial officer)"
SV, EN = "”Redovisning av veckor”", "“Account of weeks”"

EXAMPLES: dict[str, list[tuple[dict[str, Any], str, str]]] = {
    "key-report-saved": [(COMMON, f"{ANNA_SV} skrev på {SV} för Gotland.", f"{ANNA_EN} wrote on {EN} for Gotland.")],
    "key-report-submitted": [
        (
            {**COMMON, "after": {"number": 2}},
            f"{ANNA_SV} lämnade in {SV} för Gotland, version 2.",
            f"{ANNA_EN} handed in {EN} for Gotland, version 2.",
        )
    ],
    "key-report-accepted": [
        (
            {**COMMON, "by": AGENCY},
            f"{ANNA_SV} godtog {SV} från Gotland.",
            f"{ANNA_EN} accepted {EN} from Gotland.",
        )
    ],
    "key-report-reopened": [
        (
            {**COMMON, "by": AGENCY, "reason": "Fel termin"},
            f"{ANNA_SV} öppnade {SV} från Gotland igen.",
            f"{ANNA_EN} opened {EN} from Gotland again.",
        )
    ],
    "coordination-chosen": [
        (
            {**COMMON, "after": {"coordinator": "rss-09"}},
            f"{ANNA_SV} lät RSS lämna in {SV} för Gotland.",
            f"{ANNA_EN} let the RSS hand in {EN} for Gotland.",
        ),
        (
            {**COMMON, "after": {"coordinator": None}},
            f"{ANNA_SV} tog tillbaka att RSS lämnar in {SV} för Gotland.",
            f"{ANNA_EN} took back that the RSS hands in {EN} for Gotland.",
        ),
    ],
    "reported-shares-fixed": [
        (
            {"organisation": AGENCY, "person": ANNA, "thing": AGREEMENT, "after": {"version": 2, "total": 1000}},
            f"{ANNA_SV} fastställde version 2 av fördelningen i ”God och nära vård” efter de redovisade talen: "
            "1\u00a0000\u00a0kr.",
            f"{ANNA_EN} fixed version 2 of the allocation in “Good local health care” by the numbers reported: "
            "1\u00a0000\u00a0kr.",
        )
    ],
}
