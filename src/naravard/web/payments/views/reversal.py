"""One payment as it was recorded, taking it back, and recording that it came back from the bank."""

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, long_day
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.accounts import moneys_of
from naravard.web.ledger.fixed_version import agreement_of
from naravard.web.ledger.models import RecordedFact
from naravard.web.organisations.views.lookup import may
from naravard.web.payments import acts
from naravard.web.payments.payouts import Payout, payout_named
from naravard.web.payments.views.lookup import NOTHING_TO_DO, PAYMENTS, PaymentRequest, answered, asked_for
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, reason
from naravard.web.site.forms.step import OwnYes, Row, Step, as_written


@require_safe
@requires(Permission.SEE)
def payment(request: HttpRequest, actor: Actor, agreement_id: str, payment_id: str) -> HttpResponse:
    """What was paid, to whom, when and on what it rests: a receipt to print."""
    asked, found = _found(request, actor, agreement_id, payment_id)
    may_pay = may(request, actor, Permission.PAY)
    names = {grant.id: grant for grant in agreement_of(asked.shown, found.fact.version).grants}
    return asked.page(
        "payments/payment.html",
        _crumb(asked),
        room=PAYMENTS,
        payout=found,
        sums=[(names[part.grant], part.amount) for part in found.fact.sums if part.grant in names],
        may_end=may_pay and found.ended is None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY)
def undo(request: HttpRequest, actor: Actor, agreement_id: str, payment_id: str) -> HttpResponse:
    """Take back a payment that was recorded by mistake, with a reason."""
    asked, found = _found(request, actor, agreement_id, payment_id)
    back = reverse("payments:payment", args=[asked.organisation.code, agreement_id, payment_id])

    def do(given: str, seen: int | None) -> str:
        acts.undo_payment(
            actor=actor,
            organisation=found.organisation,
            agreement_id=agreement_id,
            payment=payment_id,
            reason=given,
            at=now(),
            seen_version=seen,
        )
        return back

    fields = [
        reason(
            Text("Varför den togs tillbaka", "Why it was taken back"),
            Text("Båda händelserna står kvar i historiken.", "Both stay in the history."),
        )
    ]
    step = Step(
        title=Text("Ta tillbaka en registrerad utbetalning", "Take back a recorded payment"),
        explains=Text(
            "För en utbetalning som registrerades av misstag. Har banken skickat tillbaka pengarna registreras det för "
            "sig, och det som mottagaren betalar tillbaka är en återbetalning.",
            "For a payment that was recorded by mistake. That the bank sent the money back is recorded by itself, and "
            "what the recipient pays back is a repayment.",
        ),
        button=Text("Ta tillbaka registreringen", "Take the record back"),
        fields=fields,
        read=lambda written: (written.reason(), as_written(fields, written)),
        rows=lambda given: given[1],
        do=lambda given, seen: do(given[0], seen),
        done=Text("Registreringen är återtagen.", "The record is taken back."),
        about=_about(found),
        version=found.money.account.version,
        back=back,
        closed=None if found.ended is None else NOTHING_TO_DO,
        is_warning=True,
        needs_yes=lambda _given: [_payable_again(found)],
    )
    return answered(asked, step, _crumb(asked), Crumb(found.organisation.text, back), room=PAYMENTS)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY)
def come_back(request: HttpRequest, actor: Actor, agreement_id: str, payment_id: str) -> HttpResponse:
    """Record that a payment came back from the bank: the money is in the account, and can be paid again."""
    asked, found = _found(request, actor, agreement_id, payment_id)
    back = reverse("payments:payment", args=[asked.organisation.code, agreement_id, payment_id])
    fields = [
        Field(
            name="day",
            label=Text("Dag då pengarna kom tillbaka", "The day that the money came back"),
            kind="day",
            hint=Text("Som den står på kontoutdraget.", "As it stands on the account statement."),
        ),
        Field(
            name="reference",
            label=Text("Bankens referens (valfritt)", "The bank's reference (optional)"),
            hint=Text("Lämnas tomt om den är betalningens egen.", "Leave empty if it is the payment's own."),
        ),
        reason(
            Text("Varför den kom tillbaka", "Why it came back"),
            Text("Bankens besked. Mottagaren ser det.", "The bank's answer. The recipient sees it."),
        ),
    ]

    def do(given: tuple[datetime.date, str, str], seen: int | None) -> str:
        acts.return_payment(
            actor=actor,
            organisation=found.organisation,
            agreement_id=agreement_id,
            payment=payment_id,
            day=given[0],
            reference=given[1],
            reason=given[2],
            at=now(),
            seen_version=seen,
        )
        return back

    step = Step(
        title=Text("Betalningen kom tillbaka från banken", "The payment came back from the bank"),
        explains=Text(
            "För pengar som har lämnat kontot och kommit tillbaka, för att mottagarens bank inte tog emot dem. Har ni "
            "bankens fil, läs in den i stället.",
            "For money that has left the account and come back, since the recipient's bank did not take it. If you "
            "have the bank's file, take that in instead.",
        ),
        button=Text("Registrera att den kom tillbaka", "Record that it came back"),
        fields=fields,
        read=lambda written: (written.required_day("day"), written.line("reference", most=140), written.reason()),
        rows=lambda given: [
            (fields[0].label, long_day(given[0])),
            (fields[1].label, given[1] or found.fact.reference),
            (fields[2].label, given[2]),
        ],
        do=do,
        done=Text(
            "Det är registrerat att betalningen kom tillbaka. Mottagaren får veta det.",
            "That the payment came back is recorded. The recipient is told.",
        ),
        about=_about(found),
        version=found.money.account.version,
        back=back,
        closed=None if found.ended is None else NOTHING_TO_DO,
        is_warning=True,
        needs_yes=lambda _given: [_payable_again(found)],
    )
    return answered(asked, step, _crumb(asked), Crumb(found.organisation.text, back), room=PAYMENTS)


def _about(found: Payout) -> list[Row]:
    return [
        (Text("Mottagare", "Recipient"), found.organisation.name),
        (Text("Belopp", "Amount"), kronor(found.amount)),
        (Text("Dag", "Day"), long_day(found.fact.day)),
        (Text("Referens", "Reference"), found.fact.reference),
    ]


def _payable_again(found: Payout) -> OwnYes:
    amount, name = kronor(found.amount), found.organisation.name
    return OwnYes(
        Text(
            f"{amount} går att betala ut på nytt till {name}. Är pengarna hos mottagaren betalas de två gånger.",
            f"{amount} can be paid again to {name}. If the recipient has the money, it is paid twice.",
        ),
        Text(f"Ja, {amount} är kvar på kontot", f"Yes, {amount} is in the account"),
    )


def _found(request: HttpRequest, actor: Actor, agreement_id: str, payment_id: str) -> tuple[PaymentRequest, Payout]:
    """Return a recorded payment under the agreement; 404 where there is none."""
    asked = asked_for(request, actor, agreement_id)
    recorded = (
        RecordedFact.objects.filter(fact_id=payment_id[:64], kind="paid", account__agreement_id=agreement_id)
        .select_related("account__organisation")
        .first()
        if "\x00" not in payment_id
        else None
    )
    found = (
        payout_named(moneys_of(asked.shown, [recorded.account.organisation], now()), payment_id) if recorded else None
    )
    if found is None:
        raise Http404
    return asked, found


def _crumb(asked: PaymentRequest) -> Crumb:
    return Crumb(_("Utbetalningar"), reverse(PAYMENTS, args=[asked.organisation.code, asked.agreement_id]))
