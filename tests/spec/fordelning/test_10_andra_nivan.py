"""Andra nivån: från länet till kommunerna.

Den summa som ett län har fått kan delas vidare till länets kommuner (`onward`). Det är det undertecknade beloppet som
delas, varje län för sig, med en avrundning per kommun. Kommunernas summor blir alltid länets.
"""

from spec.fordelning.paragraph import Spec


def test_every_county_shares_out_its_own_sum(spec: Spec) -> None:
    """Varje län delar ut sin egen summa.

    Samma regel gäller i alla län, men nyckelns summa är länets.
    """
    spec.shares_onward(
        {"Ena länet": 1_000, "Andra länet": 500},
        "{kind: proportional, key: befolkning}",
        {"Aby": "Ena länet", "Beby": "Ena länet", "Ceby": "Ena länet", "Deby": "Andra länet", "Eby": "Andra länet"},
        {"befolkning": {"Aby": 300, "Beby": 200, "Ceby": 100, "Deby": 700, "Eby": 300}},
        {"Aby": 500, "Beby": 333, "Ceby": 167, "Deby": 350, "Eby": 150},
    )
