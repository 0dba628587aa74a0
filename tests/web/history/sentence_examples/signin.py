"""Signing in."""

from typing import Any

from history_shared import ANNA

from naravard.agreement.model import Text
from naravard.web.access.actor import ONESELF
from naravard.web.history.told import SERVICE, SERVICE_ROLE, Thing

COMMON: dict[str, Any] = {"person": ANNA, "role": ONESELF, "thing": Thing("person", "1", Text("Anna Ek"))}
BY_KEEPER = COMMON | {"person": SERVICE, "role": SERVICE_ROLE}
SV = EN = "Anna Ek"

EXAMPLES = {
    "password-set": [(COMMON, f"{SV} valde ett nytt lösenord.", f"{EN} chose a new password.")],
    "second-step-added": [
        (COMMON, f"{SV} satte på inloggning i två steg.", f"{EN} turned on signing in by two steps.")
    ],
    "second-step-removed": [
        (COMMON, f"{SV} stängde av inloggning i två steg.", f"{EN} turned off signing in by two steps.")
    ],
    "recovery-codes-made": [(COMMON, f"{SV} gjorde nya reservkoder.", f"{EN} made new recovery codes.")],
    "signed-out-everywhere": [
        ({**COMMON, "after": {"sessions": 1}}, f"{SV} avslutade 1 annan inloggning.", f"{EN} ended 1 other session."),
        (
            {**COMMON, "after": {"sessions": 3}},
            f"{SV} avslutade 3 andra inloggningar.",
            f"{EN} ended 3 other sessions.",
        ),
    ],
    "identity-connected": [
        (
            {**COMMON, "after": {"provider": "Freja"}},
            f"{SV} kopplade sitt konto till Freja.",
            f"{EN} connected the account to Freja.",
        )
    ],
    "identity-disconnected": [
        (
            {**COMMON, "before": {"provider": "Freja"}},
            f"{SV} kopplade bort sitt konto från Freja.",
            f"{EN} disconnected the account from Freja.",
        )
    ],
    "second-step-taken-away": [
        (
            {**BY_KEEPER, "after": {"sessions": 2}},
            "Naravard tog bort det andra steget i inloggningen för Anna Ek.",
            "Naravard took away the second step of signing in from Anna Ek.",
        )
    ],
    "account-closed": [
        (BY_KEEPER, "Naravard stängde ett konto för Anna Ek.", "Naravard closed an account of Anna Ek.")
    ],
    "account-opened": [
        (BY_KEEPER, "Naravard öppnade ett konto för Anna Ek.", "Naravard opened an account of Anna Ek.")
    ],
}
