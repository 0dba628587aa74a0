"""The result as tables: one for machines with a row a group and index, and one for people for each grouping."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import Any

import pyarrow as pa

from naravard.agreement.model import Text
from naravard.care.continuity.result import ContinuityResult, IndexRow
from naravard.care.continuity.rules import INDEX_NAMES, Rules
from naravard.documents.plain import no_formula
from naravard.documents.table import Column, Table

DECIMALS = 10
UNKNOWN = Text("okänt", "unknown")
_COUNTS = ("listed", "eligible", "visits")
_GROUP_NAMES = {
    "unit": Text("Enhet", "Unit"),
    "region": Text("Region", "Region"),
    "municipality": Text("Kommun", "Municipality"),
    "sex": Text("Kön", "Sex"),
    "age": Text("Ålder", "Age"),
    "profession": Text("Profession", "Profession"),
    "list": Text("Lista", "List"),
    "month": Text("Månad", "Month"),
    "care_home": Text("Särskilt boende", "Care home"),
}
_WHY = {"": Text(""), "small": Text("för få", "too few"), "protects": Text("skyddar andra", "protects others")}

Machine = dict[str, str | int | Decimal | None]


def decimal(value: Fraction, decimals: int = DECIMALS) -> Decimal:
    """Return a fraction with a number of decimals, rounded once, a half to the even digit."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)


def machine_rows(result: ContinuityResult, rules: Rules) -> tuple[list[str], list[Machine]]:
    """Return the columns and rows for machines: the groups, then index, counts and figures."""
    groups = list(dict.fromkeys(name for names in rules.by for name in names))
    rows = [_machine(row, groups) for row in result.rows]
    return [*groups, *_FIGURES], rows


_FIGURES = (
    "index",
    "listed",
    "eligible",
    "coverage",
    "visits",
    "mean",
    "weighted",
    "median",
    "q1",
    "q3",
    "visits_q1",
    "visits_median",
    "visits_q3",
    "standardised",
    "standard_share",
    "reference_date",
    "grouping",
    "hidden",
)


def _machine(row: IndexRow, groups: Sequence[str]) -> Machine:
    values = dict(zip(row.names, row.group, strict=True))
    quartiles = row.quartiles or (None, None, None)
    visits = row.visits_quartiles or (None, None, None)
    figures: dict[str, Fraction | None] = {
        "coverage": row.coverage,
        "mean": row.mean,
        "weighted": row.weighted,
        "median": quartiles[1],
        "q1": quartiles[0],
        "q3": quartiles[2],
        "visits_q1": visits[0],
        "visits_median": visits[1],
        "visits_q3": visits[2],
        "standardised": row.standardised,
        "standard_share": row.standard_share,
    }
    return {
        **{name: values.get(name, "") for name in groups},
        "index": row.index,
        "listed": row.listed,
        "eligible": row.eligible,
        "visits": row.visits,
        **{name: decimal(value) if value is not None else None for name, value in figures.items()},
        "reference_date": row.reference.isoformat(),
        "grouping": ",".join(row.names),
        "hidden": row.hidden,
    }


def csv_text(columns: Sequence[str], rows: Sequence[Machine]) -> str:
    """Return rows as CSV: commas, point decimals, an empty field for what may not be shown."""
    lines = [",".join(columns)]
    lines.extend(",".join(_quoted(row[name]) for name in columns) for row in rows)
    return "\n".join(lines) + "\n"


def _quoted(value: str | int | Decimal | None) -> str:
    if value is None:
        return ""
    written = (
        f"{value:f}" if isinstance(value, Decimal) else no_formula(value) if isinstance(value, str) else str(value)
    )
    if isinstance(value, Decimal) and "." in written:
        written = written.rstrip("0").rstrip(".")
    return '"' + written.replace('"', '""') + '"' if any(sign in written for sign in ',"\n\r') else written


def arrow_table(columns: Sequence[str], rows: Sequence[Machine]) -> pa.Table:
    """Return rows as an Arrow table: counts as whole numbers, figures as exact decimals."""
    words = {"index", "reference_date", "grouping", "hidden"}
    first = columns.index("index")

    def kind(place: int, name: str) -> pa.DataType:
        if place < first or name in words:
            return pa.string()
        return pa.int64() if name in _COUNTS else pa.decimal128(24, DECIMALS)

    return pa.table(
        {name: pa.array([row[name] for row in rows], kind(place, name)) for place, name in enumerate(columns)}
    )


def people_tables(result: ContinuityResult, rules: Rules) -> list[Table]:
    """Return the tables for people, one for each grouping, with the decimals that they can bear."""
    made = []
    for number, names in enumerate(rules.by):
        rows = [row for row in result.rows if row.names == names]
        heads = ", ".join(_group_name(name).sv.lower() for name in names)
        heads_en = ", ".join(_group_name(name).in_language("en").lower() for name in names)
        made.append(
            Table.of(
                rows,
                [
                    *_reference_column(rules),
                    *(group_column(place, name) for place, name in enumerate(names)),
                    *_PEOPLE,
                ],
                id=f"kontinuitet-{number + 1}" if len(rules.by) > 1 else "kontinuitet",
                caption=Text(f"Kontinuitet efter {heads}", f"Continuity by {heads_en}")
                if names
                else Text("Kontinuitet, alla", "Continuity, all"),
                note=Text(
                    f"Grupper med färre än {rules.suppressed_below} patienter visas inte, och inte heller de "
                    f"som skulle "
                    "avslöja dem.",
                    f"Groups with fewer than {rules.suppressed_below} patients are not shown, nor are those that would "
                    "give them away.",
                ),
            )
        )
    return made


def _reference_column(rules: Rules) -> list[Column[IndexRow]]:
    several = len(rules.references) > 1
    return (
        [Column("reference", Text("Mätdag", "Reference date"), "date", of=lambda row: row.reference)] if several else []
    )


def group_column(place: int, name: str) -> Column[Any]:
    """Return the column with what a table is grouped by at a place."""
    return Column(name, _group_name(name), of=lambda row: row.group[place] or UNKNOWN)


def _group_name(name: str) -> Text:
    return _GROUP_NAMES.get(name, Text(name, name))


_PEOPLE: tuple[Column[IndexRow], ...] = (
    Column("index", Text("Kontinuitetsmått", "Continuity measure"), of=lambda row: INDEX_NAMES[row.index]),
    Column("listed", Text("Listade", "Listed"), "number", of=lambda row: row.listed),
    Column("eligible", Text("Räknade patienter", "Patients counted"), "number", of=lambda row: row.eligible),
    Column("coverage", Text("Täckning", "Coverage"), "per cent", 1, of=lambda row: row.coverage),
    Column("visits", Text("Besök", "Visits"), "number", of=lambda row: row.visits),
    Column("mean", Text("Medelvärde", "Mean"), "fraction", 4, of=lambda row: row.mean),
    Column("weighted", Text("Besöksvägt", "Weighted by visits"), "fraction", 4, of=lambda row: row.weighted),
    Column("median", Text("Median", "Median"), "fraction", 4, of=lambda row: row.quartiles and row.quartiles[1]),
    Column("standardised", Text("Standardiserat", "Standardised"), "fraction", 4, of=lambda row: row.standardised),
    Column("hidden", Text("Visas inte", "Not shown"), of=lambda row: _WHY[row.hidden]),
)
