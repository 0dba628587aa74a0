"""Links in mail: they begin with the address that people reach the service at."""

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils import translation


def link(name: str, *args: object, language: str = "sv") -> str:
    """Return the whole address of a page, in a language."""
    with translation.override(language):
        return f"{settings.SITE_ADDRESS}{reverse(name, args=args)}"


def link_to(url: str, *, language: str = "sv") -> str:
    """Return the whole address of a page in a language; ``url`` is its address in the language of now."""
    return f"{settings.SITE_ADDRESS}{translate_url(url, language)}"
