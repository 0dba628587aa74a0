"""The API's page of documentation, ``docs/api.md``, made from its own description."""

from collections.abc import Iterator
from typing import Any

from naravard.web.api.api import api

Data = dict[str, Any]

_BEGINNING = """\
# The JSON API

Made from the API's own description, `/api/openapi.json`; do not edit. With the service on your own machine:

    curl http://127.0.0.1:8000/api/agreements
"""


def as_markdown() -> str:
    """Return ``docs/api.md``."""
    document = api.described
    parts = [
        _BEGINNING,
        document["info"]["description"].strip(),
        "",
        "## Operations",
        "",
        "| Address | What it answers |",
        "|---|---|",
        *(f"| [`{path}`](#{_anchor(operation)}) | {operation['summary']} |" for path, operation in operations()),
        "",
        *(line for path, operation in operations() for line in _operation(path, operation)),
        "## Shapes",
        "",
        "Every field is always there; what is not known is `null`.",
        "",
        *(line for name, schema in sorted(document["components"]["schemas"].items()) for line in _shape(name, schema)),
    ]
    return "\n".join(parts).rstrip() + "\n"


def operations() -> Iterator[tuple[str, Data]]:
    """Give every operation with its path, in the order of the description."""
    for path, methods in api.described["paths"].items():
        for operation in methods.values():
            yield path, operation


def _operation(path: str, operation: Data) -> Iterator[str]:
    called = f"`GET {path}`, called `{operation['operationId']}`"
    yield from (f"### {operation['summary']}", "", called, "", operation["description"], "")
    if operation["parameters"]:
        yield from ("| Parameter | In | Type | Meaning |", "|---|---|---|---|")
        for parameter in operation["parameters"]:
            schema = parameter["schema"]
            given = f" Left out: `{_plain(schema['default'])}`." if "default" in schema else ""
            meaning = f"{parameter['description']}{given}"
            yield f"| `{parameter['name']}` | {parameter['in']} | {_kind(schema)} | {_cell(meaning)} |"
        yield ""
    yield (
        "Answers: " + "; ".join(_answer(int(status), answer) for status, answer in operation["responses"].items()) + "."
    )
    yield ""


def _anchor(operation: Data) -> str:
    return "".join(sign for sign in operation["summary"].lower() if sign.isalnum() or sign == " ").replace(" ", "-")


def _answer(status: int, answer: Data) -> str:
    content = answer.get("content", {}).get("application/json")
    return f"{status} {_kind(content['schema'])}" if content else f"{status} {answer['description'].rstrip('.')}"


def _shape(name: str, schema: Data) -> Iterator[str]:
    yield from (f"### {name}", "", schema.get("description", ""), "", "| Field | Type | Meaning |", "|---|---|---|")
    for field, described in schema["properties"].items():
        yield f"| `{field}` | {_kind(described)} | {_cell(described.get('description', ''))} |"
    yield ""


def _kind(schema: Data) -> str:
    """Return what a value is, in a few signs."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(_kind(part) for part in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_kind(schema['additionalProperties'])}"
    if "pattern" in schema:
        return "exact number"
    return str(schema.get("format") or schema.get("type", "any"))


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
