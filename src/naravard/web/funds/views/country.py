"""The whole country's money for those who watch it: all recipients by step, and one recipient's page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.ledger.balances import Sums, total
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires_somewhere
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb, place_of
from naravard.web.funds.charts import any_requisition, flow_steps
from naravard.web.funds.country import country_moneys
from naravard.web.funds.picture import Picture
from naravard.web.funds.tables.country import country_table, kinds_table
from naravard.web.funds.tables.facts import facts_table
from naravard.web.funds.tables.flow import flow_table, held_table, quiet_steps, steps_table
from naravard.web.funds.views.money import lines_of, page_values, picture_or_404
from naravard.web.ledger.accounts import Money, newest_fixed
from naravard.web.organisations.kinds import kind_of
from naravard.web.organisations.models import Organisation
from naravard.web.site.clock import now
from naravard.web.site.crumbs import Surrounding
from naravard.web.site.tables import ShownTable, export, present

KIND = "slag"
"""The query's name for the kind of recipients that the table lists; ``alla`` for all."""
ALL = "alla"
FLOW, STEPS, FACTS, HELD = "", "flode", "handelser", "genom-andra"


@require_safe
@requires_somewhere(Permission.WATCH_COUNTRY)
def country(request: HttpRequest, _actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """Where the whole country's money is, by step and recipient; the sums are those of the recipients."""
    shown = shown_or_404(agreement_id)
    every = country_moneys(shown, now())
    wanted = _wanted(request, every)
    listed = [money for money in every if wanted in (ALL, money.organisation.kind)]
    if form:
        return export(country_table(shown, listed, every), form)
    added = total(money.balance.total for money in every)
    fixed = newest_fixed(agreement_id)
    values: dict[str, Any] = {
        "shown": shown,
        "agreement": shown.agreement,
        "heading": _heading(added),
        "fixed": fixed,
        "differs": fixed is not None and fixed.total != added.allotted,
        "total": added,
        "kinds": _kinds(request, shown, every, added),
        "table": _recipients(request, shown, listed, every, added),
        "wanted": wanted,
        "choices": _choices(every),
        "flow_steps": flow_steps(added, requisitions=any_requisition(shown), leads=lambda _step: "#slag"),
        "where": [place_of(shown)],
        "crumbs": [_crumb(agreement_id)],
    }
    return render(request, "funds/country.html", values)


@require_safe
@requires_somewhere(Permission.WATCH_COUNTRY)
def country_kinds(_request: HttpRequest, _actor: Actor, agreement_id: str, form: str) -> HttpResponse:
    """The country's money by kind of recipient, as a file."""
    shown = shown_or_404(agreement_id)
    return export(kinds_table(shown, country_moneys(shown, now())), form)


@require_safe
@requires_somewhere(Permission.WATCH_COUNTRY)
def recipient(
    request: HttpRequest, _actor: Actor, agreement_id: str, organisation_code: str, part: str = FLOW, form: str = ""
) -> HttpResponse:
    """Where one recipient's money is, for those who watch the country."""
    picture = picture_or_404(shown_or_404(agreement_id), get_object_or_404(Organisation, pk=organisation_code))
    if form:
        if picture.own is None or part == HELD:
            return export(held_table(picture), form)
        if part == FACTS:
            return export(facts_table(picture.own, lines_of(picture)), form)
        return export(steps_table(picture.own) if part == STEPS else flow_table(picture.own), form)
    values = page_values(request, picture, is_own=False)
    return render(request, "funds/money.html", watched_frame(picture) | values)


def watched_frame(picture: Picture) -> dict[str, Any]:
    """Return what stands around a page of one recipient's money for those who watch the country."""
    agreement_id = picture.shown.agreement.id
    return {
        "base": "funds/country_base.html",
        "organisation": picture.organisation,
        "shown": picture.shown,
        "agreement": picture.shown.agreement,
        "where": [
            place_of(picture.shown),
            Surrounding(
                picture.organisation.text,
                reverse("funds:country_recipient", args=[agreement_id, picture.organisation.code]),
            ),
        ],
        "crumbs": [
            _crumb(agreement_id),
            Crumb(_("Landets pengar"), reverse("funds:country", args=[agreement_id])),
        ],
    }


def _heading(added: Sums) -> Text:
    if not added.allotted:
        return Text("Inget är fastställt än", "Nothing has been fixed yet")
    if not added.paid:
        return Text(f"{kronor(added.allotted)} är tilldelade", f"{kronor(added.allotted)} are allotted")
    return Text(
        f"{kronor(added.left)} är kvar av {kronor(added.paid)}",
        f"{kronor(added.left)} are left of {kronor(added.paid)}",
    )


def _wanted(request: HttpRequest, every: list[Money]) -> str:
    """Return the kind of recipients to list; all where none that is here was asked for."""
    wanted = request.GET.get(KIND, "")
    return wanted if wanted in {money.organisation.kind for money in every} else ALL


def _choices(every: list[Money]) -> list[tuple[str, Text, int]]:
    counts: dict[str, int] = {}
    for money in every:
        counts[money.organisation.kind] = counts.get(money.organisation.kind, 0) + 1
    return [(kind, kind_of(kind).words, count) for kind, count in counts.items()]


def _kinds(request: HttpRequest, shown: Shown, every: list[Money], added: Sums) -> ShownTable:
    base = f"{reverse('funds:country', args=[shown.agreement.id])}slag"
    table = kinds_table(shown, every)
    return present(
        request,
        table,
        without=quiet_steps(added, requisitions=any_requisition(shown)),
        sort_name="sort-slag",
        export_base=base,
    )


def _recipients(request: HttpRequest, shown: Shown, listed: list[Money], every: list[Money], added: Sums) -> ShownTable:
    return present(
        request, country_table(shown, listed, every), without=quiet_steps(added, requisitions=any_requisition(shown))
    )


def _crumb(agreement_id: str) -> Crumb:
    return Crumb(_("Läget i landet"), f"{reverse('tasks:country')}?overenskommelse={agreement_id}")
