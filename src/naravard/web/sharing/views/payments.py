"""Money to and from the municipalities: payments onward, what comes back, and what was recorded by mistake."""

import datetime
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from naravard.agreement.duties import organisation_code
from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, long_day, whole
from naravard.ledger.facts import PaidOnward
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.ledger.models import PreparedDecision
from naravard.web.ledger.preparation import not_to_be_decided, nothing_prepared, waits_already
from naravard.web.ledger.prepared_steps import seen_row, withdrawal, words_of
from naravard.web.sharing.acts.onward_payments import pay_onward, record_return, undo_onward
from naravard.web.sharing.acts.onward_preparation import (
    OnwardPayment,
    onward_matter,
    onward_rests_on,
    prepare_onward,
    prepared_payment,
    withdraw_onward,
)
from naravard.web.sharing.overview import PASSED_ON, CountySharing, GrantSharing, Holding
from naravard.web.sharing.pasted_amounts import field_of, pasted_or_fields
from naravard.web.sharing.views.frame import page_of, waits
from naravard.web.sharing.views.lookup import grant_url, own_county, own_grant
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Choice, Field, Written, reason
from naravard.web.site.forms.amounts import AmountsTable
from naravard.web.site.forms.deeds import money_deed, whom_of
from naravard.web.site.forms.step import OwnYes, Row, Step, answer

FILL, ALL = "fyll", "alla"
CONFIRM = Text("bekräfta den", "confirm it")
_DAY = Field(
    name="day",
    label=Text("Betalningsdag", "Day of payment"),
    kind="day",
    hint=Text("År, månad och dag: ÅÅÅÅ-MM-DD.", "Year, month and day: YYYY-MM-DD."),
)
_REFERENCE = Field(
    name="reference",
    label=Text("Betalningens referens", "Reference of the payment"),
    hint=Text("Så att betalningen går att hitta igen.", "So that the payment can be found again."),
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY_ONWARD)
def pay(request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str) -> HttpResponse:
    """Prepare payments of a grant to municipalities, one or all at once, at most what is decided; checked first."""
    county, sharing = own_grant(actor, agreement_id, passed_grant)
    left = [holding for holding in sharing.holdings if holding.to_come.amount]
    if not left or not sharing.paid:
        every = [_amount(holding, grant_url(sharing)) for holding in sharing.holdings]
        return waits(request, actor, county, sharing, [_DAY, _REFERENCE, *every])
    everything = request.GET.get(FILL) == ALL
    amounts_left = [_amount(holding, grant_url(sharing)) for holding in left]
    if not everything:
        amounts_left = [replace(one, value="") for one in amounts_left]
    fields, members = [_DAY, _REFERENCE, *amounts_left], [holding.recipient for holding in left]
    waiting = payment_waiting(sharing)
    holds = waiting is not None and waiting.seen == payment_rests_on(sharing)

    def read(written: Written) -> OnwardPayment:
        day, reference = _when_read(written)
        pasted = pasted_or_fields(written, members, _AMOUNT)
        amounts = {
            holding.code: written.kronor(_name(holding), required=False)
            if pasted is None
            else pasted.get(holding.recipient.code, 0)
            for holding in left
        }
        if not any(amounts.values()) and not written.problems:
            written.wrong(_name(left[0]), "Skriv minst ett belopp.", "Write at least one amount.")
        return OnwardPayment({code: amount for code, amount in amounts.items() if amount}, day, reference)

    step = Step(
        fields=lambda written: [*fields, field_of(written, members)],
        read=read,
        rows=lambda written: _paying(sharing, written),
        do=lambda written, seen: _done(prepare_onward, actor, county, sharing, **asdict(written), seen_money=seen),
        template="sharing/pay.html",
        amounts=AmountsTable(Text("Kvar att betala", "To be passed on"), Text("Betalas", "Paid")),
        deed=lambda written: money_deed(
            act=Text("Förbered betalning av", "Prepare payment of"),
            amount=sum(written.payments.values()),
            to=Text("till", "to"),
            whom=whom_of([Text(one.recipient.name) for one in sharing.holdings if written.payments.get(one.code, 0)]),
            when=Text(f"den {long_day(written.day).sv}", f"on {long_day(written.day).en}"),
            final=_ANOTHER_CONFIRMS,
        ),
        of=sharing.grant.name,
        back=grant_url(sharing),
        title=Text("Förbered betalning vidare", "Prepare payment onwards"),
        explains=Text(
            "Någon annan bekräftar betalningen. Först då räknas den som betald.",
            "Someone else confirms the payment. Only then does it count as paid.",
        ),
        button=Text("Lämna till någon annan", "Hand it to someone else"),
        done=Text("Betalningen är förberedd.", "The payment is prepared."),
        version=county.money.account.version,
        closed=waits_already().says if holds else None,
        extra={"left_to_pay": sum(holding.to_come.amount for holding in left)},
    )
    return answer(request, actor, page_of(request, actor, county, sharing), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY_ONWARD)
def confirm(request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str) -> HttpResponse:
    """The payment onward that another has prepared; then record it."""
    county, sharing = own_grant(actor, agreement_id, passed_grant)
    waiting = payment_waiting(sharing)
    written = prepared_payment(waiting) if waiting is not None else None
    amount = kronor(waiting.amount) if waiting is not None else ""

    def do(prepared: int, _seen: int | None) -> str:
        if written is None:
            raise nothing_prepared()
        return _done(pay_onward, actor, county, sharing, **asdict(written), prepared=prepared)

    step = Step(
        title=Text(f"Bekräfta betalning av {amount}", f"Confirm payment of {amount}")
        if waiting is not None
        else Text("Ingen betalning väntar på att bekräftas", "No payment waits to be confirmed"),
        of=sharing.grant.name,
        explains=words_of(waiting),
        about=_paying(sharing, written) if written is not None else (),
        button=Text(f"Bekräfta att {amount} betalas", f"Confirm that {amount} is paid"),
        **seen_row(waiting),
        do=do,
        done=Text("Betalningen är registrerad.", "The payment is recorded."),
        back=grant_url(sharing),
        closed=not_to_be_decided(waiting, payment_rests_on(sharing), actor=actor, does=CONFIRM, day=today()),
    )
    return answer(request, actor, page_of(request, actor, county, sharing), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY_ONWARD)
def withdraw(request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str) -> HttpResponse:
    """Ask whether the prepared payment is to be taken back; then take it back."""
    county, sharing = own_grant(actor, agreement_id, passed_grant)
    step = withdrawal(
        payment_waiting(sharing),
        lambda: _done(withdraw_onward, actor, county, sharing),
        title=Text("Ta tillbaka den förberedda betalningen?", "Take the prepared payment back?"),
        of=sharing.grant.name,
        done=Text("Den förberedda betalningen är tillbakatagen.", "The prepared payment is taken back."),
        back=grant_url(sharing),
    )
    return answer(request, actor, page_of(request, actor, county, sharing), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_OUT)
def back(request: HttpRequest, actor: Actor, agreement_id: str, passed_grant: str) -> HttpResponse:
    """Record money that has come back from a municipality, at most what it has left; it is checked first."""
    county, sharing = own_grant(actor, agreement_id, passed_grant)
    having = [holding for holding in sharing.holdings if holding.left]
    choices = [_choice(holding) for holding in having or sharing.holdings]
    names = {organisation_code(holding.recipient): holding.recipient.name for holding in having}
    fields = [
        Field(name="municipality", label=Text("Kommun", "Municipality"), kind="select", choices=choices),
        Field(name="amount", label=Text("Belopp som kommit åter", "Amount that has come back"), kind="kronor"),
        _DAY,
        _REFERENCE,
    ]
    if not having:
        return waits(request, actor, county, sharing, fields)

    def read(written: Written) -> dict[str, Any]:
        paid, reference = _when_read(written)
        return {
            "day": paid,
            "reference": reference,
            "municipality": written.chosen("municipality", choices),
            "amount": written.kronor("amount", least=1),
        }

    def lines(values: dict[str, Any]) -> list[Row]:
        return [
            (Text("Kommun", "Municipality"), names[values["municipality"]]),
            (Text("Belopp", "Amount"), kronor(values["amount"])),
            *_when(values["day"], values["reference"]),
        ]

    step = Step(
        fields=fields,
        read=read,
        rows=lines,
        do=lambda values, seen: _done(record_return, actor, county, sharing, **values, seen_money=seen),
        of=sharing.grant.name,
        back=grant_url(sharing),
        title=Text("Registrera pengar som kommit åter", "Record money come back"),
        button=Text("Registrera", "Record"),
        done=Text("Återbetalningen till RSS är registrerad.", "The repayment to the RSS is recorded."),
        version=county.money.account.version,
    )
    return answer(request, actor, page_of(request, actor, county, sharing), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_OUT)
def undo(request: HttpRequest, actor: Actor, agreement_id: str, onward_fact: str) -> HttpResponse:
    """Take back a payment to or from a municipality that was recorded by mistake, with a reason; checked first."""
    county = own_county(actor, agreement_id)
    fact = county.money.book.facts.get(onward_fact) if county else None
    sharing = county.grant(fact.sum.grant) if county and isinstance(fact, PASSED_ON) else None
    if county is None or sharing is None or not isinstance(fact, PASSED_ON):
        raise Http404
    fields = [reason()]
    if fact.id in county.money.book.undone:
        return waits(request, actor, county, sharing, fields)
    holder = fact.to if isinstance(fact, PaidOnward) else fact.by
    name = next(member.name for member in sharing.members if organisation_code(member) == holder)
    shown: list[Row] = [
        (Text("Kommun", "Municipality"), name),
        (Text("Belopp", "Amount"), kronor(fact.sum.amount)),
        *_when(fact.day, fact.reference),
    ]

    def act(values: dict[str, Any], seen: int | None) -> str:
        place: dict[str, Any] = {"organisation": county.rss, "agreement_id": agreement_id, "fact_id": onward_fact}
        undo_onward(actor=actor, at=now(), seen_money=seen, **place, **values)
        return grant_url(sharing)

    step = Step(
        fields=fields,
        read=lambda written: {"reason": written.reason()},
        rows=lambda values: [(fields[0].label, values["reason"])],
        do=act,
        of=sharing.grant.name,
        back=grant_url(sharing),
        title=Text("Ta tillbaka en registrering", "Take a recording back"),
        button=Text("Ta tillbaka", "Take back"),
        done=Text("Registreringen är tillbakatagen.", "The recording is taken back."),
        version=county.money.account.version,
        about=shown,
        own_yes=[_taken_back(fact.sum.amount, name)],
        is_warning=True,
    )
    return answer(request, actor, page_of(request, actor, county, sharing), step)


def _taken_back(amount: int, name: str) -> OwnYes:
    said = kronor(amount)
    return OwnYes(
        Text(
            f"{said} räknas inte längre som betalt: {name}. Använd det bara om pengarna aldrig flyttades.",
            f"{said} no longer counts as paid: {name}. Use it only if the money was never moved.",
        ),
        Text(f"Ja, {said} har inte flyttats", f"Yes, {said} has not been moved"),
    )


def payment_waiting(sharing: GrantSharing) -> PreparedDecision | None:
    """Return the payment of a grant onward that waits to be recorded, or None."""
    return onward_matter(sharing.money.organisation.code, sharing.shown.agreement.id, sharing.grant.id).waiting()


def payment_rests_on(sharing: GrantSharing) -> str:
    """Return what a payment onward now rests on (:func:`.onward_rests_on`)."""
    return onward_rests_on(sharing.money.book, sharing.grant.id, sharing.decided)


def _done(act: Callable[..., Any], actor: Actor, county: CountySharing, sharing: GrantSharing, **values: Any) -> str:
    """Carry out an act on a grant of the RSS, and return the way back to it."""
    act(
        actor=actor,
        organisation=county.rss,
        agreement_id=county.shown.agreement.id,
        grant_id=sharing.grant.id,
        at=now(),
        **values,
    )
    return grant_url(sharing)


_ANOTHER_CONFIRMS = Text(
    "Någon annan bekräftar betalningen. Till dess kan den tas tillbaka.",
    "Someone else confirms the payment. Until then it can be taken back.",
)


def _paying(sharing: GrantSharing, written: OnwardPayment) -> list[Row]:
    names = {holding.code: holding.recipient.name for holding in sharing.holdings}
    each = [(Text(names[code]), kronor(amount)) for code, amount in written.payments.items()]
    return [
        *_when(written.day, written.reference),
        *each,
        (Text("Summa", "Total"), kronor(sum(written.payments.values()))),
    ]


def _when_read(written: Written) -> tuple[datetime.date, str]:
    return written.required_day("day"), written.line("reference", required=True, most=100)


def _when(paid: datetime.date, reference: str) -> list[Row]:
    return [(_DAY.label, long_day(paid)), (_REFERENCE.label, reference)]


_AMOUNT = "belopp-"


def _name(holding: Holding) -> str:
    return f"{_AMOUNT}{holding.recipient.code}"


def _amount(holding: Holding, url: str) -> Field:
    return Field(
        name=_name(holding),
        label=Text(holding.recipient.name),
        kind="kronor",
        value=whole(holding.to_come.amount),
        out_of=holding.to_come.amount,
        out_of_url=url,
    )


def _choice(holding: Holding) -> Choice:
    left = kronor(holding.left)
    words = Text(f"{holding.recipient.name}, kvar {left}", f"{holding.recipient.name}, {left} left")
    return Choice(holding.code, words)
