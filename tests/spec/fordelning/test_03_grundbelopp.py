"""Grundbelopp och resten efter en annan regel.

Med `base` får varje mottagare först samma grundbelopp. Det som återstår fördelas med en regel till.
"""

from spec.fordelning.paragraph import Spec


def test_a_base_amount_and_the_rest_by_a_key(spec: Spec) -> None:
    """Grundbelopp till var och en, resten efter invånare.

    Tre mottagare får 100 kr var. De 700 kr som återstår fördelas efter invånare. Så är till exempel medlen till
    ambulanssjukvården uppbyggda.
    """
    spec.allocates(
        1_000,
        """
        kind: base
        amount: 100
        remainder: {kind: proportional, key: befolkning}
        """,
        {"Alfa": 450, "Beta": 310, "Gamma": 240},
        keys={"befolkning": {"Alfa": 500, "Beta": 300, "Gamma": 200}},
    )


def test_the_base_amounts_must_fit(spec: Spec) -> None:
    """Grundbeloppen får ta hela beloppet, men inte mer.

    Är grundbeloppen större än beloppet går regeln inte att följa, och det sägs. Här räcker beloppet precis.
    """
    spec.allocates(
        300,
        """
        kind: base
        amount: 100
        remainder: {kind: proportional, key: befolkning}
        """,
        {"Alfa": 100, "Beta": 100, "Gamma": 100},
        keys={"befolkning": {"Alfa": 500, "Beta": 300, "Gamma": 200}},
    )
