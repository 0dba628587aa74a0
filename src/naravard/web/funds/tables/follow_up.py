"""The follow-up as tables: grant by grant, area by area, activity by activity, month by month."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.documents.table import TOTAL, Column, Row, Table
from naravard.ledger.forecast import Method, Outlook
from naravard.web.activities.models import Activity
from naravard.web.agreements.provenance import provenance
from naravard.web.funds.picture import Picture
from naravard.web.funds.spending import Month, Spent
from naravard.web.site.templatetags.naravard import language

_FIGURES = (
    Column("allotted", Text("Tilldelat", "Allotted"), "kronor"),
    Column("paid", Text("Utbetalat", "Paid"), "kronor"),
    Column("planned", Text("Planerat", "Planned"), "kronor"),
    Column("used", Text("Använt", "Used"), "kronor"),
    Column("awaiting", Text("Väntar på utbetalning", "Awaits payment"), "kronor"),
    Column("left", Text("Kvar", "Left"), "kronor"),
    Column("expected_costs", Text("Väntade kostnader", "Expected costs"), "kronor"),
    Column("expected_left", Text("Väntas bli kvar", "Expected to be left"), "kronor"),
    Column("expected_own", Text("Väntade egna kostnader", "Expected own costs"), "kronor"),
)
BY_GRANT = (
    Column("name", Text("Belopp", "Grant")),
    Column("grant", Text("Kod", "Code"), "code"),
    Column("earmark", Text("Varav", "Earmark"), "code"),
    Column("area", Text("Område", "Area")),
    *_FIGURES,
)
BY_AREA = (Column("name", Text("Område", "Area")), Column("area", Text("Kod", "Code"), "code"), *_FIGURES)
BY_ACTIVITY = (
    Column("name", Text("Aktivitet", "Activity")),
    Column("code", Text("Kod", "Code"), "code"),
    Column("grant", Text("Belopp", "Grant")),
    Column("from", Text("Från", "From"), "date"),
    Column("to", Text("Till", "To"), "date"),
    Column("status", Text("Läge", "Status")),
    Column("budget", Text("Budget", "Budget"), "kronor"),
    Column("costs", Text("Kostnader", "Costs"), "kronor"),
    Column("left", Text("Kvar av budgeten", "Left of the budget"), "kronor"),
)
BY_MONTH = (
    Column("month", Text("Månad", "Month")),
    Column("costs", Text("Kostnader", "Costs"), "kronor"),
    Column("so_far", Text("Sammanlagt", "In all"), "kronor"),
)
_NO_AREA = Text("Utan område", "Without an area")
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
    figures: tuple[int, ...]
    earmark: str = ""


def followed(picture: Picture, method: Method) -> list[FollowedGrant]:
    """Return each grant with what has happened and what is expected, and its earmarks after it."""
    expected = {outlook.grant: outlook for outlook in picture.outlooks(method)}
    found = []
    for balance in picture.own.balance.grants if picture.own else ():
        outlook, area = expected[balance.grant], picture.shown.agreement.grant(balance.grant).area or ""
        now = (balance.allotted, balance.paid, outlook.planned, balance.used, balance.awaiting, balance.left)
        found.append(FollowedGrant(balance.grant, area, (*now, *_expected(outlook))))
        for part in balance.earmarks:
            planned = sum(
                one.budget for one in picture.activities
                if one.grant == balance.grant and one.earmark == part.earmark and one.status in _COUNTED
            )  # fmt: skip
            then = next(each for each in outlook.earmarks if each.earmark == part.earmark)
            left = then.available - then.expected_used
            figures = (
                part.allotted,
                part.paid,
                planned,
                part.used,
                0,
                part.paid - part.used,
                then.expected_used,
                left,
                0,
            )
            found.append(FollowedGrant(balance.grant, area, figures, part.earmark))
    return found


_COUNTED = (Activity.DECIDED, Activity.ENDED)


def grants_table(picture: Picture, rows: Sequence[FollowedGrant], method: Method) -> Table:
    """Return the follow-up grant by grant, with the sum of the grants; the earmarks are parts of theirs."""
    words, agreement = language(), picture.shown.agreement
    areas = {area.id: area.name.in_language(words) for area in agreement.areas}
    lines: list[Row] = []
    for row in rows:
        grant = agreement.grant(row.grant)
        name = grant.name.in_language(words)
        if row.earmark:
            earmarks = {each.id: each.name.in_language(words) for each in grant.earmarks}
            name = f"– {_OF_WHICH.in_language(words)} {earmarks.get(row.earmark, row.earmark)}"
        lines.append((name, row.grant, row.earmark or None, areas.get(row.area), *row.figures))
    total = _summed([row for row in rows if not row.earmark])
    return Table(
        id=f"{picture.organisation.code}-{agreement.id}-uppfoljning",
        caption=Text("Uppföljning belopp för belopp", "Follow-up grant by grant"),
        columns=BY_GRANT,
        rows=tuple(lines),
        total=(TOTAL.in_language(words), None, None, None, *total),
        note=Text(
            f"Prognos: {method.label.sv.lower()}. {method.explanation.sv}",
            f"Forecast: {method.label.in_language('en').lower()}. {method.explanation.in_language('en')}",
        ),
        provenance=provenance(picture.shown),
    )


_OF_WHICH = Text("varav", "of which")


def areas_table(picture: Picture, rows: Sequence[FollowedGrant]) -> Table:
    """Return the follow-up area by area, in the agreement's order; grants of no area stand last."""
    words, agreement = language(), picture.shown.agreement
    names = {area.id: area.name for area in agreement.areas} | {"": _NO_AREA}
    by_area = {area: [row for row in rows if row.area == area and not row.earmark] for area in names}
    found = [(names[area].in_language(words), area or None, *_summed(here)) for area, here in by_area.items() if here]
    total = _summed([row for row in rows if not row.earmark])
    return Table(
        id=f"{picture.organisation.code}-{agreement.id}-omraden",
        caption=Text("Uppföljning område för område", "Follow-up area by area"),
        columns=BY_AREA,
        rows=tuple(found),
        total=(TOTAL.in_language(words), None, *total),
        provenance=provenance(picture.shown),
    )


def activities_table(picture: Picture, spent: Sequence[Spent]) -> Table:
    """Return each activity's budget against its costs."""
    words, agreement = language(), picture.shown.agreement
    rows = tuple(
        (
            one.name,
            one.code,
            agreement.grant(one.grant).name.in_language(words),
            one.from_day,
            one.to_day,
            _STATUSES[one.status].in_language(words),
            one.budget,
            one.costs,
            one.left,
        )
        for one in spent
    )
    sums = [sum(getattr(one, name) for one in spent) for name in ("budget", "costs", "left")]
    return Table(
        id=f"{picture.organisation.code}-{agreement.id}-aktiviteter-kostnader",
        caption=Text("Aktivitet för aktivitet: budget och kostnader", "Activity by activity: budget and costs"),
        columns=BY_ACTIVITY,
        rows=rows,
        total=(TOTAL.in_language(words), *(None for _ in range(5)), *sums),
        provenance=provenance(picture.shown),
    )


def months_table(picture: Picture, months: Sequence[Month]) -> Table:
    """Return the costs month by month."""
    return Table(
        id=f"{picture.organisation.code}-{picture.shown.agreement.id}-manader",
        caption=Text("Kostnader månad för månad", "Costs month by month"),
        columns=BY_MONTH,
        rows=tuple((one.name, one.costs, one.so_far) for one in months),
        provenance=provenance(picture.shown),
    )


def _expected(outlook: Outlook) -> tuple[int, int, int]:
    return outlook.expected_costs, outlook.expected_left, outlook.expected_own


def _summed(rows: Sequence[FollowedGrant]) -> tuple[int, ...]:
    sums: Counter[int] = Counter()
    for row in rows:
        for place, amount in enumerate(row.figures):
            sums[place] += amount
    return tuple(sums[place] for place in range(len(_FIGURES)))
