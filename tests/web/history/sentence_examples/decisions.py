"""Sentences of `naravard.web.decisions`."""

from typing import Any

from history_shared import ANNA, REGION

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.history.told import Thing

_DECISION = Thing("distribution-decision", "god/region-09/1", Text("fördelningsbeslut 1", "distribution decision 1"))
_AREA = Thing("area", "god/region-09/ambulans", Text("Ambulanssjukvården", "The ambulance services"))
_ACTIVITY = Thing("activity", "god/region-09-2", Text("Mobila team"))
_COMMON = {"thing": _DECISION, "organisation": REGION, "person": ANNA}
_SV, _EN = "Anna Ek (ekonomichef)", "Anna Ek (chief financial officer)"
_SUM = kronor(30_039_872)
Examples = list[tuple[dict[str, Any], str, str]]


def _one(sv: str, en: str, **values: Any) -> Examples:
    return [(_COMMON | values, f"{_SV} {sv}.", f"{_EN} {en}.")]


EXAMPLES: dict[str, Examples] = {
    "decision-begun": _one("påbörjade fördelningsbeslut 1", "began distribution decision 1"),
    "decision-written": _one(
        "skrev i fördelningsbeslut 1: rubriken, beslutspunkterna",
        "wrote in distribution decision 1: the heading, the decision points",
        before={"heading": "a", "points": []},
        after={"heading": "b", "points": ["c"]},
    ),
    "decision-money-moved": _one(
        f"lät fördelningsbeslut 1 föreslå att {kronor(5)} flyttas mellan områden",
        f"let distribution decision 1 propose that {kronor(5)} be moved between areas",
        after={"amount": 5},
    ),
    "decision-amounts-renewed": _one(
        "lät fördelningsbeslut 1 vila på version 2 av fördelningen",
        "let distribution decision 1 rest on version 2 of the allocation",
        after={"rests_on": 2},
    ),
    "decision-proposed": _one(
        f"lämnade fördelningsbeslut 1 till nämnden: {_SUM}",
        f"proposed distribution decision 1 to the board: {_SUM}",
        after={"total": 30_039_872},
    ),
    "decision-taken-back": _one(
        "tog tillbaka fördelningsbeslut 1 till utkast", "took distribution decision 1 back to a draft"
    ),
    "decision-withdrawn": _one("drog tillbaka fördelningsbeslut 1", "withdrew distribution decision 1"),
    "board-decision-entered": _one(
        f"förde in att Regionstyrelsen 2022-04-20 beslutade om fördelningsbeslut 1: {_SUM} (Protokoll 4, § 87)",
        f"entered that Regionstyrelsen decided on distribution decision 1 on 2022-04-20: {_SUM} (Protokoll 4, § 87)",
        after={
            "board": "Regionstyrelsen",
            "decided_on": "2022-04-20",
            "protocol": "Protokoll 4",
            "paragraph": "§ 87",
            "total": 30_039_872,
        },
    ),
    "area-officer-appointed": [
        *_one(
            "utsåg Eva Ny till ansvarig för Ambulanssjukvården",
            "appointed Eva Ny officer of The ambulance services",
            thing=_AREA,
            after={"name": "Eva Ny"},
        ),
        *_one(
            "tog bort Eva Ny som ansvarig för Ambulanssjukvården",
            "took Eva Ny away as officer of The ambulance services",
            thing=_AREA,
            before={"name": "Eva Ny"},
            after={"name": ""},
        ),
    ],
    "board-reallocation-entered": _one(
        f"förde in att Regionstyrelsen omfördelade {kronor(5)} från Kurser till Mobila team (Protokoll 4, § 9)",
        f"entered that Regionstyrelsen reallocated {kronor(5)} from Kurser to Mobila team (Protokoll 4, § 9)",
        thing=_ACTIVITY,
        after={
            "amount": 5,
            "from": "Kurser",
            "to": "Mobila team",
            "decider": "Regionstyrelsen",
            "reference": "Protokoll 4, § 9",
        },
    ),
    "money-reallocated": _one(
        f"omfördelade {kronor(5)} från det som inte är planerat till Mobila team",
        f"reallocated {kronor(5)} from what is not planned to Mobila team",
        thing=_ACTIVITY,
        after={"amount": 5, "from": "", "to": "Mobila team"},
    ),
}
"""By the kind of event."""
