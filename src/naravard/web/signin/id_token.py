"""What an ID token must say before it is believed, beside what allauth sees to itself.

allauth verifies issuer, receiver and time, that the answer is to a question of this browser (state) and that the code
is exchanged by the one who asked (PKCE). Here the rest of OpenID Connect Core 1.0 that matters here is seen to:

- ``nonce`` (3.1.3.7, step 11): the token was made for this very question, and is used once;
- ``acr`` (3.1.3.7, step 12): the level is one of those asked for, since ``acr_values`` is only a wish (3.1.2.1);
- ``sub`` (5.3.2): what UserInfo tells is of the one whom the token names.
"""

import secrets
from collections.abc import Mapping
from enum import Enum, auto
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest

NONCES = "identity_nonces"
MOST = 10
"""How many questions a browser may have open at once, as allauth has it for states."""


class Doubt(Enum):
    """Why a token is not believed."""

    NOT_ASKED_FOR = auto()
    OF_ANOTHER = auto()
    TOO_LOW = auto()


def new_nonce(request: HttpRequest) -> str:
    """Return a nonce to send to the provider, remembered in the session."""
    made = secrets.token_urlsafe(32)
    request.session[NONCES] = [*request.session.get(NONCES, []), made][-MOST:]
    return made


def doubt_about(request: HttpRequest, told: Mapping[str, Any]) -> Doubt | None:
    """Return what speaks against what the provider tells, or None if it can be believed."""
    token: Mapping[str, Any] = told.get("id_token") or {}
    if not _was_asked_for(request, token.get("nonce")):
        return Doubt.NOT_ASKED_FOR
    if told.get("userinfo", token).get("sub") != token.get("sub"):
        return Doubt.OF_ANOTHER
    levels = levels_asked_for()
    return Doubt.TOO_LOW if levels and token.get("acr") not in levels else None


def levels_asked_for() -> list[str]:
    """Return the levels that are good enough, or an empty list if any is."""
    apps = cast(list[dict[str, Any]], settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])
    return str(apps[0]["settings"].get("auth_params", {}).get("acr_values", "")).split() if apps else []


def _was_asked_for(request: HttpRequest, nonce: object) -> bool:
    asked = request.session.get(NONCES, [])
    if nonce not in asked:
        return False
    request.session[NONCES] = [each for each in asked if each != nonce]
    return True
