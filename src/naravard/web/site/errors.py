"""Calm pages for what is not there and for what went wrong."""

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page is not there, with the words that the view gave when it gave any."""
    words = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return render(request, "site/not_found.html", {"words": words}, status=404)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Say that something went wrong, in a page that needs neither database nor context."""
    return HttpResponseServerError(cast(str, render_to_string("site/server_error.html")))
