"""One batch: its lines, its files, and what became of each payment."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.agreement.wording import day as written_day
from naravard.agreement.wording import kronor
from naravard.exchange.pain001 import Version
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.handovers.overview import someone_elses
from naravard.web.organisations.views.lookup import may
from naravard.web.payments import batch_acts, refusals
from naravard.web.payments.bulk import lock_all
from naravard.web.payments.claims import claim_words
from naravard.web.payments.giros import giro_words, payer_account_words
from naravard.web.payments.models import PAID, WAITING, Batch, Line
from naravard.web.payments.order_files import STATES, order_table
from naravard.web.payments.views.lookup import PAYMENTS, PaymentRequest, answered, asked_for
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Choice, Field, Written, reason
from naravard.web.site.forms.deeds import Deed, money_deed, whom_of
from naravard.web.site.forms.fields import joined
from naravard.web.site.forms.step import OwnYes, Row, Step, as_written
from naravard.web.site.refusals import Refused
from naravard.web.site.tables import export, exports

CHOSEN = "chosen"
AGAIN = "igen"
"""The name of what says that the file is fetched again, knowingly."""


@require_safe
@requires(Permission.SEE)
def batch(request: HttpRequest, actor: Actor, agreement_id: str, batch_number: int) -> HttpResponse:
    """What a batch pays to whom, where its files are, and what has become of each payment."""
    asked, found = _found(request, actor, agreement_id, batch_number)
    lines = list(found.lines.all())
    may_pay = may(request, actor, Permission.PAY)
    base = reverse("payments:batch", args=[asked.organisation.code, agreement_id, batch_number])
    not_yours = _not_yours(asked, found) if may_pay else None
    sums = [
        (STATES[state], len(some), sum(line.amount for line in some))
        for state in STATES
        if (some := [line for line in lines if line.state == state])
    ]
    return asked.page(
        "payments/batch.html",
        _payments_crumb(asked),
        room=PAYMENTS,
        batch=found,
        lines=[
            (line, claim_words(line.claim, asked.shown), giro_words(line.account), STATES[line.state]) for line in lines
        ],
        total=sum(line.amount for line in lines),
        sums=sums,
        waiting=any(line.state == WAITING for line in lines),
        not_yours=not_yours,
        payer_account=payer_account_words(found),
        file_stands=stands.says if (stands := _file_stands(found)) else None,
        exports=exports(request, base.rstrip("/")) if may_pay and not_yours is None else (),
        may_pay=may_pay,
        payment_name="payments:payment",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY)
def file(request: HttpRequest, actor: Actor, agreement_id: str, batch_number: int) -> HttpResponse:
    """Give the batch as a payment file that a bank takes: ISO 20022 pain.001.001.09, held against its schema.

    A button fetches it (POST), since each time is kept. The address itself says how the file stands: that it no longer
    holds, or that it was fetched before.
    """
    return _file(request, actor, agreement_id, batch_number, Version.V09)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY)
def older_file(request: HttpRequest, actor: Actor, agreement_id: str, batch_number: int) -> HttpResponse:
    """Give the same payment file in the older version, pain.001.001.03, for banks that do not take the newer."""
    return _file(request, actor, agreement_id, batch_number, Version.V03)


@require_safe
@requires(Permission.PAY)
def order(request: HttpRequest, actor: Actor, agreement_id: str, batch_number: int, form: str) -> HttpResponse:
    """Give the batch as a table: XLSX, CSV or JSON, the same however often; to whoever may fetch its payment file."""
    asked, found = _found(request, actor, agreement_id, batch_number)
    if _not_yours(asked, found) is not None:
        return _file_page(asked, found, Version.V09, None)
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
                "Lämnas tomt om betalningens egen identitet räcker. Då får varje betalning sin.",
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
            "Det som bekräftas blir en registrerad utbetalning till mottagaren. Välj det som banken har betalat, "
            "inte det som den har avvisat.",
            "What is confirmed becomes a recorded payment to the recipient. Choose what the bank has paid, not "
            "what it has refused.",
        ),
        Text("Bekräfta betalningarna", "Confirm the payments"),
        fields,
        do,
        Text("Utbetalningarna är registrerade.", "The payments are recorded."),
        (Text("Bekräfta att banken har betalat", "Confirm that the bank has paid"), Text("Bekräfta", "Confirm")),
        Text(
            "Mottagarna ser pengarna som betalda genast. En betalning som kom tillbaka från banken registreras "
            "efteråt på sin egen sida.",
            "The recipients see the money as paid at once. A payment that came back from the bank is recorded "
            "afterwards on its own page.",
        ),
        closed=_not_yours(asked, found),
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
        (Text("Lägg tillbaka", "Put back"), _NOTHING),
        _NOTHING,
        _payable_again,
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
    asked, found = _found(request, actor, agreement_id, batch_number)
    if request.method != "POST":
        return _file_page(asked, found, version, _file_stands(found))
    try:
        content = batch_acts.fetch_file(
            actor=actor,
            organisation=asked.organisation,
            agreement_id=agreement_id,
            number=batch_number,
            version=version,
            again=request.POST.get(AGAIN) == "ja",
            at=now(),
        )
    except Refused as refused:
        return _file_page(asked, found, version, refused)
    answer = HttpResponse(content, content_type="application/xml; charset=utf-8")
    name = f"{found.message_id}.{version.value}.xml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _file_stands(found: Batch) -> Refused | None:
    """Return what there is to know before the file is fetched; None if it never was and all of it waits."""
    if not found.is_alive:
        return refusals.dead_file(found)
    fetched, paid = list(found.fetched_files.all()), sum(line.state == PAID for line in found.lines.all())
    return refusals.fetched_before(fetched, paid=paid) if fetched or paid else None


def _not_yours(asked: PaymentRequest, found: Batch) -> Text | None:
    """Say who fetches the file and confirms, where the reader ordered the batch."""
    does = Text("hämta betalfilen och bekräfta", "fetch the payment file and confirm")
    return someone_elses(asked.actor, Permission.PAY, than=found.made_by, does=does, day=today())


def _file_page(asked: PaymentRequest, found: Batch, version: Version, stands: Refused | None) -> HttpResponse:
    not_yours = _not_yours(asked, found)
    back = reverse("payments:batch", args=[asked.organisation.code, asked.agreement_id, found.number])
    is_shown = asked.request.method != "POST" and found.is_alive and not_yours is None
    return asked.page(
        "payments/file.html",
        _payments_crumb(asked),
        Crumb(found.text, back),
        room=PAYMENTS,
        status=200 if is_shown or stands is None else stands.status,
        not_yours=not_yours,
        batch=found,
        version=version.value,
        total=sum(line.amount for line in found.lines.all()),
        stands=stands.says if stands else None,
        back=back,
        new_url=reverse("payments:order", args=[asked.organisation.code, asked.agreement_id]),
    )


def _payments_crumb(asked: PaymentRequest) -> Crumb:
    return Crumb(_("Utbetalningar"), reverse(PAYMENTS, args=[asked.organisation.code, asked.agreement_id]))


def _waiting(found: Batch) -> list[Line]:
    return [line for line in found.lines.all() if line.state == WAITING]


def _as_choice(line: Line, asked: PaymentRequest) -> Choice:
    name, account = claim_words(line.claim, asked.shown), giro_words(line.account)
    return Choice(
        str(line.pk),
        Text(f"{line.creditor_name}: {kronor(line.amount)}"),
        joined(" · ", [name, Text(account), Text(line.end_to_end_id)]),
    )


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
    asks: tuple[Text, Text],
    final: Text,
    needs_yes: Callable[[list[Line]], Sequence[OwnYes]] = lambda _lines: (),
    *,
    closed: Text | None = None,
) -> HttpResponse:
    back = reverse("payments:batch", args=[asked.organisation.code, asked.agreement_id, found.number])
    waiting = _waiting(found)
    choosing = Field(
        name=CHOSEN,
        label=Text("Betalningar i omgången", "Payments in the batch"),
        kind="several",
        choices=[_as_choice(line, asked) for line in waiting],
        all_or_none=True,
    )
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
        lock_all([line.organisation_id for line in chosen], asked.agreement_id, now())
        for line in given.chosen:
            act(given, line)
        return back

    def picked(given: _Picked) -> list[Line]:
        return [line for line in waiting if line.pk in set(given.chosen)]

    step = Step(
        title=title,
        explains=explains,
        button=button,
        fields=(choosing, *fields),
        read=read,
        rows=lambda given: [
            (Text("Omgång", "Batch"), f"{found.number}, {written_day(found.execution_day)}"),
            *given.rows,
        ],
        deed=lambda given: _deed(picked(given), asks, final),
        do=do,
        done=done,
        back=back,
        closed=closed if waiting else _ALL_SETTLED,
        needs_yes=lambda given: needs_yes(picked(given)),
        check_template="payments/check.html",
        checked=lambda given: {"picked_lines": picked(given)},
    )
    return answered(asked, step, _payments_crumb(asked), Crumb(found.text, back), room=PAYMENTS)


def _deed(some: list[Line], asks: tuple[Text, Text], final: Text) -> Deed:
    act, verb = asks
    return money_deed(
        act=act, verb=verb, amount=sum(line.amount for line in some), to=Text("till", "to"),
        whom=whom_of([Text(line.creditor_name) for line in some]),
        facts=[(Text("Betalningar", "Payments"), str(len(some)))], final=final,
    )  # fmt: skip


def _payable_again(lines: list[Line]) -> Sequence[OwnYes]:
    amount = kronor(sum(line.amount for line in lines))
    return [
        OwnYes(
            Text(f"{amount} går att betala ut på nytt. Har banken redan betalat dem betalas de två gånger.",
                 f"{amount} can be paid again. If the bank has already paid them, they are paid twice."),
            Text(f"Ja, banken har inte betalat ut {amount}", f"Yes, the bank has not paid {amount}"),
        )
    ]  # fmt: skip


_NOTHING = Text("")
_ALL_SETTLED = Text("Alla betalningar i omgången är avslutade.", "All payments of the batch are settled.")
