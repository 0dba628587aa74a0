"""A region's results beside its money: what it gets, what has been published of it, and what that says of each goal."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from msgspec.structs import replace

from naravard.agreement import reference
from naravard.agreement.model import Text
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import page
from naravard.web.agreements.in_force import in_force
from naravard.web.money.book import RecipientSums, book_of
from naravard.web.money.tables.account import account_table
from naravard.web.results.overview import MeasuredResult, answers_at, results_of
from naravard.web.results.tables import county_answers_table, values_table
from naravard.web.results.views.results import RESULTS, results_crumb
from naravard.web.site.tables import export, present


@open_to_everyone
def county(request: HttpRequest, agreement_id: str, county_code: str, form: str = "") -> HttpResponse:
    """Show a region's money, values and goals; as a file its values."""
    shown = shown_or_404(agreement_id)
    region = next((one for one in reference.regions() if one.code == county_code), None)
    if region is None:
        raise Http404(_("Det finns inget län med koden ”%(code)s”.") % {"code": county_code})
    results = results_of(shown)
    here = [_at(one, county_code) for one in results]
    caption = Text(f"Publicerade värden för {region.name}", f"Published values of {region.name}")
    table = values_table(shown, here, name=f"{shown.agreement.id}-varden-{county_code}", caption=caption)
    if form:
        return export(table, form)
    answers = [
        (one, answer)
        for one in results
        for level in one.levels
        if level.holds_at(county_code)
        for answer in answers_at(shown, one, level, county_code)
    ]
    in_order = in_force(shown)
    account = _account(in_order, county_code)
    return page(
        request,
        "results/county.html",
        shown,
        RESULTS,
        results_crumb(shown),
        region=region,
        amount=account.amount if account else 0,
        money=present(request, account_table(in_order, (account,)), sort_name="medel", export_base="")
        if account and account.parts
        else None,
        money_url=reverse("money:recipient", args=[agreement_id, county_code]) if account else "",
        answers=present(request, county_answers_table(shown, answers), fixed=True, export_base="") if answers else None,
        settled=sum(answer.judgement.verdict in ("met", "not-met") for _one, answer in answers),
        others=[one for one in reference.regions() if one.code != county_code],
        table=present(request, table, fixed=True) if table.rows else None,
    )


def _at(result: MeasuredResult, code: str) -> MeasuredResult:
    """Return an indicator with the values of one place only."""
    kept = tuple(value for value in result.indicator.values if value.place == code)
    return result._replace(indicator=replace(result.indicator, values=kept))


def _account(shown: Shown, code: str) -> RecipientSums | None:
    """Return the region's account under the agreement; None if it is no recipient."""
    return next((one for one in book_of(shown).with_code(code) if one.recipient.kind == "region"), None)
