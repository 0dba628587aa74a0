"""Choosing what to pay: an order to the bank, or payments that have already been made, one or many at once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.reading import moneys_of, recipients_of
from naravard.web.payments import acts, batching, refusals
from naravard.web.payments.many import hold_all
from naravard.web.payments.payouts import Payable, payables_of
from naravard.web.payments.views.asking import PAYMENTS, Asked, Asking, asked_for, step
from naravard.web.payments.views.payments import payer_values
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Field, Written

CHOSEN, ALL, CHOOSE = "chosen", "alla", "valj"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY)
def order(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Order payments from the bank: choose what to pay and on which day, look through it, and make the batch."""
    asked = asked_for(request, actor, agreement_id)
    payables = _free(asked)
    chosen = _chosen(request, payables)
    day = Field(
        name="day",
        label=Text("Betalningsdag", "Day of payment"),
        kind="day",
        value=str(today()),
        hint=Text(
            "Den dag då banken ska betala. En vardag, i dag eller senare.",
            "The day when the bank is to pay. A weekday, today or later.",
        ),
    )
    asking = _asking(
        asked,
        payables,
        chosen,
        Text("Ny utbetalningsomgång", "New payment batch"),
        Text(
            "Omgången blir en betalfil som banken tar och ett kalkylblad. Konton och referenser sparas som de är nu. "
            "Inget räknas som betalt förrän det bekräftas.",
            "The batch becomes a payment file that the bank takes, and a workbook. Accounts and references are kept "
            "as they are now. Nothing counts as paid until it is confirmed.",
        ),
        Text("Beställ betalningarna", "Order the payments"),
        (day,),
    )

    def read(written: Written) -> dict[str, Any]:
        if not chosen:
            _nothing(written)
        return {"execution_day": written.day("day")}

    def do(values: dict[str, Any]) -> tuple[str, str]:
        made = batching.make_batch(
            actor=actor,
            organisation=asked.organisation,
            agreement_id=agreement_id,
            choices=[_choice(value) for value in chosen],
            execution_day=values["execution_day"],
            at=now(),
        )
        address = reverse("payments:batch", args=[asked.organisation.code, agreement_id, made.number])
        return address, _("Utbetalningsomgången är gjord. Hämta betalfilen och lämna den till banken.")

    return step(asked, asking, read, do)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY)
def record(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Record payments that were made outside a batch, one or many at once, with the day and the reference."""
    asked = asked_for(request, actor, agreement_id)
    payables = _free(asked)
    chosen = _chosen(request, payables)
    fields = (
        Field(
            name="day",
            label=Text("Dag då pengarna lämnade kontot", "The day that the money left the account"),
            kind="day",
            value=str(today()),
            hint=Text("Som i 2022-12-15.", "As in 2022-12-15."),
        ),
        Field(
            name="reference",
            label=Text("Betalningens referens", "The reference of the payment"),
            hint=Text(
                "Det som gör att betalningen går att hitta hos banken. Samma för alla som är valda.",
                "What lets the payment be found at the bank. The same for all that are chosen.",
            ),
        ),
    )
    asking = _asking(
        asked,
        payables,
        chosen,
        Text("Registrera utbetalningar", "Record payments"),
        Text(
            "För betalningar som har gjorts på annat sätt än med en betalfil härifrån. Hela beloppet registreras.",
            "For payments that were made otherwise than by a payment file from here. The whole amount is recorded.",
        ),
        Text("Registrera som betalda", "Record as paid"),
        fields,
    )

    def read(written: Written) -> dict[str, Any]:
        if not chosen:
            _nothing(written)
        return {"day": written.day("day"), "reference": written.line("reference", required=True)}

    def do(values: dict[str, Any]) -> tuple[str, str]:
        choices = sorted(_choice(value) for value in chosen)
        found = hold_all([code for code, _claim in choices], agreement_id, now())
        for code, claim in choices:
            acts.record_payment(
                actor=actor,
                organisation=found[code],
                agreement_id=agreement_id,
                claim=claim,
                day=values["day"],
                reference=values["reference"],
                at=now(),
            )
        words = ngettext("Utbetalningen är registrerad.", "%(count)s utbetalningar är registrerade.", len(chosen))
        return asking.back, words % {"count": len(chosen)}

    return step(asked, asking, read, do)


def _free(asked: Asked) -> list[Payable]:
    moneys = moneys_of(asked.shown, recipients_of(asked.shown), now())
    return [one for one in payables_of(moneys) if one.is_free]


def _chosen(request: HttpRequest, payables: list[Payable]) -> list[str]:
    """Return what is chosen, as the form knows it; an address may choose one or all to begin with."""
    if request.method == "POST":
        return list(dict.fromkeys(value for value in request.POST.getlist(CHOSEN) if "|" in value))
    wanted = request.GET.get(CHOOSE, "")
    return [one.value for one in payables if wanted in (ALL, one.value)]


def _choice(value: str) -> tuple[str, str]:
    code, _bar, claim = value.partition("|")
    return code, claim


def _nothing(written: Written) -> None:
    says = refusals.nothing_chosen().says
    written.wrong(CHOSEN, says.sv, says.en)


def _asking(
    asked: Asked,
    payables: list[Payable],
    chosen: list[str],
    title: Text,
    explains: Text,
    button: Text,
    fields: tuple[Field, ...],
) -> Asking:
    back = reverse(PAYMENTS, args=[asked.organisation.code, asked.agreement_id])
    picked = [one for one in payables if one.value in set(chosen)]
    return Asking(
        title=title,
        explains=explains,
        button=button,
        fields=fields,
        room=PAYMENTS,
        crumbs=(Crumb(_("Utbetalningar"), back),),
        back=back,
        rows=(
            (Text("Betalningar", "Payments"), str(len(picked))),
            (Text("Tillsammans", "Total"), kronor(sum(one.claim.amount for one in picked))),
        ),
        hidden=tuple((CHOSEN, value) for value in chosen),
        is_there=bool(payables),
        template="payments/choose.html",
        extra={"payables": payables, "chosen": chosen, "picked": picked, **payer_values(asked)},
    )
