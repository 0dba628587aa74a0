"""The agreement as it reads on a day: as it was signed, and as each amendment that holds by then has changed it."""

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from naravard.agreement.model import (
    Agreement,
    Amendment,
    AmendmentChange,
    Area,
    Duty,
    Earmark,
    Grant,
    Period,
    Text,
    Total,
)

ADDED = (
    "areas", "keys", "grants", "mandates", "requirements", "duties", "goals", "papers", "remarks", "left_out",
)  # fmt: skip
"""The sections in which what an amendment adds comes last."""
VALUES = {
    "agreement": ("amount", "ends"),
    "area": ("amount",),
    "grant": ("amount", "rule"),
    "earmark": ("amount", "rule"),
    "duty": ("opens", "due"),
}
"""What a change can give each kind of thing."""

_Item = TypeVar("_Item", Grant, Area, Duty, Earmark)


class ChangedValue(Struct, frozen=True, kw_only=True):
    """One value that a change gives a new value, as it was and as it became."""

    amendment: Amendment
    change: AmendmentChange
    kind: str
    """``agreement``, ``area``, ``grant``, ``earmark`` or ``duty``."""
    item: str
    """The id of what is changed; empty for the agreement."""
    name: Text
    value: str
    """Which value: ``amount``, ``rule``, ``opens``, ``due``, ``ends``."""
    before: Any
    after: Any


def number_in_force(signed: Agreement, day: datetime.date) -> int:
    """Return how many of the agreement's amendments hold on a day."""
    return sum(amendment.from_ <= day for amendment in signed.amendments)


def in_force_on(signed: Agreement, day: datetime.date) -> Agreement:
    """Return the agreement as it reads on a day."""
    return amended(signed, number_in_force(signed, day))


def amended(signed: Agreement, number: int) -> Agreement:
    """Return the agreement as its first amendments, so many, have changed it.

    Raises:
        ValueError: when it is not the agreement as it was signed.
    """
    if signed.holding:
        raise ValueError("the agreement has been amended already; give it as it was signed")
    agreement = signed
    for amendment in signed.amendments[:number]:
        agreement = _with(agreement, amendment)
    return replace(agreement, holding=min(number, len(signed.amendments)))


def changes_of(signed: Agreement, number: int) -> tuple[ChangedValue, ...]:
    """Return every value that the amendment with this number (1 for the first) changes, as it was and as it became."""
    amendment = signed.amendments[number - 1]
    agreement = amended(signed, number - 1)
    found: list[ChangedValue] = []
    for change in amendment.changes:
        before = agreement
        agreement = _with(agreement, replace(amendment, changes=(change,), **dict.fromkeys(ADDED, ())))
        kind, item = change.amends
        found += [
            ChangedValue(
                amendment=amendment,
                change=change,
                kind=kind,
                item=item,
                name=_name(agreement, change),
                value=value,
                before=value_of(before, change, value),
                after=value_of(agreement, change, value),
            )
            for value in VALUES[kind]
            if getattr(change, value) is not None
        ]
    return tuple(found)


def thing_of(agreement: Agreement, change: AmendmentChange) -> Grant | Earmark | Area | Duty | None:
    """Return what a change is about, as the agreement has it; None for the whole agreement and where there is none."""
    if change.duty is not None:
        return _one(agreement.duties, change.duty)
    if change.area is not None:
        return _one(agreement.areas, change.area)
    if change.grant is None:
        return None
    grant = _one(agreement.grants, change.grant)
    return grant if grant is None or change.earmark is None else _one(grant.earmarks, change.earmark)


def value_of(agreement: Agreement, change: AmendmentChange, value: str) -> Any:
    """Return the value that a change is about, as the agreement has it; None if there is no such thing."""
    if change.amends[0] == "agreement":
        return agreement.period.to if value == "ends" else agreement.total.amount
    return getattr(thing_of(agreement, change), value, None)


def _name(agreement: Agreement, change: AmendmentChange) -> Text:
    thing = thing_of(agreement, change)
    return agreement.name if thing is None else thing.name


def _with(agreement: Agreement, amendment: Amendment) -> Agreement:
    """Return the agreement with one more amendment's changes and additions; a change of nothing changes nothing."""
    fields: dict[str, Any] = {name: (*getattr(agreement, name), *getattr(amendment, name)) for name in ADDED}
    fields["clauses"] = (*agreement.clauses, *amendment.clauses)
    for change in amendment.changes:
        if change.duty is not None:
            fields["duties"] = _each(fields["duties"], change.duty, change, opens=change.opens, due=change.due,
                                     after_period=change.after_period, text=change.text)  # fmt: skip
        elif change.area is not None:
            fields["areas"] = _each(fields["areas"], change.area, change, amount=change.amount)
        elif change.grant is not None:
            fields["grants"] = tuple(_grant(grant, change) for grant in fields["grants"])
        else:
            fields |= _whole(fields.get("total", agreement.total), fields.get("period", agreement.period), change)
    changed = {change.grant for change in amendment.changes if change.grant is not None}
    overridden = changed | {one.grant for one in amendment.overrides}
    # A signed annex is in force as long as none of its grants is changed.
    annexes = (one for one in agreement.published if overridden.isdisjoint(column.grant for column in one.columns))
    fields["published"] = (*annexes, *amendment.published)
    fields["overrides"] = (*(one for one in agreement.overrides if one.grant not in changed), *amendment.overrides)
    return replace(agreement, **fields)


def _grant(grant: Grant, change: AmendmentChange) -> Grant:
    if grant.id != change.grant:
        return grant
    if change.earmark is not None:
        earmarks = _each(grant.earmarks, change.earmark, change, amount=change.amount, rule=change.rule)
        return replace(grant, earmarks=earmarks)
    return _each((grant,), grant.id, change, amount=change.amount, rule=change.rule)[0]


def _whole(total: Total, period: Period, change: AmendmentChange) -> Mapping[str, Any]:
    fields: dict[str, Any] = {}
    if change.amount is not None:
        fields["total"] = replace(total, amount=change.amount, clause=change.clause, quotes=change.quotes)
    if change.ends is not None:
        fields["period"] = replace(period, to=change.ends)
    return fields


def _each(items: tuple[_Item, ...], wanted: str, change: AmendmentChange, **values: Any) -> tuple[_Item, ...]:
    """Return the items, the one with this id with the values that the change gives, resting on the change's clause."""
    given: dict[str, Any] = {name: value for name, value in values.items() if value is not None}
    changed = {"clause": change.clause, "quotes": change.quotes, **given}
    return tuple(replace(item, **changed) if item.id == wanted else item for item in items)


def _one(items: tuple[_Item, ...], wanted: str) -> _Item | None:
    return next((item for item in items if item.id == wanted), None)
