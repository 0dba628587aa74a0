"""Sentences of `naravard.web.sharing`."""

from typing import Any

from history_shared import ANNA

from naravard.agreement.model import Text
from naravard.web.history.told import Named, Thing

THING = Thing("sharing", "god/rss-08/nara-vard", Text("Nära vård", "Local health care"))
RSS = Named("rss-08", Text("RSS i Kalmar län"))
MUNICIPALITY = Named("kommun-0885", Text("Borgholm"))
SV, EN = "Anna Ek (ekonomichef)", "Anna Ek (chief financial officer)"
COMMON: dict[str, Any] = {"thing": THING, "organisation": RSS, "person": ANNA}
VERSION = {"version": 2, "amount": 26_341_515, "answer_by": "2022-10-24"}
PAYMENT = {"day": "2022-10-25", "reference": "B 7", "amount": 1000, "payments": ["kommun-0885: 1000"]}
KEY = Thing("county-key", "god/rss-08/lan-1", Text("Invånare"))


def _one(more: dict[str, Any], sv: str, en: str) -> list[tuple[dict[str, Any], str, str]]:
    return [({**COMMON, **more}, f"{SV} {sv}.", f"{EN} {en}.")]


EXAMPLES: dict[str, list[tuple[dict[str, Any], str, str]]] = {
    "sharing-key-added": _one(
        {"thing": KEY, "after": {"unit": "invånare"}},
        "lade till nyckeln ”Invånare” för RSS i Kalmar län",
        "added the key “Invånare” for RSS i Kalmar län",
    ),
    "sharing-key-removed": _one(
        {"thing": KEY, "before": {"unit": "invånare"}},
        "tog bort nyckeln ”Invånare” för RSS i Kalmar län",
        "removed the key “Invånare” for RSS i Kalmar län",
    ),
    "sharing-drafted": _one(
        {"after": VERSION},
        "skrev version 2 av hur ”Nära vård” delas i RSS i Kalmar län",
        "wrote version 2 of how “Local health care” is shared in RSS i Kalmar län",
    ),
    "sharing-amounts-set": _one(
        {"before": VERSION, "after": VERSION},
        "satte belopp i version 2 av hur ”Nära vård” delas i RSS i Kalmar län",
        "set amounts in version 2 of how “Local health care” is shared in RSS i Kalmar län",
    ),
    "sharing-draft-discarded": _one(
        {"before": VERSION},
        "kastade utkastet till version 2 av hur ”Nära vård” delas i RSS i Kalmar län",
        "threw away the draft of version 2 of how “Local health care” is shared in RSS i Kalmar län",
    ),
    "sharing-sent": _one(
        {"after": VERSION},
        "skickade version 2 av hur ”Nära vård” delas till kommunerna, för svar senast 2022-10-24",
        "sent version 2 of how “Local health care” is shared to the municipalities, to be answered by 2022-10-24",
    ),
    "sharing-time-extended": _one(
        {"after": VERSION, "reason": "Semester"},
        "gav kommunerna tid till 2022-10-24 att svara på hur ”Nära vård” delas",
        "gave the municipalities until 2022-10-24 to answer on how “Local health care” is shared",
    ),
    "sharing-answered": [
        *_one(
            {"by": MUNICIPALITY, "after": {"version": 2, "stance": "consents", "text": ""}},
            "samtyckte för Borgholm till version 2 av hur ”Nära vård” delas",
            "consented for Borgholm to version 2 of how “Local health care” is shared",
        ),
        *_one(
            {"by": MUNICIPALITY, "after": {"version": 2, "stance": "comments", "text": "Mer."}},
            "lämnade synpunkter för Borgholm på version 2 av hur ”Nära vård” delas",
            "left views for Borgholm on version 2 of how “Local health care” is shared",
        ),
    ],
    "sharing-decided": _one(
        {"after": VERSION},
        "beslutade för RSS i Kalmar län om hur ”Nära vård” delas, version 2",
        "decided for RSS i Kalmar län on how “Local health care” is shared, version 2",
    ),
    "paid-onward": _one(
        {"after": PAYMENT},
        "registrerade att 1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr av ”Nära vård” har betalats vidare till "
        "kommunerna",
        "recorded that 1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr of “Local health care” has been passed on to the "
        "municipalities",
    ),
    "onward-returned": _one(
        {"after": PAYMENT},
        "registrerade att 1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr av ”Nära vård” har kommit tillbaka från en kommun",
        "recorded that 1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr of “Local health care” has come back from a "
        "municipality",
    ),
    "onward-undone": _one(
        {"before": PAYMENT, "reason": "Fel kommun."},
        "tog tillbaka registreringen av 1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr av ”Nära vård” mellan RSS i Kalmar "
        "län och en kommun",
        "took back the recording of 1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr of “Local health care” between RSS i "
        "Kalmar län and a municipality",
    ),
    "onward-handed-in": _one(
        {"thing": Thing("duty", "god/vidare", Text("Utbetalning vidare", "Payment onwards"))},
        "meddelade att RSS i Kalmar län har betalat vidare allt: ”Utbetalning vidare”",
        "stated that RSS i Kalmar län has passed everything on: “Payment onwards”",
    ),
}
