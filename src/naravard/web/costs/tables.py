"""The tables of costs: by activity, grant and month, and each cost; of a file: sums, vouchers, codes and accounts."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from django.db.models import Prefetch
from django.urls import reverse

from naravard.agreement.model import Grant, Text
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table
from naravard.exchange.costs import CostComparison, VoucherDifference
from naravard.exchange.costs.amounts import bookable
from naravard.exchange.costs.comparison import AccountSum, CodeSum
from naravard.web.activities.models import Activity
from naravard.web.costs.models import BookedCost, CostCorrection
from naravard.web.costs.months import StandingCost, costs_by_month
from naravard.web.costs.places import CostPlace
from naravard.web.costs.words import (
    DIFFERENCES,
    KINDS_OF_ACCOUNTS,
    NO,
    NOT_MAPPED,
    ROUNDING,
    SOURCES,
    YES,
    dimension,
    said,
)
from naravard.web.ledger.accounts import Money
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.ledger.holders import UsableGrant

OF_WHICH = Text("varav", "of which")
_TAKEN_IN = Text("Inläst, kronor", "Taken in, kronor")
_REST = Text("Rest, kronor", "Rest, kronor")
_BECOMES = Text("Blir", "Becomes")
_NONE = "–"


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
    amounts = _amounts(place)
    there: dict[int, Activity] = dict(place.activities)
    for cost in costs:
        sums[cost.activity.number, cost.source] += cost.left
        there.setdefault(cost.activity.number, cost.activity)
    columns: tuple[Column[Activity], ...] = (
        Column("number", headings.NUMBER, "code", of=lambda one: str(one.number), total=TOTAL),
        Column("activity", headings.ACTIVITY, of=lambda one: one.name),
        Column("grant", headings.FUNDS, of=lambda one: _grant_words(place, one)),
        Column("area", headings.AREA, of=lambda one: _area(place, _grant(place, one.grant))),
        *(_source_column(source, sums, amounts) for source in SOURCES),
        Column(
            "sum",
            headings.SUM,
            "kronor",
            of=lambda one: sum(sums[one.number, source] for source in SOURCES),
            total=sum,
            link=lambda one: amounts.of("costs", activity=one.code),
        ),
        Column("budget", headings.BUDGET, "kronor", of=lambda one: one.budget, total=sum, on_page=False),
    )
    return Table.of(
        [there[number] for number in sorted(there)],
        columns,
        id="kostnader-per-aktivitet",
        caption=Text("Kostnader per aktivitet", "Costs by activity"),
    )


def _source_column(source: str, sums: Mapping[tuple[int, str], int], amounts: AmountLinks) -> Column[Activity]:
    return Column(
        source, SOURCES[source], "kronor", of=lambda one: sums[one.number, source], total=sum,
        link=lambda one: amounts.of("costs", activity=one.code, source=source),
    )  # fmt: skip


def _amounts(place: CostPlace) -> AmountLinks:
    return AmountLinks.own(place.organisation.code, place.shown.agreement.id)


class GrantCosts(NamedTuple):
    """What the costs of one grant come to, in kronor."""

    grant: Grant
    account: str
    """Whose account it is."""
    account_code: str
    received: int
    costs: int
    used: int
    awaiting: int
    own: int


def by_grant(place: CostPlace, grants: Sequence[GrantCosts] | None = None) -> Table:
    """Return what the costs of each grant come to: covered, awaiting payment, and the organisation's own.

    ``grants`` are the :func:`grant_costs`, if they have been worked out already.
    """
    every = grant_costs(place) if grants is None else grants
    columns: tuple[Column[GrantCosts], ...] = (
        Column("grant", headings.FUNDS, of=lambda one: one.grant.name, total=TOTAL),
        Column("area", headings.AREA, of=lambda one: _area(place, one.grant)),
        Column("account", Text("Konto hos", "Account of"), of=lambda one: one.account),
        _grant_column(place, "received", Text("Att använda", "To use"), lambda one: one.received),
        _grant_column(place, "costs", headings.COSTS, lambda one: one.costs),
        _grant_column(place, "used", Text("Täcks av medlen", "Covered"), lambda one: one.used),
        _grant_column(place, "awaiting", headings.AWAITS_PAYMENT, lambda one: one.awaiting),
        _grant_column(place, "own", headings.OWN_COSTS, lambda one: one.own),
    )
    return Table.of(
        [one for one in every if any((one.received, one.costs, one.used, one.awaiting, one.own))],
        columns,
        id="kostnader-per-medel",
        caption=Text("Kostnader per medel", "Costs by grant"),
        note=Text(
            "Kostnader över beloppet är tillåtna, och är organisationens egna. Delbelopp täcker bara sina egna "
            "kostnader.",
            "Costs above the grant are allowed, and are the organisation's own. An earmark covers only its own costs.",
        ),
    )


def _grant_column(place: CostPlace, figure: str, heading: Text, of: Callable[[GrantCosts], int]) -> Column[GrantCosts]:
    amounts, code = _amounts(place), place.organisation.code

    def link(one: GrantCosts) -> str:
        account = one.account_code if one.account_code != code else ""
        return amounts.of(figure, one.grant.id, account=account, bearer=code)

    return Column(figure, heading, "kronor", of=of, total=sum, link=link)


def by_months(place: CostPlace, costs: Sequence[BookedCost]) -> Table:
    """Return costs by month: those by hand on their own days, those of files on their vouchers' days."""
    code = place.organisation.code
    standing = [StandingCost(cost.source, code, cost.day, cost.left, cost.activity.code) for cost in costs if cost.left]
    sums = costs_by_month(place.shown.agreement.id, standing)
    columns: tuple[Column[str], ...] = (
        Column("month", headings.MONTH, "code", of=lambda month: month, total=TOTAL),
        *(_month_column(place, source, sums) for source in SOURCES),
        Column(
            "sum",
            headings.SUM,
            "kronor",
            of=lambda month: sum(sums[month].values()),
            total=sum,
            link=lambda month: _amounts(place).of("costs", month=month, bearer=code),
        ),
    )
    return Table.of(
        sorted(sums), columns, id="kostnader-per-manad", caption=Text("Kostnader per månad", "Costs by month")
    )


def _month_column(place: CostPlace, source: str, sums: Mapping[str, Mapping[str, int]]) -> Column[str]:
    amounts, bearer = _amounts(place), place.organisation.code
    return Column(
        source, SOURCES[source], "kronor", of=lambda month: sums[month].get(source, 0), total=sum,
        link=lambda month: amounts.of("costs", month=month, source=source, bearer=bearer),
    )  # fmt: skip


def each_cost(place: CostPlace, costs: Sequence[BookedCost]) -> Table:
    """Return every booked cost, with what was taken back of it."""
    where = [place.organisation.code, place.shown.agreement.id]

    def link(cost: BookedCost) -> str:
        return reverse("costs:cost", args=[*where, cost.number])

    columns: tuple[Column[BookedCost], ...] = (
        Column("number", headings.NUMBER, "code", of=lambda cost: str(cost.number), total=TOTAL, link=link),
        Column("day", headings.DAY, "date", of=lambda cost: cost.day),
        Column("activity", headings.ACTIVITY, of=lambda cost: f"{cost.activity.number} {cost.activity.name}"),
        Column("text", headings.TEXT, of=lambda cost: cost.text),
        Column("source", headings.SOURCE, of=lambda cost: SOURCES[cost.source]),
        Column("amount", headings.BOOKED, "kronor", of=lambda cost: cost.amount, total=sum, link=link),
        Column(
            "corrected", Text("Rättat", "Corrected"), "kronor", of=lambda cost: cost.corrected, total=sum, link=link
        ),
        Column("left", headings.LEFT, "kronor", of=lambda cost: cost.left, total=sum, link=link),
    )
    return Table.of(costs, columns, id="kostnader", caption=Text("Bokförda kostnader", "Booked costs"))


class TakenInSum(NamedTuple):
    """What was taken in on an activity from a source."""

    source: str
    activity: str
    ore: int


def remainders(place: CostPlace) -> Table:
    """Return, for what is taken in from files, the exact sums, what is booked of them, and the rest."""
    amounts, code = _amounts(place), place.organisation.code
    columns: tuple[Column[TakenInSum], ...] = (
        Column("source", headings.SOURCE, of=lambda one: SOURCES[one.source]),
        Column("activity", headings.ACTIVITY, "code", of=lambda one: one.activity),
        Column("exact", _TAKEN_IN, "number", 2, of=lambda one: Fraction(one.ore, 100)),
        Column(
            "booked", headings.BOOKED, "kronor", of=lambda one: bookable(one.ore),
            link=lambda one: amounts.of("costs", activity=f"{code}-{one.activity}", source=one.source),
        ),
        Column("rest", _REST, "number", 2, of=lambda one: _rest(one.ore)),
    )  # fmt: skip
    return Table.of(
        [
            TakenInSum(source, number, taken.total(int(number)))
            for source, taken in sorted(place.taken_in.items())
            for number in sorted(taken.sums, key=int)
        ],
        columns,
        id="oren",
        caption=Text("Inläst och bokfört", "Taken in and booked"),
        note=ROUNDING,
    )


def _rest(ore: int) -> Fraction:
    """Return what of a sum is not booked, since whole kronor are."""
    return Fraction(ore, 100) - bookable(ore)


def booked_from(costs: Sequence[BookedCost], source: str) -> dict[int, int]:
    """Return what is booked from one source, by activity's number."""
    found: dict[int, int] = defaultdict(int)
    for cost in costs:
        if cost.source == source:
            found[cost.activity.number] += cost.left
    return dict(found)


def grant_costs(place: CostPlace) -> list[GrantCosts]:
    """Return what the costs of each grant that the organisation uses come to."""
    return [costs_of_use(place.moneys[use.recipient], use) for use in place.uses]


def costs_of_use(money: Money, use: UsableGrant) -> GrantCosts:
    """Return what the costs of a grant come to for one who uses it; ``money`` is the account that it stands in."""
    grant = money.balance.grant(use.grant.id)
    share = grant.share(use.holder)
    not_covered = share.costs - share.used
    if use.holder:
        received, awaiting = share.received, min(not_covered, grant.awaiting)
    else:
        others = grant.costs - share.costs
        received = share.received or grant.allotted
        awaiting = min(grant.awaiting, not_covered) if others else grant.awaiting
    giver, own = money.organisation, not_covered - awaiting
    return GrantCosts(use.grant, giver.name, giver.code, received, share.costs, share.used, awaiting, own)


def _grant(place: CostPlace, grant_id: str) -> Grant | None:
    return next((one for one in place.shown.agreement.grants if one.id == grant_id), None)


def _grant_words(place: CostPlace, activity: Activity) -> str:
    grant = _grant(place, activity.grant)
    if grant is None:
        return activity.grant
    earmark = next((said(one.name) for one in grant.earmarks if one.id == activity.earmark), "")
    name = said(grant.name)
    return f"{name}, {said(OF_WHICH)} {earmark[:1].lower()}{earmark[1:]}" if earmark else name


def _area(place: CostPlace, grant: Grant | None) -> Text | None:
    area = grant.area if grant else None
    return next((one.name for one in place.shown.agreement.areas if one.id == area), None)


def activity_name(place: CostPlace, number: int) -> str:
    """Return an activity's number and name."""
    activity = place.activities.get(number)
    return f"{number} {activity.name}" if activity else str(number)


class Coming(NamedTuple):
    """What would be booked on an activity."""

    number: int
    now: int
    """Kronor booked from the same source now."""
    ore: int
    """What has been taken in."""


def coming(place: CostPlace, source: str, comparison: CostComparison, booked: Mapping[int, int]) -> Table:
    """Return what would be booked on each activity, beside what is booked from the same source now."""
    activities, amounts, code = place.activities, _amounts(place), place.organisation.code
    columns: tuple[Column[Coming], ...] = (
        Column("number", headings.NUMBER, "code", of=lambda one: str(one.number), total=TOTAL),
        Column(
            "activity", headings.ACTIVITY,
            of=lambda one: activities[one.number].name if one.number in activities else _NONE,
        ),
        Column(
            "now", Text("Bokfört nu", "Booked now"), "kronor", of=lambda one: one.now, total=sum,
            link=lambda one: amounts.of("costs", activity=f"{code}-{one.number}", source=source),
        ),
        Column("after", _BECOMES, "kronor", of=lambda one: bookable(one.ore), total=sum, made_of=("now", "change")),
        Column(
            "change", headings.DIFFERENCE, "change", of=lambda one: bookable(one.ore) - one.now, total=sum,
            made_of=("after", "-now"),
        ),
        Column("exact", _TAKEN_IN, "number", 2, of=lambda one: Fraction(one.ore, 100), total=sum),
        Column("rest", _REST, "number", 2, of=lambda one: _rest(one.ore), total=sum),
    )  # fmt: skip
    return Table.of(
        [
            Coming(number, booked.get(number, 0), comparison.total(number))
            for number in sorted({*comparison.sums, *booked})
        ],
        columns,
        id="bokfors",
        caption=Text("Vad som kommer att bokföras", "What will be booked"),
        note=ROUNDING,
    )


def differences(place: CostPlace, listed: Sequence[VoucherDifference]) -> Table:
    """Return the vouchers that differ, one by one, in kronor with öre."""
    columns: tuple[Column[tuple[VoucherDifference, int]], ...] = (
        Column("kind", headings.WHAT, of=lambda one: DIFFERENCES[one[0].kind]),
        Column("voucher", Text("Verifikation", "Voucher"), "code", of=lambda one: one[0].name or _NONE),
        Column("day", headings.DAY, "date", of=lambda one: one[0].day),
        Column("text", headings.TEXT, of=lambda one: one[0].text),
        Column("activity", headings.ACTIVITY, of=lambda one: activity_name(place, one[1])),
        Column("before", Text("Förut", "Before"), "number", 2, of=lambda one: _kronor(one[0].before, one[1])),
        Column("after", _BECOMES, "number", 2, of=lambda one: _kronor(one[0].after, one[1])),
        Column(
            "change", headings.DIFFERENCE, "number", 2,
            of=lambda one: _kronor(one[0].after, one[1]) - _kronor(one[0].before, one[1]),
        ),
    )  # fmt: skip
    return Table.of(
        [(one, number) for one in listed for number in sorted({*one.before, *one.after})],
        columns,
        id="skillnader",
        caption=Text("Verifikationer som skiljer", "Vouchers that differ"),
    )


def _kronor(ore: Mapping[int, int], number: int) -> Fraction:
    return Fraction(ore.get(number, 0), 100)


def codes(place: CostPlace, comparison: CostComparison, names: Mapping[int, str]) -> Table:
    """Return the file's codes, which activity each is, and how much of it is booked; nothing is left out in silence."""

    def named(numbers: Sequence[int]) -> str:
        return "; ".join(activity_name(place, number) for number in numbers)

    columns: tuple[Column[CodeSum], ...] = (
        Column("dimension", headings.KIND, of=lambda one: dimension(one.dimension, names.get(one.dimension, ""))),
        Column("code", headings.CODE, "code", of=lambda one: one.code or _NONE),
        Column("name", headings.NAME, of=lambda one: one.name),
        Column("rows", Text("Rader", "Rows"), "number", of=lambda one: one.rows),
        Column("sum", headings.SUM_KRONOR, "number", 2, of=lambda one: Fraction(one.ore, 100)),
        Column("booked", Text("Därav bokförs", "Of it booked"), "number", 2, of=lambda one: Fraction(one.booked, 100)),
        Column("activities", headings.ACTIVITY, of=lambda one: named(one.activities) or NOT_MAPPED),
        Column("conflicts", Text("En senare regel säger", "A later rule says"), of=lambda one: named(one.conflicts)),
    )
    return Table.of(
        comparison.codes,
        columns,
        id="koder",
        caption=Text("Filens koder", "The file's codes"),
        note=Text(
            "En rad med flera koder räknas under var och en av dem. Tillgångar och skulder är inte med i summan.",
            "A row with several codes is counted under each of them. Assets and liabilities are not in the sum.",
        ),
    )


_ACCOUNTS: tuple[Column[AccountSum], ...] = (
    Column("account", headings.ACCOUNT, "code", of=lambda one: one.account or _NONE),
    Column("name", headings.NAME, of=lambda one: one.name),
    Column("kind", Text("Filen säger", "The file says"), of=lambda one: KINDS_OF_ACCOUNTS[one.kind]),
    Column("sum", headings.SUM_KRONOR, "number", 2, of=lambda one: Fraction(one.ore, 100)),
    Column("counts", Text("Räknas", "Counts"), of=lambda one: YES if one.counts else NO),
)


def accounts(comparison: CostComparison) -> Table:
    """Return the accounts that rows with mapped codes stand on, and whether they count."""
    caption = Text("Konton bland de kopplade raderna", "Accounts among the mapped rows")
    return Table.of(comparison.accounts, _ACCOUNTS, id="konton", caption=caption)
