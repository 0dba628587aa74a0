"""Keys to the API."""

from history_shared import ANNA

from naravard.agreement.model import Text
from naravard.web.history.told import Thing

KEY = Thing("token", "abcd2345", Text("Ekonomisystemet"))
VALUES = {"scopes": ["read"], "from_day": "2022-03-01", "to_day": "2023-03-01"}

EXAMPLES = {
    "token-made": [
        (
            {"person": ANNA, "thing": KEY, "after": VALUES},
            "Anna Ek (ekonomichef) skapade nyckeln ”Ekonomisystemet” till API:et, som gäller till och med 2023-03-01.",
            "Anna Ek (chief financial officer) made the key “Ekonomisystemet” to the API, "
            "which holds to 2023-03-01 inclusive.",
        )
    ],
    "token-revoked": [
        (
            {"person": ANNA, "thing": KEY, "before": VALUES},
            "Anna Ek (ekonomichef) återkallade nyckeln ”Ekonomisystemet” till API:et.",
            "Anna Ek (chief financial officer) revoked the key “Ekonomisystemet” to the API.",
        )
    ],
}
