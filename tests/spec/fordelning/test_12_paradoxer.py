"""Vad största rest kan göra med en krona.

Metoden största rest har tre kända egenheter. De rör aldrig mer än en krona för en mottagare, och bara efter
avrundningen: de exakta beloppen beter sig alltid som väntat. Här står de öppet, med exempel som går att räkna efter.

Metoden används ändå, av fyra skäl:

- Summan stämmer alltid, och inget belopp avviker en hel krona från det exakta. De metoder som är fria från alla tre
  egenheterna kan inte lova det senare. Att inget sätt att avrunda klarar båda delarna är bevisat (Balinski och Young,
  *Fair Representation*, 1982).
- Den går att förklara för var och en: din rest har den platsen, så många kronor fanns kvar.
- Den är oberoende av i vilken ordning mottagarna räknas upp.
- Den ger 185 av de 189 beloppen i bilagorna till God och nära vård 2022. De fyra andra är flyttade en krona för hand.
"""

from fractions import Fraction

from naravard.agreement.library import open_agreement
from naravard.agreement.model import Rounding
from naravard.agreement.wording import kronor
from naravard.allocation.rounding import round_amounts
from spec.fordelning.paragraph import Spec

RULE = "{kind: proportional, key: befolkning}"


def test_a_greater_pot_may_cost_a_krona(spec: Spec) -> None:
    """Ett större belopp kan ge någon en krona mindre.

    Det kallas Alabamaparadoxen. När beloppet ökar från 10 till 11 kr ökar allas exakta belopp, men Gammas rest är inte
    längre den största.
    """
    keys = {"befolkning": {"Alfa": 6, "Beta": 6, "Gamma": 2}}
    before = spec.allocates(10, RULE, {"Alfa": 4, "Beta": 4, "Gamma": 2}, keys=keys, show_rule=False)
    after = spec.allocates(11, RULE, {"Alfa": 5, "Beta": 5, "Gamma": 1}, keys=keys, show_rule=False)
    assert all(now.exact > was.exact for was, now in zip(before.cells, after.cells, strict=True))


def test_it_happens_with_real_keys(spec: Spec) -> None:
    """Det händer också med verkliga tal.

    Med 2022 års befolkningsnyckel för de 21 regionerna:
    """
    loaded = open_agreement("god-och-nara-vard-2022").agreement
    assert loaded is not None
    population = loaded.key("population").values or {}
    total = sum(population.values())

    def share(pot: int) -> dict[str, int]:
        exact = {code: pot * Fraction(number) / total for code, number in population.items()}
        return {code: rounded.amount for code, rounded in round_amounts(exact, Rounding()).items()}

    before, after = share(100_000_024), share(100_000_025)
    name = next(each.name for each in loaded.group("regions").members if each.code == "24")
    assert (before["24"], after["24"]) == (2_628_847, 2_628_846)
    spec.says(
        f"{name} får {kronor(before['24'])} av {kronor(100_000_024)}, men {kronor(after['24'])} av "
        f"{kronor(100_000_025)}."
    )


def test_a_growing_recipient_may_lose_a_krona(spec: Spec) -> None:
    """Den som växer mest kan förlora en krona till den som växer mindre.

    Det kallas populationsparadoxen. Alfa växer från 17 till 18 (5,9 procent) och Beta från 75 till 78 (4 procent). Ändå
    går en krona från Alfa till Beta. Alfas exakta belopp har ökat. Det är resten som kommit efter i ordningen.
    """
    first = {"befolkning": {"Alfa": 17, "Beta": 75, "Gamma": 200}}
    then = {"befolkning": {"Alfa": 18, "Beta": 78, "Gamma": 200}}
    before = spec.allocates(10, RULE, {"Alfa": 1, "Beta": 2, "Gamma": 7}, keys=first, show_rule=False)
    after = spec.allocates(10, RULE, {"Alfa": 0, "Beta": 3, "Gamma": 7}, keys=then, show_rule=False)
    assert after.cell("01").exact > before.cell("01").exact


def test_a_new_recipient_may_move_a_krona_between_the_others(spec: Spec) -> None:
    """En ny mottagare kan flytta en krona mellan de andra.

    Gamma kommer till med 5 invånare, och beloppet ökas med 3 kr: 10/19 krona per invånare gånger 5 är 2,63… kr. Gamma
    får också 3 kr. De andras belopp borde inte röras, men en krona går från Alfa till Beta.
    """
    spec.allocates(10, RULE, {"Alfa": 2, "Beta": 8}, keys={"befolkning": {"Alfa": 3, "Beta": 16}}, show_rule=False)
    spec.allocates(
        13,
        RULE,
        {"Alfa": 1, "Beta": 9, "Gamma": 3},
        keys={"befolkning": {"Alfa": 3, "Beta": 16, "Gamma": 5}},
        show_rule=False,
    )
