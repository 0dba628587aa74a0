"""Nycklar som inte finns än.

En nyckel kan komma senare, till exempel när mottagarna har redovisat. Då anges vilken redovisning som ger talen.
"""

from spec.fordelning.paragraph import Spec


def test_the_grant_waits(spec: Spec) -> None:
    """Beloppet väntar, och allt annat räknas ut.

    Beloppet har inga rader i tabellerna förrän talen finns, och det sägs vilken nyckel det väntar på. I en simulering
    går det att ta med egna tal så länge.
    """
    spec.waits(1_000, "{kind: proportional, key: veckor}", "veckor", {"Alfa": 30, "Beta": 10})
