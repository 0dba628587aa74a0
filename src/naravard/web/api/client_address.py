"""The address that a request comes from."""

from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address of the one who asks, or of the proxy that stands before."""
    return str(request.META.get("REMOTE_ADDR", ""))
