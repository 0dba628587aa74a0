"""Flera nycklar sammanvägda.

Med `mix` delas beloppet först i delar efter vikt, och varje del fördelas med sin egen nyckel eller regel. Delarna läggs
samman innan något avrundas. Vikterna ska tillsammans bli 1 och kan skrivas `1/2`, `0.5` eller `50 %`.
"""

from spec.fordelning.paragraph import Spec

KEYS = {
    "befolkning": {"Alfa": 500, "Beta": 300, "Gamma": 200},
    "personer": {"Alfa": 10, "Beta": 20, "Gamma": 10},
}


def test_half_of_each(spec: Spec) -> None:
    """Hälften efter den ena nyckeln och hälften efter den andra.

    Alfa får 500 av den första halvan (hälften av 1 000) och 250 av den andra (en fjärdedel av 1 000).
    """
    spec.allocates(
        2_000,
        """
        kind: mix
        parts:
          - {weight: 1/2, key: befolkning}
          - {weight: 1/2, key: personer}
        """,
        {"Alfa": 750, "Beta": 800, "Gamma": 450},
        keys=KEYS,
    )


def test_one_rounding_of_the_sum(spec: Spec) -> None:
    """Summan avrundas, inte delarna.

    Alfas två halvor är 16,6666… och 16,6666… Var för sig skulle de avrundas till 17 och tillsammans bli 34. Summan är
    33,3333… och avrundas en gång.
    """
    spec.allocates(
        100,
        """
        kind: mix
        parts:
          - {weight: 1/2, key: ena}
          - {weight: 1/2, key: andra}
        """,
        {"Alfa": 34, "Beta": 33, "Gamma": 33},
        keys={"ena": {"Alfa": 1, "Beta": 1, "Gamma": 1}, "andra": {"Alfa": 2, "Beta": 2, "Gamma": 2}},
    )


def test_other_weights_and_other_rules(spec: Spec) -> None:
    """Vikterna behöver inte vara lika, och en del kan ha en annan regel än en nyckel.

    Här går en fjärdedel lika till alla och tre fjärdedelar efter invånare.
    """
    spec.allocates(
        2_400,
        """
        kind: mix
        parts:
          - {weight: 25 %, rule: {kind: equal}}
          - {weight: 75 %, key: befolkning}
        """,
        {"Alfa": 1_100, "Beta": 740, "Gamma": 560},
        keys={"befolkning": KEYS["befolkning"]},
    )
