"""Calm pages for what does not exist, for what cannot be taken in, and for what went wrong."""

import sys
from typing import cast

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from naravard.web.database import is_busy

RETRY_AFTER = 10
"""Seconds until it is worth trying again when the database is busy."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page does not exist, with the words that the view gave when it gave any."""
    words = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return render(request, "site/not_found.html", {"words": words}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what was sent cannot be taken in, and why when that is known."""
    words = ""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        words = _("Det som skickades är för stort. Skicka färre eller kortare rader.")
    return render(request, "site/refused.html", {"words": words}, status=400)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Say that something went wrong, in a page that needs neither database nor context.

    Where the database was held by others, the answer says so and when to try again: nothing is broken.
    """
    if is_busy(sys.exception()):
        words = cast(str, render_to_string("site/busy.html"))
        return HttpResponse(words, status=503, headers={"Retry-After": str(RETRY_AFTER)})
    return HttpResponseServerError(cast(str, render_to_string("site/server_error.html")))
