"""The pages of the one who pays back: what, by when, where to; a payment advice; and receipts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.accounts import reference_numbers
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.numbers import BANKGIRO, PLUSGIRO, shown_number
from naravard.web.repayments.overview import Repayment, names_of
from naravard.web.repayments.paper_kinds import REPAYMENT
from naravard.web.repayments.references import reference_of
from naravard.web.repayments.tables import by_grant_table
from naravard.web.repayments.visibility import own_repayment, receiver_of
from naravard.web.site.forms import Field, Written, filled
from naravard.web.site.tables import export, present

ROOM = REPAYMENT.room
PREFIX = "belopp-"


@require_safe
@requires(Permission.SEE)
def repayment(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """What the organisation is to pay back, grant by grant: by when, to which account, and what has come back."""
    found = own_repayment(actor, agreement_id)
    table = by_grant_table(found)
    if form:
        return export(table, form)
    names = names_of(code for code, _left in found.holders)
    values: dict[str, Any] = {
        "holders": [(names.get(code, Text(code)), left) for code, left in found.holders],
        "table": present(request, table),
        **_where_to(found),
    }
    return money_page(request, "repayments/repayment.html", actor, found.shown, room=ROOM, found=found, **values)


@require_safe
@requires(Permission.SEE)
def advice(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """The payment advice to print: the sum that is paid now and its parts, the account and the reference to state."""
    found = own_repayment(actor, agreement_id)
    written = Written(request.GET)
    fields = [
        Field(
            name=f"{PREFIX}{one.grant.id}",
            label=one.grant.name,
            kind="kronor",
            value=request.GET.get(f"{PREFIX}{one.grant.id}", str(one.sums.can_be_repaid)),
        )
        for one in found.grants
        if one.sums.can_be_repaid
    ]
    asked = any(field.name in request.GET for field in fields)
    parts = [
        (one, written.kronor(f"{PREFIX}{one.grant.id}", most=one.sums.can_be_repaid, required=False) if asked
         else one.sums.can_be_repaid)
        for one in found.grants
        if one.sums.can_be_repaid
    ]  # fmt: skip
    values: dict[str, Any] = {
        "fields": filled(fields, {field.name: field.value for field in fields}, written.problems),
        "problems": written.problems,
        "parts": [(one, amount) for one, amount in parts if amount],
        "total": sum(amount for _one, amount in parts),
        **_where_to(found),
    }
    return money_page(
        request, "repayments/advice.html", actor, found.shown, _crumb(found), room=ROOM, found=found, **values
    )


@require_safe
@requires(Permission.SEE)
def receipt(request: HttpRequest, actor: Actor, agreement_id: str, repayment_id: str) -> HttpResponse:
    """The receipt of a repayment that has been recorded, to print: what came, when, and for which grants."""
    found = own_repayment(actor, agreement_id)
    transfer = found.transfer(repayment_id)
    if transfer is None:
        raise Http404
    values: dict[str, Any] = {"transfer": transfer, "parts": parts_of(found, transfer.id), **_where_to(found)}
    return money_page(
        request, "repayments/receipt.html", actor, found.shown, _crumb(found), room=ROOM, found=found, **values
    )


def parts_of(found: Repayment, transfer_id: str) -> list[tuple[Text, int, str]]:
    """Return the parts of a transfer: the grant, the kronor, and the number of the reclaim that it answers to."""
    names = {one.grant.id: one.grant.name for one in found.grants}
    numbers = {one.fact.id: one.fact.reference for one in found.reclaims}
    transfer = found.transfer(transfer_id)
    return [
        (names.get(fact.grant, Text(fact.grant)), fact.amount, numbers.get(fact.reclaim, ""))
        for fact in (transfer.facts if transfer else ())
    ]


def _where_to(found: Repayment) -> dict[str, Any]:
    """Return where money goes: the receiver, its accounts, the reference to state, and the reference numbers."""
    receiver = receiver_of(found)
    accounts = [
        (label, shown_number(form, number))
        for label, form, number in (
            (Text("Bankgiro", "Bankgiro"), BANKGIRO, receiver.bankgiro if receiver else ""),
            (Text("Plusgiro", "Plusgiro"), PLUSGIRO, receiver.plusgiro if receiver else ""),
        )
        if number
    ]
    numbers = reference_numbers(found.shown)
    clause = found.duty.clause if found.duty else ""
    stated = [(one.name, numbers[one.id]) for one in found.shown.agreement.reference_numbers if one.clause == clause]
    return {
        "receiver": receiver,
        "accounts": accounts,
        "reference": reference_of(found.money.account),
        "numbers": stated,
    }


def _crumb(found: Repayment) -> Crumb:
    return Crumb(_("Återbetalning"), reverse(ROOM, args=[found.organisation.code, found.shown.agreement.id]))
