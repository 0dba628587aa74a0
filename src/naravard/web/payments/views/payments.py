"""What can be paid now, what waits, the batches, and what has been paid."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.ledger.accounts import moneys_of, recipients_of
from naravard.web.organisations.details import PAYMENT
from naravard.web.organisations.needs import filled_in_by
from naravard.web.organisations.views.lookup import may
from naravard.web.payments.models import Batch
from naravard.web.payments.payouts import payables_of, payouts_of
from naravard.web.payments.tables import batches_table, payouts_table
from naravard.web.payments.views.lookup import PAYMENTS, PaymentRequest, asked_for
from naravard.web.site.clock import now, today
from naravard.web.site.tables import export, present


@require_safe
@requires(Permission.SEE)
def payments(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """What can be paid now, what stands in the way of the rest, and what has been paid."""
    asked = asked_for(request, actor, agreement_id)
    moneys = moneys_of(asked.shown, recipients_of(asked.shown), now())
    paid = payouts_of(moneys)
    table = payouts_table(asked.shown, paid, asked.organisation.code)
    if form:
        return export(table, form)
    payables = payables_of(moneys)
    free = [one for one in payables if one.is_free]
    batches = list(Batch.objects.filter(agreement_id=agreement_id).prefetch_related("lines"))
    return asked.page(
        "payments/payments.html",
        room=PAYMENTS,
        free=len(free),
        free_amount=sum(one.claim.amount for one in free),
        ordered=[one for one in payables if one.line is not None],
        held=[one for one in payables if one.refusal is not None and one.line is None],
        paid_amount=sum(one.amount for one in paid),
        paid_count=len(paid),
        table=present(request, table),
        batches=present(request, batches_table(batches, asked.organisation.code), sort_name="omgangar", export_base="")
        if batches
        else None,
        may_pay=may(asked.request, asked.actor, Permission.PAY),
        order_url=_own(asked, "payments:order"),
        record_url=_own(asked, "payments:record"),
        answers_url=_own(asked, "payments:answers"),
        **payer_values(asked),
    )


def payer_values(asked: PaymentRequest) -> dict[str, Any]:
    """Return whether the payer has an account to pay from, and who can fill it in where not."""
    own = asked.organisation
    lacks = not (own.bankgiro or own.plusgiro or own.bank_iban)
    return {"lacks_account": lacks, "filled_in_by": filled_in_by(PAYMENT, own, today()) if lacks else None}


def _own(asked: PaymentRequest, name: str) -> str:
    return reverse(name, args=[asked.organisation.code, asked.agreement_id])
