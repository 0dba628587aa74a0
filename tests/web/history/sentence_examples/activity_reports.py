"""Sentences of `naravard.web.activity_reports`."""

from typing import Any

from history_shared import ANNA, BO, REGION

from naravard.agreement.model import Text
from naravard.web.history.told import Thing

THING = Thing("duty", "god/skr-activity-report", Text("Verksamhetsrapport", "Activity report"))
COMMON = {"thing": THING, "organisation": REGION, "person": ANNA}
ANNA_SV, ANNA_EN = "Anna Ek (ekonomichef)", "Anna Ek (chief financial officer)"

EXAMPLES: dict[str, list[tuple[dict[str, Any], str, str]]] = {
    "activity-report-written": [
        (
            {**COMMON, "for_whom": BO},
            "Anna Ek (ekonomichef, i stället för Bo Al) skrev i verksamhetsrapporten för Region Gotland.",
            "Anna Ek (chief financial officer, standing in for Bo Al) wrote in the activity report for Region Gotland.",
        )
    ],
    "activity-report-ready": [
        (
            COMMON,
            f"{ANNA_SV} gjorde verksamhetsrapporten för Region Gotland klar för underskrift.",
            f"{ANNA_EN} made the activity report for Region Gotland ready to be signed.",
        )
    ],
    "activity-report-opened": [
        (
            COMMON,
            f"{ANNA_SV} öppnade verksamhetsrapporten för Region Gotland för ändring.",
            f"{ANNA_EN} opened the activity report for Region Gotland for changes.",
        )
    ],
    "activity-report-handed-in": [
        (
            {**COMMON, "after": {"receipt_number": "7K3M-92QX-4TRD"}},
            f"{ANNA_SV} skrev under och lämnade in verksamhetsrapporten för Region Gotland, kvitto 7K3M-92QX-4TRD.",
            f"{ANNA_EN} signed and handed in the activity report for Region Gotland, receipt 7K3M-92QX-4TRD.",
        )
    ],
}
