"""Every address of the site with what it answers, as a page of documentation made from the addresses themselves.

What a page is for is the first sentence of its view's docstring, so that a page cannot exist without being documented.
"""

import inspect
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

EXPORT = ".<form:form>"

Entry = tuple[str, str, bool]
"""Address, what it answers, and whether its table can be had as a file."""


def addresses() -> list[Entry]:
    """Return every address of the pages, without the API's, in the order of the address."""
    found = {route: view for route, view in _walk(get_resolver().url_patterns, "/") if not route.startswith("/api/")}
    exported = {route.removesuffix(EXPORT) + "/" for route in found if route.endswith(EXPORT)}
    return [
        (route, purpose(view), route in exported) for route, view in sorted(found.items()) if not route.endswith(EXPORT)
    ]


def purpose(view: Callable[..., Any]) -> str:
    """Return the first sentence of the view's docstring; empty when it has none."""
    lines = (inspect.getdoc(view) or "").strip().split("\n\n")[0]
    return " ".join(lines.split())


def as_markdown() -> str:
    """Return ``docs/pages.md``."""
    rows = [f"| `{route}` | {words} | {'yes' if exported else ''} |" for route, words, exported in addresses()]
    return "\n".join(
        [
            "# Addresses",
            "",
            "Made from the site's own addresses; do not edit. English pages stand under `/en/`. Where *files* says",
            "yes, the same address with `.csv`, `.xlsx` or `.json` instead of the last slash gives the page's table",
            "as a file.",
            "",
            "| Address | What it answers | Files |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _walk(patterns: Sequence[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield before + str(pattern.pattern), pattern.callback
