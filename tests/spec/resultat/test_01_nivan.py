"""Mål med en nivå."""

from spec.resultat.paragraph import Spec, level, value


def test_a_share_of_what_the_goal_says(spec: Spec) -> None:
    """Nått, precis och inte nått.

    Målet är minst 55 procent av befolkningen. Precis 55 räcker.
    """
    goal = level("at-least", "55 %")
    spec.judges(goal, [(value("56%"), "Nått"), (value("55%"), "Nått"), (value("54%"), "Inte nått")])


def test_the_exact_figure_decides(spec: Spec) -> None:
    """Det exakta talet avgör, inte det avrundade.

    Värdet skrivs med en decimal och ser ut att vara 55,0 procent. Målet är ändå inte nått.
    """
    spec.judges(level("at-least", "55 %"), [(value("54.9999%"), "Inte nått"), (value("55.0001%"), "Nått")])


def test_counts_go_before_the_printed_share(spec: Spec) -> None:
    """Täljare och nämnare går före den tryckta andelen.

    Står det hur många som räknades prövas den andelen. 10 999 av 20 000 skrivs 55,0 procent, men är mindre än 55.
    """
    spec.judges(
        level("at-least", "55 %"),
        [
            (value("55%", numerator=10_999, denominator=20_000), "Inte nått"),
            (value("55%", numerator=11_000, denominator=20_000), "Nått"),
        ],
    )


def test_another_denominator(spec: Spec) -> None:
    """Samma personer, men andel av något annat.

    En region har 1 000 invånare och 950 listade. 523 har en läkare: 52,3 procent av befolkningen och mer än 55 procent
    av de listade. Målet säger befolkningen. Andelen av de listade prövas inte, och är den enda som finns är svaret inte
    nått och inte heller inte nått.
    """
    goal = level("at-least", "55 %")
    of_all = value("52.3%", numerator=523, denominator=1000)
    of_listed = value("55.05%", of="listed", numerator=523, denominator=950)
    spec.judges(
        goal,
        [
            (of_all, "Inte nått"),
            (of_listed, "Andel av något annat"),
            (value("29%", of="respondents"), "Andel av något annat"),
        ],
        decimals=2,
    )
    spec.says("Sätter en region själv målet 55 procent av de listade gäller det andra:")
    spec.judges(
        level("at-least", "55 %", counts="listed"),
        [(of_listed, "Nått"), (of_all, "Andel av något annat")],
        decimals=2,
    )


def test_what_is_not_known(spec: Spec) -> None:
    """Det som inte går att säga.

    Saknat är inte noll. Ett ungefärligt tal avgör inget. En gräns avgör när den räcker: mer än 60 procent når minst 55,
    men mer än 50 gör det inte säkert.
    """
    spec.judges(
        level("at-least", "55 %"),
        [
            (value("", missing="Regionen redovisade inte."), "Inte känt"),
            (value("0%"), "Inte nått"),
            (value("90%", of=""), "Inte känt"),
            (value("60%", bound="about"), "Inte känt"),
            (value("60%", bound="more-than"), "Nått"),
            (value("50%", bound="more-than"), "Inte känt"),
            (value("55%", bound="less-than"), "Inte nått"),
            (value("40%", to="60%"), "Inte känt"),
        ],
    )


def test_at_most(spec: Spec) -> None:
    """Mål som säger högst.

    Högst 2 procent av kostnaden. Precis 2 räcker. 2,04 procent skrivs 2,0, men är mer än 2.
    """
    spec.judges(
        level("at-most", "2 %"),
        [
            (value("3.6%"), "Inte nått"),
            (value("2%"), "Nått"),
            (value("2.04%"), "Inte nått"),
            (value("0%"), "Nått"),
            (value("3%", bound="more-than"), "Inte nått"),
            (value("2%", bound="less-than"), "Nått"),
        ],
    )
