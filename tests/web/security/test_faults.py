"""When something breaks inside, a calm page comes out, and nothing of the inside with it."""

import logging
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as ours
from django.db import OperationalError, connection
from django.test import Client
from walking import addresses

from naravard.web.history.models import Event
from people_samples import member
from token_samples import made_token

INSIDE = "no such table: hemlig_tabell at /srv/naravard/hemligt.sqlite3"
TOLD = ("Traceback", "hemlig_tabell", "/srv/naravard", "OperationalError", "RuntimeError", "site-packages")


def breaking(error: type[Exception]) -> Callable[..., Any]:
    """Refuse every question with an error of its own: one raised again would carry the trace of all before it."""

    def refuse(*_args: object) -> None:
        raise error(INSIDE)

    return refuse


def read(answer: Any) -> str:
    return b"".join(answer).decode(errors="replace")


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError, RuntimeError], ids=["database", "anything"])
def test_a_fault_on_any_address_tells_nothing_of_the_inside(
    error: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(member("region-09", "administrator").accounts.get())
    faults = 0
    with connection.execute_wrapper(breaking(error)):
        for address in addresses():
            answer = client.get(address)
            said = read(answer) + str(answer.headers)
            assert [word for word in TOLD if word in said] == [], address
            faults += answer.status_code >= 500
    assert faults > 50
    assert any(record.levelno >= logging.ERROR and record.exc_info for record in caplog.records)


@pytest.mark.django_db
def test_a_fault_in_the_api_has_the_shape_of_every_error() -> None:
    secret = made_token().secret
    with connection.execute_wrapper(breaking(OperationalError)):
        answer = Client(raise_request_exception=False).get("/api/key", headers={"authorization": f"Bearer {secret}"})
    assert answer.status_code == 500
    assert answer.json()["error"]["id"] == "internal"


@pytest.mark.django_db
def test_a_fault_in_the_middle_of_an_act_leaves_nothing_done() -> None:
    """Fail closed: the history cannot be written, so the act is not done."""
    client = Client(raise_request_exception=False)
    client.force_login(member("region-09", "administrator").accounts.get())
    before = Event.objects.count()

    def refuse_events(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        if "history_event" in sql and sql.startswith("INSERT"):
            raise OperationalError(INSIDE)
        return execute(sql, params, many, context)

    form = {"name": "Nyckel", "scopes": "read", "to_day": "2027-01-01"}
    with connection.execute_wrapper(refuse_events):
        answer = client.post("/organisation/region-09/nycklar/", form)
    assert answer.status_code == 500
    assert Event.objects.count() == before
    assert "Nyckel" not in client.get("/organisation/region-09/nycklar/").content.decode()


def test_technical_pages_are_off() -> None:
    assert ours.DEBUG is False
    assert ours.DEBUG_PROPAGATE_EXCEPTIONS is False


@pytest.mark.django_db
def test_a_database_that_others_hold_is_told_of_as_that_and_nothing_is_done() -> None:
    """One who holds the right to write is waited for a while, and then the page says so: 503, and when to come back."""
    client = Client(raise_request_exception=False)
    client.force_login(member("region-09", "administrator").accounts.get())
    secret = made_token().secret
    busy = OperationalError("held")
    busy.__cause__ = _of_the_driver()

    def held(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        if sql.startswith(("INSERT", "UPDATE")):
            raise busy
        return execute(sql, params, many, context)

    form = {"name": "Nyckel", "scopes": "read", "to_day": "2027-01-01"}
    with connection.execute_wrapper(held):
        answer = client.post("/organisation/region-09/nycklar/", form)
        told = client.get("/api/key", headers={"authorization": f"Bearer {secret}"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Det du skickade är inte gjort" in answer.content.decode()
    assert (told.status_code, told.json()["error"]["id"]) == (503, "busy")
    assert "Nyckel" not in client.get("/organisation/region-09/nycklar/").content.decode()


def _of_the_driver() -> Exception:
    """Return what the database's own driver says of a lock that was not had in time."""
    if connection.vendor == "sqlite":
        error: Any = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = 5
        return error
    from psycopg.errors import LockNotAvailable

    return LockNotAvailable("canceling statement due to lock timeout")
