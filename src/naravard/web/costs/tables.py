"""The tables of costs: by activity, by grant, by month, and each cost."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import cast

from django.db.models import Prefetch

from naravard.agreement.model import Text
from naravard.documents.table import TOTAL, Column, Row, Table, Value
from naravard.exchange.costs import by_month
from naravard.exchange.costs.amounts import bookable
from naravard.web.activities.models import Activity
from naravard.web.costs.models import HAND, BookedCost, CostCorrection
from naravard.web.costs.places import CostPlace
from naravard.web.costs.words import ROUNDING, SOURCES, said
from naravard.web.ledger.holders import Use

NUMBER = Column("number", Text("Nr", "No"), "code")
ACTIVITY = Column("activity", Text("Aktivitet", "Activity"))
OF_WHICH = Text("varav", "of which")


def costs_of(place: CostPlace) -> list[BookedCost]:
    """Return every booked cost of an organisation, with what was taken back of each."""
    return list(
        BookedCost.objects.filter(organisation=place.organisation, agreement_id=place.shown.agreement.id)
        .select_related("activity", "file")
        .prefetch_related(Prefetch("corrections", CostCorrection.objects.all()))
        .order_by("number")
    )


def by_activity(place: CostPlace, costs: Sequence[BookedCost]) -> Table:
    """Return what is booked on each activity, by where it comes from, beside its budget."""
    sums: dict[tuple[int, str], int] = defaultdict(int)
    there: dict[int, Activity] = dict(place.activities)
    for cost in costs:
        sums[cost.activity.number, cost.source] += cost.left
        there.setdefault(cost.activity.number, cost.activity)
    rows: list[Row] = []
    for number, activity in sorted(there.items()):
        grant, area = _grant_words(place, activity)
        parts = [sums[number, source] for source in SOURCES]
        rows.append((str(number), activity.name, grant, area, *parts, sum(parts), activity.budget))
    return Table(
        id="kostnader-per-aktivitet",
        caption=Text("Kostnader per aktivitet", "Costs by activity"),
        columns=(
            NUMBER,
            ACTIVITY,
            Column("grant", Text("Medel", "Grant")),
            Column("area", Text("Område", "Area")),
            *(Column(source, words, "kronor") for source, words in SOURCES.items()),
            Column("sum", Text("Summa", "Sum"), "kronor"),
            Column("budget", Text("Budget", "Budget"), "kronor"),
        ),
        rows=tuple(rows),
        total=total_row(rows, first_figure=4) if rows else None,
    )


def by_grant(place: CostPlace) -> Table:
    """Return what the costs of each grant come to: covered, awaiting payment, and the organisation's own."""
    rows = [row for use in place.uses for row in [_grant_row(place, use)] if any(row[3:])]
    return Table(
        id="kostnader-per-medel",
        caption=Text("Kostnader per medel", "Costs by grant"),
        columns=(
            Column("grant", Text("Medel", "Grant")),
            Column("area", Text("Område", "Area")),
            Column("account", Text("Konto hos", "Account of")),
            Column("received", Text("Att använda", "To use"), "kronor"),
            Column("costs", Text("Kostnader", "Costs"), "kronor"),
            Column("used", Text("Täcks av medlen", "Covered"), "kronor"),
            Column("awaiting", Text("Väntar på utbetalning", "Await payment"), "kronor"),
            Column("own", Text("Egna kostnader", "Own costs"), "kronor"),
        ),
        rows=tuple(rows),
        total=total_row(rows, first_figure=3) if rows else None,
        note=Text(
            "Kostnader över beloppet är tillåtna, och är organisationens egna. Varav-belopp täcker bara sina egna "
            "kostnader.",
            "Costs above the grant are allowed, and are the organisation's own. An earmark covers only its own costs.",
        ),
    )


def by_months(place: CostPlace, costs: Sequence[BookedCost]) -> Table:
    """Return costs by month: those by hand on their own days, those of files on their vouchers' days."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for cost in costs:
        if cost.source == HAND and cost.left:
            sums[f"{cost.day:%Y-%m}"][HAND] += cost.left
    for source, taken in place.taken_in.items():
        for months in taken.sums.values():
            if bookable(sum(months.values())):
                for month, amount in by_month(months).items():
                    sums[month][source] += amount
    rows: list[Row] = [
        (month, *(parts[source] for source in SOURCES), sum(parts.values())) for month, parts in sorted(sums.items())
    ]
    return Table(
        id="kostnader-per-manad",
        caption=Text("Kostnader per månad", "Costs by month"),
        columns=(
            Column("month", Text("Månad", "Month"), "code"),
            *(Column(source, words, "kronor") for source, words in SOURCES.items()),
            Column("sum", Text("Summa", "Sum"), "kronor"),
        ),
        rows=tuple(rows),
        total=total_row(rows, first_figure=1) if rows else None,
    )


def each_cost(costs: Sequence[BookedCost]) -> Table:
    """Return every booked cost, with what was taken back of it."""
    rows: list[Row] = [
        (
            str(cost.number),
            cost.day,
            f"{cost.activity.number} {cost.activity.name}",
            cost.text,
            said(SOURCES[cost.source]),
            cost.amount,
            cost.corrected,
            cost.left,
        )
        for cost in costs
    ]
    return Table(
        id="kostnader",
        caption=Text("Bokförda kostnader", "Booked costs"),
        columns=(
            NUMBER,
            Column("day", Text("Dag", "Day"), "date"),
            ACTIVITY,
            Column("text", Text("Text", "Text")),
            Column("source", Text("Källa", "Source")),
            Column("amount", Text("Bokfört", "Booked"), "kronor"),
            Column("corrected", Text("Rättat", "Corrected"), "kronor"),
            Column("left", Text("Kvar", "Remains"), "kronor"),
        ),
        rows=tuple(rows),
        total=total_row(rows, first_figure=5) if rows else None,
    )


def remainders(place: CostPlace) -> Table:
    """Return, for what is taken in from files, the exact sums, what is booked of them, and the rest."""
    rows: list[Row] = [
        (
            said(SOURCES[source]),
            number,
            Fraction(ore, 100),
            bookable(ore),
            Fraction(ore, 100) - bookable(ore),
        )
        for source, taken in sorted(place.taken_in.items())
        for number in sorted(taken.sums, key=int)
        for ore in [taken.total(int(number))]
    ]
    return Table(
        id="oren",
        caption=Text("Inläst och bokfört", "Taken in and booked"),
        columns=(
            Column("source", Text("Källa", "Source")),
            Column("activity", Text("Aktivitet", "Activity"), "code"),
            Column("exact", Text("Inläst, kronor", "Taken in, kronor"), "number", decimals=2),
            Column("booked", Text("Bokfört", "Booked"), "kronor"),
            Column("rest", Text("Rest, kronor", "Rest, kronor"), "number", decimals=2),
        ),
        rows=tuple(rows),
        note=ROUNDING,
    )


def booked_from(costs: Sequence[BookedCost], source: str) -> dict[int, int]:
    """Return what is booked from one source, by activity's number."""
    found: dict[int, int] = defaultdict(int)
    for cost in costs:
        if cost.source == source:
            found[cost.activity.number] += cost.left
    return dict(found)


def _grant_row(place: CostPlace, use: Use) -> Row:
    money = place.moneys[use.recipient]
    grant = money.balance.grant(use.grant.id)
    share = grant.share(use.holder)
    if use.holder:
        not_covered = share.costs - share.used
        awaiting = min(not_covered, grant.awaiting)
        figures = (share.received, share.costs, share.used, awaiting, not_covered - awaiting)
    else:
        own_costs = share.costs
        others = grant.costs - own_costs
        awaiting = grant.awaiting if not others else min(grant.awaiting, own_costs - share.used)
        figures = (share.received or grant.allotted, own_costs, share.used, awaiting, own_costs - share.used - awaiting)
    return (
        said(use.grant.name),
        _area_words(place, use.grant.area),
        money.organisation.name,
        *figures,
    )


def _grant_words(place: CostPlace, activity: Activity) -> tuple[str, str]:
    for grant in place.shown.agreement.grants:
        if grant.id == activity.grant:
            earmark = next((said(one.name) for one in grant.earmarks if one.id == activity.earmark), "")
            name = said(grant.name)
            words = f"{name}, {said(OF_WHICH)} {earmark[:1].lower()}{earmark[1:]}" if earmark else name
            return words, _area_words(place, grant.area)
    return activity.grant, ""


def _area_words(place: CostPlace, area_id: str | None) -> str:
    return next((said(area.name) for area in place.shown.agreement.areas if area.id == area_id), "")


def activity_name(place: CostPlace, number: int) -> str:
    """Return an activity's number and name."""
    activity = place.activities.get(number)
    return f"{number} {activity.name}" if activity else str(number)


def total_row(rows: Sequence[Row], *, first_figure: int) -> Row:
    """Return the row of totals; the figures begin at a place."""
    sums: list[Value] = [
        sum(cast("int | Fraction", row[place]) for row in rows) for place in range(first_figure, len(rows[0]))
    ]
    return (said(TOTAL), *([None] * (first_figure - 1)), *sums)
