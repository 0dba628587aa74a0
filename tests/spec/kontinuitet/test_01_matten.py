"""De tre måtten."""

from spec.kontinuitet.paragraph import Spec


def test_published_table(spec: Spec) -> None:
    """Samma tal som i en publicerad tabell.

    Talen är räknade exakt, som bråk. Tabellen finns i en öppen översiktsartikel (PMC10229170, tabell 2).
    """
    spec.indices_of(
        {
            "AA": ("1", "1", "1"),
            "AB": ("0", "1/2", "0"),
            "AAB": ("1/3", "2/3", "1/2"),
            "ABC": ("0", "1/3", "0"),
            "AABB": ("1/3", "1/2", "2/3"),
            "AABC": ("1/6", "1/2", "1/3"),
            "AAABBB": ("2/5", "1/2", "4/5"),
            "AAAABBBB": ("3/7", "1/2", "6/7"),
            "AAAABCDE": ("3/14", "1/2", "3/7"),
            "AABBBC": ("4/15", "1/2", "3/5"),
            "AAABBBBC": ("9/28", "1/2", "5/7"),
            "AABBCCCC": ("2/7", "1/2", "5/7"),
            "AAAABB": ("7/15", "2/3", "4/5"),
        }
    )


def test_coc_rises_with_visits(spec: Spec) -> None:
    """COC stiger med antalet besök fast fördelningen är densamma.

    Därför står ett standardiserat tal bredvid: vad medelvärdet vore om gruppens patienter hade samma spridning i antal
    besök som alla.
    """
    spec.indices_of(
        {
            "AB": ("0", "1/2", "0"),
            "ABAB": ("1/3", "1/2", "0"),
            "ABABAB": ("2/5", "1/2", "0"),
            "ABABABAB": ("3/7", "1/2", "0"),
        }
    )


def test_unknown_order(spec: Spec) -> None:
    """Okänd ordning räknas som väntevärde.

    Besök inom parentes är vid samma tidpunkt, eller samma dag utan klockslag: vilket som kom först är okänt. Varje
    ordning räknas som lika trolig. En ordning efter vårdgivarens id skulle göra att måttet berodde på vad folk råkar
    heta.
    """
    spec.sequential({"A(AB)": "1/4", "(AB)": "0", "(AAB)": "1/3", "A(AB)B": "1/3", "(AB)(AB)": "1/6"})
