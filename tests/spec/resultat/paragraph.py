"""What a paragraph on results can try: a goal, a value, and what it says."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from naravard.agreement.model import Target, Text
from naravard.indicators.figures import shown_value
from naravard.indicators.goal_words import choice_words, reason_words, verdict_words
from naravard.indicators.goals import GoalChoice, GoalJudgement, GoalLevel, judge_value
from naravard.indicators.model import Indicator, IndicatorValue, MeasuringMethod, Unit
from spec.paragraphs import Paragraph, markdown_table

OF = {"population": "befolkningen", "listed": "de listade", "respondents": "dem som svarade", "": "källan säger inte"}


def indicator(unit: Unit = "per-cent", decimals: int = 1) -> Indicator:
    """Return an indicator of the population, measured in a method for each thing it may be a share of."""
    methods = tuple(
        MeasuringMethod(
            id=name or "unsaid", name=Text(name), kind="register", counts=name or None, denominator=Text(of)
        )
        for name, of in OF.items()
    )
    return Indicator(
        id="mattet", name=Text("Måttet"), definition=Text("–"), numerator=Text("–"), denominator=Text("–"),
        counts="population", unit=unit, decimals=decimals, direction="up", population=Text("–"), clause="1",
        methods=methods,
    )  # fmt: skip


def value(written: str, *, of: str = "population", period: str = "2022", **more: Any) -> IndicatorValue:
    """Return a value: a number, ``7/20``, or with per cent."""
    if isinstance(more.get("to"), str):
        more["to"] = value(more["to"]).value
    if isinstance(more.get("missing"), str):
        more["missing"] = Text(more["missing"])
    number = Fraction(written.removesuffix("%").strip()) / (100 if written.endswith("%") else 1) if written else None
    return IndicatorValue(period=period, place="00", value=number, method=of or "unsaid", source="k", **more)


def level(kind: Any, written: str = "", counts: str = "population") -> GoalLevel:
    """Return a goal: of the population, if nothing else is said."""
    needed = Fraction(written.removesuffix("%").strip()) / 100 if written else None
    return GoalLevel("malet", Text("Målet"), Target(kind=kind, value=needed), counts, None, ())


class Spec(Paragraph):
    """A paragraph on results."""

    def judges(self, goal: GoalLevel, values: Sequence[tuple[IndicatorValue, str]], *, decimals: int = 1) -> None:
        """Hold a goal against values: each with the answer expected, and show them."""
        measured = indicator(decimals=decimals)
        rows = []
        for one, expected in values:
            found = judge_value(goal, measured, one, None, GoalChoice())
            assert verdict_words(found.verdict).sv == expected, (one, found)
            of = OF["" if one.method == "unsaid" else one.method]
            shown = shown_value(measured, one).sv if one.value is not None else "saknas"
            rows.append([shown, of, expected, why(found)])
        self.says(markdown_table(["Värde", "Andel av", "Svar", "Varför"], rows, words=True))

    def rises(
        self,
        goal: GoalLevel,
        cases: Sequence[tuple[str, str, GoalChoice, str]],
        *,
        unit: Unit = "index",
        decimals: int = 2,
    ) -> None:
        """Hold a rise against a base and a value: each read in a way, with the answer expected."""
        measured = indicator(unit, decimals)
        rows = []
        for start, now, choice, expected in cases:
            base = value(start, period="2021") if start else None
            found = judge_value(goal, measured, value(now), base, choice)
            assert verdict_words(found.verdict).sv == expected, (start, now, choice, found)
            base_shown = shown_value(measured, base).sv if base is not None else "saknas"
            how = choice_words(choice, unit).sv.split(",")[0]
            rows.append([base_shown, shown_value(measured, value(now)).sv, how, expected, why(found)])
        self.says(markdown_table(["Utgångsvärde", "Värde", "Räknat", "Svar", "Varför"], rows, words=True))


def why(found: GoalJudgement) -> str:
    """Return the arithmetic, or the reason."""
    reason = reason_words(found)
    return reason.sv if reason is not None else " ".join(step.sv for step in found.steps)
