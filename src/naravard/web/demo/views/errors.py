"""The page for what went wrong, marked as the demonstration's."""

from django.http import HttpRequest, HttpResponse

from naravard.web.site import errors

MARK = "<p><strong>Demonstration – påhittade människor och händelser.</strong></p>"


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong, and that this is the demonstration."""
    response = errors.server_error(request)
    response.content = response.content.decode().replace("<main>", f"<main>{MARK}", 1).encode()
    return response
