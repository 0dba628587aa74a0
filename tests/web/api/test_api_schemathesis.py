"""Schemathesis makes requests out of the API's own description, sound and unsound, and holds the answers against it.

The service is asked in process through WSGI. Which requests are made is the same every time.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS
from schemathesis.config import SchemathesisConfig
from schemathesis.pytest.lazy import get_all_tests

from api_client import description
from token_samples import made_token
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
CONFIG: dict[str, Any] = {
    "generation": {"deterministic": True},
    "checks": {
        "negative_data_rejection": {"expected-statuses": [400, 401, 403, 404, 409, 412, 413, 415, 422, 428]},
        "missing_required_header": {"expected-statuses": [400, 401, 403, 404, 409, 412, 422, 428]},
        "positive_data_acceptance": {"expected-statuses": ["2xx", 401, 403, 404, 409, 412, 422]},
    },
}
REAL = {
    "path.organisation_code": "region-09",
    "path.agreement_id": WHOLE,
    "path.duty_id": "interim-report-regions",
    "path.grant": "ambulans",
    "path.code": "09",
    "path.clause": "3.4.1",
    "path.annex": "bilaga-4",
    "path.form_id": "delredovisning-regioner",
}
_numbers = itertools.count(1)


@cache
def handler() -> WSGIHandler:
    """The service, made when it is first asked: with the settings of the tests."""
    return WSGIHandler()


def service(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as the service does, uncompressed. Each request comes from an address of its own: none is a guess."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    number = next(_numbers)
    environ["REMOTE_ADDR"] = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return handler()(environ, start)


def described(**more: Any) -> Any:
    """Return the API as its description tells of it."""
    found = schemathesis.openapi.from_dict(description(), config=SchemathesisConfig.from_dict(CONFIG | more))
    found.app = service
    return found


SOME = settings(
    derandomize=True,
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
ADDRESSES = description()["paths"]
EVERYWHERE = re.compile("")
OPENED_BY_A_KEY = re.compile("^/api/(key|organisations)")
real_places = described(parameters=REAL)
any_places = described()


def operations(schema: Any, addresses: re.Pattern[str]) -> list[Any]:
    """Return the operations at some addresses, each to be a test of its own."""
    every = (found.ok() for found in schema.get_all_operations())
    return [pytest.param(one.path, one.method, id=one.label) for one in every if addresses.match(one.path)]


def ask(schema: Any, path: str, method: str, of: Callable[[Any], None]) -> None:
    """Make requests to an operation, now and not when tests are collected, which each process does; try each."""

    def asked(case: Any) -> None:
        of(case)

    here = schema.include(path=path, method=method.upper())
    (made,) = get_all_tests(schema=here, test_func=asked, settings=SOME, given_kwargs=None)
    _operation, test = made.ok()
    test()


@pytest.fixture(autouse=True)
def _same_connection() -> Iterator[None]:
    """Keep the connection between requests, as Django's own client does: the test is one transaction on it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def key(db: None) -> dict[str, str]:
    """The header with a key that may do all that keys may."""
    return {"Authorization": f"Bearer {made_token().secret}"}


@pytest.mark.parametrize(("path", "method"), operations(real_places, EVERYWHERE))
def test_what_is_asked_of_what_is_there_is_answered_as_described(path: str, method: str, key: dict[str, str]) -> None:
    ask(real_places, path, method, lambda case: case.call_and_validate(headers=key))


@pytest.mark.parametrize(("path", "method"), operations(any_places, OPENED_BY_A_KEY))
def test_what_is_asked_of_any_place_is_answered_as_described(path: str, method: str, key: dict[str, str]) -> None:
    ask(any_places, path, method, lambda case: case.call_and_validate(headers=key))


@pytest.mark.parametrize(("path", "method"), operations(real_places, OPENED_BY_A_KEY))
def test_what_is_asked_without_a_key_is_answered_as_described(path: str, method: str) -> None:
    def refused(case: Any) -> None:
        answer = case.call_and_validate()
        described_here = case.method.lower() in ADDRESSES[case.path]
        assert answer.status_code == (401 if described_here else 405)

    ask(real_places, path, method, refused)


def test_these_checks_are_made() -> None:
    assert {check.__name__ for check in CHECKS.get_all()} >= {
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "response_headers_conformance",
        "negative_data_rejection",
        "missing_required_header",
        "unsupported_method",
        "ignored_auth",
        "use_after_free",
    }
