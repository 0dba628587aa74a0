"""The agreement's own words: the whole text, clause by clause, with all that rests on each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from naravard.agreement.model import Clause
from naravard.agreement.wording import clause_reference
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb, page
from naravard.web.site.templatetags.naravard import language


@open_to_everyone
def whole(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """Show the table of contents and the whole text."""
    return page(request, "agreements/text.html", shown_or_404(agreement_id), "agreements:text")


@open_to_everyone
def clause(request: HttpRequest, agreement_id: str, clause_id: str) -> HttpResponse:
    """Show one clause with what rests on it."""
    shown = shown_or_404(agreement_id)
    found = _clause_or_404(shown, clause_id)
    book = shown.clauses
    above = [Crumb(clause_reference(entry.id, language()), book.url(entry.id)) for entry in book.above(found)]
    return page(
        request,
        "agreements/clause.html",
        shown,
        "agreements:text",
        Crumb(_("Text"), book.text_url()),
        *above,
        clause=found,
        resting=book.resting_on(found.id),
        parts=book.parts(found),
        before=book.before(found),
        after=book.after(found),
    )


@open_to_everyone
def excerpt(request: HttpRequest, agreement_id: str, clause_id: str) -> HttpResponse:
    """Give a clause's words alone, to open beside what rests on it."""
    shown = shown_or_404(agreement_id)
    values = {"shown": shown, "agreement": shown.agreement, "clause": _clause_or_404(shown, clause_id)}
    return render(request, "agreements/parts/excerpt.html", values)


def _clause_or_404(shown: Shown, clause_id: str) -> Clause:
    found = shown.clauses.find(clause_id)
    if found is None:
        raise Http404(_("Överenskommelsen har ingen punkt ”%(id)s”.") % {"id": clause_id})
    return found
