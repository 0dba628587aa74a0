"""Efter en nyckel.

En fördelningsnyckel är ett tal för varje mottagare: invånare, personer med kommunal hälso- och sjukvård, anställda.
Regeln heter `proportional`.
"""

from fractions import Fraction

from spec.fordelning.paragraph import Spec


def test_each_part_is_the_part_of_the_total(spec: Spec) -> None:
    """Var och en får sin del av nyckelns summa.

    Alfa har 500 av 1 000 invånare, alltså hälften, och får hälften av pengarna.
    """
    spec.allocates(
        80_000,
        "{kind: proportional, key: befolkning}",
        {"Alfa": 40_000, "Beta": 24_000, "Gamma": 12_000, "Delta": 4_000},
        keys={"befolkning": {"Alfa": 500, "Beta": 300, "Gamma": 150, "Delta": 50}},
    )


def test_who_has_nothing_in_the_key_gets_nothing(spec: Spec) -> None:
    """Den som har noll i nyckeln får inget.

    Ett tal måste ändå finnas för varje mottagare. Saknas ett tal räknas beloppet inte ut, utan det sägs vilken
    mottagare som saknas.
    """
    spec.allocates(
        900,
        "{kind: proportional, key: personer}",
        {"Alfa": 600, "Beta": 300, "Gamma": 0},
        keys={"personer": {"Alfa": 20, "Beta": 10, "Gamma": 0}},
    )


def test_a_key_may_have_decimals(spec: Spec) -> None:
    """Nyckelns tal får ha decimaler.

    De räknas exakt. Bara förhållandet mellan talen har betydelse. Samma nyckel i tusental ger samma belopp.
    """
    spec.allocates(
        1_000,
        "{kind: proportional, key: arsarbeten}",
        {"Alfa": 500, "Beta": 300, "Gamma": 200},
        keys={"arsarbeten": {"Alfa": Fraction("12.5"), "Beta": Fraction("7.5"), "Gamma": 5}},
    )


def test_equal_parts(spec: Spec) -> None:
    """Lika mycket till alla.

    Regeln `equal` behöver ingen nyckel.
    """
    spec.allocates(900, "{kind: equal}", {"Alfa": 300, "Beta": 300, "Gamma": 300})
