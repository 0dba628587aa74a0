"""Sentences of `naravard.web.financial_reports`."""

from typing import Any

from history_shared import ANNA, REGION

from naravard.agreement.model import Text
from naravard.web.history.told import Named, Thing

DUTY = Thing("duty", "god/redovisning", Text("Ekonomisk redovisning", "Financial report"))
KK = Named("kammarkollegiet", Text("Kammarkollegiet"))
COMMON = {"thing": DUTY, "organisation": REGION, "person": ANNA}
SV, EN = "Anna Ek (ekonomichef)", "Anna Ek (chief financial officer)"
OF_SV, OF_EN = "den ekonomiska redovisningen för Region Gotland", "the financial report of Region Gotland"

EXAMPLES: dict[str, list[tuple[dict[str, Any], str, str]]] = {
    "financial-report-written": [(COMMON, f"{SV} skrev i {OF_SV}.", f"{EN} wrote in {OF_EN}.")],
    "financial-report-drawn-up": [
        (
            {**COMMON, "after": {"costs": 900_000, "unused": 34_968}},
            f"{SV} upprättade {OF_SV}: kostnader 900\u00a0000\u00a0kr, inte förbrukat 34\u00a0968\u00a0kr.",
            f"{EN} drew up {OF_EN}: costs 900\u00a0000\u00a0kr, not used 34\u00a0968\u00a0kr.",
        )
    ],
    "financial-report-certified": [
        (
            {**COMMON, "after": {"alternative": 1}},
            f"{SV} granskade {OF_SV} och intygade att den är korrekt (alternativ 1).",
            f"{EN} reviewed {OF_EN} and certified that it is correct (alternative 1).",
        ),
        (
            {**COMMON, "after": {"alternative": 2}},
            f"{SV} granskade {OF_SV} och bedömde att den inte är korrekt (alternativ 2).",
            f"{EN} reviewed {OF_EN} and judged that it is not correct (alternative 2).",
        ),
    ],
    "financial-report-handed-in": [
        (
            {**COMMON, "after": {"receipt_number": "NV-1"}},
            f"{SV} skrev under och lämnade in {OF_SV}, kvitto NV-1.",
            f"{EN} signed and handed in {OF_EN}, receipt NV-1.",
        )
    ],
    "financial-report-reopened": [
        (
            {**COMMON, "by": KK, "reason": "En summa är fel."},
            f"{SV} öppnade {OF_SV} igen.",
            f"{EN} opened {OF_EN} again.",
        )
    ],
    "financial-report-reopening-asked": [
        (
            {**COMMON, "reason": "En faktura kom för sent."},
            f"{SV} bad om att {OF_SV} öppnas igen.",
            f"{EN} asked for {OF_EN} to be opened again.",
        )
    ],
    "financial-report-accepted": [
        (
            {**COMMON, "by": KK},
            f"{SV} godtog den ekonomiska redovisningen från Region Gotland.",
            f"{EN} accepted {OF_EN}.",
        )
    ],
}
