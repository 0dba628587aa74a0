"""What the frame of every page needs: where the reader is, the other language, the version."""

from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

VERSION = version("naravard")


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the main navigation."""

    url: str
    label: str
    current: bool


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's values."""
    other = "sv" if get_language() == "en" else "en"
    return {
        "version": VERSION,
        "places": places(request.path),
        "other_language": other,
        "other_language_url": translate_url(request.get_full_path(), other),
    }


def places(path: str) -> list[Place]:
    """Return the main navigation, with the part of the house that ``path`` lies in marked."""
    start = reverse("start")
    found = [
        (start, _("Start")),
        (reverse("agreements:list"), _("Överenskommelser")),
        (reverse("land"), _("Landet")),
        (reverse("handbook:contents"), _("Handbok")),
    ]
    return [Place(url, label, path == url if url == start else path.startswith(url)) for url, label in found]
