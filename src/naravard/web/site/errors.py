"""Calm pages for what is not there, for what cannot be taken in, and for what went wrong."""

from typing import cast

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from naravard.web.signin.kept import keep_with_old_token


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page is not there, with the words that the view gave when it gave any."""
    words = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return render(request, "site/not_found.html", {"words": words}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what was sent cannot be taken in, and why when that is known."""
    words = ""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        words = _("Det som skickades är för stort. Skicka färre eller kortare rader.")
    return render(request, "site/refused.html", {"words": words}, status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that a form did not come from this site's own page, or was too old, and the way out.

    One who has signed in anew since the page was opened is given back what was written.
    """
    if keep_with_old_token(request):
        return redirect("signin:kept")
    words = _("Formuläret kom inte från en sida här, eller så har sidan stått öppen för länge.")
    return render(request, "site/refused.html", {"words": words}, status=403)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Say that something went wrong, in a page that needs neither database nor context."""
    return HttpResponseServerError(cast(str, render_to_string("site/server_error.html")))
