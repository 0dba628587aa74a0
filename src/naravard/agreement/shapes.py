"""The format's shape, read from the data model: what may stand where, in a form that is easy to walk.

One description serves three readers: :mod:`structure` turns YAML into values by it, :mod:`schema` writes the JSON
Schema from it, and the format's documentation takes its tables from it. So they cannot say different things.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

import msgspec
import msgspec.inspect as kinds

from naravard.agreement.model import Rule, Text

AtomKind = Literal["text", "identifier", "reference", "kronor", "whole", "number", "day", "yes-no", "choice"]


@dataclass(frozen=True, slots=True)
class Atom:
    """A single value."""

    kind: AtomKind
    refers_to: str = ""
    choices: tuple[str, ...] = ()
    least: int | None = None


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one shape."""

    item: "Shape"


@dataclass(frozen=True, slots=True)
class TableOf:
    """Values by recipient code."""

    value: "Shape"


@dataclass(frozen=True, slots=True)
class Item:
    """A mapping with named fields, which becomes a value of ``type``; see :func:`fields_of`."""

    type: type[msgspec.Struct]


@dataclass(frozen=True, slots=True)
class OneOf:
    """Items that say which they are in the field ``kind``."""

    items: tuple[tuple[str, Item], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A text in Swedish, or a mapping with ``sv`` and ``en``."""


Shape = Atom | ListOf | TableOf | Item | OneOf | Words


@dataclass(frozen=True, slots=True)
class FieldShape:
    """A field of an item: its name in YAML, in Python, and what it may hold."""

    name: str
    attribute: str
    shape: Shape
    required: bool
    description: str
    filled_by_loader: bool


@cache
def fields_of(item: type[msgspec.Struct]) -> tuple[FieldShape, ...]:
    """Return the fields of an item in the model's order."""
    info = kinds.type_info(item)
    if not isinstance(info, kinds.StructType):
        raise TypeError(f"{item} is no Struct")
    return tuple(_field(field) for field in info.fields)


def field_of(item: type[msgspec.Struct], name: str) -> FieldShape:
    """Return one field by its name in YAML; ``KeyError`` when there is none."""
    for field in fields_of(item):
        if field.name == name:
            return field
    raise KeyError(name)


@cache
def rules() -> OneOf:
    """Return the shape of an allocation rule."""
    return OneOf(tuple((str(kind.__struct_config__.tag), Item(kind)) for kind in get_args(Rule)))


def _field(field: kinds.Field) -> FieldShape:
    described: Any = field.type
    extra: dict[str, Any] = {}
    description = ""
    while isinstance(described, kinds.Metadata):
        description = description or str((described.extra_json_schema or {}).get("description", ""))
        extra = {**(described.extra or {}), **extra}
        described = described.type
    inner, inner_description = _without_none(described)
    return FieldShape(
        name=field.encode_name,
        attribute=field.name,
        shape=_shape(inner, extra),
        required=field.required,
        description=description or inner_description,
        filled_by_loader=extra.get("filled_by") == "loader",
    )


def _without_none(described: Any) -> tuple[Any, str]:
    """Take ``| None`` away: a field that may be left out."""
    if isinstance(described, kinds.UnionType):
        rest = [option for option in described.types if not isinstance(option, kinds.NoneType)]
        if len(rest) == 1:
            inner = rest[0]
            json_schema = inner.extra_json_schema if isinstance(inner, kinds.Metadata) else None
            return inner, str((json_schema or {}).get("description", ""))
    return described, ""


def _shape(described: Any, extra: dict[str, Any]) -> Shape:
    if isinstance(described, kinds.Metadata):
        return _shape(described.type, {**(described.extra or {}), **extra})
    if isinstance(described, kinds.VarTupleType):
        return ListOf(_shape(described.item_type, {}))
    if isinstance(described, kinds.DictType):
        return TableOf(_shape(described.value_type, {}))
    if isinstance(described, kinds.StructType):
        return _struct(described.cls)
    if isinstance(described, kinds.UnionType):
        return rules()
    return _atom(described, extra)


def _struct(cls: type[msgspec.Struct]) -> Shape:
    return Words() if cls is Text else Item(cls)


def _atom(described: Any, extra: dict[str, Any]) -> Atom:
    if isinstance(described, kinds.StrType):
        if "refers_to" in extra:
            return Atom("reference", refers_to=str(extra["refers_to"]))
        return Atom("identifier" if extra.get("holds") == "identifier" else "text")
    if isinstance(described, kinds.IntType):
        return Atom("kronor" if extra.get("holds") == "kronor" else "whole", least=described.ge)
    if isinstance(described, kinds.LiteralType):
        return Atom("choice", choices=tuple(str(value) for value in described.values))
    simple: dict[type, AtomKind] = {kinds.BoolType: "yes-no", kinds.DateType: "day", kinds.CustomType: "number"}
    return Atom(simple[type(described)])
