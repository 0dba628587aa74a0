"""Efter ökningen mellan två tillfällen.

Med `increase` fördelas pengarna efter hur stor del av hela ökningen som var och en står för.
"""

from spec.fordelning.paragraph import Spec


def test_a_decrease_counts_as_nothing(spec: Spec) -> None:
    """En minskning räknas som noll.

    Alfa har ökat med 30 och Gamma med 10. Beta har minskat. Minskningen dras inte av från hela ökningen, som
    är 40. Alfa står för 30 av 40.
    """
    spec.allocates(
        1_000,
        "{kind: increase, before: veckor-2021, after: veckor-2022}",
        {"Alfa": 750, "Beta": 0, "Gamma": 250},
        keys={
            "veckor-2021": {"Alfa": 10, "Beta": 20, "Gamma": 30},
            "veckor-2022": {"Alfa": 40, "Beta": 10, "Gamma": 40},
        },
    )
