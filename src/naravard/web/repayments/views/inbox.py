"""The payer's pages of money back: who owes what, recording what came, and taking back a mistake."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, long_day
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.doings import Doing
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.views.lookup import may, own
from naravard.web.repayments.acts import record_repayment, undo_repayment
from naravard.web.repayments.overview import OwedGrant, Repayment, RepaymentStage
from naravard.web.repayments.paper_kinds import REPAYMENT
from naravard.web.repayments.references import reference_of, written_wrong
from naravard.web.repayments.tables import by_grant_table, received_table
from naravard.web.repayments.views.own import PREFIX, parts_of
from naravard.web.repayments.visibility import repayment_to, repayments_to, shown_for
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Field, Written, filled, reason
from naravard.web.site.forms.amounts import AmountsTable
from naravard.web.site.forms.deeds import money_deed
from naravard.web.site.forms.step import OwnYes, Render, Row, Step, answer, within
from naravard.web.site.lists import chosen_in
from naravard.web.site.tables import export, present

ROOM = REPAYMENT.received
FILTER = "lage"
OWED = "ska-aterbetala"
"""The filter that asks for all who have something to repay now."""
_OWED = (RepaymentStage.OWES, RepaymentStage.LATE)


@require_safe
@requires(Permission.SEE)
def received(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """Who owes what to the organisation, who is late, and what has come back."""
    shown = shown_for(actor, agreement_id, Doing.PAYS)
    every = repayments_to(actor, shown, Doing.PAYS)
    chosen = chosen_in(request, FILTER, [(OWED, any(one.stage in _OWED for one in every))], form=form)
    some = [one for one in every if _is_wanted(one, chosen)]
    table = received_table(shown, some, own(actor).code)
    if form:
        return export(table, form)

    values: dict[str, Any] = {
        "every": every,
        "chosen": chosen,
        "filter": FILTER,
        "owed": OWED,
        "owing": sum(one.stage in _OWED for one in every),
        "choices": [(stage, sum(one.stage is stage for one in every)) for stage in RepaymentStage],
        "to_repay": sum(one.to_repay for one in every),
        "through": sum(one.to_repay for one in every if one.stage is RepaymentStage.BY_OTHERS),
        "late": sum(one.stage is RepaymentStage.LATE for one in every),
        "repaid": sum(one.total("repaid") for one in every),
        "table": present(request, table),
    }
    return money_page(request, "repayments/received.html", actor, shown, room=ROOM, **values)


def _is_wanted(one: Repayment, chosen: str) -> bool:
    if chosen == OWED:
        return one.stage in _OWED
    return chosen not in set(RepaymentStage) or one.stage == chosen


@require_safe
@requires(Permission.SEE)
def account(request: HttpRequest, actor: Actor, agreement_id: str, repaying_code: str) -> HttpResponse:
    """What one recipient owes by grant, what has come back, and what is demanded."""
    found = repayment_to(actor, agreement_id, repaying_code, Doing.PAYS)
    return _page(
        request, "repayments/account.html", actor, found,
        may=may(request, actor, Permission.PAY),
        table=present(request, by_grant_table(found, own(actor).code), export_base=""),
        reference=reference_of(found.money.account),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY)
def record(request: HttpRequest, actor: Actor, agreement_id: str, repaying_code: str) -> HttpResponse:
    """Record money that a recipient has paid back: its day and reference, split over grants to the last krona."""
    found = repayment_to(actor, agreement_id, repaying_code, Doing.PAYS)

    def do(written: _Transfer, seen: int | None) -> str:
        transfer = record_repayment(
            actor=actor, recipient=found.organisation, agreement_id=agreement_id, day=written.day,
            reference=written.reference, transferred=written.transferred, amounts=written.amounts, at=now(),
            seen_version=seen,
        )  # fmt: skip
        return reverse("repayments:transfer", args=[own(actor).code, agreement_id, repaying_code, transfer])

    step = Step(
        title=Text("Registrera en återbetalning", "Record a repayment"),
        question=Text("Vad har kommit tillbaka?", "What has come back?"),
        of=found.organisation.text,
        button=Text("Registrera återbetalningen", "Record the repayment"),
        fields=_fields(actor, found),
        read=lambda written: _read(written, found),
        rows=lambda written: _rows(found, written),
        notes=lambda written: _notes(found, written),
        do=do,
        done=Text("Återbetalningen är registrerad.", "The repayment is recorded."),
        version=found.money.account.version,
        back=_url(actor, found),
        template="repayments/record.html",
        amounts=AmountsTable(Text("Högst", "At most"), Text("Återbetalat", "Repaid")),
        deed=lambda written: money_deed(
            act=Text("Registrera", "Record"),
            amount=written.transferred,
            to=Text("som återbetalt av", "repaid by"),
            whom=found.organisation.text,
            facts=[(Text("Dagen den kom", "The day it came"), long_day(written.day))],
            final=_CAN_BE_UNDONE,
        ),
        closed=None if any(one.sums.to_repay for one in found.grants) else _NOTHING_LEFT,
    )
    return answer(request, actor, _render(request, actor, found), step)


@require_safe
@requires(Permission.SEE)
def transfer(
    request: HttpRequest, actor: Actor, agreement_id: str, repaying_code: str, transfer_id: str
) -> HttpResponse:
    """One repayment that has been recorded, to print: what came, when, and for which grants."""
    found = repayment_to(actor, agreement_id, repaying_code, Doing.PAYS)
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
    found = repayment_to(actor, agreement_id, repaying_code, Doing.PAYS)
    one = found.transfer(transfer_id)
    if one is None:
        raise Http404

    def do(reason: str, seen: int | None) -> str:
        undo_repayment(
            actor=actor, recipient=found.organisation, agreement_id=agreement_id, transfer=transfer_id, reason=reason,
            at=now(), seen_version=seen,
        )  # fmt: skip
        return _url(actor, found)

    step = Step(
        title=Text(
            f"Ta tillbaka {kronor(one.amount)} från den {one.day}?", f"Take back {kronor(one.amount)} of {one.day}?"
        ),
        of=found.organisation.text,
        explains=Text(
            "Gör det bara om den registrerades av misstag. Hela inbetalningen tas tillbaka, och det mottagaren är "
            "skyldig ökar igen.",
            "Do it only if it was recorded by mistake. The whole payment is taken back, and what the recipient owes "
            "grows again.",
        ),
        button=Text("Ta tillbaka", "Take back"),
        fields=[reason()],
        read=Written.reason,
        do=do,
        done=Text("Återbetalningen är tillbakatagen.", "The repayment is taken back."),
        version=found.money.account.version,
        back=reverse("repayments:transfer", args=[own(actor).code, agreement_id, repaying_code, transfer_id]),
        closed=Text("Den är redan tillbakatagen.", "It has already been taken back.") if one.is_undone else None,
        template="repayments/undo.html",
        extra={"transfer": one, "parts": parts_of(found, one.id)},
        is_warning=True,
        own_yes=() if one.is_undone else [_owed_again(one.amount, found.organisation.text)],
    )
    return answer(request, actor, _render(request, actor, found), step)


def _owed_again(amount: int, whose: Text) -> OwnYes:
    """Return the yes to that what was repaid is owed again."""
    sum_ = kronor(amount)
    return OwnYes(
        Text(
            f"{whose.sv} är skyldig {sum_} igen, och inbetalningen räknas inte.",
            f"{whose.in_language('en')} owes {sum_} again, and the payment does not count.",
        ),
        Text(f"Ja, {sum_} är inte återbetalda", f"Yes, {sum_} is not repaid"),
    )


@dataclass(frozen=True, slots=True)
class _Transfer:
    """A repayment as it was written."""

    day: datetime.date
    reference: str
    transferred: int
    amounts: dict[str, int]


def _read(written: Written, found: Repayment) -> _Transfer:
    transferred, day = written.kronor("transferred", least=1), written.required_day("day")
    reference = written.line("reference", required=True, most=140)
    amounts = {one.grant.id: written.kronor(f"{PREFIX}{one.grant.id}", required=False) for one in found.grants}
    _look(written, found, reference, transferred, amounts)
    return _Transfer(day, reference, transferred, amounts)


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


def _fields(actor: Actor, found: Repayment) -> list[Field]:
    start = {"day": today().isoformat(), "reference": reference_of(found.money.account)}
    return [*filled(_HEAD, start), *(_part(one, _url(actor, found)) for one in found.grants if one.sums.to_repay)]


def _rows(found: Repayment, written: _Transfer) -> list[Row]:
    return [
        (_HEAD[0].label, kronor(written.transferred)),
        (_HEAD[1].label, written.day.isoformat()),
        (_HEAD[2].label, written.reference),
        *((one.grant.name, kronor(written.amounts[one.grant.id])) for one in found.grants
          if written.amounts[one.grant.id]),
        (Text("Kvar att återbetala sedan", "Left to repay then"), kronor(found.to_repay - written.transferred)),
    ]  # fmt: skip


def _notes(found: Repayment, written: _Transfer) -> list[Text]:
    """Return what to think of: the same sum on the same day is there already, or the reference is another's."""
    own_reference = reference_of(found.money.account)
    notes = [
        Text(
            f"Det finns redan en återbetalning på {kronor(one.amount)} den {one.day}, referens {one.reference}. Är det "
            "här en till?",
            f"There is already a repayment of {kronor(one.amount)} on {one.day}, reference {one.reference}. Is this "
            "another one?",
        )
        for one in found.transfers
        if not one.is_undone and one.amount == written.transferred and one.day == written.day
    ]
    if written.reference.replace(" ", "") != own_reference:
        notes.append(
            Text(
                f"Referensen är inte mottagarens egen, {own_reference}. Se efter att inbetalningen är mottagarens.",
                f"The reference is not the recipient's own, {own_reference}. Check that the payment is "
                "the recipient's.",
            )
        )
    return notes


_CAN_BE_UNDONE = Text(
    "Mottagaren ser att pengarna har kommit. En återbetalning som registrerades av misstag tas tillbaka med ett skäl.",
    "The recipient sees that the money has come. A repayment that was recorded by mistake is taken back with a reason.",
)
_NOTHING_LEFT = Text(
    "Mottagaren har inget kvar att återbetala, så inget kan registreras.",
    "The recipient has nothing left to repay, so nothing can be recorded.",
)
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


def _part(one: OwedGrant, url: str) -> Field:
    return Field(
        name=f"{PREFIX}{one.grant.id}",
        label=one.grant.name,
        kind="kronor",
        out_of=one.sums.can_be_repaid,
        out_of_url=url,
    )


def _url(actor: Actor, found: Repayment) -> str:
    codes = [own(actor).code, found.shown.agreement.id, found.organisation.code]
    return reverse("repayments:account", args=codes)


def _account_crumb(actor: Actor, found: Repayment) -> Crumb:
    return Crumb(found.organisation.text, _url(actor, found))


def _render(request: HttpRequest, actor: Actor, found: Repayment) -> Render:
    return within(_page, request, actor, found, _account_crumb(actor, found))


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
