"""Do before the first reader comes what the first reader would otherwise wait for."""

from django.urls import get_resolver

from naravard.web.agreements.current import all_shown
from naravard.web.handbook.chapters import chapters
from naravard.web.site.markdown import as_html


def warm() -> None:
    """Read the agreements that are shown, import every page, and set every text that a page shows whole."""
    get_resolver().url_patterns  # noqa: B018 - imports the pages
    for chapter in chapters():
        as_html(chapter.text, 2)
    for shown in all_shown():
        for clause in shown.agreement.clauses:
            as_html(clause.text, 2)
            as_html(clause.text, 3)
