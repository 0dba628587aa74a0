"""What every answer has for the browser's sake: a strict content security policy, and nothing private kept.

Django 5.2 has no such middleware of its own. Scripts only add to the pages, so nothing needs an exception.
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
LARGEST_REQUEST = 12_000_000
"""Bytes of a whole request's body. The largest form has eight files of a megabyte each."""
LARGER_REQUESTS = (
    (re.compile(r"(?:/en)?/organisation/[^/]+/pengar/[^/]+/kostnader/filer/"), 540_000_000),
    (re.compile(r"(?:/en)?/organisation/[^/]+/pengar/[^/]+/utbetalningar/bankens-svar/"), 51_000_000),
)
"""The only addresses that take more, and how much: accounting files of half a gigabyte, and banks' answers, both
streamed to the disk."""
FOR_PROGRAMS = ("/api/", "/kalender/", "/en/kalender/")
"""Where programs come, with a secret in what they send: over http they are refused and not led to https, so that
the mistake is seen before it has become a habit."""
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""What any page may be asked with; each says itself which of them it has. The API answers for itself."""
_PLAIN = "text/plain; charset=utf-8"

Answer = Callable[[HttpRequest], HttpResponseBase]


class ContentSecurityPolicy:
    """Set the policy on each answer."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the view does, with the policy added."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response


class NothingPrivateKept:
    """Let neither browser nor anything between keep what was answered to someone with a session.

    The cookie is asked for and not the account, so that this costs no question to the database, and so that an answer
    which begins or ends a session is not kept either.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the view does, with what keeps it from being stored."""
        response = self.get_response(request)
        name = settings.SESSION_COOKIE_NAME
        if name in request.COOKIES or name in response.cookies:
            response.headers["Cache-Control"] = "private, no-store"
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            patch_vary_headers(response, ["Cookie"])
        return response


class OnlyWhatCanBeTaken:
    """Refuse what nothing here can do, what is too large, and programs that send their secrets without protection."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or refuse in words that need neither database nor session."""
        if request.method not in METHODS and not request.path.startswith("/api/"):
            return _refused("Metoden finns inte här.\n", 405)
        largest = _largest(request.path)
        if length_of(request) > largest:
            return too_long(largest)
        if settings.SECURE_SSL_REDIRECT and not request.is_secure() and request.path.startswith(FOR_PROGRAMS):
            return _refused("Använd https. Nyckeln har skickats oskyddad: byt ut den.\n", 403)
        return self.get_response(request)


def _largest(path: str) -> int:
    return next((largest for address, largest in LARGER_REQUESTS if address.fullmatch(path)), LARGEST_REQUEST)


def too_long(largest: int) -> HttpResponse:
    """Refuse a body for its length."""
    return _refused(f"Det som skickades är större än {largest} byte.\n", 413)


def length_of(request: HttpRequest) -> int:
    """Return how long the head says that the body is; a body without a length is not read by the server at all."""
    length = request.META.get("CONTENT_LENGTH") or ""
    return int(length) if length.isascii() and length.isdigit() else 0


def _refused(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type=_PLAIN, headers={"Cache-Control": "no-store"})
