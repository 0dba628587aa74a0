"""What a care provider has computed from its own care records, as values of an indicator; only aggregates come here.

``naravard continuity`` and ``naravard contacts`` write CSV with a row for each group. Rows of the whole, and by region,
municipality and sex, become values; rows of units, lists and other groups are counted and left out. What was hidden to
protect small groups stays hidden, and is told as missing.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from naravard.indicators.model import Sex

Made = Literal["continuity", "contacts"]

COLUMNS = (
    "period", "place", "sex", "value", "numerator", "denominator", "coverage", "method", "source", "missing", "note",
)  # fmt: skip
"""Of a file with values."""
_PLACES = ("municipality", "region")
_KEPT_GROUPS = frozenset({"sex", *_PLACES})
_SEXES: Mapping[str, Sex] = {
    "k": "women", "kvinna": "women", "kvinnor": "women", "f": "women", "female": "women", "women": "women",
    "m": "men", "man": "men", "män": "men", "male": "men", "men": "men",
}  # fmt: skip
_HIDDEN = "Dolt för att skydda små grupper."


class AggregateError(Exception):
    """A row that cannot be a value: its line, its column, and what stands there."""

    def __init__(self, line: int, column: str, found: str) -> None:
        super().__init__(f"{line} {column}: {found}")
        self.line = line
        self.column = column
        self.found = found


class Aggregates(NamedTuple):
    """Values as rows of a file, and how many rows were of other groups."""

    rows: tuple[Mapping[str, str], ...]
    left_out: int


def made_by(columns: Sequence[str]) -> Made | None:
    """Return which command has written a file with these columns; None if neither has."""
    if {"index", "mean", "reference_date", "grouping"} <= set(columns):
        return "continuity"
    return "contacts" if {"measure", "numerator", "share", "date", "grouping"} <= set(columns) else None


def values_of(text: str, *, of: str, place: str, method: str, source: str, places: Iterable[str]) -> Aggregates:
    """Return the values of a file.

    Args:
        text: The file, as the command has written it.
        of: Which index (``coc``) or which share (``population``, ``listed``, ``care-home``) is wanted.
        place: The place of rows that are not by region or municipality.
        method: The id of the indicator's method.
        source: The id of the indicator's source.
        places: The codes that there are.

    Raises:
        AggregateError: A row cannot be a value.
    """
    reader = csv.DictReader(io.StringIO(text))
    made = made_by(reader.fieldnames or ())
    if made is None:
        raise AggregateError(1, ", ".join(reader.fieldnames or ()), "")
    known = frozenset(places)
    rows, left_out, told = [], 0, set()
    for row in reader:
        if (row["index"] if made == "continuity" else row["measure"]) != of:
            told.add(row["index"] if made == "continuity" else row["measure"])
            continue
        if {name for name in row["grouping"].split(",") if name} - _KEPT_GROUPS:
            left_out += 1
            continue
        figures = _index(row) if made == "continuity" else _share(row)
        where, sex = _place(row, place, known, reader.line_num), _sex(row, reader.line_num)
        rows.append({"place": where, "sex": sex, **figures, "method": method, "source": source})
    if not rows and not left_out:
        raise AggregateError(1, "index" if made == "continuity" else "measure", ", ".join(sorted(told)))
    return Aggregates(tuple(rows), left_out)


def as_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """Write rows as a file with values."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _index(row: Mapping[str, str]) -> dict[str, str]:
    if row["hidden"] or not row["mean"]:
        return {"period": row["reference_date"], "missing": _HIDDEN}
    figures = {"period": row["reference_date"], "value": row["mean"], "coverage": row["coverage"]}
    if row["eligible"] and row["listed"]:
        figures["note"] = f"{row['eligible']} av {row['listed']} listade räknades."
    return figures


def _share(row: Mapping[str, str]) -> dict[str, str]:
    if row["hidden"] or not row["share"]:
        return {"period": row["date"], "missing": _HIDDEN}
    return {
        "period": row["date"], "value": row["share"], "numerator": row["numerator"], "denominator": row["denominator"],
    }  # fmt: skip


def _place(row: Mapping[str, str], place: str, known: frozenset[str], line: int) -> str:
    for name in _PLACES:
        if name in row["grouping"].split(","):
            if row[name] not in known:
                raise AggregateError(line, name, row[name])
            return row[name]
    return place


def _sex(row: Mapping[str, str], line: int) -> Sex:
    if "sex" not in row["grouping"].split(","):
        return "all"
    found = _SEXES.get(row["sex"].casefold())
    if found is None:
        raise AggregateError(line, "sex", row["sex"])
    return found
