"""Those who try too often: the page that they get, and the counts that have served their time."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from naravard.web.signin.models import SharedValue

WAIT_SECONDS = 10 * 60
"""The longest time that any limit asks for (``ACCOUNT_RATE_LIMITS``)."""


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that it was too often, and how long to wait."""
    response = render(request, "signin/too_many.html", {"minutes": WAIT_SECONDS // 60}, status=429)
    response.headers["Retry-After"] = str(WAIT_SECONDS)
    return response


def sweep(*, at: datetime.datetime) -> int:
    """Remove the counts of attempts that no limit looks at any more; return how many rows it was."""
    removed, _ = SharedValue.objects.filter(expires__lt=at).delete()
    return removed
