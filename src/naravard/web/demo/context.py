"""What the banner of the demonstration needs, on every page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from naravard.agreement.wording import long_day
from naravard.web.demo.clock import pretended_day


def demonstration(_request: HttpRequest) -> dict[str, Any]:
    """Return the banner's values."""
    return {"demonstration": SimpleLazyObject(_values)}


def _values() -> dict[str, Any]:
    return {"day": long_day(pretended_day()), "day_url": reverse("demo:day"), "people_url": reverse("demo:people")}
