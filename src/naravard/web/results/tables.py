"""The tables of results: every value with its method, coverage and source; goals with their answers; regions."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from django.urls import reverse

from naravard.agreement import reference
from naravard.agreement.model import Text
from naravard.agreement.wording import per_cent
from naravard.documents import headings
from naravard.documents.table import Column, Table, Value
from naravard.indicators.figures import shown_value, unit_words
from naravard.indicators.goal_words import choice_words, level_words, reason_words, verdict_words
from naravard.indicators.goals import GoalLevel, GoalReading, Verdict
from naravard.indicators.model import NATION, Indicator, IndicatorValue, MeasuringMethod
from naravard.indicators.series import Series
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.results.overview import GoalAnswer, MeasuredResult, answers_at, place_name, together
from naravard.web.site.templatetags.naravard import words

_SEXES = {"all": Text("alla", "all"), "women": Text("kvinnor", "women"), "men": Text("män", "men")}
_NOT_PUBLISHED = Text("inte publicerat", "not published")
_NOTHING = Text("inget publicerat", "nothing published")
_REGION = Text("Region", "Region")
_VALUE = Text("Värde", "Value")
_PLACE = Text("Plats", "Place")
_PERIOD = Text("Period", "Period")
_METHOD = Text("Mätsätt", "Method")
_OF = Text("Andel av", "Share of")
_COVERS = Text("Täckning", "Coverage")
_SOURCE = Text("Källa", "Source")
_GOAL = Text("Mål", "Goal")
_INDICATOR = Text("Mått", "Indicator")
_ANSWER = Text("Svar", "Answer")
_WHY = Text("Varför", "Why")
_MET = Text("Regioner som har nått", "Regions that have met it")
_NOT_MET = Text("Regioner som inte har nått", "Regions that have not met it")
_NOT_SAID = Text("Regioner där det inte går att säga", "Regions where it cannot be said")


class ValueRow(NamedTuple):
    """A value with the indicator that it is of."""

    indicator: Indicator
    value: IndicatorValue

    @property
    def method(self) -> MeasuringMethod:
        """The method that it was measured by."""
        return self.indicator.methods_by_id[self.value.method]


class GoalRow(NamedTuple):
    """A goal, its indicator, and the country's answer."""

    result: MeasuredResult
    level: GoalLevel
    verdict: Verdict
    regions: tuple[Verdict, ...]


class RegionRow(NamedTuple):
    """A region, and its value by one method if there is one."""

    code: str
    name: str
    indicator: Indicator
    value: IndicatorValue | None


def values_table(shown: Shown, results: Iterable[MeasuredResult], *, name: str, caption: Text) -> Table:
    """Return every value of some indicators, in the order in which they are written; nothing is left out."""
    rows = [ValueRow(one.indicator, value) for one in results for value in one.indicator.values]
    columns: tuple[Column[ValueRow], ...] = (
        Column("indicator", headings.ID, "code", of=lambda row: row.indicator.id, on_page=False),
        Column("name", _INDICATOR, of=lambda row: row.indicator.name, on_page=False),
        Column("version", Text("Version", "Version"), "number", of=lambda row: row.indicator.version, on_page=False),
        Column("period", _PERIOD, "code", of=lambda row: row.value.period),
        Column("place_code", headings.CODE, "code", of=lambda row: row.value.place, on_page=False),
        Column("place", _PLACE, of=lambda row: place_name(row.value.place)),
        Column("sex", Text("Kön", "Sex"), of=lambda row: _SEXES[row.value.sex]),
        Column("age", Text("Ålder", "Age"), "code", of=lambda row: row.value.age),
        Column(
            "value", _VALUE, of=lambda row: shown_value(row.indicator, row.value),
            remark=lambda row: "" if row.value.note is None else words(row.value.note),
        ),
        Column("exact", headings.EXACT, "fraction", 6, of=lambda row: row.value.value, on_page=False),
        Column("to", Text("Till", "To"), "fraction", 6, of=lambda row: row.value.to, on_page=False),
        Column("bound", Text("Slag av tal", "Kind of figure"), "code", of=lambda row: row.value.bound, on_page=False),
        Column("unit", Text("Enhet", "Unit"), of=lambda row: unit_words(row.indicator.unit), on_page=False),
        Column("numerator", Text("Täljare", "Numerator"), "number", of=lambda row: row.value.numerator, on_page=False),
        Column(
            "denominator", Text("Nämnare", "Denominator"), "number", of=lambda row: row.value.denominator,
            on_page=False,
        ),
        Column("method", _METHOD, of=lambda row: row.method.name),
        Column("share_of", _OF, of=lambda row: row.method.denominator),
        Column("covers", _COVERS, of=_covers),
        Column("source", _SOURCE, of=lambda row: row.indicator.sources_by_id[row.value.source].name),
        Column("missing", Text("Varför det saknas", "Why it is missing"), of=lambda row: row.value.missing,
               on_page=False),
        Column("note", Text("Anmärkning", "Note"), of=lambda row: row.value.note, on_page=False),
    )  # fmt: skip
    return Table.of(rows, columns, id=name, caption=caption, provenance=provenance(shown))


def goals_table(shown: Shown, rows: Iterable[GoalRow]) -> Table:
    """Return the goals with what is known of the country and of the regions."""
    columns: tuple[Column[GoalRow], ...] = (
        Column("goal", _GOAL, of=lambda row: row.level.name, link=lambda row: goal_url(shown, row.result, row.level)),
        Column("level", headings.LEVEL, of=lambda row: level_words(row.level.target, row.result.indicator.unit)),
        Column("by", headings.BY, "date", of=lambda row: row.level.by),
        Column(
            "set_by", Text("Satt av", "Set by"),
            of=lambda row: row.level.set_by or Text("överenskommelsen", "the agreement"),
        ),
        Column("answer", Text("Riket", "Sweden"), of=lambda row: verdict_words(row.verdict)),
        Column("met", _MET, "number", of=lambda row: row.regions.count("met")),
        Column("not_met", _NOT_MET, "number", of=lambda row: row.regions.count("not-met")),
        Column(
            "not_known", _NOT_SAID, "number",
            of=lambda row: sum(one not in ("met", "not-met") for one in row.regions),
        ),
    )  # fmt: skip
    caption = Text("Mål och vad som är känt", "Goals and what is known")
    return Table.of(rows, columns, id=f"{shown.agreement.id}-resultat", caption=caption, provenance=provenance(shown))


def indicators_table(shown: Shown, results: Iterable[MeasuredResult]) -> Table:
    """Return the indicators, with how many values of each are published."""
    columns: tuple[Column[MeasuredResult], ...] = (
        Column(
            "indicator", _INDICATOR, of=lambda one: one.indicator.name,
            link=lambda one: reverse("results:indicator", args=[shown.agreement.id, one.indicator.id]),
        ),
        Column("share_of", _OF, of=lambda one: one.indicator.denominator),
        Column("unit", Text("Enhet", "Unit"), of=lambda one: unit_words(one.indicator.unit)),
        Column(
            "values", Text("Publicerade värden", "Published values"), "number",
            of=lambda one: sum(value.value is not None for value in one.indicator.values),
        ),
        Column("why", Text("Om det inte finns några", "If there are none"), of=lambda one: one.indicator.no_values),
        Column("section", headings.SECTION, "code", of=lambda one: one.indicator.clause),
    )  # fmt: skip
    caption = Text("Det som mäts", "What is measured")
    return Table.of(results, columns, id=f"{shown.agreement.id}-matt", caption=caption)


def series_table(indicator: Indicator, series: Series) -> Table:
    """Return the values of one method at one place in order of time, beside the chart of them."""
    columns: tuple[Column[IndicatorValue], ...] = (
        Column("period", _PERIOD, "code", of=lambda value: value.period),
        Column("value", _VALUE, of=lambda value: shown_value(indicator, value)),
        Column("covers", _COVERS, of=lambda value: _covers(ValueRow(indicator, value))),
        Column("source", _SOURCE, of=lambda value: indicator.sources_by_id[value.source].name),
    )
    caption = indicator.methods_by_id[series.key.method].name
    return Table.of(series.values, columns, id=f"serie-{series.key.method}", caption=caption)


def regions_table(shown: Shown, indicator: Indicator, method: MeasuringMethod, rows: Iterable[RegionRow]) -> Table:
    """Return every region with its latest value by one method, or that nothing is published of it."""
    columns: tuple[Column[RegionRow], ...] = (
        Column("region", _REGION, of=lambda row: row.name, link=lambda row: county_url(shown, row.code)),
        Column("period", _PERIOD, "code", of=lambda row: row.value.period if row.value else None),
        Column("value", _VALUE, of=lambda row: _NOTHING if row.value is None else shown_value(indicator, row.value)),
    )
    return Table.of(rows, columns, id=f"regioner-{method.id}", caption=method.name)


def region_rows(result: MeasuredResult, method: MeasuringMethod) -> list[RegionRow]:
    """Return the regions in the order of their codes, never by their values."""
    found = {
        key.place: series.values[-1]
        for key, series in result.series.items()
        if key.method == method.id and key.sex == "all" and not key.age
    }
    return [
        RegionRow(region.code, region.name, result.indicator, found.get(region.code)) for region in reference.regions()
    ]


def answers_table(shown: Shown, result: MeasuredResult, answers: Iterable[GoalAnswer], *, name: str) -> Table:
    """Return what each place's values say of a goal, with the arithmetic or the reason."""

    def value(answer: GoalAnswer) -> Value:
        found = answer.judgement.value
        return _NOTHING if found is None else shown_value(result.indicator, found)

    def link(answer: GoalAnswer) -> str | None:
        return None if answer.place == NATION else county_url(shown, answer.place)

    methods = result.indicator.methods_by_id
    columns: tuple[Column[GoalAnswer], ...] = (
        Column("place_code", headings.CODE, "code", of=lambda one: one.place, on_page=False),
        Column("place", _PLACE, of=lambda one: place_name(one.place), link=link),
        Column("method", _METHOD, of=lambda one: methods[one.series.key.method].name if one.series else None),
        Column("value", _VALUE, of=value),
        Column("answer", _ANSWER, of=lambda one: verdict_words(one.judgement.verdict)),
        Column("why", _WHY, of=why),
    )
    caption = Text("Svar för riket och varje region", "Answers for the country and each region")
    return Table.of(answers, columns, id=name, caption=caption, provenance=provenance(shown))


def county_answers_table(shown: Shown, rows: Iterable[tuple[MeasuredResult, GoalAnswer]]) -> Table:
    """Return what a region's values say of each goal."""

    def value(result: MeasuredResult, answer: GoalAnswer) -> Value:
        found = answer.judgement.value
        return _NOTHING if found is None else shown_value(result.indicator, found)

    columns: tuple[Column[tuple[MeasuredResult, GoalAnswer]], ...] = (
        Column("goal", _GOAL, of=lambda row: row[1].level.name, link=lambda row: goal_url(shown, row[0], row[1].level)),
        Column("value", _VALUE, of=lambda row: value(*row)),
        Column("answer", _ANSWER, of=lambda row: verdict_words(row[1].judgement.verdict)),
        Column("why", _WHY, of=lambda row: why(row[1])),
    )
    return Table.of(rows, columns, id="mal", caption=Text("Målen", "The goals"))


def readings_table(result: MeasuredResult, method: MeasuringMethod, readings: Iterable[GoalReading]) -> Table:
    """Return what each way to read a goal gives."""
    unit = result.indicator.unit
    columns: tuple[Column[GoalReading], ...] = (
        Column("reading", Text("Om ökningen räknas", "If the increase is counted"),
               of=lambda one: choice_words(one.choice, unit)),
        Column("answer", _ANSWER, of=lambda one: verdict_words(one.judgement.verdict)),
        Column("why", _WHY, of=lambda one: _why(reason_words(one.judgement), one.judgement.steps)),
    )  # fmt: skip
    return Table.of(readings, columns, id=f"val-{method.id}", caption=method.name)


def goal_rows(shown: Shown, results: Iterable[MeasuredResult]) -> list[GoalRow]:
    """Return every goal of some indicators, with what is known of the country and of each region that it holds for."""
    regions = [region.code for region in reference.regions()]
    return [
        GoalRow(
            result,
            level,
            together(answers_at(shown, result, level, NATION)),
            tuple(together(answers_at(shown, result, level, code)) for code in regions if level.holds_at(code)),
        )
        for result in results
        for level in result.levels
    ]


def goal_url(shown: Shown, result: MeasuredResult, level: GoalLevel) -> str:
    """Return the address of a goal's page."""
    return reverse("results:goal", args=[shown.agreement.id, result.indicator.id, level.id])


def county_url(shown: Shown, code: str) -> str:
    """Return the address of a region's results."""
    return reverse("results:county", args=[shown.agreement.id, code])


def why(answer: GoalAnswer) -> Value:
    """Return the arithmetic of an answer, or why there is none."""
    return _why(reason_words(answer.judgement), answer.judgement.steps)


def _why(reason: Text | None, steps: tuple[Text, ...]) -> Value:
    if reason is not None:
        return reason
    return Text(" ".join(step.sv for step in steps), " ".join(step.in_language("en") for step in steps))


def _covers(row: ValueRow) -> Value:
    if row.value.value is None:
        return None
    told = row.method.covers
    if row.value.coverage is None:
        return told or _NOT_PUBLISHED
    whole = _share(row.value.coverage)
    return whole if told is None else Text(f"{whole.sv}. {told.sv}", f"{whole.en}. {told.in_language('en')}")


def _share(coverage: Fraction) -> Text:
    return Text(f"{per_cent(coverage, 0)} av alla", f"{per_cent(coverage, 0, 'en')} of all")
