"""The handbook's pages: contents with search, and chapters."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from naravard.web.access.addresses import open_to_everyone
from naravard.web.handbook.chapters import Chapter, chapters, search
from naravard.web.site.markdown import as_html

_LINK_TO_FILE = re.compile(
    r'<a href="(?![a-z]+:|[#/])(?:[./a-z]*/)?(?:\d+-)?(?P<slug>[^"#/]*?)(?:\.md)?(?P<place>#[^"]*)?">(?P<words>.*?)</a>'
)


@open_to_everyone
def contents(request: HttpRequest) -> HttpResponse:
    """List the chapters, or the places where the sought words stand."""
    words = request.GET.get("ord", "").strip()
    values = {"chapters": chapters(), "words": words, "hits": search(words)}
    return render(request, "handbook/contents.html", values)


@open_to_everyone
def chapter(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one chapter."""
    every = chapters()
    place = next((place for place, entry in enumerate(every) if entry.slug == slug), None)
    if place is None:
        raise Http404(_("Handboken har inget kapitel som heter ”%(slug)s”.") % {"slug": slug})
    found = every[place]
    return render(
        request,
        "handbook/chapter.html",
        {
            "chapter": found,
            "html": html(found),
            "before": every[place - 1] if place else None,
            "after": every[place + 1] if place + 1 < len(every) else None,
            "crumbs": [{"label": _("Handbok"), "url": reverse("handbook:contents")}],
        },
    )


def html(chapter: Chapter) -> SafeString:
    """Return the chapter as HTML; links to other chapters' files lead to their pages.

    A link to a file that is no chapter (a folder of examples, the code) becomes its words: there is no page to lead to.
    """
    known = {entry.slug for entry in chapters()}

    def to_page(found: re.Match[str]) -> str:
        if found["slug"] not in known:
            return found["words"]
        address = reverse("handbook:chapter", args=[found["slug"]]) + (found["place"] or "")
        return f'<a href="{address}">{found["words"]}</a>'

    return SafeString(_LINK_TO_FILE.sub(to_page, as_html(chapter.text, 2)))
