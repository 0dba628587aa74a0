"""Mål som är en ökning."""

from fractions import Fraction

from naravard.indicators.goals import GoalChoice
from spec.resultat.paragraph import Spec, level

RELATIVE, POINTS = GoalChoice("relative"), GoalChoice("points")


def test_a_relative_rise(spec: Spec) -> None:
    """En ökning med 20 procent.

    Ökningen räknas i förhållande till utgångsvärdet. Från 0,30 till 0,36 är precis 20 procent.
    """
    goal = level("increase", "20 %")
    spec.rises(
        goal,
        [
            ("0.30", "0.36", RELATIVE, "Nått"),
            ("0.30", "0.3599", RELATIVE, "Inte nått"),
            ("0.30", "0.355", RELATIVE, "Inte nått"),
            ("0.30", "0.30", RELATIVE, "Inte nått"),
            ("0.30", "0.25", RELATIVE, "Inte nått"),
        ],
    )


def test_relative_or_points(spec: Spec) -> None:
    """I förhållande till utgångsvärdet, eller i enheter.

    Säger texten inte vilket är det ett val. Valet kan avgöra svaret, så sidan visar vad vart och ett ger.
    """
    goal = level("increase", "20 %")
    spec.rises(
        goal,
        [
            ("0.30", "0.36", RELATIVE, "Nått"),
            ("0.30", "0.36", POINTS, "Inte nått"),
            ("0.30", "0.50", POINTS, "Nått"),
        ],
    )
    spec.says("För en andel är enheterna procentenheter:")
    spec.rises(
        goal,
        [("50%", "60%", RELATIVE, "Nått"), ("50%", "60%", POINTS, "Inte nått"), ("50%", "70%", POINTS, "Nått")],
        unit="per-cent",
        decimals=1,
    )


def test_a_base_of_nought(spec: Spec) -> None:
    """Ett utgångsvärde som är 0.

    Från 0 går det inte att räkna en ökning i procent, hur stort det nya värdet än är. I enheter går det.
    """
    goal = level("increase", "20 %")
    spec.rises(
        goal, [("0", "0.5", RELATIVE, "Inte känt"), ("0", "0.5", POINTS, "Nått"), ("", "0.5", RELATIVE, "Inte känt")]
    )


def test_a_significant_rise(spec: Spec) -> None:
    """En betydande ökning.

    Texten säger inte hur mycket. Svaret är inte känt, tills någon väljer en nivå.
    """
    goal = level("significant-increase")
    ten, thirty = GoalChoice("relative", least=Fraction(1, 10)), GoalChoice("relative", least=Fraction(3, 10))
    spec.rises(
        goal,
        [("0.40", "0.46", RELATIVE, "Inte känt"), ("0.40", "0.46", ten, "Nått"), ("0.40", "0.46", thirty, "Inte nått")],
    )
