"""The JSON Schema of the format, for editors: completion, field by field, and a red line under what cannot be right.

Generated from the data model to ``docs/agreement.schema.json``. It says what :mod:`structure` accepts; what only the
whole agreement can tell (sums, names that refer to something) is said by the linter. A section that stands in a file of
its own has its schema under ``properties``: ``agreement.schema.json#/properties/grants``.
"""

import json
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from naravard.agreement.atoms import IDENTIFIER, NO, YES
from naravard.agreement.field_words import field_words
from naravard.agreement.files import SECTIONS
from naravard.agreement.labels import LABELS, label
from naravard.agreement.model import Agreement, Text
from naravard.agreement.shapes import Atom, FieldShape, Item, ListOf, OneOf, Shape, TableOf, Words, fields_of, rules
from naravard.agreement.structure import RULE_TAG

Schema = dict[str, Any]

_DIGITS = r"([0-9]{1,3}([ _\u00a0\u2007\u2009\u202f][0-9]{3})+|[0-9]+)"
_KRONOR = rf"^\s*[-\u2212+]?{_DIGITS}[ \u00a0]*([kK][rR]|[kK]ronor|SEK|sek)?\s*$"
_NUMBER = rf"^\s*([0-9]+\s*/\s*[0-9]+|[-\u2212+]?{_DIGITS}([.,][0-9]+)?[ \u00a0]*(%|procent)?)\s*$"


def as_json() -> str:
    """Write the schema as ``docs/agreement.schema.json``."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> Schema:
    """Return the JSON Schema of ``agreement.yaml``."""
    written = schema_of(Agreement, LABELS, title="Naravard: överenskommelse, formatets version 1", elsewhere=SECTIONS)
    written["$defs"] = {"rule": _rule(rules()), **written["$defs"]}
    return written


def schema_of(root: type[Struct], items: Iterable[type], *, title: str, elsewhere: tuple[str, ...] = ()) -> Schema:
    """Return the JSON Schema of a file whose root is an item of this type, and that holds items of the others."""
    held = {item.__name__: _item(item) for item in items if issubclass(item, Struct) and item is not root}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **_item(root, elsewhere=elsewhere),
        "$defs": {"text": _text(), **held},
    }


def _item(item: type[Struct], *, tag: str = "", elsewhere: tuple[str, ...] = ()) -> Schema:
    """Describe an item; ``elsewhere`` are the fields that may stand in files of their own."""
    fields = [field for field in fields_of(item) if not field.filled_by_loader]
    properties = {field.name: {"description": field_words(item, field.name).sv, **_field(field)} for field in fields}
    required = [field.name for field in fields if field.required and field.name not in elsewhere]
    if tag:
        properties = {RULE_TAG: {"const": tag}, **properties}
        required = [RULE_TAG, *required]
    return {
        "type": "object",
        "description": label(item).sv.capitalize(),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _field(field: FieldShape) -> Schema:
    described = _shape(field.shape)
    if isinstance(field.shape, ListOf) and field.required:
        described["anyOf"][0]["minItems"] = 1
    return described


def _shape(shape: Shape) -> Schema:
    if isinstance(shape, ListOf):
        return {"anyOf": [{"type": "array", "items": _shape(shape.item)}, _shape(shape.item)]}
    if isinstance(shape, TableOf):
        return {"type": "object", "additionalProperties": _shape(shape.value)}
    if isinstance(shape, Words):
        return {"$ref": "#/$defs/text"}
    if isinstance(shape, OneOf):
        return {"$ref": "#/$defs/rule"}
    if isinstance(shape, Item):
        return {"$ref": f"#/$defs/{shape.type.__name__}"}
    return _atom(shape)


def _atom(shape: Atom) -> Schema:
    if shape.kind in ("kronor", "whole"):
        least = {} if shape.least is None else {"minimum": shape.least}
        return {"anyOf": [{"type": "integer", **least}, {"type": "string", "pattern": _KRONOR}]}
    if shape.kind == "number":
        return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _NUMBER}]}
    simple: dict[str, Schema] = {
        "text": {"type": ["string", "number", "boolean"]},
        "reference": {"type": ["string", "number"]},
        "identifier": {"type": ["string", "integer"], "pattern": f"^{IDENTIFIER.pattern}$"},
        "day": {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "yes-no": {"anyOf": [{"type": "boolean"}, {"enum": [*YES, *NO]}]},
        "choice": {"enum": list(shape.choices)},
    }
    return simple[shape.kind]


def _rule(shape: OneOf) -> Schema:
    """Describe a rule: its kind decides its fields; one without required fields may be its kind alone."""
    kinds = [_item(item.type, tag=tag) for tag, item in shape.items]
    alone = [tag for tag, item in shape.items if not any(field.required for field in fields_of(item.type))]
    return {"description": "En regel för fördelning", "oneOf": [*kinds, {"enum": alone}]}


def _text() -> Schema:
    described = _item(Text)
    return {"description": "Text på svenska, eller på svenska och engelska", "anyOf": [_atom(Atom("text")), described]}
