"""All grants of an agreement: what each is for, whom it goes to, by what rule, and what is still awaited."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from naravard.agreement.model import Agreement, Grant, Text
from naravard.allocation.model import GrantAllocation
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements import sums
from naravard.web.agreements.current import Shown
from naravard.web.agreements.frame import page
from naravard.web.agreements.in_force import in_force_or_404
from naravard.web.money.book import book_of
from naravard.web.money.grants import recipients_in_words, rule_clauses, rule_sentence
from naravard.web.money.tables.overview import areas_table, grants_table
from naravard.web.money.views.lookup import GRANTS
from naravard.web.site.tables import export, exports, present


@dataclass(frozen=True, slots=True)
class GrantInWords:
    """One grant as the list shows it."""

    grant: Grant
    recipients: Text
    count: int
    rule: Text
    rule_clauses: tuple[str, ...]
    allocated: GrantAllocation | None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Where the agreement's whole sum is: the parts add up to it."""

    total: int
    shared: int
    awaiting: int
    left: int


@open_to_everyone
def grants(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """Show the grants area by area, and the sums."""
    shown = in_force_or_404(agreement_id)
    agreement = shown.agreement
    if form:
        return export(grants_table(shown), form)
    areas = [
        (entry, [in_words(shown, grant) for grant in entry.grants]) for entry in sums.by_area(agreement) if entry.grants
    ]
    base = reverse("money:areas_file", args=[agreement_id, "csv"]).removesuffix(".csv")
    return page(
        request,
        "money/grants.html",
        shown,
        GRANTS,
        areas=areas,
        sums=present(request, areas_table(shown), export_base=base),
        reckoning=reckoning(shown),
        exports=exports(request),
        groups_count=len({grant.recipients for grant in agreement.grants}),
    )


@open_to_everyone
def areas_file(_request: HttpRequest, agreement_id: str, form: str) -> HttpResponse:
    """Answer with the sums by area and recipients as a file."""
    return export(areas_table(in_force_or_404(agreement_id)), form)


def in_words(shown: Shown, grant: Grant) -> GrantInWords:
    """Return a grant with its rule and recipients in words."""
    agreement: Agreement = shown.agreement
    return GrantInWords(
        grant=grant,
        recipients=recipients_in_words(agreement, grant),
        count=len(agreement.recipients_of(grant)),
        rule=rule_sentence(grant.rule, agreement),
        rule_clauses=rule_clauses(grant),
        allocated=book_of(shown).allocated(grant.id),
    )


def reckoning(shown: Shown) -> Reckoning | None:
    """Return where the whole sum is, or None if the rules could not be carried out."""
    if shown.allocation is None:
        return None
    every = shown.allocation.grants
    return Reckoning(
        total=sum(allocated.grant.amount for allocated in every),
        shared=sum(cell.binding for allocated in every for cell in allocated.cells),
        awaiting=sum(allocated.grant.amount for allocated in every if allocated.awaits),
        left=sum(allocated.unallocated for allocated in every if not allocated.awaits),
    )
