"""The areas with their officers and frames, and what has been reallocated, as tables."""

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table
from naravard.web.activities.decisions.models import Reallocation, ReallocationLine
from naravard.web.activities.decisions.officers import officers_of
from naravard.web.activities.grants import area_name, grant_name
from naravard.web.activities.plan import AreaGrant, Plan
from naravard.web.activities.plan_links import PlanLinks
from naravard.web.agreements.provenance import provenance

_KINDS = {
    Reallocation.WITHIN: Text("inom området", "within the area"),
    Reallocation.BETWEEN: Text("mellan områden", "between areas"),
}


def frame_columns(plan: Plan) -> tuple[Column[AreaGrant], ...]:
    """Return what a board gives an area, what is decided and proposed of it, and what is left."""
    links = PlanLinks(plan)
    return (
        Column("frame", headings.FRAME_KR, "kronor", of=lambda cell: cell.frame, total=sum, link=links.frame),
        Column("decided", headings.DECIDED_KR, "kronor", of=lambda cell: cell.decided, total=sum, link=links.decided),
        Column(
            "proposed", headings.PROPOSED_KR, "kronor", of=lambda cell: cell.proposed, total=sum, link=links.proposed
        ),
        Column(
            "left", headings.LEFT_OF_FRAME_KR, "kronor", of=lambda cell: cell.left, total=sum,
            made_of=("frame", "-decided"),
        ),
    )  # fmt: skip


def officers_table(plan: Plan) -> Table:
    """Return each area with who answers for it, its frame, and what is planned."""
    agreement = plan.shown.agreement
    officers = officers_of(agreement.id, plan.organisation)
    columns: tuple[Column[AreaGrant], ...] = (
        Column("area", headings.AREA, of=lambda cell: area_name(agreement, cell.area), total=TOTAL),
        Column(
            "officer", headings.AREA_OFFICER,
            of=lambda cell: officers[cell.area].name if cell.area in officers else None,
        ),
        *frame_columns(plan),
    )  # fmt: skip
    return Table.of(
        plan.areas,
        columns,
        id=f"{agreement.id}-{plan.organisation.code}-omraden",
        caption=Text("Områdena", "The areas"),
        provenance=provenance(plan.shown),
    )


def reallocations_table(plan: Plan) -> Table:
    """Return every line of every reallocation: before and after, who decided, why, and where the decision stands."""
    agreement = plan.shown.agreement
    lines = ReallocationLine.objects.filter(
        reallocation__agreement_id=agreement.id, reallocation__organisation=plan.organisation
    ).select_related("reallocation", "activity")
    links = PlanLinks(plan)

    def link(line: ReallocationLine) -> str:
        if line.activity is None:
            return links.frame(plan.cell(line.area, line.grant))
        return reverse("activities:activity", args=[plan.organisation.code, agreement.id, line.activity.number])

    columns: tuple[Column[ReallocationLine], ...] = (
        Column("day", headings.DAY, "date", of=lambda line: line.reallocation.day),
        Column("kind", headings.KIND, of=lambda line: _KINDS[line.reallocation.kind]),
        Column("area", headings.AREA, of=lambda line: area_name(agreement, line.area)),
        Column("grant", headings.FUNDS, of=lambda line: grant_name(agreement, line.grant)),
        Column("activity", headings.ACTIVITY, of=lambda line: line.activity.name if line.activity else _whole(line)),
        Column("before", headings.BEFORE_KR, "kronor", of=lambda line: line.before, link=link),
        Column("after", headings.AFTER_KR, "kronor", of=lambda line: line.after, link=link),
        Column(
            "change",
            headings.CHANGE_KR,
            "change",
            of=lambda line: line.after - line.before,
            made_of=("after", "-before"),
        ),
        Column("decider", Text("Beslutat av", "Decided by"), of=lambda line: line.reallocation.decider),
        Column(
            "reference", Text("Beslutet finns i", "The decision stands in"), of=lambda line: line.reallocation.reference
        ),
        Column("reason", headings.REASON, of=lambda line: line.reallocation.reason),
    )
    return Table.of(
        lines.order_by("id"),
        columns,
        id=f"{agreement.id}-{plan.organisation.code}-omfordelningar",
        caption=Text("Omfördelningar", "Reallocations"),
        provenance=provenance(plan.shown),
    )


def _whole(line: ReallocationLine) -> Text:
    if line.reallocation.kind == Reallocation.BETWEEN:
        return Text("områdets ram", "the area's frame")
    return Text("inte planerat", "not planned")
