"""One indicator: what it is, its values over time and by region, method by method, and what they say of its goals."""

from django.http import HttpRequest, HttpResponse

from naravard.agreement.model import Text
from naravard.indicators.control import about_control
from naravard.indicators.figures import shown_number, unit_words
from naravard.indicators.goal_words import level_words, verdict_words
from naravard.indicators.goals import GoalLevel
from naravard.indicators.model import NATION, MeasuringMethod
from naravard.indicators.sentences import about_change, about_methods, about_regions, about_sexes
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import page
from naravard.web.results.charts import level_of, regions_panel, series_panel
from naravard.web.results.overview import (
    MeasuredResult,
    answers_at,
    place_name,
    requirements_of,
    result_or_404,
    sexes,
    together,
)
from naravard.web.results.tables import goal_url, region_rows, regions_table, series_table, values_table
from naravard.web.results.views.results import RESULTS, results_crumb
from naravard.web.site.tables import export, present


@open_to_everyone
def indicator(request: HttpRequest, agreement_id: str, indicator_id: str, form: str = "") -> HttpResponse:
    """Show an indicator; as a file its values."""
    shown = shown_or_404(agreement_id)
    result = result_or_404(shown, indicator_id)
    one = result.indicator
    table = values_table(shown, [result], name=f"{shown.agreement.id}-{one.id}", caption=one.name)
    if form:
        return export(table, form)
    return page(
        request,
        "results/indicator.html",
        shown,
        RESULTS,
        results_crumb(shown),
        indicator=one,
        unit=unit_words(one.unit),
        earlier=result.segments[1:],
        goals=[_goal(shown, result, level) for level in result.levels],
        methods_sentence=about_methods(one),
        over_time=_over_time(request, result),
        regions=_regions(request, shown, result),
        sexes=[words for women, men in sexes(result) if (words := about_sexes(one, women, men))],
        revised=[value for series in result.series.values() for value in series.revised],
        requirements=requirements_of(shown, one),
        table=present(request, table, fixed=True) if one.values else None,
    )


def _goal(shown: Shown, result: MeasuredResult, level: GoalLevel) -> tuple[GoalLevel, Text, Text, str]:
    """Return a goal with its level in words, what is known of the country, and its address."""
    verdict = verdict_words(together(answers_at(shown, result, level, NATION)))
    return level, level_words(level.target, result.indicator.unit), verdict, goal_url(shown, result, level)


def _over_time(request: HttpRequest, result: MeasuredResult) -> list[dict[str, object]]:
    """Return each method's values at each place but the regions of one time: sentence, chart and table."""
    one = result.indicator
    shown = [
        series
        for key, series in result.series.items()
        if key.sex == "all" and not key.age and (key.place == NATION or len(series.values) > 1)
    ]
    return [
        {
            "place": place_name(series.key.place),
            "method": one.methods_by_id[series.key.method],
            "sentence": about_change(one, series),
            "control": about_control(series) if len(series.values) > 1 else None,
            "panels": [panel] if (panel := series_panel(one, series, result.levels)) else [],
            "level": _level(result, one.methods_by_id[series.key.method]),
            "table": present(request, series_table(one, series), export_base="", whole=True, fixed=True),
        }
        for series in shown
    ]


def _regions(request: HttpRequest, shown: Shown, result: MeasuredResult) -> list[dict[str, object]]:
    """Return each method that has values of regions: sentence, chart where they can be compared, and table."""
    found = []
    for method in result.indicator.methods:
        rows = region_rows(result, method)
        values = [row.value for row in rows if row.value is not None]
        if values:
            found.append(
                {
                    "method": method,
                    "sentence": about_regions(method, values),
                    "panels": [panel] if (panel := regions_panel(method, rows, result.levels)) else [],
                    "level": _level(result, method),
                    "table": present(
                        request,
                        regions_table(shown, result.indicator, method, rows),
                        export_base="",
                        whole=True,
                        fixed=True,
                    ),
                }
            )
    return found


def _level(result: MeasuredResult, method: MeasuringMethod) -> Text | None:
    """Return the level that a chart is drawn against, in words."""
    level = level_of(method, result.levels)
    return None if level is None else shown_number(result.indicator, level)
