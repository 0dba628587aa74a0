"""One batch: its lines, its files, and what became of each payment."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.agreement.wording import day as written_day
from naravard.agreement.wording import kronor
from naravard.exchange.pain001 import Version, checked
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.organisations.views.lookup import may
from naravard.web.payments import batch_acts, refusals
from naravard.web.payments.bulk import hold_all
from naravard.web.payments.claims import claim_words
from naravard.web.payments.giros import giro_words
from naravard.web.payments.models import PAID, PUT_BACK, UNDONE, WAITING, Batch, Line
from naravard.web.payments.order_files import order_table, payment_file
from naravard.web.payments.views.lookup import PAYMENTS, PaymentRequest, answered, asked_for
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Field, Written, reason
from naravard.web.site.forms.step import Row, Step, as_written
from naravard.web.site.tables import export, exports

CHOSEN = "chosen"
STATES = {
    WAITING: (Text("Väntar på banken", "Waits for the bank"), "yellow"),
    PAID: (Text("Betald", "Paid"), "green"),
    PUT_BACK: (Text("Lagd tillbaka", "Put back"), "purple"),
    UNDONE: (Text("Återtagen", "Taken back"), "red"),
}


@require_safe
@requires(Permission.SEE)
def batch(request: HttpRequest, actor: Actor, agreement_id: str, batch_number: int) -> HttpResponse:
    """What a batch pays to whom, where its files are, and what has become of each payment."""
    asked, found = _found(request, actor, agreement_id, batch_number)
    lines = list(found.lines.all())
    may_pay = may(request, actor, Permission.PAY)
    base = reverse("payments:batch", args=[asked.organisation.code, agreement_id, batch_number])
    sums = [
        (*STATES[state], len(some), sum(line.amount for line in some))
        for state in STATES
        if (some := [line for line in lines if line.state == state])
    ]
    return asked.page(
        "payments/batch.html",
        _payments_crumb(asked),
        room=PAYMENTS,
        batch=found,
        lines=[
            (line, claim_words(line.claim, asked.shown), giro_words(line.account), *STATES[line.state])
            for line in lines
        ],
        total=sum(line.amount for line in lines),
        sums=sums,
        waiting=any(line.state == WAITING for line in lines),
        payer_account=giro_words(found.giro),
        exports=exports(request, base.rstrip("/")) if may_pay else (),
        may_pay=may_pay,
        payment_name="payments:payment",
    )


@require_safe
@requires(Permission.PAY)
def file(request: HttpRequest, actor: Actor, agreement_id: str, batch_number: int) -> HttpResponse:
    """Give the batch as a payment file that a bank takes: ISO 20022 pain.001.001.09, held against its schema."""
    return _file(request, actor, agreement_id, batch_number, Version.V09)


@require_safe
@requires(Permission.PAY)
def older_file(request: HttpRequest, actor: Actor, agreement_id: str, batch_number: int) -> HttpResponse:
    """Give the same payment file in the older version, pain.001.001.03, for banks that do not take the newer."""
    return _file(request, actor, agreement_id, batch_number, Version.V03)


@require_safe
@requires(Permission.PAY)
def order(request: HttpRequest, actor: Actor, agreement_id: str, batch_number: int, form: str) -> HttpResponse:
    """Give the batch as a table: XLSX, CSV or JSON, the same however often."""
    asked, found = _found(request, actor, agreement_id, batch_number)
    return export(order_table(found, asked.shown), form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY)
def confirm(request: HttpRequest, actor: Actor, agreement_id: str, batch_number: int) -> HttpResponse:
    """Confirm that payments of a batch were made, with the day and the reference of each."""
    asked, found = _found(request, actor, agreement_id, batch_number)
    fields = (
        Field(
            name="day",
            label=Text("Dag då banken betalade", "The day that the bank paid"),
            kind="day",
            value=str(min(found.execution_day, today())),
            hint=Text("Gäller alla som är valda.", "Holds for all that are chosen."),
        ),
        Field(
            name="reference",
            label=Text("Bankens referens", "The bank's reference"),
            hint=Text(
                "Lämnas tomt om betalningens egen identitet räcker; då får varje betalning sin.",
                "Leave empty if the payment's own identity is enough; each payment then gets its own.",
            ),
        ),
    )

    def do(given: _Picked, line: int) -> None:
        batch_acts.confirm_line(actor=actor, line=line, day=given.day, reference=given.reference, at=now())

    return _answered(
        asked,
        found,
        Text("Bekräfta att banken har betalat", "Confirm that the bank has paid"),
        Text(
            "Det som bekräftas blir en registrerad utbetalning till mottagaren. Välj bort det som banken har avvisat.",
            "What is confirmed becomes a recorded payment to the recipient. Leave out what the bank has refused.",
        ),
        Text("Bekräfta betalningarna", "Confirm the payments"),
        fields,
        do,
        Text("Utbetalningarna är registrerade.", "The payments are recorded."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY)
def put_back(request: HttpRequest, actor: Actor, agreement_id: str, batch_number: int) -> HttpResponse:
    """Put back payments that the bank refused or that were never sent, so that they can be paid in another way."""
    asked, found = _found(request, actor, agreement_id, batch_number)

    def do(given: _Picked, line: int) -> None:
        batch_acts.put_line_back(actor=actor, line=line, reason=given.reason, at=now())

    return _answered(
        asked,
        found,
        Text("Lägg tillbaka betalningar", "Put payments back"),
        Text(
            "För betalningar som banken har avvisat, eller när filen aldrig lämnades. De kan sedan betalas på nytt. "
            "Är du inte säker på att pengarna är kvar: fråga banken först.",
            "For payments that the bank has refused, or when the file was never handed over. They can then be paid "
            "again. If you are not sure that the money is still there: ask the bank first.",
        ),
        Text("Lägg tillbaka betalningarna", "Put the payments back"),
        (
            reason(
                Text("Varför de inte blev av", "Why they were not made"),
                Text("Till exempel bankens besked.", "The bank's answer, for example."),
            ),
        ),
        do,
        Text(
            "Betalningarna är lagda tillbaka och kan betalas på nytt.",
            "The payments are put back and can be paid again.",
        ),
    )


@dataclass(frozen=True, slots=True)
class _Picked:
    """Which lines are chosen, and what is written about them."""

    chosen: list[int]
    rows: list[Row]
    day: datetime.date = datetime.date.min
    reference: str = ""
    reason: str = ""


def _found(request: HttpRequest, actor: Actor, agreement_id: str, batch_number: int) -> tuple[PaymentRequest, Batch]:
    asked = asked_for(request, actor, agreement_id)
    found = (
        Batch.objects.filter(agreement_id=agreement_id, number=batch_number, payer=asked.organisation)
        .prefetch_related("lines")
        .first()
    )
    if found is None:
        raise Http404
    return asked, found


def _file(request: HttpRequest, actor: Actor, agreement_id: str, batch_number: int, version: Version) -> HttpResponse:
    _asked, found = _found(request, actor, agreement_id, batch_number)
    answer = HttpResponse(checked(payment_file(found), version), content_type="application/xml; charset=utf-8")
    name = f"{found.message_id}.{version.value}.xml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _payments_crumb(asked: PaymentRequest) -> Crumb:
    return Crumb(_("Utbetalningar"), reverse(PAYMENTS, args=[asked.organisation.code, asked.agreement_id]))


def _waiting(found: Batch) -> list[Line]:
    return [line for line in found.lines.all() if line.state == WAITING]


def _chosen(written: Written, found: Batch) -> list[int]:
    """Return the lines that are chosen; those of other batches are left out.

    One that someone else has settled since is still chosen: the act then refuses, and tells of it.
    """
    posted = {value for value in written.all(CHOSEN) if value.isascii() and value.isdigit()}
    return [line.pk for line in found.lines.all() if str(line.pk) in posted]


def _answered(
    asked: PaymentRequest,
    found: Batch,
    title: Text,
    explains: Text,
    button: Text,
    fields: tuple[Field, ...],
    act: Callable[[_Picked, int], None],
    done: Text,
) -> HttpResponse:
    back = reverse("payments:batch", args=[asked.organisation.code, asked.agreement_id, found.number])
    waiting = _waiting(found)
    has_reason = any(field.name == "reason" for field in fields)

    def read(written: Written) -> _Picked:
        chosen = _chosen(written, found)
        if not chosen:
            says = refusals.nothing_chosen().says
            written.wrong(CHOSEN, says.sv, says.en)
        if has_reason:
            given = written.reason()
            return _Picked(chosen, as_written(fields, written), reason=given)
        day, reference = written.required_day("day"), written.line("reference")
        return _Picked(chosen, as_written(fields, written), day, reference)

    def do(given: _Picked, _seen: int | None) -> str:
        chosen = [line for line in found.lines.all() if line.pk in given.chosen]
        hold_all([line.organisation_id for line in chosen], asked.agreement_id, now())
        for line in given.chosen:
            act(given, line)
        return back

    def picked(given: _Picked) -> list[Line]:
        return [line for line in waiting if line.pk in set(given.chosen)]

    lines = [(line, claim_words(line.claim, asked.shown), giro_words(line.account)) for line in waiting]
    step = Step(
        title=title,
        explains=explains,
        button=button,
        fields=fields,
        read=read,
        rows=lambda given: [
            (Text("Omgång", "Batch"), f"{found.number}, {written_day(found.execution_day)}"),
            (Text("Betalningar", "Payments"), str(len(picked(given)))),
            (Text("Tillsammans", "Total"), kronor(sum(line.amount for line in picked(given)))),
            *given.rows,
        ],
        do=do,
        done=done,
        back=back,
        closed=None if waiting else _ALL_SETTLED,
        template="payments/choose_lines.html",
        check_template="payments/check.html",
        extra={"lines": lines},
        more=lambda written, _fields: {
            "chosen": _chosen(written, found) if written.posted else [line.pk for line in waiting]
        },
        checked=lambda given: {"picked_lines": picked(given)},
    )
    return answered(asked, step, _payments_crumb(asked), Crumb(found.text, back), room=PAYMENTS)


_ALL_SETTLED = Text("Alla betalningar i omgången är avslutade.", "All payments of the batch are settled.")
