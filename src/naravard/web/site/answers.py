"""How a page that has done something answers: it leads on, and the next page says what was done."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """Leads on to another page (303), so that loading it again does nothing again."""

    status_code = 303


def done(request: HttpRequest, url: str, words: str) -> HttpResponse:
    """Lead on, and say what was done on the next page; a form that came twice says it once."""
    waiting: Any = messages.get_messages(request)
    said = [str(message) for message in waiting]
    waiting.used = False  # they are for the next page: reading them here is not showing them
    if words and words not in said:
        messages.success(request, words)
    return SeeOther(url)
