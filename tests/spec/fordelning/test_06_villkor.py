"""Villkor för att delta.

Med `condition` deltar bara de som uppfyller ett villkor. Vilka det är anges med en nyckel (`met`: större än noll är
uppfyllt) eller med koderna för dem som inte uppfyller det (`not_met`). Regeln säger också vad som händer med de andras
pengar.
"""

from spec.fordelning.paragraph import Spec

KEYS = {
    "befolkning": {"Alfa": 500, "Beta": 300, "Gamma": 200},
    "ansokan": {"Alfa": 1, "Beta": 0, "Gamma": 1},
}


def test_the_money_is_left(spec: Spec) -> None:
    """De andras pengar blir kvar.

    Med `money: left` räknas allas belopp ut som om alla deltog. Betas 300 kr fördelas inte till någon.
    """
    spec.allocates(
        1_000,
        """
        kind: condition
        name: Har ansökt
        met: ansokan
        money: left
        rule: {kind: proportional, key: befolkning}
        """,
        {"Alfa": 500, "Beta": 0, "Gamma": 200},
        keys=KEYS,
        left=300,
    )


def test_the_money_is_shared_again(spec: Spec) -> None:
    """De andras pengar fördelas mellan dem som deltar.

    Med `money: shared` fördelas hela beloppet mellan Alfa och Gamma, efter deras invånare.
    """
    spec.allocates(
        1_000,
        """
        kind: condition
        name: Har ansökt
        met: ansokan
        money: shared
        rule: {kind: proportional, key: befolkning}
        """,
        {"Alfa": 714, "Beta": 0, "Gamma": 286},
        keys=KEYS,
    )


def test_named_by_their_codes(spec: Spec) -> None:
    """De som inte uppfyller villkoret räknas upp.

    Här har Gamma, med koden 03, inte lämnat sin redovisning.
    """
    spec.allocates(
        1_000,
        """
        kind: condition
        name: Har lämnat redovisning
        not_met: ["03"]
        money: shared
        rule: {kind: equal}
        """,
        {"Alfa": 500, "Beta": 500, "Gamma": 0},
    )
