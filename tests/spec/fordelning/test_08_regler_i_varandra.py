"""Regler i varandra.

En regel kan stå inuti en annan. Den yttre bestämmer vad som delas och mellan vilka, den inre hur. Avrundningen sker
ändå bara en gång, sist.
"""

from spec.fordelning.paragraph import Spec

KEYS = {
    "befolkning": {"Alfa": 500, "Beta": 300, "Gamma": 200},
    "personer": {"Alfa": 10, "Beta": 20, "Gamma": 10},
    "ansokan": {"Alfa": 1, "Beta": 1, "Gamma": 0},
}


def test_a_base_amount_and_a_mix(spec: Spec) -> None:
    """Grundbelopp, och resten sammanvägd.

    Först 200 kr till var och en. De 2 000 kr som återstår delas till hälften efter befolkning och till hälften efter
    personer.
    """
    spec.allocates(
        2_600,
        """
        kind: base
        amount: 200
        remainder:
          kind: mix
          parts:
            - {weight: 1/2, key: befolkning}
            - {weight: 1/2, key: personer}
        """,
        {"Alfa": 950, "Beta": 1_000, "Gamma": 650},
        keys={name: KEYS[name] for name in ("befolkning", "personer")},
    )


def test_limits_among_those_who_take_part(spec: Spec) -> None:
    """Ett högsta belopp bland dem som deltar.

    Gamma deltar inte och får inget, inte heller av det som ligger över Alfas högsta belopp.
    """
    spec.allocates(
        1_000,
        """
        kind: limits
        most: 600
        rule:
          kind: condition
          name: Har ansökt
          met: ansokan
          money: shared
          rule: {kind: proportional, key: befolkning}
        """,
        {"Alfa": 600, "Beta": 400, "Gamma": 0},
        keys={name: KEYS[name] for name in ("befolkning", "ansokan")},
    )


def test_a_condition_for_a_part(spec: Spec) -> None:
    """Ett villkor för en del av pengarna.

    Hälften går till alla efter befolkning. Den andra hälften går bara till dem som har ansökt, lika till var och en.
    """
    spec.allocates(
        2_000,
        """
        kind: mix
        parts:
          - weight: 50 %
            key: befolkning
          - weight: 50 %
            rule:
              kind: condition
              name: Har ansökt
              met: ansokan
              money: shared
              rule: {kind: equal}
        """,
        {"Alfa": 1_000, "Beta": 800, "Gamma": 200},
        keys={name: KEYS[name] for name in ("befolkning", "ansokan")},
    )
