"""Browsers in which someone has signed in before: a signed cookie, by which a guesser is told from the right person.

Failed tries from a browser that knows an account are counted by themselves. So whoever guesses at an account from
elsewhere slows himself, and never the one whose account it is; and who guesses from behind a shared address does not
slow those there who have signed in before. The cookie opens nothing: it only says which count a try belongs to. It
holds a random name of the browser and a keyed hash of each account, never an address.
"""

import secrets
from collections.abc import Sequence

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

KEPT_SECONDS = 180 * 24 * 3600
MOST_ACCOUNTS = 8
"""How many accounts one browser remembers; the ones used last."""
_SALT = "naravard.web.signin.known-browsers"
_MARK = "naravard_signed_in"


def browser_of(request: HttpRequest, email: str = "") -> str:
    """Return the name of the browser if it is known, to the account with this address where one is given; else ""."""
    name, accounts = _read(request)
    return name if accounts and (not email or _hashed(email) in accounts) else ""


def remember(request: HttpRequest, email: str) -> None:
    """Let the answer to a request make its browser known to an account, whose owner has shown who it is."""
    setattr(request, _MARK, email)


def write(request: HttpRequest, response: HttpResponseBase) -> None:
    """Write the cookie, where the request made the browser known to an account."""
    email = getattr(request, _MARK, "")
    if not email:
        return
    name, accounts = _read(request)
    hashed = _hashed(email)
    kept = [hashed, *(each for each in accounts if each != hashed)][:MOST_ACCOUNTS]
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE,
        signing.dumps([name or secrets.token_urlsafe(16), *kept], salt=_SALT),
        max_age=KEPT_SECONDS,
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, Sequence[str]]:
    """Return the browser's name, and the accounts it knows as they are hashed; empty if the cookie is not ours."""
    written = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE, "")
    try:
        name, *accounts = signing.loads(written, salt=_SALT, max_age=KEPT_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return "", ()
    return str(name), [str(each) for each in accounts]


def _hashed(email: str) -> str:
    return salted_hmac(_SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:32]
