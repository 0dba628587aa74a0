"""Tillägg.

En överenskommelse kan ändras av ett senare beslut: en tilläggsöverenskommelse eller en ändringsbudget. Ett tillägg
(`amendments`) gäller från en dag. Dessförinnan fördelas medlen som det var undertecknat, därefter som det är ändrat.
Det som tillägget inte nämner är som förut.
"""

from spec.fordelning.paragraph import Spec


def test_a_raised_amount(spec: Spec) -> None:
    """Ett höjt belopp.

    Hela det nya beloppet fördelas efter regeln, inte bara höjningen. Skillnaden för var och en är det nya beloppet
    minus det gamla.
    """
    spec.amends(
        100,
        "{kind: equal}",
        200,
        before={"Alfa": 34, "Beta": 33, "Gamma": 33},
        after={"Alfa": 67, "Beta": 67, "Gamma": 66},
    )


def test_a_lowered_amount(spec: Spec) -> None:
    """Ett sänkt belopp.

    En ny version kan inte ge någon mindre än vad den redan har rekvirerat eller fått utbetalat.
    """
    spec.amends(
        100,
        "{kind: equal}",
        50,
        before={"Alfa": 34, "Beta": 33, "Gamma": 33},
        after={"Alfa": 17, "Beta": 17, "Gamma": 16},
    )
