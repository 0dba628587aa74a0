"""One grant: its rule, the keys it rests on, and who gets what."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naravard.agreement.model import Earmark, Grant, Text
from naravard.allocation.model import GrantAllocation
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown
from naravard.web.agreements.frame import page
from naravard.web.agreements.in_force import in_force_or_404
from naravard.web.money.book import book_of
from naravard.web.money.grants import awaited, keys_of_rules, keys_used, rounding_sentence, rule_sentence
from naravard.web.money.onward import onward_of
from naravard.web.money.tables.grant import grant_table
from naravard.web.money.tables.onward import onward_table
from naravard.web.money.views.grants import in_words
from naravard.web.money.views.lookup import GRANTS, grant_or_404, grants_crumb
from naravard.web.site.tables import ShownTable, export, present


@open_to_everyone
def grant(request: HttpRequest, agreement_id: str, grant_id: str, form: str = "") -> HttpResponse:
    """Show one grant shared among its recipients, or what it awaits."""
    shown = in_force_or_404(agreement_id, grant_id)
    found = grant_or_404(shown, grant_id)
    allocated = book_of(shown).allocated(grant_id)
    if form:
        if allocated is None or allocated.awaits:
            raise Http404(_("Beloppet är inte fördelat än, så det finns ingen tabell att hämta."))
        return export(grant_table(shown, allocated), form)
    return page(
        request,
        "money/grant.html",
        shown,
        GRANTS,
        grants_crumb(shown),
        grant=found,
        allocated=allocated,
        described=in_words(shown, found),
        rounding=rounding_sentence(found.rounding or shown.agreement.rounding),
        area=shown.agreement.area(found.area) if found.area else None,
        has_overrides=allocated is not None and any(cell.override for cell in allocated.cells),
        keys=keys_used(shown.agreement, found),
        earmarks=[(entry, _earmark_rule(shown, entry)) for entry in found.earmarks],
        text_rule=_text_rule(shown, found),
        awaited=awaited(shown.agreement, allocated),
        others_await=_others_await(shown, found),
        table=_table(request, shown, allocated),
        sum_url="#mottagarna" if allocated and not allocated.awaits else shown.clauses.link(found.clause) or "",
        **_onward(request, shown, found),
    )


@open_to_everyone
def onward_file(request: HttpRequest, agreement_id: str, grant_id: str, form: str) -> HttpResponse:
    """Answer with a grant's second level as a file, of one county when the query names it."""
    shown = in_force_or_404(agreement_id, grant_id)
    grant_or_404(shown, grant_id)
    second = onward_of(shown).levels.get(grant_id)
    if second is None or not second.counties:
        raise Http404(_("Beloppet har ingen beräknad fördelning till kommunerna."))
    return export(onward_table(shown, second, request.GET.get("lan", "")), form)


def _earmark_rule(shown: Shown, earmark: Earmark) -> Text | None:
    """Return an earmark's own rule in words, or None if it follows its grant."""
    return rule_sentence(earmark.rule, shown.agreement) if earmark.rule else None


def _others_await(shown: Shown, grant: Grant) -> bool:
    """Say whether other grants await keys too."""
    every = shown.allocation.grants if shown.allocation else ()
    return any(other.awaits for other in every if other.grant.id != grant.id)


def _text_rule(shown: Shown, grant: Grant) -> dict[str, object]:
    """Return the rule that the text states, where it is another than the one that is used."""
    if grant.text_rule is None:
        return {}
    return {
        "stated": grant.text_rule,
        "rule": rule_sentence(grant.text_rule.rule, shown.agreement),
        "missing": [key for key in keys_of_rules(shown.agreement, [grant.text_rule.rule]) if key.values is None],
    }


def _table(request: HttpRequest, shown: Shown, allocated: GrantAllocation | None) -> ShownTable | None:
    if allocated is None or allocated.awaits:
        return None
    return present(request, grant_table(shown, allocated))


def _onward(request: HttpRequest, shown: Shown, grant: Grant) -> dict[str, object]:
    """Return what the page shows of the second level."""
    if grant.onward is None:
        return {}
    book = onward_of(shown)
    second = book.levels.get(grant.id)
    values: dict[str, object] = {
        "onward": grant.onward,
        "onward_rule": rule_sentence(grant.onward.rule, shown.agreement),
        "onward_problem": book.problems.get(grant.id),
        "onward_awaits": [shown.agreement.key(key) for key in second.awaits] if second else [],
    }
    if second is None or not second.counties:
        return values
    table = onward_table(shown, second)
    base = f"{request.path}vidare"
    return values | {"onward_table": present(request, table, sort_name="sort-vidare", export_base=base)}
