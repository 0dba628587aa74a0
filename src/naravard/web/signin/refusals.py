"""The page for those who try too often."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WAIT_SECONDS = 10 * 60
"""The longest time that any limit asks for (``ACCOUNT_RATE_LIMITS``)."""


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that it was too often, and how long to wait."""
    response = render(request, "signin/too_many.html", {"minutes": WAIT_SECONDS // 60}, status=429)
    response.headers["Retry-After"] = str(WAIT_SECONDS)
    return response
