"""Sentences of `naravard.web.requisitions`."""

from typing import Any

from history_shared import ANNA, BO, REGION

from naravard.agreement.model import Text
from naravard.web.history.told import Thing

THING = Thing("duty", "god/requisition-regions-skr", Text("Rekvisition", "Requisition"))
COMMON = {"thing": THING, "organisation": REGION, "person": ANNA}
ANNA_SV, ANNA_EN = "Anna Ek (ekonomichef)", "Anna Ek (chief financial officer)"

EXAMPLES: dict[str, list[tuple[dict[str, Any], str, str]]] = {
    "requisition-written": [
        (
            {**COMMON, "for_whom": BO},
            "Anna Ek (ekonomichef, i stället för Bo Al) skrev i rekvisitionen för Region Gotland.",
            "Anna Ek (chief financial officer, standing in for Bo Al) wrote in the requisition for Region Gotland.",
        )
    ],
    "requisition-ready": [
        (
            COMMON,
            f"{ANNA_SV} gjorde rekvisitionen för Region Gotland klar för underskrift.",
            f"{ANNA_EN} made the requisition for Region Gotland ready to be signed.",
        )
    ],
    "requisition-opened": [
        (
            COMMON,
            f"{ANNA_SV} öppnade rekvisitionen för Region Gotland för ändring.",
            f"{ANNA_EN} opened the requisition for Region Gotland for changes.",
        )
    ],
    "requisition-handed-in": [
        (
            {**COMMON, "after": {"receipt_number": "7K3M-92QX-4TRD"}},
            f"{ANNA_SV} skrev under och lämnade in rekvisitionen för Region Gotland, kvitto 7K3M-92QX-4TRD.",
            f"{ANNA_EN} signed and handed in the requisition for Region Gotland, receipt 7K3M-92QX-4TRD.",
        )
    ],
}
