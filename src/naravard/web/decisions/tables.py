"""The areas with their officers and frames, and what has been reallocated, as tables."""

from naravard.agreement.model import Text
from naravard.documents.table import TOTAL, Column, Table
from naravard.web.activities.grants import area_name, grant_name
from naravard.web.activities.plan import Plan
from naravard.web.agreements.provenance import provenance
from naravard.web.decisions.models import Reallocation, ReallocationLine
from naravard.web.decisions.officers import officers_of
from naravard.web.site.templatetags.naravard import language

_KINDS = {
    Reallocation.WITHIN: Text("inom området", "within the area"),
    Reallocation.BETWEEN: Text("mellan områden", "between areas"),
}


def officers_table(plan: Plan) -> Table:
    """Return each area with who answers for it, its frame, and what is planned."""
    agreement, words = plan.shown.agreement, language()
    officers = officers_of(agreement.id, plan.organisation)
    rows = tuple(
        (
            area_name(agreement, cell.area).in_language(words),
            officers[cell.area].name if cell.area in officers else None,
            cell.frame,
            cell.decided,
            cell.proposed,
            cell.left,
        )
        for cell in plan.areas
    )
    return Table(
        id=f"{agreement.id}-{plan.organisation.code}-omraden",
        caption=Text("Områdena", "The areas"),
        columns=(
            Column("area", Text("Område", "Area")),
            Column("officer", Text("Ansvarig tjänsteperson", "Area officer")),
            Column("frame", Text("Ram, kr", "Frame, kr"), "kronor"),
            Column("decided", Text("Beslutat, kr", "Decided, kr"), "kronor"),
            Column("proposed", Text("Föreslaget, kr", "Proposed, kr"), "kronor"),
            Column("left", Text("Kvar av ramen, kr", "Left of the frame, kr"), "kronor"),
        ),
        rows=rows,
        total=(
            TOTAL.in_language(words),
            None,
            sum(cell.frame for cell in plan.areas),
            sum(cell.decided for cell in plan.areas),
            sum(cell.proposed for cell in plan.areas),
            sum(cell.left for cell in plan.areas),
        ),
        provenance=provenance(plan.shown),
    )


def reallocations_table(plan: Plan) -> Table:
    """Return every line of every reallocation: before and after, who decided, why, and where the decision stands."""
    agreement, words = plan.shown.agreement, language()
    lines = ReallocationLine.objects.filter(
        reallocation__agreement_id=agreement.id, reallocation__organisation=plan.organisation
    ).select_related("reallocation", "activity")
    return Table(
        id=f"{agreement.id}-{plan.organisation.code}-omfordelningar",
        caption=Text("Omfördelningar", "Reallocations"),
        columns=(
            Column("day", Text("Dag", "Day"), "date"),
            Column("kind", Text("Slag", "Kind")),
            Column("area", Text("Område", "Area")),
            Column("grant", Text("Medel", "Grant")),
            Column("activity", Text("Aktivitet", "Activity")),
            Column("before", Text("Före, kr", "Before, kr"), "kronor"),
            Column("after", Text("Efter, kr", "After, kr"), "kronor"),
            Column("change", Text("Ändring, kr", "Change, kr"), "change"),
            Column("decider", Text("Beslutat av", "Decided by")),
            Column("reference", Text("Beslutet finns i", "The decision stands in")),
            Column("reason", Text("Skäl", "Reason")),
        ),
        rows=tuple(
            (
                line.reallocation.day,
                _KINDS[line.reallocation.kind].in_language(words),
                area_name(agreement, line.area).in_language(words),
                grant_name(agreement, line.grant).in_language(words),
                line.activity.name if line.activity else _whole(line).in_language(words),
                line.before,
                line.after,
                line.after - line.before,
                line.reallocation.decider,
                line.reallocation.reference or None,
                line.reallocation.reason,
            )
            for line in lines.order_by("id")
        ),
        provenance=provenance(plan.shown),
    )


def _whole(line: ReallocationLine) -> Text:
    if line.reallocation.kind == Reallocation.BETWEEN:
        return Text("områdets ram", "the area's frame")
    return Text("inte planerat", "not planned")
