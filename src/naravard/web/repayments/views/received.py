"""Kammarkollegiet's pages of money back: who owes what, recording what came, and taking back a mistake."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.errors import MoneyChangedError, MoneyRefusedError
from naravard.web.ledger.frame import money_page
from naravard.web.once.doing import answered, once, once_of
from naravard.web.organisations.views.answering import done, own
from naravard.web.repayments.acts import record_repayment, undo_repayment
from naravard.web.repayments.finding import repayment_to, repayments_to, shown_for
from naravard.web.repayments.reading import TAGS, OwedGrant, Repayment, Stage
from naravard.web.repayments.references import reference_of, written_wrong
from naravard.web.repayments.tables import by_grant_table, received_table
from naravard.web.repayments.views.own import PREFIX, parts_of
from naravard.web.repayments.views.steps import CHANGE, CHECK, STEP, may, seen_version, with_a_reason
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Field, Written, filled
from naravard.web.site.tables import export, present

ROOM = "repayments:received"
FILTER = "lage"


@require_safe
@requires(Permission.SEE)
def received(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """Who owes what to the organisation, who is late, and what has come back."""
    shown = shown_for(actor, agreement_id, Permission.PAY)
    every = repayments_to(actor, shown, Permission.PAY)
    chosen = request.GET.get(FILTER, "")
    some = [one for one in every if chosen not in set(Stage) or one.stage == chosen]
    table = received_table(shown, some)
    if form:
        return export(table, form)

    def link(number: int, column: str) -> str | None:
        return _url(actor, some[number]) if column == "organisation" else None

    values: dict[str, Any] = {
        "every": every,
        "chosen": chosen,
        "filter": FILTER,
        "choices": [(stage, sum(one.stage is stage for one in every)) for stage in Stage],
        "to_repay": sum(one.to_repay for one in every),
        "late": sum(one.stage is Stage.LATE for one in every),
        "repaid": sum(one.total("repaid") for one in every),
        "table": present(request, table, link=link, without={"code"}),
    }
    return money_page(request, "repayments/received.html", actor, shown, room=ROOM, **values)


@require_safe
@requires(Permission.SEE)
def account(request: HttpRequest, actor: Actor, agreement_id: str, repaying_code: str) -> HttpResponse:
    """What one recipient owes by grant, what has come back, and what is demanded."""
    found = repayment_to(actor, agreement_id, repaying_code, Permission.PAY)
    return _page(
        request, "repayments/account.html", actor, found, tag=TAGS.get(found.stage),
        may=may(request, actor, Permission.PAY),
        table=present(request, by_grant_table(found), export_base=""), reference=reference_of(found.money.account),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY)
def record(request: HttpRequest, actor: Actor, agreement_id: str, repaying_code: str) -> HttpResponse:
    """Record money that a recipient has paid back: its day and reference, split over grants to the last krona."""
    found = repayment_to(actor, agreement_id, repaying_code, Permission.PAY)
    if request.method != "POST":
        return _form(request, actor, found, _prefilled(found))
    before = answered(once_of(request), actor.who.code)
    if before:
        return done(request, before, _("Återbetalningen är registrerad."))
    written = Written(request.POST)
    day, reference = written.day("day"), written.line("reference", required=True, most=140)
    transferred = written.kronor("transferred", least=1)
    amounts = {one.grant.id: written.kronor(f"{PREFIX}{one.grant.id}", required=False) for one in found.grants}
    if request.POST.get(STEP) == CHANGE:
        return _form(request, actor, found, request.POST)
    _look(written, found, reference, transferred, amounts)
    if written.problems:
        return _form(request, actor, found, request.POST, written.problems, status=422)
    if request.POST.get(STEP) == CHECK:
        return _check(request, actor, found, reference, transferred, amounts)

    def do() -> str:
        assert day is not None  # noqa: S101 - for the type checker; a day that cannot be read is a problem
        transfer = record_repayment(
            actor=actor, recipient=found.organisation, agreement_id=agreement_id, day=day, reference=reference,
            transferred=transferred, amounts=amounts, at=now(), seen_version=seen_version(request),
        )  # fmt: skip
        return reverse("repayments:transfer", args=[own(actor).code, agreement_id, repaying_code, transfer])

    try:
        address = once(once_of(request), actor.who.code, do, at=now())
    except MoneyRefusedError as error:
        again = repayment_to(actor, agreement_id, repaying_code, Permission.PAY)
        return _form(
            request, actor, again, request.POST, refused=error,
            status=409 if isinstance(error, MoneyChangedError) else 422,
        )  # fmt: skip
    return done(request, address, _("Återbetalningen är registrerad."))


@require_safe
@requires(Permission.SEE)
def transfer(
    request: HttpRequest, actor: Actor, agreement_id: str, repaying_code: str, transfer_id: str
) -> HttpResponse:
    """One repayment that has been recorded, to print: what came, when, and for which grants."""
    found = repayment_to(actor, agreement_id, repaying_code, Permission.PAY)
    one = found.transfer(transfer_id)
    if one is None:
        raise Http404
    return _page(
        request, "repayments/transfer.html", actor, found, _account_crumb(actor, found), transfer=one,
        parts=parts_of(found, one.id), may=may(request, actor, Permission.PAY),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY)
def undo(request: HttpRequest, actor: Actor, agreement_id: str, repaying_code: str, transfer_id: str) -> HttpResponse:
    """Take back a repayment that was recorded by mistake, with a reason."""
    found = repayment_to(actor, agreement_id, repaying_code, Permission.PAY)
    one = found.transfer(transfer_id)
    if one is None:
        raise Http404

    def do(reason: str) -> str:
        undo_repayment(
            actor=actor, recipient=found.organisation, agreement_id=agreement_id, transfer=transfer_id, reason=reason,
            at=now(), seen_version=seen_version(request),
        )  # fmt: skip
        return _url(actor, found)

    def page(**values: Any) -> HttpResponse:
        return _page(
            request, "repayments/undo.html", actor, found, _account_crumb(actor, found), transfer=one,
            parts=parts_of(found, one.id), **values,
        )  # fmt: skip

    return with_a_reason(request, actor, do, page, _("Återbetalningen är tillbakatagen."))


def _look(written: Written, found: Repayment, reference: str, transferred: int, amounts: Mapping[str, int]) -> None:
    """Say what is wrong beside what the fields themselves say: another's reference, more than is owed, a bad sum."""
    wrong = written_wrong(reference, found.money.account)
    if wrong is not None:
        written.wrong("reference", wrong.sv, wrong.en)
    for one in found.grants:
        amount, most = amounts[one.grant.id], one.sums.can_be_repaid
        if amount > most:
            written.kronor(f"{PREFIX}{one.grant.id}", most=most, required=False)
    less = transferred - sum(amounts.values())
    if less and not written.problems:
        split = Text(
            f"Delarna ska bli hela inbetalningen. {'Fördela' if less > 0 else 'Ta bort'} {kronor(abs(less))}.",
            f"The parts are to make the whole payment. {'Split' if less > 0 else 'Take away'} {kronor(abs(less))}.",
        )
        written.wrong("transferred", split.sv, split.en)


def _prefilled(found: Repayment) -> dict[str, str]:
    return {"day": today().isoformat(), "reference": reference_of(found.money.account)}


def _form(
    request: HttpRequest,
    actor: Actor,
    found: Repayment,
    values: Mapping[str, str],
    problems: Mapping[str, Text] | None = None,
    *,
    refused: MoneyRefusedError | None = None,
    status: int = 200,
) -> HttpResponse:
    head = filled(_HEAD, values, problems)
    parts = filled([_part(one) for one in found.grants if one.sums.to_repay], values, problems)
    return _page(
        request, "repayments/record.html", actor, found, _account_crumb(actor, found), status=status, head=head,
        parts=parts, fields=[*head, *parts], problems=problems, refused=refused, step=STEP, check=CHECK,
    )  # fmt: skip


def _check(
    request: HttpRequest, actor: Actor, found: Repayment, reference: str, transferred: int, amounts: Mapping[str, int]
) -> HttpResponse:
    posted = [(name, value) for name, value in request.POST.items() if name not in _NOT_KEPT]
    own_reference = reference_of(found.money.account)
    same = [
        one for one in found.transfers
        if not one.is_undone and one.amount == transferred and one.day.isoformat() == request.POST.get("day")
    ]  # fmt: skip
    return _page(
        request, "repayments/check.html", actor, found, _account_crumb(actor, found), posted=posted, step=STEP,
        day=request.POST.get("day"), reference=reference, transferred=transferred, own_reference=own_reference,
        is_other=reference.replace(" ", "") != own_reference, same=same,
        parts=[(one, amounts[one.grant.id]) for one in found.grants if amounts[one.grant.id]],
        left=found.to_repay - transferred,
    )  # fmt: skip


_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "once", STEP})
_HEAD = (
    Field(
        name="transferred",
        label=Text("Inbetalt i allt", "Paid in all"),
        kind="kronor",
        hint=Text("Hela kronor, som inbetalningen visar.", "Whole kronor, as the payment shows."),
    ),
    Field(
        name="day",
        label=Text("Dagen den kom", "The day it came"),
        kind="day",
        hint=Text(
            "År, månad och dag. Den dagen avgör om återbetalningen är i tid.",
            "Year, month and day. That day decides whether the repayment is in time.",
        ),
    ),
    Field(
        name="reference",
        label=Text("Inbetalningens referens", "The payment's reference"),
        hint=Text(
            "Som den står på inbetalningen. Förifylld med mottagarens egen.",
            "As it stands on the payment. Filled in with the recipient's own.",
        ),
    ),
)


def _part(one: OwedGrant) -> Field:
    most = kronor(one.sums.can_be_repaid)
    return Field(
        name=f"{PREFIX}{one.grant.id}",
        label=one.grant.name,
        kind="kronor",
        hint=Text(f"Högst {most}.", f"At most {most}."),
    )


def _url(actor: Actor, found: Repayment) -> str:
    codes = [own(actor).code, found.shown.agreement.id, found.organisation.code]
    return reverse("repayments:account", args=codes)


def _account_crumb(actor: Actor, found: Repayment) -> Crumb:
    return Crumb(found.organisation.text, _url(actor, found))


def _page(
    request: HttpRequest,
    template: str,
    actor: Actor,
    found: Repayment,
    *crumbs: Crumb,
    status: int = 200,
    **values: Any,
) -> HttpResponse:
    first = Crumb(_("Återbetalningar"), reverse(ROOM, args=[own(actor).code, found.shown.agreement.id]))
    return money_page(
        request, template, actor, found.shown, first, *crumbs, room=ROOM, status=status, found=found, **values
    )
