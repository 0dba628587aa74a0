"""Requests through something else, or from another machine, are refused; files are named as what they are."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

from naravard.web.demo.refusals import is_local

FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_VIA")
"""What a proxy says of the one who asks."""
WORDS = (
    "Demonstrationen svarar bara den egna datorn, och inte genom en proxy. Starta tjänsten med: naravard serve\n"
    "The demonstration answers its own machine only, and not through a proxy.\n"
)


_FILE_NAME = re.compile(r"(filename\*?=(?:\"|utf-8'')?)", re.IGNORECASE)


class OnlyThisMachine:
    """Middleware that answers only those who sit at the machine."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse."""
        forwarded = any(name in request.META for name in FORWARDED)
        if forwarded or not is_local(request.META.get("REMOTE_ADDR", "")):
            return HttpResponseForbidden(WORDS, content_type="text/plain; charset=utf-8")
        return _named(self.get_response(request))


def _named(response: HttpResponse) -> HttpResponse:
    """Let a file that is fetched bear the demonstration in its name."""
    said = response.get("Content-Disposition", "")
    if said:
        response["Content-Disposition"] = _FILE_NAME.sub(r"\1demonstration-", said)
    return response
