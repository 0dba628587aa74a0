"""The activities as a table, and their sums by area and grant against what there is: for pages and files alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.model import Earmark, Requirement, Text
from naravard.agreement.plain_text import folded
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table
from naravard.web.activities.forms import reach_words
from naravard.web.activities.grants import area_name, earmark_of, grant_name, requirement_of
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import BINDING, AreaGrant, Plan
from naravard.web.activities.plan_links import BINDS, PlanLinks
from naravard.web.activities.refusals import state_words
from naravard.web.agreements.provenance import provenance
from naravard.web.site.templatetags.naravard import words
from naravard.web.tasks.words import capital


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
        text = folded(f"{activity.name} {activity.target_group} {activity.expected_effect}")
        return (
            self.area in ("", activity.area or "-")
            and self.grant in ("", activity.grant)
            and (self.status in ("", activity.status) or (self.status == BINDS and activity.status in BINDING))
            and self.officer in ("", str(activity.officer_id or ""))
            and self.reach in ("", activity.reach)
            and all(word in text for word in folded(self.words).split())
        )


def activities_table(plan: Plan, chosen: Sequence[Activity]) -> Table:
    """Return activities as a table, their budgets added up."""
    agreement = plan.shown.agreement
    where = [plan.organisation.code, agreement.id]

    def requirement(one: Activity) -> Requirement | None:
        return requirement_of(agreement, one.requirement)

    def earmark(one: Activity) -> Earmark | None:
        return earmark_of(agreement, one.grant, one.earmark)

    columns: tuple[Column[Activity], ...] = (
        Column("number", headings.NUMBER, "code", of=lambda one: str(one.number)),
        Column(
            "name", headings.ACTIVITY, of=lambda one: one.name, total=TOTAL, swedish=True, remark=_aim,
            link=lambda one: reverse("activities:activity", args=[*where, one.number]),
        ),
        Column("area", headings.AREA, of=lambda one: area_name(agreement, one.area)),
        Column("grant", headings.FUNDS, of=lambda one: grant_name(agreement, one.grant)),
        Column(
            "earmark", Text("Öronmärkning", "Earmark"), on_page=False,
            of=lambda one: found.name if (found := earmark(one)) else None,
        ),
        Column(
            "clause", headings.SECTION, "code", of=lambda one: found.clause if (found := requirement(one)) else None,
            link=lambda one: plan.shown.clauses.link(found.clause) if (found := requirement(one)) else None,
        ),
        Column(
            "requirement", Text("Krav", "Requirement"), on_page=False,
            of=lambda one: found.text if (found := requirement(one)) else None,
        ),
        Column("officer", headings.OFFICER, of=lambda one: one.officer.name if one.officer else None),
        Column(
            "budget", headings.BUDGET_KR, "kronor", of=lambda one: one.budget, total=sum,
            link=lambda one: reverse("activities:activity", args=[*where, one.number]),
        ),
        Column(
            "from_day", headings.FROM, "date", of=lambda one: one.from_day,
            remark=lambda one: _("till %(day)s") % {"day": one.to_day.isoformat()},
        ),
        Column("to_day", headings.TO, "date", of=lambda one: one.to_day, on_page=False),
        Column("target_group", Text("Målgrupp", "Target group"), of=lambda one: one.target_group, on_page=False),
        Column("reach", Text("Införande", "Reach"), of=lambda one: reach_words(one.reach), on_page=False),
        Column(
            "expected_effect", Text("Förväntad effekt", "Expected effect"),
            of=lambda one: one.expected_effect, on_page=False,
        ),
        Column(
            "status", headings.STATUS, "label", of=lambda one: capital(state_words(one.status)),
            remark=lambda one: words(reach_words(one.reach)),
        ),
    )  # fmt: skip
    return Table.of(
        chosen,
        columns,
        id=f"{agreement.id}-{plan.organisation.code}-aktiviteter",
        caption=Text("Aktiviteter", "Activities"),
        provenance=provenance(plan.shown),
    )


def _aim(activity: Activity) -> str:
    """Say beneath the name whom an activity is for and what it is to do; the files have a column for each."""
    said = (
        (_("Målgrupp: %(words)s"), activity.target_group),
        (_("Effekt: %(words)s"), " ".join(activity.expected_effect.split())),
    )
    return ". ".join(label % {"words": text.removesuffix(".")} for label, text in said if text)


def sums_table(plan: Plan, wanted: Wanted | None = None) -> Table:
    """Return what is planned by area and grant against the frames; only an area or a grant, if one is wanted."""
    agreement, allotted, links = plan.shown.agreement, plan.allotted, PlanLinks(plan)
    cells = [
        cell for cell in plan.cells
        if wanted is None or (wanted.area in ("", cell.area or "-") and wanted.grant in ("", cell.grant))
    ]  # fmt: skip
    columns: list[Column[AreaGrant]] = [
        Column("area", headings.AREA, of=lambda cell: area_name(agreement, cell.area), total=TOTAL),
        Column("grant", headings.FUNDS, of=lambda cell: grant_name(agreement, cell.grant)),
        Column("frame", _frame_words(plan), "kronor", of=lambda cell: cell.frame, total=sum, link=links.frame),
    ]
    if any(one.passed_on is not None for one in allotted.values()):
        grants = {cell.grant for cell in cells}
        whole = sum(one.passed_on or 0 for grant, one in allotted.items() if grant in grants)
        columns.append(
            Column(
                "passed_on", Text("Betalat vidare hit, kr", "Passed on here, kr"), "kronor",
                of=lambda cell: allotted[cell.grant].passed_on if cell.grant in allotted else None,
                total=lambda _values: whole, link=links.passed_on,
            )
        )  # fmt: skip
    columns += [
        Column("decided", headings.DECIDED_KR, "kronor", of=lambda cell: cell.decided, total=sum, link=links.decided),
        Column(
            "proposed", headings.PROPOSED_KR, "kronor", of=lambda cell: cell.proposed, total=sum, link=links.proposed
        ),
        Column(
            "left",
            headings.LEFT_OF_FRAME_KR,
            "kronor",
            of=lambda cell: cell.left,
            total=sum,
            made_of=("frame", "-decided"),
        ),
    ]
    return Table.of(
        cells,
        columns,
        id=f"{agreement.id}-{plan.organisation.code}-aktiviteter-summor",
        caption=Text("Aktiviteterna mot ramarna", "The activities against the frames"),
        provenance=provenance(plan.shown),
    )


def _frame_words(plan: Plan) -> Text:
    if plan.decision is not None:
        return Text("Ram enligt beslutet, kr", "Frame by the decision, kr")
    return Text("Tilldelat, kr", "Allotted, kr")
