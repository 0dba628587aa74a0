"""What an agreement's results are: its indicators, their series, and what each place's values say of each goal."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.http import Http404
from django.utils.translation import gettext as _
from msgspec.structs import replace

from naravard.agreement import reference
from naravard.agreement.model import Requirement, Text
from naravard.indicators.goals import GoalChoice, GoalJudgement, GoalLevel, Verdict, judge, levels_of
from naravard.indicators.model import NATION, Indicator, IndicatorValue
from naravard.indicators.series import Segment, Series, SeriesKey, all_series, continued, history
from naravard.web.agreements.current import Shown, all_shown


class MeasuredResult(NamedTuple):
    """An indicator with what it was before, its series and its goals."""

    indicator: Indicator
    """With the values of the earlier ones that it is the same as."""
    segments: tuple[Segment, ...]
    series: Mapping[SeriesKey, Series]
    levels: tuple[GoalLevel, ...]

    def at(self, place: str) -> list[Series]:
        """Return the series at a place, of both sexes and all ages, a method each."""
        return [one for key, one in self.series.items() if key.place == place and key.sex == "all" and not key.age]


class GoalAnswer(NamedTuple):
    """What one method's values at one place say of a goal."""

    level: GoalLevel
    place: str
    series: Series | None
    judgement: GoalJudgement


def results_of(shown: Shown) -> tuple[MeasuredResult, ...]:
    """Return an agreement's indicators in their order, each in its latest version."""
    latest: dict[str, Indicator] = {}
    for one in shown.indicators:
        if one.id not in latest or latest[one.id].version < one.version:
            latest[one.id] = one
    known = _known()
    return tuple(_measured(shown, one, known) for one in latest.values())


def result_or_404(shown: Shown, indicator_id: str) -> MeasuredResult:
    """Return the indicator with this id; 404 with words when there is none."""
    for one in results_of(shown):
        if one.indicator.id == indicator_id:
            return one
    raise Http404(_("Överenskommelsen har inget mått som heter ”%(id)s”.") % {"id": indicator_id})


def answers_at(
    shown: Shown, result: MeasuredResult, level: GoalLevel, place: str, choice: GoalChoice | None = None
) -> list[GoalAnswer]:
    """Return what each method's values at a place say of a goal; one answer without values if there are none."""
    read = choice or level.declared or GoalChoice()
    begins = shown.agreement.period.from_
    every: Iterable[Series | None] = result.at(place) or [None]
    return [
        GoalAnswer(level, place, series, judge(level, result.indicator, series, read, begins=begins))
        for series in every
    ]


def together(answers: Iterable[GoalAnswer]) -> Verdict:
    """Return one verdict for several methods: not known if two that settle the goal do so differently."""
    verdicts = {one.judgement.verdict for one in answers}
    settled = verdicts & {"met", "not-met"}
    if len(settled) == 1:
        return "met" if "met" in settled else "not-met"
    return "wrong-denominator" if verdicts == {"wrong-denominator"} else "not-known"


def requirements_of(shown: Shown, indicator: Indicator) -> list[Requirement]:
    """Return the requirements that serve an indicator, in the agreement's order."""
    return [one for one in shown.agreement.requirements if one.id in indicator.requirements]


def place_name(code: str) -> Text:
    """Return what a place is called: the country, a region, a municipality."""
    if code == NATION:
        return Text("Riket", "Sweden")
    every = (*reference.regions(), *reference.municipalities())
    return next((Text(one.name) for one in every if one.code == code), Text(code))


def sexes(result: MeasuredResult) -> list[tuple[IndicatorValue, IndicatorValue]]:
    """Return women's and men's values of the same period, place, age and method."""
    pairs = []
    for key, series in result.series.items():
        if key.sex == "women":
            others = result.series.get(key._replace(sex="men"))
            pairs += [(one, other) for one in series.values if others and (other := others.at(one.period))]
    return pairs


def _measured(shown: Shown, one: Indicator, known: Mapping[tuple[str, str, int], Indicator]) -> MeasuredResult:
    segments = history(shown.agreement.id, one, known)
    goals = {goal.id: goal for goal in shown.agreement.goals}
    whole = one
    if len(segments) > 1:
        every = [segment.indicator for segment in reversed(segments)]
        whole = replace(
            one,
            values=continued(segments),
            methods=tuple({method.id: method for each in every for method in each.methods}.values()),
            sources=tuple({source.id: source for each in every for source in each.sources}.values()),
        )
    return MeasuredResult(whole, segments, all_series(whole), levels_of(one, goals))


def _known() -> dict[tuple[str, str, int], Indicator]:
    return {(shown.agreement.id, *one.key): one for shown in all_shown() for one in shown.indicators}
