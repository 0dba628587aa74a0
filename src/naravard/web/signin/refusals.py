"""Those who try too often, and forms that are not this site's own: the page that they get, and what was counted."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from naravard.web.signin.interrupted_forms import keep_with_old_token
from naravard.web.signin.models import SharedValue

WAIT_SECONDS = 10 * 60
"""The longest time that any limit asks for (``ACCOUNT_RATE_LIMITS``)."""


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that it was too often, and how long to wait."""
    response = render(request, "signin/too_many.html", {"minutes": WAIT_SECONDS // 60}, status=429)
    response.headers["Retry-After"] = str(WAIT_SECONDS)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that a form did not come from this site's own page, or was too old, and the way out.

    One who has signed in again since the page was opened is given back what was written.
    """
    if keep_with_old_token(request):
        return redirect("signin:kept")
    words = _("Formuläret kom inte från en sida här, eller så har sidan stått öppen för länge.")
    return render(request, "site/refused.html", {"words": words}, status=403)


def sweep(*, at: datetime.datetime) -> int:
    """Remove the counts of attempts that no limit looks at any more; return how many rows it was."""
    removed, _each = SharedValue.objects.filter(expires__lt=at).delete()
    return removed
