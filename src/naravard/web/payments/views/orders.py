"""Choosing what to pay: an order to the bank, or payments that have already been made, one or many at once."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, long_day
from naravard.exchange.bank_days import next_bank_day
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.handovers.overview import someone_elses
from naravard.web.ledger.accounts import moneys_of, recipients_of
from naravard.web.payments import acts, batch_acts, refusals
from naravard.web.payments.bulk import lock_all
from naravard.web.payments.payouts import Payable, payables_of
from naravard.web.payments.second_person import can_record
from naravard.web.payments.views.lookup import PAYMENTS, PaymentRequest, answered, asked_for
from naravard.web.payments.views.payments import payer_values
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Choice, Field, Written
from naravard.web.site.forms.deeds import Deed, money_deed, whom_of
from naravard.web.site.forms.fields import joined
from naravard.web.site.forms.step import Row, Step, as_written

CHOSEN = "chosen"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY)
def order(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Order payments from the bank: choose what to pay and on which day, look through it, and make the batch."""
    asked = asked_for(request, actor, agreement_id)
    free = _free(asked)
    payables, lacking = [one for one in free if one.giro], [one for one in free if not one.giro]
    day = Field(
        name="day",
        label=Text("Betalningsdag", "Day of payment"),
        kind="day",
        value=str(next_bank_day(today())),
        hint=Text(
            "Den dag då banken ska betala. En bankdag, i dag eller senare.",
            "The day when the bank is to pay. A bank day, today or later.",
        ),
    )

    def do(given: _Picked, _seen: int | None) -> str:
        made = batch_acts.make_batch(
            actor=actor,
            organisation=asked.organisation,
            agreement_id=agreement_id,
            choices=[_choice(value) for value in given.chosen],
            execution_day=given.day,
            at=now(),
        )
        return reverse("payments:batch", args=[asked.organisation.code, agreement_id, made.number])

    return _answered(
        asked,
        payables,
        Text("Ny utbetalningsomgång", "New payment batch"),
        Text(
            "Omgången blir en betalfil som banken tar och ett kalkylblad. Konton och referenser sparas som de är nu. "
            "Inget räknas som betalt förrän det bekräftas.",
            "The batch becomes a payment file that the bank takes, and a workbook. Accounts and references are kept "
            "as they are now. Nothing counts as paid until it is confirmed.",
        ),
        Text("Beställ betalningarna", "Order the payments"),
        (day,),
        do,
        Text(
            "Utbetalningsomgången är beställd.",
            "The payment batch is ordered.",
        ),
        deed=lambda given, some: _deed(
            some,
            Text("Beställ", "Order"),
            Text("till", "to"),
            given,
            Text(
                "Omgången blir en betalfil. Inget är betalt förrän banken har betalat och någon har bekräftat det. "
                "Till dess kan betalningarna läggas tillbaka.",
                "The batch becomes a payment file. Nothing is paid until the bank has paid and someone has confirmed "
                "it. Until then the payments can be put back.",
            ),
        ),
        then=someone_elses(actor, Permission.PAY, than=actor.who.code, does=_FETCH, day=today()),
        possible=lambda given: batch_acts.require_bank_day(given.day, now()),
        lacking=lacking,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY)
def record(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Record payments that were made outside a batch, one or many at once, with the day and the reference."""
    asked = asked_for(request, actor, agreement_id)
    free = _free(asked)
    may_record = can_record(actor, agreement_id, [_choice(one.value) for one in free])
    payables = [one for one in free if _choice(one.value) in may_record]
    fields = (
        Field(
            name="day",
            label=Text("Dag då pengarna lämnade kontot", "The day that the money left the account"),
            kind="day",
            value=str(today()),
            hint=Text("År, månad och dag: ÅÅÅÅ-MM-DD.", "Year, month and day: YYYY-MM-DD."),
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

    def do(given: _Picked, _seen: int | None) -> str:
        choices = sorted(_choice(value) for value in given.chosen)
        found = lock_all([code for code, _claim in choices], agreement_id, now())
        for code, claim in choices:
            acts.record_payment(
                actor=actor,
                organisation=found[code],
                agreement_id=agreement_id,
                claim=claim,
                day=given.day,
                reference=given.reference,
                at=now(),
            )
        words = ngettext("Utbetalningen är registrerad.", "%(count)s utbetalningar är registrerade.", len(choices))
        return f"{reverse(PAYMENTS, args=[asked.organisation.code, agreement_id])}\n{words % {'count': len(choices)}}"

    return _answered(
        asked,
        payables,
        Text("Registrera utbetalningar", "Record payments"),
        Text(
            "För betalningar som har gjorts på annat sätt än med en betalfil härifrån. Hela beloppet registreras.",
            "For payments that were made otherwise than by a payment file from here. The whole amount is recorded.",
        ),
        Text("Registrera som betalda", "Record as paid"),
        fields,
        do,
        _NOTHING,
        deed=lambda given, some: _deed(
            some,
            Text("Registrera", "Record"),
            Text("som betalt till", "as paid to"),
            given,
            Text(
                "Mottagarna ser pengarna som betalda genast. Fel dag eller fel betalning rättas genom att den tas "
                "tillbaka, med ett skäl.",
                "The recipients see the money as paid at once. A wrong day or a wrong payment is put right by taking "
                "it back, with a reason.",
            ),
        ),
        then=_TO_ORDER if len(payables) < len(free) else None,
    )


@dataclass(frozen=True, slots=True)
class _Picked:
    """What is chosen to be paid, as the form knows it, and the day and reference of the payment."""

    chosen: list[str]
    day: datetime.date
    reference: str
    rows: list[Row]


_NOTHING = Text("")
_FETCH = Text("hämta betalfilen och bekräfta", "fetch the payment file and confirm")
_TO_ORDER = Text(
    "Det du själv har godtagit, och det som betalas utan att någon har begärt det, lägger du i en utbetalningsomgång. "
    "Någon annan bekräftar den.",
    "What you have accepted yourself, or what is paid without anyone asking for it, you put in a payment batch, which "
    "someone else confirms.",
)


def _free(asked: PaymentRequest) -> list[Payable]:
    moneys = moneys_of(asked.shown, recipients_of(asked.shown), now())
    return [one for one in payables_of(moneys) if one.is_free]


def _chosen(written: Written) -> list[str]:
    return list(dict.fromkeys(value for value in written.all(CHOSEN) if "|" in value))


def _as_choice(one: Payable) -> Choice:
    account = Text(one.account) if one.account else Text("konto saknas", "account missing")
    return Choice(
        one.value,
        joined(": ", [one.organisation.text, Text(kronor(one.claim.amount))]),
        joined(" · ", [one.claim.name, account, *([one.came_back] if one.came_back else [])]),
    )


def _choice(value: str) -> tuple[str, str]:
    code, _bar, claim = value.partition("|")
    return code, claim


def _deed(some: list[Payable], act: Text, to: Text, given: _Picked, final: Text) -> Deed:
    day = long_day(given.day)
    return money_deed(
        act=act, amount=sum(one.claim.amount for one in some), to=to,
        whom=whom_of([one.organisation.text for one in some]),
        when=Text(f"den {day.sv}", f"on {day.in_language('en')}"),
        facts=[(Text("Betalningar", "Payments"), str(len(some)))], final=final,
    )  # fmt: skip


def _answered(
    asked: PaymentRequest,
    payables: list[Payable],
    title: Text,
    explains: Text,
    button: Text,
    fields: tuple[Field, ...],
    do: Callable[[_Picked, int | None], str],
    done: Text,
    then: Text | None,
    deed: Callable[[_Picked, list[Payable]], Deed],
    possible: Callable[[_Picked], object] = lambda _given: None,
    lacking: Sequence[Payable] = (),
) -> HttpResponse:
    """``then`` says what someone else does after it, or instead; ``lacking`` cannot be paid for want of an account."""
    back = reverse(PAYMENTS, args=[asked.organisation.code, asked.agreement_id])
    choosing = Field(
        name=CHOSEN,
        label=Text("Vad som ska betalas", "What is to be paid"),
        kind="several",
        choices=[_as_choice(one) for one in payables],
        all_or_none=True,
    )
    has_reference = any(field.name == "reference" for field in fields)

    def read(written: Written) -> _Picked:
        chosen = _chosen(written)
        if not chosen:
            says = refusals.nothing_chosen().says
            written.wrong(CHOSEN, says.sv, says.en)
        without = [one.organisation.text for one in lacking if one.value in chosen]
        if without:
            says = refusals.no_accounts(without).says
            written.wrong(CHOSEN, says.sv, says.en)
        reference = written.line("reference", required=True) if has_reference else ""
        return _Picked(chosen, written.required_day("day"), reference, as_written(fields, written))

    def picked(given: _Picked) -> list[Payable]:
        return [one for one in payables if one.value in set(given.chosen)]

    step = Step(
        title=title,
        explains=explains,
        button=button,
        fields=(choosing, *fields),
        read=read,
        rows=lambda given: given.rows,
        deed=lambda given: deed(given, picked(given)),
        possible=possible,
        notes=lambda given: [
            Text(f"{one.organisation.name}: {one.came_back.sv}", f"{one.organisation.name}: {one.came_back.en}")
            for one in picked(given)
            if one.came_back is not None
        ],
        do=do,
        done=done,
        back=back,
        closed=None
        if payables
        else then
        if then is _TO_ORDER
        else Text("Det finns inget att betala just nu.", "There is nothing to pay just now."),
        template="payments/choose.html",
        check_template="payments/check.html",
        extra=lambda: {"then": then, "lacking": lacking, **payer_values(asked)},
        checked=lambda given: {"picked": picked(given)},
    )
    return answered(asked, step, Crumb(_("Utbetalningar"), back), room=PAYMENTS)
