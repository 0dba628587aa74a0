"""Delbelopp.

Ett delbelopp (`earmarks`) är en del av ett belopp, avsatt för ett ändamål. Det är inga nya pengar.
"""

from spec.fordelning.paragraph import Spec

KEYS = {"befolkning": {"Alfa": 500, "Beta": 300, "Gamma": 200}}


def test_it_follows_its_grant(spec: Spec) -> None:
    """Utan egen regel följer det beloppet.

    Varje mottagare har samma andel avsatt: här en femtedel av det den får, också av grundbeloppet.
    """
    spec.sets_aside(
        1_000,
        """
        kind: base
        amount: 100
        remainder: {kind: proportional, key: befolkning}
        """,
        of={"Alfa": 450, "Beta": 310, "Gamma": 240},
        aside=200,
        aside_rule=None,
        gives={"Alfa": 90, "Beta": 62, "Gamma": 48},
        keys=KEYS,
    )


def test_it_has_a_rule_of_its_own(spec: Spec) -> None:
    """Med egen regel fördelas det avsatta för sig, och resten efter beloppets regel.

    300 kr delas lika, 100 kr till var och en. De 700 kr som återstår fördelas efter invånare. Summan avrundas en gång.
    """
    spec.sets_aside(
        1_000,
        "{kind: proportional, key: befolkning}",
        of={"Alfa": 450, "Beta": 310, "Gamma": 240},
        aside=300,
        aside_rule="{kind: equal}",
        gives={"Alfa": 100, "Beta": 100, "Gamma": 100},
        keys=KEYS,
    )
