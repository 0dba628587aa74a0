"""Sentences of `naravard.web.payments`."""

from typing import Any

from history_shared import ANNA, REGION

from naravard.agreement.model import Text
from naravard.web.history.told import Named, Thing

_PAYER = Named("kammarkollegiet", Text("Kammarkollegiet"))
_DUTY = Thing("duty", "god/rekvisition", Text("Rekvisition", "Requisition"))
_PAYMENT = Thing("payment", "god/f1", Text("God vård", "Good care"))
_BATCH = Thing("payment-batch", "god/3", Text("Utbetalningsomgång 3", "Payment batch 3"))
_SV, _EN = "Anna Ek (ekonomichef)", "Anna Ek (chief financial officer)"
_PAID = {"amount": 30_039_872, "day": "2022-10-06", "reference": "1", "version": 1, "grants": ["nara-vard"]}
_THEIRS = {"organisation": REGION, "person": ANNA, "by": _PAYER}
_30 = "30\u00a0039\u00a0872\u00a0kr"

EXAMPLES: dict[str, list[tuple[dict[str, Any], str, str]]] = {
    "requisition-accepted": [
        (
            {**_THEIRS, "thing": _DUTY, "after": {"amount": 30_039_872, "not_met": []}},
            f"{_SV} godtog rekvisitionen från Region Gotland: {_30}.",
            f"{_EN} accepted the requisition from Region Gotland: {_30}.",
        )
    ],
    "requisition-returned": [
        (
            {
                **_THEIRS,
                "thing": _DUTY,
                "before": {"amount": 30_039_872, "accepted": False},
                "reason": "Diarienumret saknas.",
            },
            f"{_SV} lämnade tillbaka rekvisitionen till Region Gotland: {_30}.",
            f"{_EN} returned the requisition to Region Gotland: {_30}.",
        )
    ],
    "payment-recorded": [
        (
            {**_THEIRS, "thing": _PAYMENT, "after": _PAID},
            f"{_SV} registrerade att {_30} betalades ut till Region Gotland 2022-10-06.",
            f"{_EN} recorded that {_30} was paid to Region Gotland on 2022-10-06.",
        )
    ],
    "payment-undone": [
        (
            {**_THEIRS, "thing": _PAYMENT, "before": _PAID, "reason": "Fel mottagare"},
            f"{_SV} tog tillbaka registreringen av att {_30} betalades ut till Region Gotland 2022-10-06.",
            f"{_EN} took back the record that {_30} was paid to Region Gotland on 2022-10-06.",
        )
    ],
    "payment-batch-made": [
        (
            {
                "organisation": _PAYER,
                "person": ANNA,
                "thing": _BATCH,
                "after": {
                    "agreement": "god",
                    "message": "NV20221004-1",
                    "day": "2022-10-06",
                    "payments": 2,
                    "amount": 30_039_872,
                },
            },
            f"{_SV} beställde 2 betalningar på tillsammans {_30} av banken till 2022-10-06 (utbetalningsomgång 3).",
            f"{_EN} ordered 2 payments of {_30} in all from the bank for 2022-10-06 (payment batch 3).",
        )
    ],
    "payment-put-back": [
        (
            {
                **_THEIRS,
                "thing": _BATCH,
                "before": {"amount": 30_039_872, "identity": "NV20221004-1-0001"},
                "reason": "Kontot är avslutat",
            },
            f"{_SV} la tillbaka betalningen av {_30} till Region Gotland: den blev inte av (utbetalningsomgång 3).",
            f"{_EN} put the payment of {_30} to Region Gotland back: it was not made (payment batch 3).",
        )
    ],
}
