"""The API's page of documentation, ``docs/api.md``, made from its own description."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from naravard.web.api.api import api
from naravard.web.api.description import EXACT

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
        "| Method | Address | What it answers | Key |",
        "|---|---|---|---|",
        *(_row(operation) for operation in operations()),
        "",
        *(line for operation in operations() for line in _operation(operation)),
        "## Shapes",
        "",
        "Every field of an answer is always there; what is not known is `null`. What is sent may lack the fields",
        "that are not marked as required.",
        "",
        *(line for name, schema in sorted(document["components"]["schemas"].items()) for line in _shape(name, schema)),
    ]
    return "\n".join(parts).rstrip() + "\n"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the description."""

    method: str
    path: str
    said: Data
    """What the description says of it."""

    @property
    def needs_key(self) -> bool:
        """Whether a key opens it."""
        return bool(self.said["security"])


def operations() -> Iterator[Operation]:
    """Give every operation, in the order of the description."""
    for path, methods in api.described["paths"].items():
        for method, said in methods.items():
            yield Operation(method.upper(), path, said)


def _row(each: Operation) -> str:
    link = f"[`{each.path}`](#{_anchor(each.said)})"
    return f"| {each.method} | {link} | {each.said['summary']} | {'yes' if each.needs_key else ''} |"


def _operation(each: Operation) -> Iterator[str]:
    operation = each.said
    key = " Needs a key." if each.needs_key else ""
    called = f"`{each.method} {each.path}`, called `{operation['operationId']}`.{key}"
    yield from (f"### {operation['summary']}", "", called, "", operation["description"], "")
    if operation["parameters"]:
        yield from ("| Parameter | In | Type | Meaning |", "|---|---|---|---|")
        for parameter in operation["parameters"]:
            schema = parameter["schema"]
            given = f" Left out: `{_plain(schema['default'])}`." if "default" in schema else ""
            meaning = f"{parameter['description']}{given}"
            yield f"| `{parameter['name']}` | {parameter['in']} | {_kind(schema)} | {_cell(meaning)} |"
        yield ""
    if "requestBody" in operation:
        sent = operation["requestBody"]["content"]["application/json"]["schema"]
        yield from (f"What is sent: {_kind(sent)}, as `application/json`.", "")
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
    is_sent = schema.get("additionalProperties") is False
    for field, described in schema["properties"].items():
        required = " Required." if is_sent and field in schema.get("required", ()) else ""
        yield f"| `{field}` | {_kind(described)} | {_cell(described.get('description', '') + required)} |"
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
    if schema.get("pattern") == EXACT["pattern"]:
        return "exact number"
    return str(schema.get("format") or schema.get("type", "any"))


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
