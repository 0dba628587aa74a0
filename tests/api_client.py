"""Asking the API in tests, and holding its answers against its own description."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from naravard.web.api.api import api

Data = dict[str, Any]

AGREEMENTS = "/api/agreements"


def description() -> Data:
    """Return the API's description as it is sent, for each to do with as it likes."""
    return json.loads(_sent())


@cache
def _sent() -> str:
    return json.dumps(api.described)


def operations() -> dict[str, tuple[str, Data]]:
    """Return each operation that is open to everyone with its path, by its id."""
    return {name: (path, said) for name, (_method, path, said) in every_operation().items() if not said["security"]}


def with_key() -> dict[str, tuple[str, str, Data]]:
    """Return each operation that a key opens with its method and path, by its id."""
    return {name: found for name, found in every_operation().items() if found[2]["security"]}


@cache
def every_operation() -> dict[str, tuple[str, str, Data]]:
    """Return each operation with its method and path, by its id."""
    return {
        operation["operationId"]: (method, path, operation)
        for path, methods in description()["paths"].items()
        for method, operation in methods.items()
    }


def ask(reader: Client, address: str, status: int = 200) -> Data:
    """Get an answer, with the status it should have."""
    answer = reader.get(address)
    assert answer.status_code == status, (address, answer.content[:500])
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    return json.loads(answer.content)


def every_item(reader: Client, address: str) -> list[Data]:
    """Return a list's items from all its parts."""
    items: list[Data] = []
    following: str | None = address
    while following:
        found = ask(reader, following)
        items += found["items"]
        following = found["next"]
    assert len(items) == found["count"]
    return items


def shape_faults(operation: Data, status: int, data: object) -> Iterator[str]:
    """Give all that an answer is not, of what the operation says of it; fields that are not told of are faults too."""
    told = operation["responses"].get(str(status))
    if told is None:
        yield f"the status {status} is not told of"
        return
    name = told["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
    for fault in validator(name).iter_errors(data):
        yield f"{fault.json_path}: {fault.message[:300]}"


@cache
def validator(name: str) -> Draft202012Validator:
    """Return what checks a shape by its name."""
    schemas = {each: _strict(schema) for each, schema in description()["components"]["schemas"].items()}
    whole = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
    return Draft202012Validator(whole, format_checker=FormatChecker())


def _strict(schema: Data) -> Data:
    return schema | {"additionalProperties": False}
