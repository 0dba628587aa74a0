"""The address that a request comes from, past the proxies that the service trusts (``NARAVARD_PROXIES``)."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address of the one who asks, as sign-in sees it."""
    return str(get_adapter(request).get_client_ip(request))
