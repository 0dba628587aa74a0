"""Links in mail: they begin with the address that people reach the service at."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def link(name: str, *args: object, language: str = "sv") -> str:
    """Return the whole address of a page, in a language."""
    with translation.override(language):
        return f"{settings.SITE_ADDRESS}{reverse(name, args=args)}"
