"""One goal: what each place's values say of it, how, and what each way to read its text would give."""

from fractions import Fraction

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from naravard.agreement import reference
from naravard.agreement.numerals import share
from naravard.indicators.goal_words import choice_words, level_words, verdict_words
from naravard.indicators.goals import GoalChoice, GoalLevel, readings
from naravard.indicators.model import NATION
from naravard.indicators.periods import measured
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import page
from naravard.web.results.overview import (
    GoalAnswer,
    MeasuredResult,
    answers_at,
    requirements_of,
    result_or_404,
    together,
)
from naravard.web.results.tables import answers_table, readings_table
from naravard.web.results.views.results import RESULTS, results_crumb
from naravard.web.site.tables import ShownTable, export, present

_TRIED = (Fraction(5, 100), Fraction(10, 100), Fraction(20, 100))
"""How great a significant rise is tried as, beside what the reader writes."""
_LONGEST = 20


@open_to_everyone
def goal(request: HttpRequest, agreement_id: str, indicator_id: str, level_id: str, form: str = "") -> HttpResponse:
    """Show a goal, read as the folder declares or as the reader has chosen; as a file the answers."""
    shown = shown_or_404(agreement_id)
    result = result_or_404(shown, indicator_id)
    level = next((one for one in result.levels if one.id == level_id), None)
    if level is None:
        raise Http404(_("Måttet mäter inget mål som heter ”%(id)s”.") % {"id": level_id})
    declared = level.declared or GoalChoice()
    choice, problem = _chosen(request.GET, level, declared)
    answers = _answers(shown, result, level, choice)
    name = f"{shown.agreement.id}-{level.id}"
    if form:
        return export(answers_table(shown, result, answers, name=name), form)
    told = [one for one in answers if one.place == NATION or one.judgement.reason != "no-value"]
    verdict = together(answers_at(shown, result, level, NATION, choice))
    unit = result.indicator.unit
    own = next((one for one in shown.agreement.goals if one.id == level.id and level.set_by is None), None)
    return page(
        request,
        "results/goal.html",
        shown,
        RESULTS,
        results_crumb(shown),
        level=level,
        goal=own,
        indicator=result.indicator,
        verdict=verdict_words(verdict),
        level_words=level_words(level.target, unit),
        choice=choice,
        problem=problem,
        is_declared=choice == declared,
        read_as=choice_words(choice, unit) if level.is_rise else None,
        declared_as=choice_words(declared, unit) if level.is_rise else None,
        bases=_bases(result),
        wants_least=level.target.kind == "significant-increase",
        least_written=request.GET.get("minst", "")[:_LONGEST],
        readings=_readings(request, shown, result, level, choice),
        requirements=requirements_of(shown, result.indicator),
        without=len({one.place for one in answers} - {one.place for one in told}),
        table=present(request, answers_table(shown, result, told, name=name), fixed=True),
    )


def _answers(shown: Shown, result: MeasuredResult, level: GoalLevel, choice: GoalChoice) -> list[GoalAnswer]:
    """Return the country's answers and each region's, in the order of their codes."""
    places = (NATION, *(region.code for region in reference.regions()))
    every = [place for place in places if place == NATION or level.holds_at(place)]
    return [answer for place in every for answer in answers_at(shown, result, level, place, choice)]


def _chosen(query: QueryDict, level: GoalLevel, declared: GoalChoice) -> tuple[GoalChoice, str]:
    """Return how the reader reads the goal, and what is wrong with what was written."""
    if not level.is_rise:
        return declared, ""
    rise, base, least = query.get("raknat", ""), query.get("fran", ""), query.get("minst", "").strip()
    problem = ""
    size = declared.least
    if least and level.target.kind == "significant-increase":
        read = share(least if least.endswith("%") else f"{least} %") if len(least) <= _LONGEST else None
        if read is None or read <= 0:
            problem = _("Skriv hur stor ökningen ska vara i procent, till exempel 10.")
        else:
            size = read
    chosen = GoalChoice(
        "points" if rise == "points" else "relative" if rise == "relative" else declared.rise,
        base if measured(base) is not None else declared.base,
        size,
    )
    return chosen, problem


def _bases(result: MeasuredResult) -> list[str]:
    """Return the periods that a rise can be counted from, the latest first."""
    periods = {value.period for value in result.indicator.values if value.is_single}
    return sorted(periods, key=lambda one: (measured(one), one), reverse=True)


def _readings(
    request: HttpRequest, shown: Shown, result: MeasuredResult, level: GoalLevel, choice: GoalChoice
) -> list[ShownTable]:
    """Return a table for each method of the country: what each way to read the goal gives."""
    least = sorted({*_TRIED, *([choice.least] if choice.least else [])}) if level.target.value is None else ()
    begins = shown.agreement.period.from_
    found = []
    for series in result.at(NATION):
        given = readings(level, result.indicator, series, begins=begins, least=least)
        if given:
            table = readings_table(result, result.indicator.methods_by_id[series.key.method], given)
            found.append(present(request, table, export_base="", whole=True, fixed=True))
    return found
