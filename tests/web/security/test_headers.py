"""What every answer has for the browser's sake, on every address: pages, files, errors, the API."""

from pathlib import Path

import pytest
from django.test import Client
from lxml import html
from walking import addresses

from naravard.web.people.acts.invitations import invite
from naravard.web.security import POLICY
from naravard.web.site.clock import now
from people_samples import acting, member, signed_in_as

PRIVATE = "private, no-store"


def directives(policy: str) -> dict[str, list[str]]:
    return {name: words for name, *words in (part.split() for part in policy.split(";"))}


def refuse_inline(page: str, address: str) -> None:
    """Nothing that the policy would stop: no script or style in the page itself, no handlers, no javascript:."""
    tree = html.fromstring(page)
    assert tree.xpath("//script[not(@src)]") == [], address
    assert tree.xpath("//style") == [], address
    attributes = {(name, value) for element in tree.iter() for name, value in element.attrib.items()}
    assert [pair for pair in attributes if pair[0] == "style" or pair[0].startswith("on")] == [], address
    assert [pair for pair in attributes if pair[1].strip().lower().startswith("javascript:")] == [], address


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    found = directives(POLICY)
    assert found["default-src"] == found["form-action"] == ["'self'"]
    assert found["object-src"] == found["base-uri"] == found["frame-ancestors"] == ["'none'"]
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "*" not in POLICY


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["stranger", "administrator"])
def test_every_answer_has_what_the_browser_needs(who: str) -> None:
    """On each address, whatever the answer is: a page, a file, a redirect, or that it does not exist."""
    client = Client() if who == "stranger" else signed_in_as(member("region-09", "administrator"))
    kinds = set()
    for address in [*addresses(), "/finns-inte", "/en/finns/inte/", "/api/finns-inte"]:
        answer = client.get(address)
        kinds.add((answer.status_code, answer.headers.get("Content-Type", "").partition(";")[0]))
        assert answer.status_code < 500, address
        assert answer.headers["Content-Security-Policy"] == POLICY, address
        assert answer.headers["X-Content-Type-Options"] == "nosniff", address
        assert answer.headers["X-Frame-Options"] == "DENY", address
        assert answer.headers["Referrer-Policy"] == "same-origin", address
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", address
        assert "camera=()" in answer.headers["Permissions-Policy"], address
        assert "Access-Control-Allow-Origin" not in answer.headers, address
        content_type = answer.headers.get("Content-Type", "")
        if content_type.startswith("text/"):
            assert "charset=utf-8" in content_type, address
        if content_type.startswith("text/html") and answer.content:
            refuse_inline(answer.content.decode(), address)
    assert {(200, "text/html"), (404, "text/html"), (200, "text/csv"), (200, "application/pdf")} <= kinds
    assert (404, "application/json") in kinds


@pytest.mark.django_db
def test_nothing_that_someone_signed_in_sees_is_kept() -> None:
    client = signed_in_as(member("region-09", "administrator"))
    for address in [*addresses(), "/finns-inte"]:
        answer = client.get(address)
        if "/logga-ut/" not in address:
            assert answer.headers["Cache-Control"] == PRIVATE, address
            assert "Cookie" in answer.headers["Vary"] or "Authorization" in answer.headers["Vary"], address


@pytest.mark.django_db
def test_what_is_open_to_everyone_can_be_kept(reader: Client) -> None:
    assert PRIVATE not in reader.get("/overenskommelser/").headers.get("Cache-Control", "")


@pytest.mark.django_db
def test_an_answer_that_begins_a_session_is_not_kept(reader: Client) -> None:
    made = invite(
        actor=acting(member("region-09", "administrator")), organisation_code="region-09", email="cilla.as@example.org",
        name="Cilla Ås", role="official", from_day=now().date(), at=now(),
    )  # fmt: skip
    answer = reader.get(f"/inbjudan/{made.secret}/")
    assert "sessionid" in answer.cookies
    assert answer.headers["Cache-Control"] == PRIVATE


@pytest.mark.django_db
def test_pages_of_refused_forms_and_methods_have_it_too() -> None:
    client = Client(enforce_csrf_checks=True)
    for answer in (client.post("/konto/logga-in/", {"login": "x"}), client.delete("/halsa"), client.get("/?a=%00")):
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_files_to_download_say_what_they_are_and_are_not_pages(reader: Client) -> None:
    whole = "/overenskommelser/god-och-nara-vard-2022"
    for ending, kind in (("csv", "text/csv"), ("xlsx", "openxmlformats"), ("json", "application/json")):
        answer = reader.get(f"{whole}/medel.{ending}")
        assert kind in answer.headers["Content-Type"]
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert "\n" not in answer.headers["Content-Disposition"]


def test_no_template_switches_escaping_off() -> None:
    """The texts of agreements and of people are escaped where they are shown, by the templates themselves."""
    sources = Path(__file__).resolve().parents[3] / "src" / "naravard" / "web"
    found = [
        str(template.relative_to(sources))
        for template in sources.rglob("*.html")
        if any(word in template.read_text(encoding="utf-8") for word in ("|safe", "autoescape off", "safeseq"))
    ]
    assert found == []
