"""Fasta belopp.

Med `fixed` står beloppen i regeln, eller i en nyckel vars tal är kronor. De ska tillsammans vara hela beloppet.
"""

from spec.fordelning.paragraph import Spec


def test_amounts_from_a_table(spec: Spec) -> None:
    """Beloppen står i en tabell.

    Mottagarna anges med sina koder. Alla ska stå med, även den som får 0 kr, så att ingen glöms.
    """
    spec.allocates(
        1_000,
        """
        kind: fixed
        amounts:
          "01": 600
          "02": 400
          "03": 0
        """,
        {"Alfa": 600, "Beta": 400, "Gamma": 0},
    )


def test_amounts_from_a_file(spec: Spec) -> None:
    """Beloppen står i en nyckel.

    Det är lämpligt när tabellen är lång.
    """
    spec.allocates(
        1_000,
        "{kind: fixed, key: belopp}",
        {"Alfa": 600, "Beta": 400, "Gamma": 0},
        keys={"belopp": {"Alfa": 600, "Beta": 400, "Gamma": 0}},
    )
