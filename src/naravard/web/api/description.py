"""What the OpenAPI says of answers, made from the same structs that the answers are.

An operation says what it answers with ``openapi_extra=answers(Page[Duty])``, one that a key opens with
:func:`with_key`, one that changes something with :func:`changing`; ninja is given no response model of its
own, since it would check every amount again on its way out (some 70 ms for a page of a thousand). That answers are
what is said here is what the tests hold.
"""

import re
from fractions import Fraction
from http.client import responses
from typing import Any

import msgspec

from naravard.web.api.encoding import StructRenderer
from naravard.web.api.errors import ErrorAnswer

Data = dict[str, Any]

EXACT = {
    "type": "string",
    "pattern": r"^-?\d+(/[1-9]\d*)?$",
    "description": 'An exact number: a fraction in lowest terms ("15243/2610775"), or a whole number ("3").',
}
"""How a fraction is described."""

_INSTEAD = {
    ("Text",): "A text of the agreement in Swedish, with English when there is one.",
    ("MixPart", "weight"): "A part of 1; the weights of a mix add up to 1.",
    ("Target", "value"): "The level: a share is a part of 1.",
}
"""What is said otherwise than to those who write an agreement, by shape and field."""
_PAGE_NAME = re.compile(r"\bPage[_\[](\w+?)[_\]]$")
_ALWAYS = (422,)

_described: dict[Any, None] = {ErrorAnswer: None}
_sent: dict[Any, None] = {}
_TEXT: Data = {"type": "string"}
_HEADERS: dict[int, dict[str, Data]] = {
    401: {"WWW-Authenticate": {"description": "How a key is sent.", "required": True, "schema": _TEXT}},
    429: {
        "Retry-After": {
            "description": "How many seconds to wait.", "required": True, "schema": {"type": "integer", "minimum": 1}
        }
    },
}  # fmt: skip
"""What comes beside a fault."""
_ETAG = {"ETag": {"description": "The version, for If-Match.", "required": True, "schema": _TEXT}}
_REPLAYED = {
    "Idempotency-Replayed": {
        "description": "Whether the act was done before, by a request with the same Idempotency-Key.",
        "required": True,
        "schema": {"type": "string", "enum": ["true", "false"]},
    }
}
_IF_MATCH: Data = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag of the answer that it was made for. When there is a newer version, the answer is 412.",
    "schema": {"type": "string", "pattern": '^(W/)?"[0-9]{1,9}[.][0-9a-f]{16}"$'},
}
_IDEMPOTENCY_KEY: Data = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "A new random text for each act. The same key with the same request gives the same answer again.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[!-~]{1,128}$"},
}


def answers(shape: Any, *faults: int) -> Data:
    """Return what an operation answers, for ninja's ``openapi_extra``: its shape, and the faults it may tell of."""
    _described[shape] = None
    found: dict[int, Data] = {200: _response("The answer.", shape)}
    if 304 in faults:
        found[304] = {"description": "Not changed since the answer whose ETag came in If-None-Match."}
    for status in sorted({*faults, *_ALWAYS} - {304}):
        found[status] = _response(responses[status], ErrorAnswer, _HEADERS.get(status))
    return {"responses": found}


def with_key(shape: Any, *faults: int, is_versioned: bool = False) -> Data:
    """Return as :func:`answers` for an operation that a key opens."""
    found = answers(shape, 401, 403, 429, *faults)
    if is_versioned:
        found["responses"][200]["headers"] = _ETAG
    return found


def changing(shape: Any, sent: Any, stale: Any, *faults: int, is_act: bool = False) -> Data:
    """Return as :func:`with_key` for an operation that changes something, with what is sent to it.

    A change says which version it is made for; an act may, and brings an ``Idempotency-Key``. ``stale`` is the answer
    when there is a newer version.
    """
    _sent[sent] = None
    _described[stale] = None
    found = with_key(shape, 400, 404, 413, 415, *faults, is_versioned=True)
    found["responses"][412] = _response(responses[412], stale, _ETAG)
    found["responses"] = dict(sorted(found["responses"].items()))
    if is_act:
        found["responses"][200]["headers"] = _ETAG | _REPLAYED
    found["parameters"] = [_IF_MATCH, _IDEMPOTENCY_KEY] if is_act else [_IF_MATCH | {"required": True}]
    found["requestBody"] = {
        "required": True,
        "content": {StructRenderer.media_type: {"schema": _reference(sent)}},
    }
    return found


def components() -> Data:
    """Return the shapes that the answers are made of, by name."""
    _, found = msgspec.json.schema_components(
        tuple(_described), schema_hook=_exact, ref_template="#/components/schemas/{name}"
    )
    named = {_PAGE_NAME.sub(r"\1Page", name): _as_answered(shape) for name, shape in found.items()}
    for (name, *field), words in _INSTEAD.items():
        shape = named[name]["properties"][field[0]] if field else named[name]
        shape["description"] = words
    return named | _sent_components()


def _sent_components() -> Data:
    """Return the shapes of what is sent: only what they have may come, and what may be missing is left out."""
    _, found = msgspec.json.schema_components(tuple(_sent), ref_template="#/components/schemas/{name}")
    return {name: _said(shape) for name, shape in found.items()}


def _said(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_said(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {name: _words(part) if name == "description" else _said(part) for name, part in schema.items()}


def tidied(document: Data) -> Data:
    """Return the OpenAPI document with the answers' shapes, and without what no one needs to read.

    A parameter that may be left out is not one that may be null, and ninja's own schemas of parameters are told
    parameter by parameter already.
    """
    for path in document["paths"].values():
        for operation in path.values():
            operation.setdefault("security", [])  # said outright: open to everyone
            for parameter in operation["parameters"]:
                parameter["schema"] = _without_null(parameter["schema"])
    schemas = document["components"]["schemas"] | components()
    whole = str([document["paths"], schemas])
    kept = {name: schema for name, schema in schemas.items() if f"'#/components/schemas/{name}'" in whole}
    document["components"]["schemas"] = kept
    return document


def _without_null(schema: Data) -> Data:
    kinds = [kind for kind in schema.get("anyOf", ()) if kind.get("type") != "null"]
    rest = {name: part for name, part in schema.items() if name not in {"anyOf", "title", "description"}}
    return rest | kinds[0] if len(kinds) == 1 else rest | ({"anyOf": kinds} if kinds else {})


def _response(words: str, shape: Any, headers: Data | None = None) -> Data:
    found: Data = {"description": words, "content": {StructRenderer.media_type: {"schema": _reference(shape)}}}
    return found | ({"headers": headers} if headers else {})


def _reference(shape: Any) -> Data:
    (found,), _ = msgspec.json.schema_components(
        (shape,), schema_hook=_exact, ref_template="#/components/schemas/{name}"
    )
    return {"$ref": _PAGE_NAME.sub(r"\1Page", found["$ref"])}


def _exact(kind: type) -> Data:
    if kind is Fraction:
        return dict(EXACT)
    message = f"{kind.__name__} is not described"
    raise NotImplementedError(message)


def _as_answered(schema: Any) -> Any:
    """Describe what is written, where msgspec describes what may be read: every field is there, and more may come."""
    if isinstance(schema, list):
        return [_as_answered(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: _as_answered(part) for name, part in schema.items() if name not in {"default", "required"}}
    found = {name: _words(part) if name in {"description", "title", "$ref"} else part for name, part in found.items()}
    if isinstance(properties := schema.get("properties"), dict):
        found["properties"] = {name: _as_answered(part) for name, part in properties.items()}
        found["required"] = list(properties)
        found.pop("additionalProperties", None)
    return found


def _words(text: Any) -> Any:
    """Write docstrings' double back-ticks as Markdown has them, and a page's name as the components have it."""
    return _PAGE_NAME.sub(r"\1Page", text.replace("``", "`")) if isinstance(text, str) else text
