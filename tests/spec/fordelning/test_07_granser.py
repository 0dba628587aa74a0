"""Lägsta och högsta belopp.

Med `limits` får ingen mindre än det lägsta beloppet (`least`) och ingen mer än det högsta (`most`). De som ligger
mellan gränserna behåller sina inbördes proportioner.
"""

from spec.fordelning.paragraph import Spec

KEYS = {"befolkning": {"Alfa": 500, "Beta": 300, "Gamma": 150, "Delta": 50}}


def test_a_least_amount(spec: Spec) -> None:
    """Ett lägsta belopp tas från de andra, i proportion.

    Delta skulle ha fått 50 kr och får 100 kr. De 900 kr som återstår delar de andra efter sina invånare: Alfa får
    500/950 av dem.
    """
    spec.allocates(
        1_000,
        """
        kind: limits
        least: 100
        rule: {kind: proportional, key: befolkning}
        """,
        {"Alfa": 474, "Beta": 284, "Gamma": 142, "Delta": 100},
        keys=KEYS,
    )


def test_a_greatest_amount(spec: Spec) -> None:
    """Det som ligger över ett högsta belopp går till de andra, i proportion.

    Alfa skulle ha fått 500 kr och får 400 kr. De 600 kr som återstår delar de andra efter sina invånare.
    """
    spec.allocates(
        1_000,
        """
        kind: limits
        most: 400
        rule: {kind: proportional, key: befolkning}
        """,
        {"Alfa": 400, "Beta": 360, "Gamma": 180, "Delta": 60},
        keys=KEYS,
    )


def test_both_and_both_are_kept(spec: Spec) -> None:
    """Båda gränserna hålls samtidigt.

    Allas belopp multipliceras med ett och samma tal, och den som då hamnar utanför en gräns stannar vid gränsen. Talet
    väljs så att summan stämmer, och beräknas exakt.
    """
    spec.allocates(
        1_000,
        """
        kind: limits
        least: 120
        most: 400
        rule: {kind: proportional, key: befolkning}
        """,
        {"Alfa": 400, "Beta": 320, "Gamma": 160, "Delta": 120},
        keys=KEYS,
    )


def test_when_all_stand_at_the_greatest_the_rest_is_left(spec: Spec) -> None:
    """När alla har fått det högsta beloppet fördelas inte resten.

    Fyra mottagare får högst 200 kr var, alltså 800 kr.
    """
    spec.allocates(
        1_000,
        """
        kind: limits
        most: 200
        rule: {kind: proportional, key: befolkning}
        """,
        {"Alfa": 200, "Beta": 200, "Gamma": 200, "Delta": 200},
        keys=KEYS,
        left=200,
    )
