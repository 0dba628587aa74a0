"""The accessibility statement that the act on accessibility of digital public services asks of an operator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naravard.web.access.addresses import open_to_everyone


@open_to_everyone
@require_safe
def statement(request: HttpRequest) -> HttpResponse:
    """Say how accessible the service is, what is known not to be, and whom to tell."""
    return render(request, "home/accessibility.html")
