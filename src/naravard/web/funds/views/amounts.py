"""What an amount consists of: the page that every amount of an account leads to (decision 53)."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires, requires_somewhere
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import roles_in
from naravard.web.agreements.current import shown_or_404
from naravard.web.funds.amount_parts import UnknownAmountError
from naravard.web.funds.amounts import Accountant, parts_table
from naravard.web.funds.picture import Picture
from naravard.web.funds.views.country import watched_frame
from naravard.web.funds.views.money import ROOM, amounts_of, picture_or_404
from naravard.web.ledger.amount_links import BY_SLUG, AmountLinks, AskedAmount
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.lookup import own
from naravard.web.site.tables import present


@require_safe
@requires(Permission.SEE)
def amount(request: HttpRequest, actor: Actor, agreement_id: str, figure: str) -> HttpResponse:
    """What an amount of an organisation's money consists of, and the clause that it rests on."""
    picture = picture_or_404(shown_or_404(agreement_id), own(actor))
    values = _values(request, Accountant(picture, amounts_of(picture, is_own=True), is_own=True), figure)
    return money_page(request, "funds/amount.html", actor, picture.shown, room=ROOM, base="ledger/base.html", **values)


@require_safe
@requires_somewhere(Permission.WATCH_COUNTRY)
def country_amount(
    request: HttpRequest, _actor: Actor, agreement_id: str, organisation_code: str, figure: str
) -> HttpResponse:
    """What an amount of one recipient's money consists of, for those who watch the country."""
    picture = picture_or_404(shown_or_404(agreement_id), get_object_or_404(Organisation, pk=organisation_code))
    values = _values(request, Accountant(picture, amounts_of(picture, is_own=False), is_own=False), figure)
    return render(request, "funds/amount.html", watched_frame(picture) | values)


@require_safe
@requires(Permission.SEE)
def handled_amount(
    request: HttpRequest, actor: Actor, agreement_id: str, handled_code: str, figure: str
) -> HttpResponse:
    """What an amount of one recipient's money consists of, for an organisation that pays it or takes it back."""
    handler = own(actor)
    roles = roles_in(handler.kind, handler.code)
    if not any({Permission.PAY, Permission.RECLAIM} & role.permissions for role in roles):
        raise Http404
    picture = picture_or_404(shown_or_404(agreement_id), get_object_or_404(Organisation, pk=handled_code))
    links = AmountLinks.handled(handler.code, agreement_id, handled_code)
    values = _values(request, Accountant(picture, links, is_own=False), figure)
    return money_page(request, "funds/amount.html", actor, picture.shown, room="", base="ledger/base.html", **values)


def _values(request: HttpRequest, accountant: Accountant, figure: str) -> dict[str, Any]:
    if figure not in BY_SLUG:
        raise Http404
    asked = AskedAmount.from_query(BY_SLUG[figure], request.GET)
    try:
        if asked.until_fact:
            accountant = accountant.until(asked.until_fact)
        amount = accountant.account(asked)
    except (UnknownAmountError, KeyError) as error:
        raise Http404 from error
    picture, then = accountant.picture, accountant.picture.own
    return {
        "amount": amount,
        "whose": picture.organisation.text,
        "table": _table(request, picture, amount),
        "as_of": then.book.latest if asked.until_fact and then is not None else None,
        "today_url": replace(accountant.links, until_fact="").to(replace(asked, until_fact="")),
    }


def _table(request: HttpRequest, picture: Picture, amount: Any) -> Any:
    table = parts_table(picture, amount)
    without = {"day"} if not any(table.column("day")) else set()
    return present(request, table, without=without, export_base="")
