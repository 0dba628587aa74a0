"""The real service with ``NARAVARD_HTTPS=ja``: https, hosts, what a proxy says, and requests that are no requests."""

import os
import subprocess
import sys

import pytest
from raw_http import Door

from naravard.web.security import LARGEST_REQUEST, POLICY

SIGN_IN = "/konto/logga-in/"
INVITED = """
from naravard.web.startup import start_django
start_django()
from django.utils import timezone
from naravard.web.access.actor import THE_SERVICE
from naravard.web.people.acts.invitations import invite
now = timezone.now()
print(invite(actor=THE_SERVICE, organisation_code="region-09", email="cilla.as@example.org", name="Cilla Ås",
             role="administrator", from_day=timezone.localtime(now).date(), at=now).secret)
"""
"""Invites someone, and says the secret of the link: what a stranger opens begins no session."""


def test_http_is_led_to_https_for_people(door: Door) -> None:
    reply = door.ask("/overenskommelser/?sida=1", https=False)
    assert reply.status == 301
    assert reply.headers["location"] == f"https://{door.host}/overenskommelser/?sida=1"


@pytest.mark.parametrize("path", ["/api/key", "/kalender/hemligt.ics", "/en/kalender/hemligt.ics"])
def test_programs_with_a_secret_are_refused_over_http_and_not_led_on(door: Door, path: str) -> None:
    reply = door.ask(path, "Authorization: Bearer nv_x", https=False)
    assert reply.status == 403
    assert "location" not in reply.headers
    assert "Använd https" in reply.body.decode()
    assert door.ask(path).status == (401 if path == "/api/key" else 404)


def test_the_watch_over_the_service_needs_no_https(door: Door) -> None:
    assert door.ask("/halsa", https=False).status == 200


def test_browsers_are_told_to_keep_to_https_for_a_year(door: Door) -> None:
    for path in ("/", SIGN_IN, "/finns-inte", "/api/", "/static/icon.svg"):
        assert door.ask(path).headers["strict-transport-security"] == "max-age=31536000; includeSubDomains", path


def test_cookies_go_over_https_only_to_this_host_only_and_not_to_scripts(door: Door) -> None:
    made = subprocess.run(
        [sys.executable, "-c", INVITED], env=os.environ | {"NARAVARD_DATA": str(door.data)}, text=True,
        capture_output=True, check=True,
    )  # fmt: skip
    cookies = [*door.ask(SIGN_IN).cookies, *door.ask(f"/inbjudan/{made.stdout.strip()}/").cookies]
    assert {cookie.partition("=")[0] for cookie in cookies} == {"__Host-csrf", "__Host-session"}
    for cookie in cookies:
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"secure", "httponly", "path=/", "samesite=lax"} <= parts, cookie
        assert not any(part.startswith("domain") for part in parts)


@pytest.mark.parametrize(
    "header", ["X-Forwarded-Ssl: on", "X-Forwarded-Protocol: ssl", "X-Forwarded-Scheme: https", "Front-End-Https: on"]
)
def test_only_the_agreed_header_says_that_it_is_https(door: Door, header: str) -> None:
    assert door.ask("/overenskommelser/", header, https=False).status == 301


@pytest.mark.parametrize(
    "header", ["SCRIPT_NAME: /onda", "Script-Name: /onda", "PATH_INFO: /onda", "X-Original-URL: /onda"]
)
def test_the_address_is_the_one_in_the_first_line(door: Door, header: str) -> None:
    reply = door.ask("/", header)
    assert reply.status == 200
    assert b"/onda" not in reply.body


@pytest.mark.parametrize("path", ["/", "/halsa", SIGN_IN, "/api/", "/finns-inte"])
def test_another_host_is_refused_and_not_repeated(door: Door, path: str) -> None:
    reply = door.ask(path, host="ond.example.net")
    assert reply.status == 400
    assert b"ond.example.net" not in reply.raw


@pytest.mark.parametrize(
    "header", ["X-Forwarded-Host: ond.example.net", "Forwarded: host=ond.example.net", "X-Host: ond.example.net"]
)
def test_a_host_said_in_another_header_is_not_believed(door: Door, header: str) -> None:
    reply = door.ask("/overenskommelser", header)
    assert reply.status == 301
    assert b"ond.example.net" not in reply.raw


def test_two_slashes_lead_to_no_other_site(door: Door) -> None:
    for path in (
        "//ond.example.net",
        "//ond.example.net/overenskommelser",
        "/\\ond.example.net",
        "/%2Fond.example.net",
    ):
        location = door.ask(path).headers.get("location", "/")
        assert location.startswith("/"), path
        assert not location.startswith(("//", "/\\")), path


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../secret-key",
        "/static/..%2f..%2fsecret-key",
        "/static/%2e%2e/%2e%2e/secret-key",
        "/static/..%5c..%5csecret-key",
        "/static//etc/passwd",
        "/static/%00/secret-key",
        "/overenskommelser/..%2f..%2f..%2fetc%2fpasswd/",
        "/overenskommelser/god-och-nara-vard-2022/bilagor/..%2f..%2fpyproject.pdf",
        "/handbok/..%2f..%2fREADME/",
        "/.git/config",
        "/static/.git/config",
        "/static/",
        "/.env",
        "/naravard.sqlite3",
        "/static/.stamp",
    ],
)
def test_no_address_leads_to_other_files_than_those_that_are_served(door: Door, path: str) -> None:
    reply = door.ask(path)
    assert reply.status == (200 if path == "/static/.stamp" else 404)
    assert (door.data / "secret-key").read_bytes() not in reply.body
    assert b"root:" not in reply.body
    assert b"[core]" not in reply.body


@pytest.mark.parametrize(
    "framing",
    [
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: +5",
        "Content-Length: 5, 5",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding : chunked",
        "X-A: b\r\n Transfer-Encoding: chunked",
        "Content_Length: 5\r\nContent-Length: x",
    ],
)
def test_a_request_whose_end_is_in_doubt_is_refused_and_hides_no_other(door: Door, framing: str) -> None:
    smuggled = "GET /halsa HTTP/1.1\r\nHost: x\r\n\r\n"
    head = f"POST / HTTP/1.1\r\nHost: {door.host}\r\nX-Forwarded-Proto: https\r\n{framing}\r\n\r\n"
    reply = door.send((head + "0\r\n\r\n" + smuggled).encode())
    assert reply.status == (501 if framing == "Transfer-Encoding: xchunked" else 400)
    assert reply.count == 1


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "DEBUG", "PROPFIND"])
def test_methods_that_nothing_here_has_are_refused(door: Door, method: str) -> None:
    reply = door.ask("/", "X-Hemligt: nyckel", method=method)
    assert reply.status == 405
    assert b"nyckel" not in reply.raw


def test_what_is_too_long_or_too_many_is_refused(door: Door) -> None:
    assert door.ask("/?" + "a" * 9000).status == 414
    assert door.ask("/", "X-Lang: " + "a" * 9000).status == 431
    assert door.ask("/", *(f"X-{number}: a" for number in range(200))).status == 431


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_read(door: Door) -> None:
    reply = door.ask(SIGN_IN, f"Content-Length: {LARGEST_REQUEST + 1}", method="POST")
    assert reply.status == 413
    assert reply.headers["content-security-policy"] == POLICY


def test_a_line_cannot_be_put_into_the_answers_head(door: Door) -> None:
    for path in (
        "/konto/?next=/%0d%0aX-Ond:%20ja",
        "/overenskommelser%0d%0aX-Ond:%20ja",
        "/mitt/?a=%0aSet-Cookie:%20a=b",
    ):
        reply = door.ask(path)
        assert reply.status < 500
        assert "x-ond" not in reply.headers
        assert not any(cookie.startswith("a=b") for cookie in reply.cookies)


def test_no_page_of_a_fault_tells_of_the_inside(door: Door) -> None:
    for path in ("/finns-inte", "/api/finns-inte", "/?a=%ff%fe"):
        said = door.ask(path).body.decode(errors="replace")
        for word in ("Traceback", "urlpatterns", "DEBUG", "site-packages", str(door.data), "Django"):
            assert word not in said, (path, word)


def test_the_answer_does_not_say_which_version_answers(door: Door) -> None:
    assert not any(sign.isdigit() for sign in door.ask("/").headers.get("server", ""))
