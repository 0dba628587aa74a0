"""Sentences of `naravard.web.repayments`."""

from typing import Any

from history_shared import ANNA, REGION

from naravard.agreement.model import Text
from naravard.web.history.told import Named, Thing

DUTY = Thing("duty", "god/aterbetalning", Text("Återbetalning", "Repayment"))
KK = Named("kammarkollegiet", Text("Kammarkollegiet"))
MINISTRY = Named("regeringskansliet", Text("Regeringskansliet"))
COMMON = {"thing": DUTY, "organisation": REGION, "person": ANNA}
SV, EN = "Anna Ek (ekonomichef)", "Anna Ek (chief financial officer)"
PAID = {"amount": 34_968, "day": "2023-03-30", "reference": "7001"}
RECLAIM = {"amount": 5_000, "day": "2023-04-20", "reference": "S2023/00123"}

EXAMPLES: dict[str, list[tuple[dict[str, Any], str, str]]] = {
    "repayment-recorded": [
        (
            {**COMMON, "by": KK, "after": {**PAID, "to_repay": 0, "duty": "done"}},
            f"{SV} registrerade att Region Gotland återbetalade 34\u00a0968\u00a0kr den 2023-03-30, referens 7001; "
            "0\u00a0kr återstår. Inget mer är kvar att återbetala.",
            f"{EN} recorded that Region Gotland repaid 34\u00a0968\u00a0kr on 2023-03-30, reference 7001; 0\u00a0kr "
            "remain. Nothing more is left to repay.",
        )
    ],
    "repayment-undone": [
        (
            {
                **COMMON,
                "by": KK,
                "reason": "Fel mottagare",
                "before": PAID,
                "after": {"to_repay": 34_968, "duty": "reopened"},
            },
            f"{SV} tog tillbaka den registrerade återbetalningen av 34\u00a0968\u00a0kr den 2023-03-30 från Region "
            "Gotland; 34\u00a0968\u00a0kr återstår. Det finns åter något att återbetala.",
            f"{EN} took back the recorded repayment of 34\u00a0968\u00a0kr on 2023-03-30 from Region Gotland; "
            "34\u00a0968\u00a0kr remain. There is something to repay again.",
        )
    ],
    "reclaim-decided": [
        (
            {**COMMON, "by": MINISTRY, "reason": "Redovisning saknas", "after": {**RECLAIM, "to_repay": 5_000}},
            f"{SV} beslutade att återkräva 5\u00a0000\u00a0kr av Region Gotland, diarienummer S2023/00123; "
            "5\u00a0000\u00a0kr ska återbetalas.",
            f"{EN} decided to demand 5\u00a0000\u00a0kr back from Region Gotland, reference number S2023/00123; "
            "5\u00a0000\u00a0kr are to be repaid.",
        )
    ],
    "reclaim-undone": [
        (
            {**COMMON, "by": MINISTRY, "reason": "Fel belopp", "before": RECLAIM, "after": {"to_repay": 0}},
            f"{SV} tog tillbaka återkravet på 5\u00a0000\u00a0kr av Region Gotland, diarienummer S2023/00123; "
            "0\u00a0kr ska återbetalas.",
            f"{EN} took back the reclaim of 5\u00a0000\u00a0kr from Region Gotland, reference number S2023/00123; "
            "0\u00a0kr are to be repaid.",
        )
    ],
}
