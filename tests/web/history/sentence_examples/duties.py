"""Duties."""

from history_shared import ANNA, BO, REGION

from naravard.agreement.model import Text
from naravard.web.history.told import Named, Thing

DUTY = Thing("duty", "god/delredovisning", Text("Delredovisning", "Interim report"))
AGENCY = Named("socialstyrelsen", Text("Socialstyrelsen"))
COMMON = {"thing": DUTY, "organisation": REGION, "person": ANNA}
ANNA_SV, ANNA_EN = "Anna Ek (ekonomichef)", "Anna Ek (chief financial officer)"
SV, EN = "”Delredovisning”", "“Interim report”"

EXAMPLES = {
    "duty-begun": [
        (
            {**COMMON, "for_whom": BO},
            f"Anna Ek (ekonomichef, i stället för Bo Al) påbörjade {SV} för Region Gotland.",
            f"Anna Ek (chief financial officer, standing in for Bo Al) began {EN} for Region Gotland.",
        )
    ],
    "duty-put-back": [
        (
            COMMON,
            f"{ANNA_SV} ångrade påbörjandet av {SV} för Region Gotland.",
            f"{ANNA_EN} undid the beginning of {EN} for Region Gotland.",
        )
    ],
    "duty-submitted": [
        (
            COMMON,
            f"{ANNA_SV} lämnade in {SV} för Region Gotland.",
            f"{ANNA_EN} submitted {EN} for Region Gotland.",
        )
    ],
    "duty-signed": [
        (
            COMMON,
            f"{ANNA_SV} skrev under och lämnade in {SV} för Region Gotland.",
            f"{ANNA_EN} signed and submitted {EN} for Region Gotland.",
        )
    ],
    "duty-accepted": [
        (
            {**COMMON, "by": AGENCY},
            f"{ANNA_SV} godtog {SV} från Region Gotland.",
            f"{ANNA_EN} accepted {EN} from Region Gotland.",
        )
    ],
    "duty-reopened": [
        (
            {**COMMON, "by": AGENCY, "reason": "Sidan 3 saknas."},
            f"{ANNA_SV} öppnade {SV} från Region Gotland igen.",
            f"{ANNA_EN} opened {EN} from Region Gotland again.",
        )
    ],
    "duty-extended": [
        (
            {**COMMON, "by": AGENCY, "after": {"last_day": "2022-10-14"}},
            f"{ANNA_SV} förlängde tiden för {SV} för Region Gotland till 2022-10-14.",
            f"{ANNA_EN} extended the time for {EN} for Region Gotland to 2022-10-14.",
        )
    ],
    "duty-extension-taken-back": [
        (
            {**COMMON, "by": AGENCY, "after": {"last_day": "2022-09-30"}},
            f"{ANNA_SV} tog tillbaka den förlängda tiden för {SV} för Region Gotland; sista dagen är 2022-09-30.",
            f"{ANNA_EN} took back the extended time for {EN} for Region Gotland; the last day is 2022-09-30.",
        )
    ],
}
