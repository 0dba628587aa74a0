"""Columns that show what a grant's amounts rest on, read out of the rule as it was carried out: any rule kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from naravard.agreement.model import Agreement, Condition, Increase, Limits, Proportional, Text
from naravard.allocation.model import Worked
from naravard.documents.table import Column, Value
from naravard.web.site.templatetags.naravard import words

_SHARE = Text("Andel", "Share")
_YES = Text("ja", "yes")
_NO = Text("nej", "no")


@dataclass(frozen=True, slots=True)
class WorkingColumn:
    """One column: its heading, a value for each recipient that has one, and the total where it means something."""

    column: Column
    values: Mapping[str, Value]
    total: Value = None


def working_columns(agreement: Agreement, *every: Worked) -> list[WorkingColumn]:
    """Return the columns of one or more rules in reading order, none twice."""
    found: dict[str, WorkingColumn] = {}
    for worked in every:
        for entry in _columns(agreement, worked):
            found.setdefault(entry.column.id, entry)
    shares = [entry for entry in found.values() if entry.column.id.startswith("share-")]
    if len(shares) == 1:
        only = shares[0]
        found[only.column.id] = replace(only, column=replace(only.column, heading=_SHARE))
    return list(found.values())


def _columns(agreement: Agreement, worked: Worked) -> Iterator[WorkingColumn]:
    match worked.rule:
        case Proportional(key=key):
            yield from _shares(key, agreement.key(key).name, worked.own["key_value"], worked.common["key_total"])
        case Increase():
            yield from _increase(agreement, worked)
        case Condition() as condition:
            met = worked.own["met"]
            answers = {code: words(_YES if value else _NO) for code, value in met.items()}
            name = condition.name
            heading = Text(f"Villkor: {name.sv}", f"Condition: {name.in_language('en')}")
            yield WorkingColumn(Column(f"met-{_slug(condition)}", heading), answers)
        case Limits():
            heading = Text("Före gränserna", "Before the limits")
            yield WorkingColumn(Column("before-limits", heading, "fraction", 2), worked.own["inner"])
        case _:
            pass
    for part in worked.parts:
        yield from _columns(agreement, part)


def _shares(key: str, name: Text, values: Mapping[str, Fraction], total: Fraction) -> Iterator[WorkingColumn]:
    yield WorkingColumn(Column(f"key-{key}", name, "number"), values, total)
    share = Text(f"{_SHARE.sv}: {name.sv}", f"{_SHARE.en}: {name.in_language('en')}")
    parts = {code: value / total for code, value in values.items()}
    yield WorkingColumn(Column(f"share-{key}", share, "per cent", 3), parts, Fraction(1))


def _increase(agreement: Agreement, worked: Worked) -> Iterator[WorkingColumn]:
    before, after = worked.keys
    for key, name in ((before, "before"), (after, "after")):
        values = worked.own[name]
        total = sum(values.values(), Fraction(0))
        yield WorkingColumn(Column(f"key-{key}", agreement.key(key).name, "number"), values, total)
    increase = worked.own["increase"]
    total = worked.common["total_increase"]
    ids = f"{before}-{after}"
    yield WorkingColumn(Column(f"increase-{ids}", Text("Ökning", "Increase"), "number"), increase, total)
    parts = {code: value / total for code, value in increase.items()}
    heading = Text("Del av ökningen", "Share of the increase")
    yield WorkingColumn(Column(f"share-{ids}", heading, "per cent", 3), parts, Fraction(1))


def _slug(condition: Condition) -> str:
    """Return a name for the condition's column: its key, or how many do not meet it."""
    return condition.met or f"{len(condition.not_met)}-not"
