"""Det undertecknade gäller.

Bilagorna till en överenskommelse är bindande så som de är undertecknade. Skiljer sig ett undertecknat belopp från det
beräknade står skillnaden som en avvikelse (`overrides`) med orsak och punkt, och avvikelserna i ett belopp tar ut
varandra.
"""

from spec.fordelning.paragraph import Spec


def test_a_krona_moved_by_hand(spec: Spec) -> None:
    """En krona flyttad för hand.

    Det beräknade beloppet står kvar bredvid det undertecknade, så att skillnaden alltid syns.
    """
    spec.allocates(
        100,
        "{kind: equal}",
        {"Alfa": 33, "Beta": 33, "Gamma": 34},
        overrides={"Alfa": -1, "Gamma": 1},
    )
