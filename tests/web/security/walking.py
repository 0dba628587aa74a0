"""Every address of the site with an example of each of its parts, for those tests that walk them all."""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from naravard.web.access.addresses import Access
from naravard.web.reference import access_of
from web_shared import WHOLE

PLACES = {
    "agreement_id": WHOLE,
    "organisation_code": "region-09",
    "duty_id": "interim-report-regions",
    "form": "csv",
    "slug": "fordelning",
    "secret": "finns-inte",
    "provider_id": "leverantor",
    "provider_code": "utforare-5560360793",
    "person_id": "00000000-0000-4000-8000-000000000000",
    "clause": "3.4.1",
    "clause_id": "3.4.1",
    "code": "09",
    "grant": "ambulans",
    "grant_id": "ambulans",
    "recipient_code": "09",
    "handled_code": "region-09",
    "figure": "tilldelat",
    "annex": "municipalities",
    "annex_id": "municipalities",
}
"""An example of each part; the others are 1."""
_PART = re.compile(r"<(?:\w+:)?(\w+)>")


def routes() -> list[tuple[str, Access | None]]:
    """Return every route, as it stands under the root, with who may use it; the API's too."""
    return sorted(set(_walk(get_resolver().url_patterns, "/")), key=lambda found: found[0])


def filled(route: str, **places: str) -> str:
    """Return an address of a route. A route that is a regular expression is that of a new password."""
    if "(?P<" in route:
        return "/konto/losenord/nytt/1-abc-def/"
    return _PART.sub(lambda part: (PLACES | places).get(part[1], "1"), route)


def addresses() -> list[str]:
    """Return an address of each route."""
    return sorted({filled(route) for route, _access in routes()})


def _walk(patterns: list[Any], before: str) -> Iterator[tuple[str, Access | None]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern), access_of(pattern.callback)
