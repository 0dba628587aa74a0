"""The tables of a file with costs: what would be booked, which vouchers differ, its codes and its accounts."""

from collections.abc import Sequence
from fractions import Fraction

from naravard.agreement.model import Text
from naravard.documents.table import Column, Row, Table
from naravard.exchange.costs import Comparison, Difference
from naravard.exchange.costs.amounts import bookable
from naravard.web.costs.places import CostPlace
from naravard.web.costs.tables import ACTIVITY, NUMBER, activity_name, total_row
from naravard.web.costs.words import DIFFERENCES, KINDS_OF_ACCOUNTS, NO, NOT_MAPPED, ROUNDING, YES, dimension, said


def coming(place: CostPlace, comparison: Comparison, booked: dict[int, int]) -> Table:
    """Return what would be booked on each activity, beside what is booked from the same source now."""
    rows: list[Row] = []
    for number in sorted({*comparison.sums, *booked}):
        ore, now = comparison.total(number), booked.get(number, 0)
        activity = place.activities.get(number)
        rows.append(
            (
                str(number),
                activity.name if activity else "–",
                now,
                bookable(ore),
                bookable(ore) - now,
                Fraction(ore, 100),
                Fraction(ore, 100) - bookable(ore),
            )
        )
    return Table(
        id="bokfors",
        caption=Text("Vad som kommer att bokföras", "What will be booked"),
        columns=(
            NUMBER,
            ACTIVITY,
            Column("now", Text("Bokfört nu", "Booked now"), "kronor"),
            Column("after", Text("Blir", "Becomes"), "kronor"),
            Column("change", Text("Skillnad", "Difference"), "change"),
            Column("exact", Text("Inläst, kronor", "Taken in, kronor"), "number", decimals=2),
            Column("rest", Text("Rest, kronor", "Rest, kronor"), "number", decimals=2),
        ),
        rows=tuple(rows),
        total=total_row(rows, first_figure=2) if rows else None,
        note=ROUNDING,
    )


def differences(place: CostPlace, listed: Sequence[Difference]) -> Table:
    """Return the vouchers that differ, one by one, in kronor with öre."""
    rows: list[Row] = []
    for one in listed:
        for number in sorted({*one.before, *one.after}):
            before, after = (Fraction(part.get(number, 0), 100) for part in (one.before, one.after))
            rows.append(
                (
                    said(DIFFERENCES[one.kind]),
                    one.name or "–",
                    one.day,
                    one.text,
                    activity_name(place, number),
                    before,
                    after,
                    after - before,
                )
            )
    return Table(
        id="skillnader",
        caption=Text("Verifikationer som skiljer", "Vouchers that differ"),
        columns=(
            Column("kind", Text("Vad", "What")),
            Column("voucher", Text("Verifikation", "Voucher"), "code"),
            Column("day", Text("Dag", "Day"), "date"),
            Column("text", Text("Text", "Text")),
            ACTIVITY,
            Column("before", Text("Förut", "Before"), "number", decimals=2),
            Column("after", Text("Blir", "Becomes"), "number", decimals=2),
            Column("change", Text("Skillnad", "Difference"), "number", decimals=2),
        ),
        rows=tuple(rows),
    )


def codes(place: CostPlace, comparison: Comparison, names: dict[int, str]) -> Table:
    """Return the file's codes, which activity each is, and how much of it is booked; nothing is left out in silence."""
    rows: list[Row] = [
        (
            said(dimension(one.dimension, names.get(one.dimension, ""))),
            one.code or "–",
            one.name,
            one.rows,
            Fraction(one.ore, 100),
            Fraction(one.booked, 100),
            "; ".join(activity_name(place, number) for number in one.activities) or said(NOT_MAPPED),
            "; ".join(activity_name(place, number) for number in one.conflicts),
        )
        for one in comparison.codes
    ]
    return Table(
        id="koder",
        caption=Text("Filens koder", "The file's codes"),
        columns=(
            Column("dimension", Text("Slag", "Kind")),
            Column("code", Text("Kod", "Code"), "code"),
            Column("name", Text("Namn", "Name")),
            Column("rows", Text("Rader", "Rows"), "number"),
            Column("sum", Text("Summa, kronor", "Sum, kronor"), "number", decimals=2),
            Column("booked", Text("Därav bokförs", "Of it booked"), "number", decimals=2),
            Column("activities", Text("Aktivitet", "Activity")),
            Column("conflicts", Text("En senare regel säger", "A later rule says")),
        ),
        rows=tuple(rows),
        note=Text(
            "En rad med flera koder räknas under var och en av dem. Tillgångar och skulder är inte med i summan.",
            "A row with several codes is counted under each of them. Assets and liabilities are not in the sum.",
        ),
    )


def accounts(comparison: Comparison) -> Table:
    """Return the accounts that rows with mapped codes stand on, and whether they count."""
    rows: list[Row] = [
        (
            one.account or "–",
            one.name,
            said(KINDS_OF_ACCOUNTS[one.kind]),
            Fraction(one.ore, 100),
            said(YES if one.counts else NO),
        )
        for one in comparison.accounts
    ]
    return Table(
        id="konton",
        caption=Text("Konton bland de kopplade raderna", "Accounts among the mapped rows"),
        columns=(
            Column("account", Text("Konto", "Account"), "code"),
            Column("name", Text("Namn", "Name")),
            Column("kind", Text("Filen säger", "The file says")),
            Column("sum", Text("Summa, kronor", "Sum, kronor"), "number", decimals=2),
            Column("counts", Text("Räknas", "Counts")),
        ),
        rows=tuple(rows),
    )
