"""The goals: what is to be reached, what it is measured by, and what the text leaves open."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naravard.agreement.model import Goal, Target, Text
from naravard.agreement.wording import exact, per_cent
from naravard.documents import headings
from naravard.documents.table import Column, Table
from naravard.indicators.model import Indicator
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import page
from naravard.web.agreements.provenance import provenance
from naravard.web.site.tables import export, exports
from naravard.web.site.templatetags.naravard import language, words

COLUMNS: tuple[Column[Goal], ...] = (
    Column("goal", Text("Mål", "Goal"), of=lambda goal: goal.name),
    Column("target", headings.LEVEL, of=lambda goal: target_words(goal.target)),
    Column("by", headings.BY, "date", of=lambda goal: goal.by),
    Column("indicator", Text("Mått", "Indicator"), of=lambda goal: goal.indicator),
    Column("denominator", Text("Andel av", "Share of"), of=lambda goal: goal.denominator),
    Column("clause", headings.SECTION, "code", of=lambda goal: goal.clause),
    Column("text", headings.WORDING, of=lambda goal: goal.text),
)


@open_to_everyone
def goals(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """Show the goals."""
    shown = shown_or_404(agreement_id)
    if form:
        return export(goals_table(shown), form)
    return page(
        request,
        "agreements/goals.html",
        shown,
        "agreements:goals",
        goals=[(goal, target_words(goal.target), _measuring(shown, goal)) for goal in shown.agreement.goals],
        exports=exports(request),
    )


def _measuring(shown: Shown, goal: Goal) -> list[Indicator]:
    """Return the indicators that measure a goal."""
    return [one for one in shown.indicators if any(measured.goal == goal.id for measured in one.goals)]


def target_words(target: Target) -> str:
    """Return the level in words: ``minst 55 %``."""
    level = _level(target)
    return {
        "at-least": _("minst %(level)s"),
        "at-most": _("högst %(level)s"),
        "increase": _("ökning med %(level)s"),
        "significant-increase": _("betydande ökning"),
        "achieved": _("uppnått eller inte"),
    }[target.kind] % {"level": level}


def _level(target: Target) -> str:
    """Write the number with its unit; one that is not above 1 is a share, and written as per cent."""
    if target.value is None:
        return ""
    unit = f" {words(target.unit)}" if target.unit else ""
    if target.value <= 1:
        return per_cent(target.value, 0 if (target.value * 100).denominator == 1 else 1, language()) + unit
    return exact(target.value, language()) + unit


def goals_table(shown: Shown) -> Table:
    """Return the goals as a table."""
    return Table.of(
        shown.agreement.goals,
        COLUMNS,
        id=f"{shown.agreement.id}-mal",
        caption=Text("Mål", "Goals"),
        provenance=provenance(shown),
    )
