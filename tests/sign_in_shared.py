"""Accounts that can sign in, the identity provider of the tests, and one who walks through it."""

import datetime
import http.cookiejar
import os
import re
import subprocess
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.test import Client
from lxml import html

from naravard.web.people.models import Account, Invitation
from naravard.web.people.secret import hashed
from people_samples import MADE_AT, member

PASSWORD = "tre gula krukor i fönstret"
SIGN_IN = "/konto/logga-in/"
ROOT = Path(__file__).resolve().parents[1]
RETURN = "/konto/e-legitimation/leverantor/svar/"


def account(email: str = "anna@example.org", password: str = PASSWORD, *, role: str = "official") -> Account:
    """Make someone with a role in Region Gotland who signs in with a password."""
    made = member("region-09", role).accounts.get()
    made.email = email
    if password:
        made.set_password(password)
    made.save()
    return made


def invite(email: str, secret: str) -> Invitation:
    """Make an invitation to Region Gotland that the secret opens."""
    return Invitation.objects.create(
        organisation_id="region-09",
        email=email,
        name="Siv Ros",
        role="official",
        from_day=MADE_AT.date(),
        secret_hash=hashed(secret),
        made_at=MADE_AT,
        expires_at=MADE_AT.replace(year=2099),
    )


def sign_in(client: Client, email: str = "anna@example.org", password: str = PASSWORD, **more: Any) -> Any:
    """Send the form of the sign-in."""
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def is_signed_in(client: Client) -> bool:
    """Tell whether the client's session is someone's."""
    return client.get("/konto/").status_code == 200


def minutes(count: float) -> datetime.timedelta:
    """Return some minutes."""
    return datetime.timedelta(minutes=count)


@dataclass(frozen=True)
class Provider:
    """The identity provider of the tests."""

    port: int

    @property
    def issuer(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def returns(self) -> list[str]:
        """Where it may lead back to: the test client's host."""
        return [f"http://testserver{RETURN}"]

    def settings(self, levels: str = "", **changed: str) -> dict[str, Any]:
        """Return allauth's setting for it; ``levels`` are those that are asked for."""
        app = {
            "provider_id": "leverantor",
            "name": "Provlegitimation",
            "client_id": "naravard",
            "secret": "a-secret-for-the-tests-only",
            "settings": {
                "server_url": self.issuer,
                "scope": ["openid", "profile", "email"],
                "auth_params": {"acr_values": levels} if levels else {},
            },
        }
        return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app | changed]}}


@contextmanager
def started_provider(port: int, returns: list[str], folder: Path) -> Iterator[Provider]:
    """Start the identity provider; ``folder`` is where it is run from, with the packages beside it."""
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    script = folder / "provider.mjs"
    script.write_text((ROOT / "tests" / "web" / "signin" / "provider.mjs").read_text())
    node = os.environ["PLAYWRIGHT_NODEJS_PATH"]
    command = [node, str(script), str(port), ",".join(returns)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        said = []
        try:
            for line in process.stdout or ():
                said.append(line)
                if line.strip() == "ready":
                    break
            assert said[-1:] == ["ready\n"], said
            yield Provider(port)
        finally:
            process.terminate()
            process.communicate(timeout=120)


def through_provider(address: str, who: str) -> str:
    """Walk through the provider's own pages as someone, and return where it leads back to."""
    browser = urllib.request.build_opener(
        _StopsAtTheService(), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    )
    page = browser.open(address, timeout=120)
    answer = browser.open(f"{page.geturl()}?{urllib.parse.urlencode({'who': who})}", timeout=120)
    return str(answer.headers["Location"])


class _StopsAtTheService(urllib.request.HTTPRedirectHandler):
    """Follows the provider's redirects to itself, and stops at the one back to the service."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        return (
            None
            if newurl.startswith("http://testserver/")
            else super().redirect_request(req, fp, code, msg, headers, newurl)
        )

    def http_error_303(self, req: Any, fp: Any, code: int, msg: str, headers: Any) -> Any:
        found = super().http_error_302(req, fp, code, msg, headers)
        return fp if found is None else found

    http_error_302 = http_error_303


def onward(response: Any) -> str:
    """Return where the page that leads on to the provider leads."""
    assert response.status_code == 200, response.content.decode()
    return str(html.fromstring(response.content.decode()).xpath("//main//a/@href")[0])


def words(response: Any) -> str:
    """Return the words of a page's main part."""
    main = html.fromstring(response.content.decode()).get_element_by_id("innehall")
    return re.sub(r"\s+", " ", main.text_content()).strip()
