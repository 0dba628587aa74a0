"""Agreements."""

from history_shared import ANNA, BO

EXAMPLES = {
    "agreement-taken-in": [
        ({}, "Naravard tog in överenskommelsen ”Prov liten”.", "Naravard took in the agreement “Trial liten”."),
        (
            {"before": {"digest": "a"}},
            "Naravard tog in en annan version av överenskommelsen ”Prov liten”.",
            "Naravard took in another version of the agreement “Trial liten”.",
        ),
        (
            {"person": ANNA},
            "Anna Ek (ekonomichef) tog in överenskommelsen ”Prov liten”.",
            "Anna Ek (chief financial officer) took in the agreement “Trial liten”.",
        ),
        (
            {"person": ANNA, "for_whom": BO},
            "Anna Ek (ekonomichef, i stället för Bo Al) tog in överenskommelsen ”Prov liten”.",
            "Anna Ek (chief financial officer, standing in for Bo Al) took in the agreement “Trial liten”.",
        ),
    ],
}
