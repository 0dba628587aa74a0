"""Avrundning till hela kronor.

De exakta beloppen är bråk. De blir hela kronor en enda gång, sist, med en metod som har ett namn. Om inget annat anges
gäller största rest (`largest-remainder`).
"""

from naravard.agreement.model import Rounding
from spec.fordelning.paragraph import Spec

THIRDS = {"Alfa": 1, "Beta": 1, "Gamma": 1}


def test_the_largest_remainders_get_the_last_kronor(spec: Spec) -> None:
    """Först nedåt, sedan en krona var till de största resterna.

    Nedåt blir det 42 + 28 + 28 = 98 kr. De två kronor som är kvar går till de två största resterna, 0,8571… för Alfa
    och 0,5714… för Beta. Gamma har lika stor rest som Beta men högre kod.
    """
    spec.allocates(
        100,
        "{kind: proportional, key: befolkning}",
        {"Alfa": 43, "Beta": 29, "Gamma": 28},
        keys={"befolkning": {"Alfa": 3, "Beta": 2, "Gamma": 2}},
    )


def test_equal_remainders_go_by_code(spec: Spec) -> None:
    """Lika rester avgörs av mottagarens kod.

    Resterna jämförs exakt, inte som avrundade decimaltal. Är de lika går kronan till den lägsta koden. Det är en
    ordning som alla kan följa och ingen kan påverka.
    """
    spec.allocates(
        100, "{kind: proportional, key: andel}", {"Alfa": 34, "Beta": 33, "Gamma": 33}, keys={"andel": THIRDS}
    )


def test_never_more_than_one_krona_from_the_exact(spec: Spec) -> None:
    """Inget belopp avviker en hel krona från det exakta.

    Och summan är alltid hela beloppet. Att avrunda varje rad för sig uppfyller inte det: här skulle varje rad avrundas
    uppåt till 2 kr och summan bli 6 kr i stället för 5.
    """
    spec.allocates(5, "{kind: equal}", {"Alfa": 2, "Beta": 2, "Gamma": 1})


def test_the_running_total(spec: Spec) -> None:
    """Löpande summa.

    Med `cumulative` läggs de exakta beloppen samman i kodordning och varje delsumma avrundas: 33,33… blir 33, 66,66…
    blir 67 och 100 är 100. Beloppen är skillnaderna: 33, 34 och 33.
    """
    spec.allocates(
        100,
        "{kind: proportional, key: andel}",
        {"Alfa": 33, "Beta": 34, "Gamma": 33},
        keys={"andel": THIRDS},
        rounding=Rounding(method="cumulative"),
    )


def test_down(spec: Spec) -> None:
    """Nedåt.

    Med `down` avrundas varje belopp nedåt. Det som blir över fördelas inte, och det sägs.
    """
    spec.allocates(
        100,
        "{kind: proportional, key: andel}",
        {"Alfa": 33, "Beta": 33, "Gamma": 33},
        keys={"andel": THIRDS},
        rounding=Rounding(method="down"),
        left=1,
    )


def test_a_greater_unit(spec: Spec) -> None:
    """Hela tusental.

    Enheten kan vara större än en krona. Det som är mindre än en enhet fördelas inte.
    """
    spec.allocates(
        100_400,
        "{kind: proportional, key: andel}",
        {"Alfa": 34_000, "Beta": 33_000, "Gamma": 33_000},
        keys={"andel": THIRDS},
        rounding=Rounding(unit=1_000),
        left=400,
    )
