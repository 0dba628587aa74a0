"""People: invitations, roles, stand-ins, and who is who."""

from typing import Any

from history_shared import ANNA, BO

from naravard.agreement.model import Text
from naravard.web.history.told import Named, Thing

ADMINISTRATOR = Named("administrator", Text("administratör", "administrator"))
CILLA = Thing("person", "6f1c", Text("Cilla Ås"))
INVITATION = Thing("invitation", "7", Text("Cilla Ås"))
AS_CFO = {
    "role": "cfo",
    "role_sv": "ekonomichef",
    "role_en": "chief financial officer",
    "from_day": "2022-09-01",
    "to_day": None,
}
FOR_A_TIME = AS_CFO | {"to_day": "2022-09-30", "stand_in": "person-bo", "stand_in_name": "Bo Al"}


def _by_anna(thing: Thing = CILLA, **values: Any) -> dict[str, Any]:
    return {"person": ANNA, "role": ADMINISTRATOR, "thing": thing, **values}


EXAMPLES = {
    "person-invited": [
        (
            _by_anna(INVITATION, after=AS_CFO),
            "Anna Ek (administratör) bjöd in Cilla Ås som ekonomichef.",
            "Anna Ek (administrator) invited Cilla Ås as chief financial officer.",
        ),
        (
            {"thing": INVITATION, "after": AS_CFO},
            "Naravard bjöd in Cilla Ås som ekonomichef.",
            "Naravard invited Cilla Ås as chief financial officer.",
        ),
    ],
    "invitation-renewed": [
        (
            _by_anna(INVITATION),
            "Anna Ek (administratör) förnyade inbjudan till Cilla Ås.",
            "Anna Ek (administrator) renewed the invitation to Cilla Ås.",
        )
    ],
    "invitation-withdrawn": [
        (
            _by_anna(INVITATION, before=AS_CFO),
            "Anna Ek (administratör) återkallade inbjudan till Cilla Ås som ekonomichef.",
            "Anna Ek (administrator) withdrew the invitation to Cilla Ås as chief financial officer.",
        )
    ],
    "invitation-accepted": [
        (
            _by_anna(after=AS_CFO),
            "Anna Ek tog emot inbjudan och är ekonomichef från och med 2022-09-01.",
            "Anna Ek accepted the invitation and is chief financial officer from 2022-09-01.",
        )
    ],
    "role-given": [
        (
            _by_anna(after=AS_CFO),
            "Anna Ek (administratör) gav Cilla Ås rollen ekonomichef från och med 2022-09-01.",
            "Anna Ek (administrator) gave Cilla Ås the role chief financial officer from 2022-09-01.",
        ),
        (
            _by_anna(after=FOR_A_TIME, for_whom=BO),
            "Anna Ek (administratör, i stället för Bo Al) gav Cilla Ås rollen ekonomichef från och med 2022-09-01 till "
            "och med 2022-09-30.",
            "Anna Ek (administrator, standing in for Bo Al) gave Cilla Ås the role chief financial officer from "
            "2022-09-01 to 2022-09-30.",
        ),
    ],
    "role-ended": [
        (
            _by_anna(before=AS_CFO, after=FOR_A_TIME),
            "Anna Ek (administratör) satte 2022-09-30 som sista dag för Cilla Ås som ekonomichef.",
            "Anna Ek (administrator) set 2022-09-30 as the last day of Cilla Ås as chief financial officer.",
        )
    ],
    "role-handed-over": [
        (
            _by_anna(after=FOR_A_TIME),
            "Anna Ek (administratör) lät Bo Al vara ställföreträdare för Cilla Ås som ekonomichef från och med "
            "2022-09-01 till och med 2022-09-30.",
            "Anna Ek (administrator) let Bo Al stand in for Cilla Ås as chief financial officer from 2022-09-01 to "
            "2022-09-30.",
        )
    ],
    "stand-in-ended": [
        (
            _by_anna(before=FOR_A_TIME, after=FOR_A_TIME),
            "Anna Ek (administratör) avslutade att Bo Al är ställföreträdare för Cilla Ås som ekonomichef.",
            "Anna Ek (administrator) ended Bo Al's standing in for Cilla Ås as chief financial officer.",
        )
    ],
    "person-renamed": [
        (
            _by_anna(before={"name": "Anna Ek"}, after={"name": "Anna Alm"}),
            "Anna Ek bytte namn till Anna Alm.",
            "Anna Ek changed name to Anna Alm.",
        )
    ],
    "persons-declared-same": [
        (
            _by_anna(before={"other": "person-2", "other_name": "C. Ås"}, after={"accounts": 1}),
            "Anna Ek (administratör) angav att C. Ås och Cilla Ås är samma person.",
            "Anna Ek (administrator) declared that C. Ås and Cilla Ås are the same person.",
        )
    ],
}
