"""Changes to an agreement in a simulation: where, and to what.

A change is written ``PATH=VALUE``. The path begins with a grant's id and goes on by the names that ``agreement.yaml``
uses; items of a list are named by their id, or by their number from 0:

    ambulans.amount=90 000 000
    ambulans.rule.amount=600000
    nara-vard-kommuner.rule.parts.0.weight=60 %
    karriartjanster.rule={kind: equal}
    nara-vard-regioner.earmarks.fast-lakarkontakt.amount=150000000
    rounding.unit=1000
    keys.population.01=2 500 000

The value is read as it would be read in the agreement's own files.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import fields, replace

from naravard.agreement.model import Agreement, AllocationKey, Rounding, Text
from naravard.allocation.errors import ChangeRefusedError, near, one_of
from naravard.allocation.keys import keys_of_grant

GRANT_FIELDS = ("amount", "rule", "earmarks", "rounding", "recipients", "onward")
AGREEMENT_FIELDS = ("rounding", "keys")
_WORDS = ("id", "name", "clause", "note")
"""Fields that decide no amount."""


class Change(Struct, frozen=True):
    """One change: a path, and a value as written or as a typed value of the agreement's model."""

    path: str
    written: str = ""
    value: Any = UNSET

    def __str__(self) -> str:
        return f"{self.path}={self.text}"

    @property
    def text(self) -> str:
        """The value as it would be written."""
        return self.written if isinstance(self.value, UnsetType) else write_value(self.value)


def parse_change(text: str) -> Change:
    """Read ``PATH=VALUE``.

    >>> parse_change("ambulans.amount = 90 000 000")
    Change(path='ambulans.amount', written='90 000 000', value=UNSET)
    """
    path, sign, value = text.partition("=")
    if not sign or not path.strip() or not value.strip():
        raise ChangeRefusedError(
            where=text or "…",
            what=Text("Ändringen är inte skriven som den ska.", "The change is not written as it should be."),
            found=Text(text or "ingenting", text or "nothing"),
            expected=Text("FÄLT=VÄRDE, till exempel medel.amount=90000000", "FIELD=VALUE, as in grant.amount=90000000"),
            way_out=Text("skriv fältet, ett likhetstecken och värdet", "write the field, an equals sign and the value"),
        )
    return Change(path.strip(), value.strip())


def apply_changes(agreement: Agreement, changes: Iterable[Change | str]) -> Agreement:
    """Return the agreement with the changes made, and its total with them.

    Overrides of a grant that has been changed, or whose key has, do not hold any more and are left out.
    """
    changed = agreement
    for change in changes:
        changed = _apply(changed, parse_change(change) if isinstance(change, str) else change)
    if changed is agreement:
        return agreement
    total = replace(changed.total, amount=sum(grant.amount for grant in changed.grants))
    return replace(changed, total=total, overrides=_still_holding(agreement, changed))


def _apply(agreement: Agreement, change: Change) -> Agreement:
    first, *rest = change.path.split(".")
    ids = [grant.id for grant in agreement.grants]
    if first == "grants" and rest and rest[0] in ids:
        first, *rest = rest
    if first in ids:
        place = ids.index(first)
        grant = _changed(agreement.grants[place], rest, change, GRANT_FIELDS, agreement.rounding)
        grants = (*agreement.grants[:place], grant, *agreement.grants[place + 1 :])
        return replace(agreement, grants=grants)
    if first == "keys":
        return replace(agreement, keys=_with_number(agreement.keys, rest, change))
    if first == "rounding" and not rest:
        return replace(agreement, rounding=_read(change, Agreement, first))
    if first == "rounding":
        return replace(agreement, rounding=_changed(agreement.rounding, rest, change, (), agreement.rounding))
    raise _unknown(change, first, [*ids, *AGREEMENT_FIELDS])


def _changed(item: Struct, path: Sequence[str], change: Change, allowed: Sequence[str], rounding: Rounding) -> Struct:
    """Return the item with the value at the path changed."""
    if not path:
        raise _incomplete(change, _names(item, allowed))
    name, rest = path[0], path[1:]
    names = _names(item, allowed)
    if name not in names:
        raise _unknown(change, name, names, item)
    attribute = _attribute(item, name)
    old = getattr(item, attribute)
    if not rest:
        return replace(item, **{attribute: _read(change, type(item), name)})
    if old is None and name == "rounding":
        old = rounding
    return replace(item, **{attribute: _inside(old, rest, change, rounding, type(item), name)})


def _inside(old: Any, rest: Sequence[str], change: Change, rounding: Rounding, owner: type[Struct], name: str) -> Any:
    """Return a field's value with the value further in changed."""
    if isinstance(old, Struct):
        return _changed(old, rest, change, (), rounding)
    if isinstance(old, tuple):
        place = _place(old, rest[0], change)
        item = _changed(old[place], rest[1:], change, (), rounding)
        return (*old[:place], item, *old[place + 1 :])
    if isinstance(old, dict) and len(rest) == 1:
        return {**old, rest[0]: _read_item(change, owner, name)}
    raise _unknown(change, rest[0], [])


def _place(items: tuple[Any, ...], name: str, change: Change) -> int:
    """Return the number of a list's item, named by its id or its number."""
    ids = [str(getattr(item, "id", number)) for number, item in enumerate(items)]
    if name in ids:
        return ids.index(name)
    if name.isdecimal() and int(name) < len(items):
        return int(name)
    raise _unknown(change, name, ids)


def _with_number(keys: tuple[AllocationKey, ...], path: Sequence[str], change: Change) -> tuple[AllocationKey, ...]:
    """Return the keys with one recipient's number changed: ``keys.KEY.CODE``."""
    ids = [key.id for key in keys]
    if not path or path[0] not in ids:
        raise _unknown(change, path[0] if path else "", ids)
    place = ids.index(path[0])
    key = keys[place]
    codes = list(key.values or ())
    if len(path) != 2 or path[1] not in codes:
        raise _unknown(change, path[1] if len(path) > 1 else "", codes)
    number = _read(change, AllocationKey, "total")
    if number < 0:
        raise ChangeRefusedError(
            where=change.path,
            what=Text("Ett nyckeltal kan inte vara negativt.", "A key's number cannot be negative."),
            found=Text(change.text, change.text),
            expected=Text("noll eller mer", "zero or more"),
            way_out=Text("skriv ett tal som är noll eller större", "write a number that is zero or greater"),
        )
    values = {**(key.values or {}), path[1]: Fraction(number)}
    changed = replace(key, values=values, total=None)
    return (*keys[:place], changed, *keys[place + 1 :])


# --- reading and writing values -----------------------------------------------------------------------------------


def _read(change: Change, owner: type[Struct], name: str) -> Any:
    """Return the change's value, read as the field of the model says."""
    if not isinstance(change.value, UnsetType):
        return change.value
    from naravard.agreement.shapes import field_of

    return _read_shape(change, field_of(owner, name).shape, name)


def _read_item(change: Change, owner: type[Struct], name: str) -> Any:
    """Return the change's value, read as an entry of a table of the model."""
    if not isinstance(change.value, UnsetType):
        return change.value
    from naravard.agreement.shapes import TableOf, field_of

    shape = field_of(owner, name).shape
    return _read_shape(change, shape.value if isinstance(shape, TableOf) else shape, name)


def _read_shape(change: Change, shape: Any, name: str) -> Any:
    from naravard.agreement.written_value import read_written

    written = read_written(change.written, shape, name)
    if written.findings or written.value is None:
        raise _misread(change, written.findings)
    return written.value


def write_value(value: Any) -> str:
    """Write a typed value as it would stand in YAML, on one line.

    >>> from naravard.agreement.model import Proportional
    >>> write_value(Proportional(key="population")), write_value(90000000)
    ('{kind: proportional, key: population}', '90000000')
    """
    if isinstance(value, Text):
        return write_value({"sv": value.sv, "en": value.en} if value.en else value.sv)
    if isinstance(value, Struct):
        return write_value(_as_mapping(value))
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(str(k))}: {write_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(write_value(each) for each in value) + "]"
    return _scalar(str(value)) if isinstance(value, str) else str(value)


def _as_mapping(item: Struct) -> dict[str, Any]:
    """Return the fields that differ from what they are when left out, ``kind`` first."""
    tag = item.__struct_config__.tag
    written: dict[str, Any] = {} if tag is None else {"kind": tag}
    for field in fields(item):
        value = getattr(item, field.name)
        if value != field.default and not (field.default_factory is dict and not value):
            written[field.encode_name] = value
    return written


def _scalar(text: str) -> str:
    """Write a word plainly where YAML reads it as the same word, otherwise between quotation marks."""
    plain = text.replace("-", "").isalnum() and text[:1].isalpha()
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# --- what no longer holds, and what cannot be done ----------------------------------------------------------------


def _still_holding(before: Agreement, after: Agreement) -> tuple[Any, ...]:
    """Return the overrides of grants that the changes do not touch."""
    moved_keys = {old.id for old, new in zip(before.keys, after.keys, strict=True) if old is not new}
    touched = set()
    for old, new in zip(before.grants, after.grants, strict=True):
        rounding_moved = (old.rounding or before.rounding) != (new.rounding or after.rounding)
        if old is not new or rounding_moved or not moved_keys.isdisjoint(keys_of_grant(new)):
            touched.add(new.id)
    return tuple(override for override in after.overrides if override.grant not in touched)


def _names(item: Struct, allowed: Sequence[str]) -> list[str]:
    names = [field.encode_name for field in fields(item)]
    return [name for name in names if (name in allowed if allowed else name not in _WORDS)]


def _attribute(item: Struct, name: str) -> str:
    return next(field.name for field in fields(item) if field.encode_name == name)


def _kind(item: Struct | None) -> str:
    tag = item.__struct_config__.tag if item is not None else None
    return str(tag) if tag is not None else ""


def _unknown(change: Change, name: str, known: Sequence[str], item: Struct | None = None) -> ChangeRefusedError:
    kind = _kind(item)
    of_sv = f" i en regel av slaget {kind}" if kind else ""
    of_en = f" in a rule of the kind {kind}" if kind else ""
    return ChangeRefusedError(
        where=change.path,
        what=Text(f"Det finns inget som heter {name or '…'}{of_sv}.", f"There is nothing called {name or '…'}{of_en}."),
        found=Text(name or "ingenting", name or "nothing"),
        expected=one_of(known),
        way_out=near(name, known),
    )


def _incomplete(change: Change, names: Sequence[str]) -> ChangeRefusedError:
    return ChangeRefusedError(
        where=change.path,
        what=Text("Det framgår inte vad som ska ändras.", "It does not say what is to be changed."),
        found=Text(change.path, change.path),
        expected=Text(f"ett fält till: {', '.join(names)}", f"one more field: {', '.join(names)}"),
        way_out=Text(f"skriv till exempel {change.path}.{names[0]}", f"write for example {change.path}.{names[0]}"),
    )


def _misread(change: Change, findings: Sequence[Any]) -> ChangeRefusedError:
    if not findings:
        return ChangeRefusedError(
            where=change.path,
            what=Text("Värdet går inte att läsa.", "The value cannot be read."),
            found=Text(change.text, change.text),
            expected=Text("ett värde som i agreement.yaml", "a value as in agreement.yaml"),
            way_out=Text("skriv värdet som i agreement.yaml", "write the value as in agreement.yaml"),
        )
    first = findings[0]
    return ChangeRefusedError(
        where=change.path, what=first.what, found=first.found, expected=first.expected, way_out=first.way_out
    )
