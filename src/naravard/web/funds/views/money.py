"""A recipient's money on one page: the flow from allotted to repaid, the year's papers, and every fact as a line."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import kronor
from naravard.ledger.balances import Sums
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.funds.charts import any_requisition, flow_steps
from naravard.web.funds.first_pages import pressing_in
from naravard.web.funds.links import Links
from naravard.web.funds.picture import Picture, picture_now
from naravard.web.funds.tables.facts import FactLine, fact_lines, facts_table
from naravard.web.funds.tables.flow import (
    awaited_grants,
    flow_table,
    held_table,
    quiet_steps,
    steps_table,
)
from naravard.web.funds.urgency import Pressing
from naravard.web.funds.warnings import WarningCount, counted, of_money
from naravard.web.funds.year_papers import papers_of
from naravard.web.ledger.accounts import Money
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.lookup import own
from naravard.web.site.clock import now
from naravard.web.site.tables import ShownTable, export, exports, present
from naravard.web.site.templatetags.naravard import language

ROOM = "funds:money"
ALL = "alla"
"""What the query says to have every fact on the page."""
_MOST_FACTS = 12


@require_safe
@requires(Permission.SEE)
def money(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """Where an organisation's money is: allotted, requisitioned, paid, used, left, repaid, and what comes next."""
    picture = picture_or_404(shown_or_404(agreement_id), own(actor))
    if form:
        return export(flow_table(picture.own) if picture.own else held_table(picture), form)
    values = page_values(request, picture, is_own=True)
    pressing = pressing_in(request, picture.organisation, [picture], now(), picture.shown)
    values |= {"pressing": pressing, "as_heading": False}
    if pressing is not None:
        values["warnings"] = of_money(picture.risks, told=frozenset({pressing.handover.duty}))
    if pressing is not None and pressing.amount is not None:
        stands = heading(picture) if _says_more(picture, pressing) else None
        values |= {"as_heading": True, "heading": pressing.heading, "stands": stands}
    return money_page(request, "funds/money.html", actor, picture.shown, room=ROOM, **values)


@require_safe
@requires(Permission.SEE)
def steps(_request: HttpRequest, actor: Actor, agreement_id: str, form: str) -> HttpResponse:
    """The flow step by step, as a file."""
    return export(steps_table(_account(agreement_id, own(actor))), form)


@require_safe
@requires(Permission.SEE)
def facts(_request: HttpRequest, actor: Actor, agreement_id: str, form: str) -> HttpResponse:
    """Everything that has been recorded about an organisation's money, as a file."""
    picture = picture_or_404(shown_or_404(agreement_id), own(actor))
    if picture.own is None:
        raise Http404
    return export(facts_table(picture.own, lines_of(picture)), form)


@require_safe
@requires(Permission.SEE)
def held(_request: HttpRequest, actor: Actor, agreement_id: str, form: str) -> HttpResponse:
    """What an organisation holds of others' grants, as a file."""
    return export(held_table(picture_or_404(shown_or_404(agreement_id), own(actor))), form)


def picture_or_404(shown: Shown, organisation: Organisation) -> Picture:
    """Return an organisation's money; 404 with words where the agreement gives it none."""
    try:
        return picture_now(shown, organisation)
    except NoMoneyError as error:
        raise Http404(error.says.in_language(language())) from error


def lines_of(picture: Picture) -> list[FactLine]:
    """Return the facts of the organisation's own account as lines, with names for the activities' codes."""
    assert picture.own is not None  # noqa: S101 - for the type checker; asked for where there is an account
    return fact_lines(picture.own, {one.code: one.name for one in picture.activities})


def page_values(request: HttpRequest, picture: Picture, *, is_own: bool) -> dict[str, Any]:
    """Return what the page of a recipient's money shows, in its own frame and in the country's."""
    values: dict[str, Any] = {
        "base": "ledger/base.html",
        "picture": picture,
        "heading": heading(picture),
        "papers": papers_of(picture, is_own=is_own),
        "warnings": of_money(picture.risks),
        "warnings_heading": _LOST,
        "warning_counts": _elsewhere(picture) if is_own else [],
        "follow_up_url": _follow_up(picture) if is_own else "",
        "held": _held(request, picture, is_own=is_own) if picture.shares else None,
    }
    return values if picture.own is None else values | _own_values(request, picture, picture.own, is_own=is_own)


def _own_values(request: HttpRequest, picture: Picture, account: Money, *, is_own: bool) -> dict[str, Any]:
    links, total = Links(account, is_own), account.balance.total
    lines = lines_of(picture)
    shown_lines = lines if request.GET.get("visa") == ALL else lines[:_MOST_FACTS]
    return {
        "money": account,
        "total": total,
        "flow": _flow_shown(request, account, links),
        "flow_steps": flow_steps(
            total, requisitions=any_requisition(picture.shown), leads=links.amounts.of, money=account
        ),
        "flow_clauses": list(dict.fromkeys(line.clause for line in account.flow if line.clause and line.total)),
        "flow_files": exports(request, f"{request.path}flode"),
        "facts": _facts_shown(request, account, shown_lines, links),
        "facts_count": len(lines),
        "facts_left": len(lines) - len(shown_lines),
        "awaited": awaited(account),
    }


_LOST = Text("Pengar som kan gå förlorade", "Money that may be lost")


def _says_more(picture: Picture, pressing: Pressing) -> bool:
    """Tell whether how the money stands says another sum than the heading does."""
    return pressing.amount is None or kronor(pressing.amount) not in heading(picture).sv


def _elsewhere(picture: Picture) -> list[WarningCount]:
    """Return the warnings of the picture that stand on another page than the money's."""
    here = reverse(ROOM, args=[picture.organisation.code, picture.shown.agreement.id])
    return [one for one in counted([picture], several=False) if one.url != here]


def heading(picture: Picture) -> Text:
    """Answer where the money is, in a sentence."""
    name, account = picture.organisation.text, picture.own
    total, shares = account.balance.total if account else Sums(), [one.share for one in picture.shares]
    paid = total.paid + sum(share.received for share in shares)
    left = kronor(total.left + sum(share.left for share in shares))
    if paid:
        return Text(
            f"{name.sv} har {left} kvar av {kronor(paid)}",
            f"{name.in_language('en')} has {left} left of {kronor(paid)}",
        )
    allotted = kronor(total.allotted)
    if not total.allotted:
        return Text(f"Vad får {name.sv}?", f"What does {name.in_language('en')} receive?")
    return Text(f"{name.sv} är tilldelad {allotted}", f"{name.in_language('en')} is allotted {allotted}")


def awaited(account: Money) -> list[dict[str, Any]]:
    """Return the grants that await their allocation, each with the duties that bring what is missing."""
    agreement = account.shown.agreement
    found = []
    for grant_id in awaited_grants(account):
        terms = account.terms.grant(grant_id)
        assert terms is not None  # noqa: S101 - for the type checker; only the recipient's grants are asked for
        duties: list[Duty] = [duty for duty in agreement.duties if duty in terms.conditions and duty.brings]
        found.append({"grant": terms.grant, "duties": duties})
    return found


def _account(agreement_id: str, organisation: Organisation) -> Money:
    account = picture_or_404(shown_or_404(agreement_id), organisation).own
    if account is None:
        raise Http404(_("Organisationen har inga egna medel enligt överenskommelsen."))
    return account


def _follow_up(picture: Picture) -> str:
    return reverse("funds:follow_up", args=[picture.organisation.code, picture.shown.agreement.id])


def _flow_shown(request: HttpRequest, account: Money, links: Links) -> ShownTable:
    return present(
        request,
        flow_table(account, links),
        without=quiet_steps(account.balance.total, requisitions=account.terms.requisition is not None),
    )


def _facts_shown(request: HttpRequest, account: Money, lines: Sequence[FactLine], links: Links) -> ShownTable:
    table, base = facts_table(account, lines, links.amounts), f"{request.path}handelser"
    return present(request, table, sort_name="sort-handelser", export_base=base, stacked=True)


def amounts_of(picture: Picture, *, is_own: bool) -> AmountLinks:
    """Return where the organisation's amounts lead, for its own people or those who watch the country."""
    code, agreement_id = picture.organisation.code, picture.shown.agreement.id
    return AmountLinks.own(code, agreement_id) if is_own else AmountLinks.watched(agreement_id, code)


def _held(request: HttpRequest, picture: Picture, *, is_own: bool) -> ShownTable:
    base = f"{request.path}genom-andra"
    table = held_table(picture, amounts_of(picture, is_own=is_own))
    return present(request, table, sort_name="sort-genom-andra", export_base=base, stacked=True)
