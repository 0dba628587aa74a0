"""The activities as a table, and their sums by area and grant against what there is: for pages and files alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from naravard.agreement.model import Text
from naravard.documents.table import TOTAL, Column, Row, Table
from naravard.web.activities.forms import reach_words
from naravard.web.activities.grants import area_name, earmark_of, grant_name, requirement_of
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import Cell, Plan
from naravard.web.activities.refusals import state_words
from naravard.web.agreements.provenance import provenance
from naravard.web.site.templatetags.naravard import language

COLUMNS = (
    Column("number", Text("Nr", "No."), "code"),
    Column("name", Text("Aktivitet", "Activity")),
    Column("area", Text("Område", "Area")),
    Column("grant", Text("Medel", "Grant")),
    Column("earmark", Text("Öronmärkning", "Earmark")),
    Column("clause", Text("Avsnitt", "Section"), "code"),
    Column("requirement", Text("Krav", "Requirement")),
    Column("officer", Text("Ansvarig", "Officer")),
    Column("budget", Text("Budget, kr", "Budget, kr"), "kronor"),
    Column("from_day", Text("Från", "From"), "date"),
    Column("to_day", Text("Till", "To"), "date"),
    Column("target_group", Text("Målgrupp", "Target group")),
    Column("reach", Text("Införande", "Reach")),
    Column("expected_effect", Text("Förväntad effekt", "Expected effect")),
    Column("status", Text("Läge", "State")),
)
ONLY_IN_FILES = ("requirement", "earmark", "to_day", "target_group", "reach", "expected_effect")
"""Columns that the page shows beneath others, or leaves to the activity's own page."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader has asked for; empty means all."""

    area: str = ""
    grant: str = ""
    status: str = ""
    officer: str = ""
    reach: str = ""
    words: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> "Wanted":
        """Read the filter out of the address's query."""
        return cls(
            area=query.get("omrade", ""),
            grant=query.get("medel", ""),
            status=query.get("lage", ""),
            officer=query.get("ansvarig", ""),
            reach=query.get("inforande", ""),
            words=query.get("ord", "").strip(),
        )

    @property
    def is_on(self) -> bool:
        """Say whether anything is asked for."""
        return self != Wanted()

    def matches(self, activity: Activity) -> bool:
        """Say whether one activity matches; all words must stand in its name, target group or effect."""
        text = f"{activity.name} {activity.target_group} {activity.expected_effect}".casefold()
        return (
            self.area in ("", activity.area or "-")
            and self.grant in ("", activity.grant)
            and self.status in ("", activity.status)
            and self.officer in ("", str(activity.officer_id or ""))
            and self.reach in ("", activity.reach)
            and all(word in text for word in self.words.casefold().split())
        )


def activities_table(plan: Plan, chosen: Sequence[Activity]) -> Table:
    """Return activities as a table, their budgets added up."""
    total = sum(one.budget for one in chosen)
    return Table(
        id=f"{plan.shown.agreement.id}-{plan.organisation.code}-aktiviteter",
        caption=Text("Aktiviteter", "Activities"),
        columns=COLUMNS,
        rows=tuple(_row(plan, one) for one in chosen),
        total=tuple(
            TOTAL.in_language(language()) if column.id == "name" else total if column.id == "budget" else None
            for column in COLUMNS
        ),
        provenance=provenance(plan.shown),
    )


def _row(plan: Plan, activity: Activity) -> Row:
    agreement, words = plan.shown.agreement, language()
    requirement = requirement_of(agreement, activity.requirement)
    earmark = earmark_of(agreement, activity.grant, activity.earmark)
    return (
        str(activity.number),
        activity.name,
        area_name(agreement, activity.area).in_language(words),
        grant_name(agreement, activity.grant).in_language(words),
        earmark.name.in_language(words) if earmark else None,
        requirement.clause if requirement else None,
        requirement.text if requirement else None,
        activity.officer.name if activity.officer else None,
        activity.budget,
        activity.from_day,
        activity.to_day,
        activity.target_group or None,
        reach_words(activity.reach).in_language(words),
        activity.expected_effect or None,
        state_words(activity.status).in_language(words),
    )


def sums_table(plan: Plan) -> Table:
    """Return what is planned by area and grant against the frames, areas with several grants added up."""
    has_passed_on = any(one.passed_on is not None for one in plan.allotted.values())
    columns = (
        Column("area", Text("Område", "Area")),
        Column("grant", Text("Medel", "Grant")),
        Column("frame", _frame_words(plan), "kronor"),
        *(
            (Column("passed_on", Text("Betalat vidare hit, kr", "Passed on here, kr"), "kronor"),)
            if has_passed_on
            else ()
        ),
        Column("decided", Text("Beslutat, kr", "Decided, kr"), "kronor"),
        Column("proposed", Text("Föreslaget, kr", "Proposed, kr"), "kronor"),
        Column("left", Text("Kvar av ramen, kr", "Left of the frame, kr"), "kronor"),
    )
    cells = plan.cells
    rows = [
        _sums(plan, cell, area_name(plan.shown.agreement, cell.area), grant_name(plan.shown.agreement, cell.grant),
              has_passed_on=has_passed_on)
        for cell in cells
    ]  # fmt: skip
    whole = Cell("", "", sum(one.frame for one in cells), sum(one.decided for one in cells),
                 sum(one.proposed for one in cells))  # fmt: skip
    return Table(
        id=f"{plan.shown.agreement.id}-{plan.organisation.code}-aktiviteter-summor",
        caption=Text("Aktiviteterna mot ramarna", "The activities against the frames"),
        columns=columns,
        rows=tuple(rows),
        total=_sums(plan, whole, TOTAL, None, has_passed_on=has_passed_on),
        provenance=provenance(plan.shown),
    )


def _frame_words(plan: Plan) -> Text:
    if plan.decision is not None:
        return Text("Ram enligt beslutet, kr", "Frame by the decision, kr")
    return Text("Tilldelat, kr", "Allotted, kr")


def _sums(plan: Plan, cell: Cell, area: Text, grant: Text | None, *, has_passed_on: bool) -> Row:
    words = language()
    passed_on: tuple[int | None, ...] = ()
    if has_passed_on:
        one = plan.allotted.get(cell.grant)
        passed_on = (one.passed_on if one else sum(each.passed_on or 0 for each in plan.allotted.values()),)
    return (
        area.in_language(words),
        grant.in_language(words) if grant else None,
        cell.frame,
        *passed_on,
        cell.decided,
        cell.proposed,
        cell.left,
    )
