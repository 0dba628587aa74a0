"""Sentences of `naravard.web.costs`."""

from typing import Any

from history_shared import ANNA, REGION

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.history.told import Thing

COST = Thing("cost", "god/region-09-3", Text("Kostnad 3", "Cost 3"))
FILE = Thing("cost-file", "god/region-09-2", Text("Fil 2: mars.se", "File 2: mars.se"))
COMMON = {"organisation": REGION, "person": ANNA}
SV, EN = "Anna Ek (ekonomichef)", "Anna Ek (chief financial officer)"
FROM, TO = kronor(1_000), kronor(1_250)

EXAMPLES: dict[str, list[tuple[dict[str, Any], str, str]]] = {
    "cost-booked": [
        (
            {
                **COMMON,
                "thing": COST,
                "after": {"amount": 1_000, "activity": "region-09-1", "activity_name": "Utbildning"},
            },
            f"{SV} bokförde {FROM} på aktiviteten ”Utbildning” för Region Gotland.",
            f"{EN} booked {FROM} on the activity “Utbildning” for Region Gotland.",
        )
    ],
    "cost-reversed": [
        (
            {**COMMON, "thing": COST, "before": {"left": 1_250}, "after": {"left": 250, "amount": 1_000}},
            f"{SV} rättade Kostnad 3 för Region Gotland: {FROM} togs bort.",
            f"{EN} corrected Cost 3 for Region Gotland: {FROM} was taken back.",
        )
    ],
    "cost-mapping-kept": [
        (
            {**COMMON, "thing": COST, "after": {"version": 2}},
            f"{SV} sparade kopplingen av konton och koder för Region Gotland, version 2.",
            f"{EN} kept the mapping of accounts and codes for Region Gotland, version 2.",
        )
    ],
    "cost-file-received": [
        (
            {**COMMON, "thing": FILE, "after": {"vouchers": 17}},
            f"{SV} läste in en fil för Region Gotland som väntar på att bokföras (Fil 2: mars.se, 17 verifikationer).",
            f"{EN} took in a file for Region Gotland that waits to be booked (File 2: mars.se, 17 vouchers).",
        )
    ],
    "costs-taken-in": [
        (
            {**COMMON, "thing": FILE, "before": {"total": 1_000}, "after": {"total": 1_250}},
            f"{SV} bokförde kostnaderna ur Fil 2: mars.se för Region Gotland: {FROM} blev {TO}.",
            f"{EN} booked the costs of File 2: mars.se for Region Gotland: {FROM} became {TO}.",
        )
    ],
    "costs-recounted": [
        (
            {**COMMON, "thing": FILE, "before": {"total": 1_000}, "after": {"total": 1_250}},
            f"{SV} räknade om de inlästa kostnaderna för Region Gotland: {FROM} blev {TO}.",
            f"{EN} worked out the costs taken in for Region Gotland anew: {FROM} became {TO}.",
        )
    ],
    "cost-file-discarded": [
        (
            {**COMMON, "thing": FILE, "before": {"state": "waiting"}, "after": {"state": "discarded"}},
            f"{SV} kastade Fil 2: mars.se för Region Gotland, som inte hade bokförts.",
            f"{EN} discarded File 2: mars.se for Region Gotland, which was not booked.",
        )
    ],
}
