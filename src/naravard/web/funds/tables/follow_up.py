"""The follow-up as tables: grant by grant, area by area, activity by activity, month by month."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from naravard.agreement.model import Text
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table
from naravard.ledger.balances import GrantBalance
from naravard.ledger.forecast import Method, Outlook
from naravard.web.activities.decisions.frames import CurrentDecision, current_decision
from naravard.web.activities.decisions.tables import frame_columns
from naravard.web.activities.grants import NO_AREA, area_name, earmark_name
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import AreaGrant, Plan
from naravard.web.agreements.provenance import provenance
from naravard.web.funds.picture import Picture
from naravard.web.funds.spending import Month, Spent, activity_url, area_of_cost, costs_of
from naravard.web.ledger.amount_links import AmountLinks

_FIGURES = {
    "allotted": headings.ALLOTTED,
    "paid": headings.PAID_OUT,
    "planned": Text("Planerat", "Planned"),
    "used": headings.USED,
    "awaiting": headings.AWAITS_PAYMENT,
    "left": headings.LEFT,
    "expected_costs": Text("Väntade kostnader", "Expected costs"),
    "expected_left": Text("Väntas bli kvar", "Expected to be left"),
    "expected_own": Text("Väntade egna kostnader", "Expected own costs"),
}
_STATUSES = {
    Activity.PROPOSED: Text("Föreslagen", "Proposed"),
    Activity.DECIDED: Text("Beslutad", "Decided"),
    Activity.DECLINED: Text("Avslagen", "Declined"),
    Activity.ENDED: Text("Avslutad", "Ended"),
    "": Text("Ingen aktivitet här", "No activity here"),
}


@dataclass(frozen=True, slots=True)
class FollowedGrant:
    """One grant with its figures, as a row of the follow-up."""

    grant: str
    area: str
    figures: Mapping[str, int]
    """Kronor by the columns' ids."""
    earmark: str = ""


def followed(picture: Picture, method: Method) -> list[FollowedGrant]:
    """Return each grant with what has happened and what is expected, and its earmarks after it."""
    expected = {outlook.grant: outlook for outlook in picture.outlooks(method)}
    found = []
    for balance in picture.own.balance.grants if picture.own else ():
        outlook, area = expected[balance.grant], picture.shown.agreement.grant(balance.grant).area or ""
        found.append(FollowedGrant(balance.grant, area, _of_grant(balance, outlook)))
        for part in balance.earmarks:
            planned = sum(
                one.budget for one in picture.activities
                if one.grant == balance.grant and one.earmark == part.earmark and one.status in _COUNTED
            )  # fmt: skip
            then = next(each for each in outlook.earmarks if each.earmark == part.earmark)
            figures = {
                "allotted": part.allotted,
                "paid": part.paid,
                "planned": planned,
                "used": part.used,
                "left": part.left,
                "expected_costs": then.expected_used,
                "expected_left": then.expected_left,
            }
            found.append(FollowedGrant(balance.grant, area, figures, part.earmark))
    return found


_COUNTED = (Activity.DECIDED, Activity.ENDED)


def grants_table(picture: Picture, rows: Sequence[FollowedGrant], method: Method) -> Table:
    """Return the follow-up grant by grant, with the sum of the grants; the earmarks are parts of theirs."""
    agreement = picture.shown.agreement
    areas = {area.id: area.name for area in agreement.areas}
    columns: list[Column[FollowedGrant]] = [
        Column("name", headings.GRANT, of=lambda row: _name(picture, row), total=TOTAL),
        Column("grant", headings.CODE, "code", of=lambda row: row.grant, on_page=False),
        Column("earmark", headings.OF_WHICH, "code", of=lambda row: row.earmark, on_page=False),
        Column("area", headings.AREA, of=lambda row: areas.get(row.area), on_page=False),
        *_figure_columns(picture, method),
    ]
    return Table.of(
        rows,
        columns,
        id=f"{picture.organisation.code}-{agreement.id}-uppfoljning",
        caption=Text("Uppföljning anslag för anslag", "Follow-up grant by grant"),
        note=Text(
            f"Prognos: {method.label.sv.lower()}. {method.explanation.sv}",
            f"Forecast: {method.label.in_language('en').lower()}. {method.explanation.in_language('en')}",
        ),
        provenance=provenance(picture.shown),
        counted=lambda row: not row.earmark,
    )


def _figure_columns(picture: Picture, method: Method) -> Iterator[Column[FollowedGrant]]:
    """Give the figures of a grant, or of an area's grants together, each with the way to what it consists of."""
    return (_figure_column(name, heading, _amounts(picture), method) for name, heading in _FIGURES.items())


def _figure_column(name: str, heading: Text, amounts: AmountLinks, method: Method) -> Column[FollowedGrant]:
    by_method = method.value if name.startswith("expected") else ""

    def link(row: FollowedGrant) -> str:
        area = "" if row.grant else row.area or "-"
        return amounts.of(name, row.grant, earmark=row.earmark, area=area, method=by_method)

    return Column(name, heading, "kronor", of=lambda row: row.figures.get(name, 0), total=sum, link=link)


def _amounts(picture: Picture) -> AmountLinks:
    return AmountLinks.own(picture.organisation.code, picture.shown.agreement.id)


def _name(picture: Picture, row: FollowedGrant) -> Text:
    grant = picture.shown.agreement.grant(row.grant)
    return earmark_name(grant, row.earmark) if row.earmark else grant.name


def areas_table(picture: Picture, rows: Sequence[FollowedGrant], method: Method) -> Table:
    """Return the follow-up area by area, in the agreement's order; grants of no area stand last.

    Where a board has decided on the areas' frames they and the activities' own areas count, as in the decision: a grant
    can have been moved to another area than the agreement's. Elsewhere each grant stands in its own area.
    """
    current = current_decision(picture.shown.agreement.id, picture.organisation.code)
    if current is not None:
        return _decided_areas(picture, current)
    agreement = picture.shown.agreement
    names = {area.id: area.name for area in agreement.areas} | {"": NO_AREA}
    by_area = {area: [row for row in rows if row.area == area and not row.earmark] for area in names}
    columns: list[Column[FollowedGrant]] = [
        Column("name", headings.AREA, of=lambda row: names[row.area], total=TOTAL),
        Column("area", headings.CODE, "code", of=lambda row: row.area, on_page=False),
        *_figure_columns(picture, method),
    ]
    found = [FollowedGrant("", area, _added(here)) for area, here in by_area.items() if here]
    return _areas_of(picture, found, columns)


def _decided_areas(picture: Picture, current: CurrentDecision) -> Table:
    agreement, decision = picture.shown.agreement, current.decision
    plan = Plan(
        picture.shown, picture.organisation, {}, current.frames, picture.own_activities, decision.rests_on, decision
    )
    costs: Counter[str] = Counter()
    for _, cost, left in costs_of(picture):
        costs[area_of_cost(picture, cost)] += left
    columns: list[Column[AreaGrant]] = [
        Column("name", headings.AREA, of=lambda cell: area_name(agreement, cell.area), total=TOTAL),
        Column("area", headings.CODE, "code", of=lambda cell: cell.area, on_page=False),
        *frame_columns(plan),
        Column(
            "costs",
            headings.COSTS,
            "kronor",
            of=lambda cell: costs[cell.area],
            total=sum,
            link=lambda cell: _amounts(picture).of("costs", activity_area=cell.area or "-"),
        ),
    ]
    return _areas_of(picture, plan.areas, columns)


def _areas_of(picture: Picture, areas: Sequence[Any], columns: Sequence[Column[Any]]) -> Table:
    return Table.of(
        areas,
        columns,
        id=f"{picture.organisation.code}-{picture.shown.agreement.id}-omraden",
        caption=Text("Uppföljning område för område", "Follow-up area by area"),
        provenance=provenance(picture.shown),
    )


def activities_table(picture: Picture, spent: Sequence[Spent]) -> Table:
    """Return each activity's budget against its costs."""
    agreement = picture.shown.agreement
    columns: tuple[Column[Spent], ...] = (
        Column(
            "name", headings.ACTIVITY, of=lambda one: one.name, total=TOTAL, link=lambda one: activity_url(picture, one)
        ),
        Column("code", headings.CODE, "code", of=lambda one: one.code, on_page=False),
        Column("grant", headings.GRANT, of=lambda one: agreement.grant(one.grant).name),
        Column("from", headings.FROM, "date", of=lambda one: one.from_day),
        Column("to", headings.TO, "date", of=lambda one: one.to_day),
        Column("status", headings.STATUS, "label", of=lambda one: _STATUSES[one.status]),
        Column(
            "budget", headings.BUDGET, "kronor", of=lambda one: one.budget, total=sum,
            link=lambda one: activity_url(picture, one)
            or _amounts(picture).of("planned", one.grant, activity=one.code),
        ),
        Column(
            "costs", headings.COSTS, "kronor", of=lambda one: one.costs, total=sum,
            link=lambda one: _amounts(picture).of("costs", one.grant, activity=one.code),
        ),
        Column(
            "left", Text("Kvar av budgeten", "Left of the budget"), "kronor", of=lambda one: one.left, total=sum,
            made_of=("budget", "-costs"),
        ),
    )  # fmt: skip
    return Table.of(
        spent,
        columns,
        id=f"{picture.organisation.code}-{agreement.id}-aktiviteter-kostnader",
        caption=Text("Aktivitet för aktivitet: budget och kostnader", "Activity by activity: budget and costs"),
        provenance=provenance(picture.shown),
    )


def months_table(picture: Picture, months: Sequence[Month]) -> Table:
    """Return the costs month by month."""
    amounts = _amounts(picture)
    columns: tuple[Column[Month], ...] = (
        Column("month", headings.MONTH, of=lambda month: month.words),
        Column(
            "costs", headings.COSTS, "kronor", of=lambda month: month.costs,
            link=lambda month: amounts.of("costs", month=f"{month.first:%Y-%m}"),
        ),
        Column(
            "so_far", Text("Hittills", "So far"), "kronor", of=lambda month: month.so_far,
            link=lambda month: amounts.of("costs", until=f"{month.first:%Y-%m}"),
        ),
    )  # fmt: skip
    return Table.of(
        months,
        columns,
        id=f"{picture.organisation.code}-{picture.shown.agreement.id}-manader",
        caption=Text("Kostnader månad för månad", "Costs month by month"),
        provenance=provenance(picture.shown),
    )


def _of_grant(balance: GrantBalance, outlook: Outlook) -> dict[str, int]:
    return {
        "allotted": balance.allotted,
        "paid": balance.paid,
        "planned": outlook.planned,
        "used": balance.used,
        "awaiting": balance.awaiting,
        "left": balance.left,
        "expected_costs": outlook.expected_costs,
        "expected_left": outlook.expected_left,
        "expected_own": outlook.expected_own,
    }


def _added(rows: Sequence[FollowedGrant]) -> Mapping[str, int]:
    sums: Counter[str] = Counter()
    for row in rows:
        sums.update(row.figures)
    return sums
