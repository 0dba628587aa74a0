"""The handbook's pages: contents with search, and chapters."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from naravard.web.handbook.chapters import Chapter, chapters, search
from naravard.web.site.markdown import as_html

_LINK_TO_FILE = re.compile(r'href="(?:\./)?(?:\d+-)?([a-z0-9-]+)\.md(#[^"]*)?"')


def contents(request: HttpRequest) -> HttpResponse:
    """List the chapters, or the places where the sought words stand."""
    words = request.GET.get("ord", "").strip()
    values = {"chapters": chapters(), "words": words, "hits": search(words)}
    return render(request, "handbook/contents.html", values)


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
    """Return the chapter as HTML; links to other chapters' files become links to their pages."""
    known = {entry.slug for entry in chapters()}

    def to_page(found: re.Match[str]) -> str:
        if found[1] not in known:
            return found[0]
        return f'href="{reverse("handbook:chapter", args=[found[1]])}{found[2] or ""}"'

    return SafeString(_LINK_TO_FILE.sub(to_page, as_html(chapter.text, 2)))
