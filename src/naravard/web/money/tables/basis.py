"""Columns that show what a grant's amounts rest on, read out of the rule as it was carried out: any rule kind."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from naravard.agreement.model import Agreement, Condition, Increase, Limits, Proportional, Text
from naravard.allocation.model import Cell, Worked
from naravard.documents import headings
from naravard.documents.table import Column, Kind, Value, yes_or_no

_SHARE = Text("Andel", "Share")


def working_columns(agreement: Agreement, *every: Worked) -> list[Column[Cell]]:
    """Return the columns of one or more rules in reading order, none twice."""
    found: dict[str, Column[Cell]] = {}
    for worked in every:
        for column in _columns(agreement, worked):
            found.setdefault(column.id, column)
    shares = [column for column in found.values() if column.id.startswith("share-")]
    if len(shares) == 1:
        found[shares[0].id] = replace(shares[0], heading=_SHARE)
    return list(found.values())


def _column(
    name: str,
    heading: Text,
    values: Mapping[str, Value],
    kind: Kind = "text",
    decimals: int | None = None,
    *,
    total: Fraction | None = None,
) -> Column[Cell]:
    """Return a column of the values by the recipients' codes, with the rule's own total if it has one."""
    return Column(
        name, heading, kind, decimals,
        of=lambda cell: values.get(cell.recipient.code), total=(lambda _values: total) if total is not None else None,
    )  # fmt: skip


def _columns(agreement: Agreement, worked: Worked) -> Iterator[Column[Cell]]:
    match worked.rule:
        case Proportional(key=key):
            yield from _shares(key, agreement.key(key).name, worked.own["key_value"], worked.common["key_total"])
        case Increase():
            yield from _increase(agreement, worked)
        case Condition() as condition:
            met = worked.own["met"]
            answers: dict[str, Value] = {code: yes_or_no(answer=bool(value)) for code, value in met.items()}
            name = condition.name
            heading = Text(f"Villkor: {name.sv}", f"Condition: {name.in_language('en')}")
            yield _column(f"met-{_slug(condition)}", heading, answers)
        case Limits():
            heading = Text("Före gränserna", "Before the limits")
            yield _column("before-limits", heading, worked.own["inner"], "fraction", 2)
        case _:
            pass
    for part in worked.parts:
        yield from _columns(agreement, part)


def _shares(key: str, name: Text, values: Mapping[str, Fraction], total: Fraction) -> Iterator[Column[Cell]]:
    yield _column(f"key-{key}", name, values, "number", total=total)
    share = Text(f"{_SHARE.sv}: {name.sv}", f"{_SHARE.en}: {name.in_language('en')}")
    parts = {code: value / total for code, value in values.items()}
    yield _column(f"share-{key}", share, parts, "per cent", 3, total=Fraction(1))


def _increase(agreement: Agreement, worked: Worked) -> Iterator[Column[Cell]]:
    before, after = worked.keys
    for key, name in ((before, "before"), (after, "after")):
        values = worked.own[name]
        total = sum(values.values(), Fraction(0))
        yield _column(f"key-{key}", agreement.key(key).name, values, "number", total=total)
    increase = worked.own["increase"]
    total = worked.common["total_increase"]
    ids = f"{before}-{after}"
    yield _column(f"increase-{ids}", headings.INCREASE, increase, "number", total=total)
    parts = {code: value / total for code, value in increase.items()}
    heading = Text("Del av ökningen", "Share of the increase")
    yield _column(f"share-{ids}", heading, parts, "per cent", 3, total=Fraction(1))


def _slug(condition: Condition) -> str:
    """Return a name for the condition's column: its key, or how many do not meet it."""
    return condition.met or f"{len(condition.not_met)}-not"
