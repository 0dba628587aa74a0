"""A calendar as an answer to a request: somebody's own to subscribe to, or an organisation's days."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language

from naravard.agreement.duties import begins_at
from naravard.exchange.calendar_feed import CalendarEntry, calendar
from naravard.web.site.clock import today


def calendar_answer(entries: Iterable[CalendarEntry], name: str, file_name: str) -> HttpResponse:
    """Answer with a calendar, in the page's language; it is the same all day, to the letter, if nothing has changed."""
    content = calendar(
        entries,
        name=name,
        now=begins_at(today()),
        installation=urlsplit(settings.SITE_ADDRESS).hostname or "localhost",
        language=get_language() or "sv",
    )
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Cache-Control": "private",
            "Content-Disposition": f'inline; filename="{file_name}.ics"',
            "X-Robots-Tag": "noindex",
        },
    )
