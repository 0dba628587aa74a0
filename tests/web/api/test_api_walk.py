"""Every operation of the description, asked with real and with nonsense values: it answers as it says it does."""

import json
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from django.test import Client

from api_client import AGREEMENTS, Data, ask, every_item, operations, shape_faults
from money_samples import ALL_RULES
from placement_steps import looks_fixed
from web_shared import LAROSATEN, LITEN, WHOLE

NONSENSE = [
    "",
    " ",
    "-1",
    "0",
    "1.5",
    "1e999",
    "9" * 5000,
    "finns-inte",
    "åäö ”citat”",
    "\N{PILE OF POO}",
    "\x00",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "null",
    "..",
    "x" * 3000,
]
ZERO_IS_SOUND = {"offset", "earmarks"}
"""The parameters for which one of the values above means something: from the beginning, and no."""
SOME = 3
"""How many of an agreement's own values are tried for each name: the first, the last, one between."""


def real_values(reader: Client, agreement_id: str) -> dict[str, list[str]]:
    """Return values that mean something in an agreement, for every name that a parameter can have."""
    base = f"{AGREEMENTS}/{agreement_id}"
    agreement = ask(reader, base)
    requirements = agreement["requirements"]
    return {
        "agreement_id": [agreement_id],
        "clause": [clause["id"] for clause in agreement["clauses"]],
        "who": [who for entry in requirements for who in entry["who"]] or ["regions"],
        "area": [area["id"] for area in agreement["areas"]],
        "grant": [grant["id"] for grant in agreement["grants"]],
        "earmark": [earmark["id"] for grant in agreement["grants"] for earmark in grant["earmarks"]],
        "code": [item["recipient"]["code"] for item in every_item(reader, f"{base}/recipients?limit=1000")],
        "recipient": [item["recipient"]["code"] for item in ask(reader, f"{base}/allocation")["items"]],
        "form_id": [item["id"] for item in every_item(reader, f"{base}/forms")],
        "annex": [item["id"] for item in every_item(reader, f"{base}/annexes")],
        "county": ["01", "14", "25"],
        "limit": ["1", "1000"],
        "offset": ["0", "7", "1000000"],
        "earmarks": ["true", "false"],
        "version": ["1"],
    }


def chosen(parameter: Data, real: dict[str, list[str]]) -> list[str]:
    """Return some values of a parameter; what the description lists is tried whole."""
    listed = parameter["schema"].get("enum")
    values = list(dict.fromkeys(listed or real[parameter["name"]]))
    return values if listed or len(values) <= SOME else [values[0], values[len(values) // 2], values[-1]]


def addresses(path: str, operation: Data, real: dict[str, list[str]]) -> Iterator[str]:
    """Give the operation's address with real names in its path, bare and with each query parameter on its own."""
    in_path = [parameter for parameter in operation["parameters"] if parameter["in"] == "path"]
    in_query = [parameter for parameter in operation["parameters"] if parameter["in"] == "query"]
    paths = [path]
    for parameter in in_path:
        name = parameter["name"]
        paths = [filled(each, {name: quote(value, safe="")}) for each in paths for value in chosen(parameter, real)]
    yield from paths
    for address in paths[-1:]:
        for parameter in in_query:
            for value in chosen(parameter, real):
                yield f"{address}?{urlencode({parameter['name']: value})}"


@pytest.mark.parametrize("agreement_id", [WHOLE, LAROSATEN, LITEN, ALL_RULES])
@pytest.mark.parametrize("name", operations())
def test_an_operation_answers_real_questions_in_the_shape_it_tells_of(
    reader: Client, every_rule: str, name: str, agreement_id: str
) -> None:
    path, operation = operations()[name]
    looks_fixed(agreement_id)
    real = real_values(reader, agreement_id)
    faults, found = [], 0
    for address in addresses(path, operation, real):
        answer = reader.get(address)
        found += answer.status_code == 200
        faults += [
            (address, fault) for fault in shape_faults(operation, answer.status_code, json.loads(answer.content))
        ]
    assert faults == []
    needs = [real[each["name"]] for each in operation["parameters"] if each["in"] == "path"]
    assert found or not all(needs), "no address gave what the operation is for"


PARAMETERS = [
    (name, parameter["name"])
    for name, (_path, operation) in operations().items()
    for parameter in operation["parameters"]
]


def nonsense(path: str, operation: Data, wanted: str, real: dict[str, list[str]]) -> Iterator[str]:
    """Give the operation's address with nonsense for one parameter, and real values for the others in the path."""
    sound = {
        parameter["name"]: quote((real[parameter["name"]] or ["x"])[0], safe="")
        for parameter in operation["parameters"]
        if parameter["in"] == "path"
    }
    for value in NONSENSE:
        if wanted in sound:
            yield filled(path, sound | {wanted: quote(value, safe="")})
        else:
            yield f"{filled(path, sound)}?{urlencode({wanted: value})}"


NAMED_IN_THE_QUESTION = {("explanation", "earmark")}
"""Operations and their parameters after the question mark that name a thing, so that what is wrong is not found."""
WITHOUT_A_LIST_ABOVE = {("explanation", "code")}
"""Operations and their last places whose address without it is no list."""


def answered(name: str, path: str, wanted: str, address: str) -> int:
    """Return how an address with nonsense for a parameter is answered."""
    if address.endswith("/"):  # nothing at all in the path: redirected to the list above, if there is one
        return 404 if (name, wanted) in WITHOUT_A_LIST_ABOVE else 301
    if f"{{{wanted}}}" in path or (name, wanted) in NAMED_IN_THE_QUESTION:
        return 404
    return 200 if wanted in ZERO_IS_SOUND and address.endswith("=0") else 422


def filled(path: str, values: dict[str, str]) -> str:
    """Put values into an address."""
    for name, value in values.items():
        path = path.replace(f"{{{name}}}", value)
    return path


@pytest.mark.parametrize("agreement_id", [WHOLE, LITEN])
@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_an_operation_answers_nonsense_with_words_and_never_with_a_fault_of_its_own(
    reader: Client, name: str, parameter: str, agreement_id: str
) -> None:
    path, operation = operations()[name]
    wrong = {"responses": dict.fromkeys(("404", "422"), operation["responses"]["422"])}
    for address in nonsense(path, operation, parameter, real_values(reader, agreement_id)):
        answer = reader.get(address)
        assert answer.status_code == answered(name, path, parameter, address), (address, answer.status_code)
        if answer.status_code >= 400:
            data = json.loads(answer.content)
            assert list(shape_faults(wrong, answer.status_code, data)) == []
            assert data["error"]["message"]
            assert data["error"]["way_out"]
            assert len(answer.content) < 1500, "what was asked for is not said again at full length"


@pytest.mark.parametrize("name", operations())
def test_a_parameter_that_an_operation_does_not_have_is_refused(reader: Client, name: str) -> None:
    path, operation = operations()[name]
    real = real_values(reader, WHOLE)
    sound = {each["name"]: quote(real[each["name"]][0]) for each in operation["parameters"] if each["in"] == "path"}
    error = ask(reader, f"{filled(path, sound)}?langauge=en", 422)["error"]
    assert error["id"] == "parameter-unknown"
    assert error["way_out"] == "Menade du language?"
