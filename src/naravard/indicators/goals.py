"""A goal held against a value: met, not met, not known, or a share of something else; exactly, and step by step.

What a goal's text leaves open (from which year, relative or in points, how much is "significant") is a choice. The
agreement's folder declares one with its reason; a reader may make another, and :func:`readings` says what each gives.

>>> from fractions import Fraction
>>> share_reached(Fraction(549999, 1000000), Fraction(55, 100))
False
"""

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from naravard.agreement.model import Goal, Target, Text
from naravard.indicators.figures import approximately, exactly, shown_number
from naravard.indicators.model import NATION, Indicator, IndicatorValue, Rise
from naravard.indicators.periods import measured, period_words
from naravard.indicators.series import Series

Verdict = Literal["met", "not-met", "not-known", "wrong-denominator"]
Reason = Literal[
    "no-value", "missing", "span", "about", "bound", "no-denominator", "other-denominator", "no-base", "base-about",
    "base-of-nought", "no-level", "in-words",
]  # fmt: skip

RISES = frozenset({"increase", "significant-increase"})


class GoalLevel(NamedTuple):
    """What is to be reached: a goal of the agreement, or of someone else."""

    id: str
    name: Text
    target: Target
    counts: str
    """What it is a share of, in one word."""
    by: datetime.date | None
    places: tuple[str, ...]
    """For which places it is set; empty: the agreement's goals, for each region and for the country."""
    set_by: Text | None = None
    """Who has set it, where the agreement has not."""
    clause: str = ""
    why: Text | None = None
    """Why its text is read as it is."""
    declared: "GoalChoice | None" = None

    @property
    def is_rise(self) -> bool:
        """Whether it is a rise, which is counted from something."""
        return self.target.kind in RISES

    def holds_at(self, place: str) -> bool:
        """Tell whether it is set for a place."""
        return place in self.places if self.places else self.set_by is None or place == NATION


class GoalChoice(NamedTuple):
    """How what the text leaves open is read."""

    rise: Rise = "relative"
    base: str | None = None
    """The period that a rise is counted from; None: the latest before the agreement."""
    least: Fraction | None = None
    """How great a significant rise is; None: not decided."""


class GoalJudgement(NamedTuple):
    """What a value says of a goal."""

    verdict: Verdict
    reason: Reason | None
    """Why it is not known, or of something else."""
    value: IndicatorValue | None
    base: IndicatorValue | None
    reached: Fraction | None
    """The share, or the rise, that was reached."""
    steps: tuple[Text, ...]
    """The arithmetic, step by step, exactly."""


class GoalReading(NamedTuple):
    """A choice, and what it gives."""

    choice: GoalChoice
    judgement: GoalJudgement


def levels_of(indicator: Indicator, goals: Mapping[str, Goal]) -> tuple[GoalLevel, ...]:
    """Return the goals that an indicator measures: the agreement's, then others'."""
    own = [
        GoalLevel(
            id=goal.id, name=goal.name, target=goal.target, counts=indicator.counts, by=goal.by, places=(),
            clause=goal.clause, why=one.why, declared=GoalChoice(one.rise, one.base, one.least),
        )
        for one in indicator.goals
        if (goal := goals.get(one.goal)) is not None
    ]  # fmt: skip
    others = [
        GoalLevel(
            id=one.id, name=one.name, target=one.target, counts=one.counts or indicator.counts, by=one.by,
            places=one.places, set_by=one.set_by, declared=GoalChoice(),
        )
        for one in indicator.other_goals
    ]  # fmt: skip
    return (*own, *others)


def judge(
    level: GoalLevel, indicator: Indicator, series: Series | None, choice: GoalChoice, *, begins: datetime.date
) -> GoalJudgement:
    """Hold a goal against the value that its day lies in.

    Args:
        level: The goal.
        indicator: What measures it.
        series: The values of one method at one place; None if there are none.
        choice: How what is open is read.
        begins: The agreement's first day: a rise is counted from the latest value before it, unless another is chosen.
    """
    value = series.on(level.by) if series is not None else None
    base = None
    if series is not None and level.is_rise:
        base = series.at(choice.base) if choice.base is not None else series.before(begins)
    return judge_value(level, indicator, value, base, choice)


def judge_value(
    level: GoalLevel,
    indicator: Indicator,
    value: IndicatorValue | None,
    base: IndicatorValue | None,
    choice: GoalChoice,
) -> GoalJudgement:
    """Hold a goal against one value, and for a rise against the value that it is counted from."""
    doubt = _doubt(level, indicator, value)
    if doubt is not None or value is None or value.value is None:
        verdict: Verdict = "wrong-denominator" if doubt == "other-denominator" else "not-known"
        return GoalJudgement(verdict, doubt, value, base, None, ())
    if level.is_rise:
        return _rise(level, indicator, value, base, choice)
    return _share(level, indicator, value)


def readings(
    level: GoalLevel, indicator: Indicator, series: Series, *, begins: datetime.date, least: Sequence[Fraction] = ()
) -> tuple[GoalReading, ...]:
    """Return each way to read what the text leaves open, and what it gives; empty if nothing is open.

    A rise is relative or in points, from each earlier value of the series; a significant one is as great as each of
    ``least``.
    """
    if not level.is_rise:
        return ()
    value = series.on(level.by)
    day = measured(value.period) if value is not None else None
    bases = [one for one in series.values if one.is_single and (day is None or _ends_before(one, day.first))]
    levels: Sequence[Fraction | None] = (
        least or (None,) if level.target.kind == "significant-increase" else (level.target.value,)
    )
    rises: tuple[Rise, ...] = ("relative", "points")
    choices = [GoalChoice(rise, base.period, size) for rise in rises for base in bases for size in levels]
    return tuple(GoalReading(choice, judge(level, indicator, series, choice, begins=begins)) for choice in choices)


def share_reached(share: Fraction, level: Fraction, *, at_most: bool = False) -> bool:
    """Tell whether a share reaches a level; exactly, however it would be printed."""
    return share <= level if at_most else share >= level


def exact_value(indicator: Indicator, value: IndicatorValue) -> Fraction | None:
    """Return a value exactly: out of what was counted where that is published, else as printed."""
    if indicator.unit == "per-cent" and value.numerator is not None and value.denominator:
        return Fraction(value.numerator, value.denominator)
    return value.value


def _doubt(level: GoalLevel, indicator: Indicator, value: IndicatorValue | None) -> Reason | None:
    """Return why a value says nothing of a goal; None if it does."""
    if level.target.kind == "achieved":
        return "in-words"
    if value is None:
        return "no-value"
    if value.value is None:
        return "missing"
    counts = indicator.methods_by_id[value.method].counts
    if counts is not None and counts != level.counts:
        return "other-denominator"
    if counts is None:
        return "no-denominator"
    if value.to is not None:
        return "span"
    return "about" if value.bound == "about" else None


def _share(level: GoalLevel, indicator: Indicator, value: IndicatorValue) -> GoalJudgement:
    needed, reached = level.target.value, exact_value(indicator, value)
    if needed is None or reached is None:
        return GoalJudgement("not-known", "no-level", value, None, None, ())
    at_most = level.target.kind == "at-most"
    if value.bound != "exact":
        certain = _certain(reached, needed, more=value.bound == "more-than", at_most=at_most)
        return GoalJudgement(certain, "bound" if certain == "not-known" else None, value, None, reached, ())
    is_met = share_reached(reached, needed, at_most=at_most)
    steps = [*_counted(indicator, value, reached), _against(indicator, reached, needed, at_most=at_most)]
    if _prints_otherwise(indicator, reached, needed, is_met=is_met, at_most=at_most):
        steps.append(_printed(indicator, reached))
    return GoalJudgement("met" if is_met else "not-met", None, value, None, reached, tuple(steps))


def _certain(bound: Fraction, needed: Fraction, *, more: bool, at_most: bool) -> Verdict:
    """Return what is certain of a value of which only a bound is known: ``more`` than it, or less."""
    if more:
        reaches = bound >= needed
        return ("not-met" if at_most else "met") if reaches else "not-known"
    stays = bound <= needed
    return ("met" if at_most else "not-met") if stays else "not-known"


def _rise(
    level: GoalLevel, indicator: Indicator, value: IndicatorValue, base: IndicatorValue | None, choice: GoalChoice
) -> GoalJudgement:
    needed = level.target.value if level.target.kind == "increase" else choice.least
    reached, start = exact_value(indicator, value), exact_value(indicator, base) if base is not None else None
    reason: Reason | None = None
    if base is None or start is None or not base.is_single:
        reason = "no-base"
    elif base.bound != "exact" or value.bound != "exact":
        reason = "base-about"
    elif choice.rise == "relative" and start == 0:
        reason = "base-of-nought"
    elif needed is None:
        reason = "no-level"
    if reason is not None or base is None or start is None or reached is None:
        return GoalJudgement("not-known", reason, value, base, None, ())
    per_cent = indicator.unit == "per-cent"
    difference = reached - start
    words = exactly(reached, per_cent=per_cent), exactly(start, per_cent=per_cent)
    steps = [_minus(*words, _points(difference, per_cent=per_cent), value, base)]
    rise = difference
    if choice.rise == "relative":
        rise = difference / start
        steps.append(_divided(exactly(difference, per_cent=per_cent), words[1], approximately(rise, per_cent=True)))
    if needed is None:
        return GoalJudgement("not-known", "no-level", value, base, rise, tuple(steps))
    relative = choice.rise == "relative"
    is_met = rise >= needed
    steps.append(_compared(rise, needed, per_cent=relative or per_cent, points=not relative, is_met=is_met))
    return GoalJudgement("met" if is_met else "not-met", None, value, base, rise, tuple(steps))


def _ends_before(value: IndicatorValue, day: datetime.date) -> bool:
    found = measured(value.period)
    return found is not None and found.last < day


def _counted(indicator: Indicator, value: IndicatorValue, share: Fraction) -> list[Text]:
    if indicator.unit != "per-cent" or value.numerator is None or not value.denominator:
        return []
    of, whole = exactly(Fraction(value.numerator)), exactly(Fraction(value.denominator))
    gives = approximately(share, per_cent=True)
    return [Text(f"{of.sv} av {whole.sv} är {gives.sv}.", f"{of.en} of {whole.en} is {gives.en}.")]


def _against(indicator: Indicator, reached: Fraction, needed: Fraction, *, at_most: bool) -> Text:
    per_cent = indicator.unit == "per-cent"
    is_met = share_reached(reached, needed, at_most=at_most)
    return _comparison(
        approximately(reached, per_cent=per_cent), exactly(needed, per_cent=per_cent), at_most=at_most, is_met=is_met
    )


def _compared(rise: Fraction, needed: Fraction, *, per_cent: bool, points: bool, is_met: bool) -> Text:
    if points:
        words = _points(rise, per_cent=per_cent), _points(needed, per_cent=per_cent)
    else:
        words = approximately(rise, per_cent=per_cent), exactly(needed, per_cent=per_cent)
    return _comparison(*words, at_most=False, is_met=is_met)


def _comparison(reached: Text, needed: Text, *, at_most: bool, is_met: bool) -> Text:
    if at_most:
        told = Text("är högst", "is at most") if is_met else Text("är mer än", "is more than")
    else:
        told = Text("är minst", "is at least") if is_met else Text("är mindre än", "is less than")
    return Text(f"{reached.sv} {told.sv} {needed.sv}.", f"{reached.en} {told.en} {needed.en}.")


def _minus(reached: Text, start: Text, difference: Text, value: IndicatorValue, base: IndicatorValue) -> Text:
    now, then = period_words(value.period), period_words(base.period)
    return Text(
        f"{reached.sv} ({now.sv}) − {start.sv} ({then.sv}) = {difference.sv}.",
        f"{reached.en} ({now.in_language('en')}) − {start.en} ({then.in_language('en')}) = {difference.en}.",
    )


def _divided(difference: Text, start: Text, gives: Text) -> Text:
    return Text(f"{difference.sv} ÷ {start.sv} = {gives.sv}.", f"{difference.en} ÷ {start.en} = {gives.en}.")


def _points(number: Fraction, *, per_cent: bool) -> Text:
    """Write a difference: of shares in percentage points, of other things as the number."""
    written = approximately(number * (100 if per_cent else 1))
    if not per_cent:
        return written
    return Text(f"{written.sv} procentenheter", f"{written.en} percentage points")


def _prints_otherwise(
    indicator: Indicator, reached: Fraction, needed: Fraction, *, is_met: bool, at_most: bool
) -> bool:
    """Tell whether the number as it is shown would say something else than the exact one."""
    scale = (100 if indicator.unit == "per-cent" else 1) * 10**indicator.decimals
    shown = Fraction((2 * reached * scale + 1).__floor__() // 2, scale)
    return share_reached(shown, needed, at_most=at_most) != is_met


def _printed(indicator: Indicator, reached: Fraction) -> Text:
    shown = shown_number(indicator, reached)
    return Text(
        f"Avrundat blir det {shown.sv}, men målet prövas mot det exakta talet.",
        f"Rounded it becomes {shown.en}, but the goal is held against the exact figure.",
    )
