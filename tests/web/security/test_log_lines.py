"""The log holds no secret, no address of a person, and no line that someone else has written."""

import io
import logging
import re
import sys

import pytest
from django.test import Client

from naravard.web.log_lines import OneLineWithoutSecrets, without_secrets

SECRET = "Zq8-hemligt_0123456789abcdefghijklmnopqrstu"


def written(message: str, *values: object, with_trace: bool = False) -> str:
    """Return what the log holds of a message."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(OneLineWithoutSecrets())
    found = sys.exc_info() if with_trace else None
    handler.handle(logging.LogRecord("naravard.prov", logging.ERROR, __file__, 1, message, values, found))
    return stream.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        f"Internal Server Error: /kalender/{SECRET}.ics",
        f"Internal Server Error: /en/kalender/{SECRET}.ics",
        f"Forbidden (CSRF cookie not set.): /inbjudan/{SECRET}/",
        f"Not Found: /konto/losenord/nytt/{SECRET}/",
        f"key nv_abcd2345_{SECRET} is wrong",
        f"GET /konto/e-legitimation/leverantor/svar/?code={SECRET}&state=abc",
        f"password={SECRET}",
    ],
)
def test_no_secret_is_written(text: str) -> None:
    assert SECRET not in written("%s", text)


def test_no_address_of_a_person_is_written() -> None:
    assert "anna" not in written("a mail to %s was refused", "anna.ek@region.example.org")


@pytest.mark.parametrize("text", ["anna@a.se_bo@b.se", "anna@a.se..bo@b.se", "+anna@a.b-c.se", "åanna@a.se"])
def test_no_address_is_written_whatever_stands_around_it(text: str) -> None:
    assert re.search("anna|bo|a\\.se|b\\.se", without_secrets(f"till {text}, i dag")) is None


@pytest.mark.parametrize("text", ["a", "a@", "a@b", "a@b.", "a@b.c "])
def test_a_long_line_is_looked_through_once(text: str) -> None:
    """With work that grows with the square of the length, as it once did, each of these would take ten minutes."""
    assert len(without_secrets(text * (1_000_000 // len(text)))) <= 1_000_000


def test_a_secret_in_a_trace_is_not_written_either() -> None:
    try:
        raise ValueError(f"/kalender/{SECRET}.ics")
    except ValueError:
        found = written("it went wrong", with_trace=True)
    assert "Traceback" in found
    assert "ValueError" in found
    assert SECRET not in found


def test_what_is_sent_begins_no_line_of_its_own() -> None:
    found = written("Not Found: %s", "/x\n2026-11-22 ERROR naravard: påhittat\r\x1b[31m\u2028")
    assert found.count("\n") == 1
    assert "\\n2026-11-22" in found
    assert "\x1b" not in found
    assert "\u2028" not in found


def test_a_line_says_when_with_its_time_zone_and_how_grave() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00 ERROR naravard\.prov: hej\n", written("hej"))


def test_words_that_are_no_secret_are_left() -> None:
    assert without_secrets("/organisation/region-09/historik/ sida 3") == "/organisation/region-09/historik/ sida 3"


@pytest.mark.django_db
def test_addresses_with_a_secret_leave_nothing_in_the_log(reader: Client, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever is logged anywhere in the program, as it stands in the log: asked for, posted to, with a wrong key."""
    with caplog.at_level(logging.DEBUG):
        for address in (f"/kalender/{SECRET}.ics", f"/inbjudan/{SECRET}/", f"/konto/losenord/nytt/1-{SECRET}/"):
            reader.get(address)
            Client(enforce_csrf_checks=True).post(address)
        reader.get("/api/key", headers={"authorization": f"Bearer nv_abcd2345_{SECRET}"})
        reader.post("/konto/logga-in/", {"login": "anna.ek@example.org", "password": SECRET})
    formatter = OneLineWithoutSecrets()
    lines = [formatter.format(record) for record in caplog.records if record.name != "django.db.backends"]
    assert lines
    assert [line for line in lines if SECRET in line or "anna.ek" in line] == []
