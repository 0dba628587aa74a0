"""What is wrong with a value, and where: its names, its period and place, its size, what it was counted from."""

from collections.abc import Iterator
from fractions import Fraction

from naravard.agreement import reference
from naravard.agreement.draft import Draft, nearest
from naravard.agreement.wording import exact
from naravard.indicators.model import NATION, Indicator, IndicatorValue
from naravard.indicators.periods import measured

Indicators = tuple[Indicator, ...]

COUNTIES_THAT_WERE = frozenset({"02", "11", "15", "16"})
"""Codes of counties that are no more; those who lived there are counted under other codes."""
HUNDRED = 100
MOST_DECIMALS = 12


def named(draft: Draft, indicators: Indicators) -> None:
    """A242: each value names a method and a source of its indicator."""
    for one in indicators:
        for value in one.values:
            for field, name, known in (
                ("method", value.method, one.methods_by_id),
                ("source", value.source, one.sources_by_id),
            ):
                if name not in known and draft.whole(one, f"{field}s"):
                    draft.report(
                        "A242", draft.at(value, field), near=nearest(name, known),
                        field=field, name=name, known=tuple(known),
                    )  # fmt: skip


def told(draft: Draft, indicators: Indicators) -> None:
    """A243: a value, or why it is missing; one of the two."""
    for _one, value in _values(indicators):
        if (value.value is None) == (value.missing is None) and draft.whole(value, "value", "missing"):
            draft.report("A243", draft.at(value), period=value.period, where=value.place)


def periods(draft: Draft, indicators: Indicators) -> None:
    """A244: a period that can be read, also that of a base."""
    for one in indicators:
        for value in one.values:
            if measured(value.period) is None:
                draft.report("A244", draft.at(value, "period"), period=value.period)
        for goal in one.goals:
            if goal.base is not None and measured(goal.base) is None:
                draft.report("A244", draft.at(goal, "base"), period=goal.base)


def places(draft: Draft, indicators: Indicators) -> None:
    """A245: a place that there is: the country, one of the counties of today, a municipality of today."""
    known = _places()
    for one in indicators:
        for value in one.values:
            if value.place not in known:
                draft.report("A245", draft.at(value, "place"), where=value.place)
        for goal in one.other_goals:
            for place in goal.places:
                if place not in known:
                    draft.report("A245", draft.at(goal, "places"), where=place)


def sizes(draft: Draft, indicators: Indicators) -> None:
    """A246: no share or index over the whole, nothing below nothing, no span that ends before it begins."""
    for one, value in _values(indicators):
        highest = 1 if one.unit in ("per-cent", "index") else None
        for field, number in (("value", value.value), ("to", value.to), ("coverage", value.coverage)):
            most = 1 if field == "coverage" else highest
            if number is not None and (number < 0 or (most is not None and number > most)):
                draft.report("A246", draft.at(value, field), field=field, value=_written(number))
        if value.to is not None and value.value is not None and value.to < value.value:
            draft.report("A246", draft.at(value, "to"), field="to", value=_written(value.to))


def counted(draft: Draft, indicators: Indicators) -> None:
    """A247: a share is what was counted of what it is counted of, as it is printed, and never more than the whole."""
    for one, value in _values(indicators):
        if one.unit != "per-cent" or value.numerator is None or value.denominator is None:
            continue
        over = value.denominator <= 0 or not 0 <= value.numerator <= value.denominator
        if over or not _is_printed_of(value, Fraction(value.numerator, value.denominator)):
            draft.report(
                "A247", draft.at(value, "numerator"), numerator=value.numerator, denominator=value.denominator,
                value=_written(value.value) if value.value is not None else "–",
            )  # fmt: skip


def twice(draft: Draft, indicators: Indicators) -> None:
    """A248: one value for each period, place, sex, age, method and source."""
    for one in indicators:
        seen = set()
        for value in one.values:
            key = (value.period, value.place, value.sex, value.age, value.method, value.source)
            if key in seen:
                draft.report("A248", draft.at(value), period=value.period, where=value.place, method=value.method)
            seen.add(key)


def covered(draft: Draft, indicators: Indicators) -> None:
    """A249: each value says what it covers, itself or through its method."""
    for one in indicators:
        without = {method.id for method in one.methods if method.covers is None}
        for value in one.values:
            if value.value is not None and value.coverage is None and value.method in without:
                draft.report("A249", draft.at(value), period=value.period, where=value.place, method=value.method)


def parts(draft: Draft, indicators: Indicators) -> None:
    """A250: women and men together are all, unless the source has changed small numbers."""
    for one in indicators:
        exact_ones = {method.id for method in one.methods if not method.perturbed}
        by_sex: dict[tuple[str, ...], dict[str, IndicatorValue]] = {}
        for value in one.values:
            if value.method in exact_ones:
                key = (value.period, value.place, value.age, value.method, value.source)
                by_sex.setdefault(key, {})[value.sex] = value
        for found in by_sex.values():
            if not {"all", "women", "men"} <= found.keys():
                continue
            for field in ("numerator", "denominator"):
                whole, women, men = (getattr(found[sex], field) for sex in ("all", "women", "men"))
                if None not in (whole, women, men) and women + men != whole:
                    draft.report(
                        "A250", draft.at(found["all"], field), parts=women + men, whole=whole, women=women, men=men
                    )


def _values(indicators: Indicators) -> Iterator[tuple[Indicator, IndicatorValue]]:
    return ((one, value) for one in indicators for value in one.values)


def _places() -> frozenset[str]:
    municipalities = (one.code for one in reference.municipalities())
    return frozenset({NATION, *(county.code for county in reference.counties()), *municipalities})


def _written(number: Fraction) -> str:
    return exact(number)


def _is_printed_of(value: IndicatorValue, share: Fraction) -> bool:
    """Tell whether a printed value is this share, rounded to the decimals that it is printed with."""
    if value.value is None or value.bound != "exact":
        return True
    decimals = next((d for d in range(MOST_DECIMALS) if (value.value * HUNDRED * 10**d).denominator == 1), None)
    if decimals is None:
        return value.value == share
    return abs(value.value - share) * HUNDRED * int(10**decimals) * 2 <= 1
