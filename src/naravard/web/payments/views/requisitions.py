"""The requisitions that have come in and those that have not, and one of them with every check."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, permissions_in
from naravard.web.access.addresses import requires, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.accounts import newest_fixed
from naravard.web.payments.addresses import pdf_of, receipt_of, requisition_url
from naravard.web.payments.claims import REQUISITION
from naravard.web.payments.giros import chosen, giro_words
from naravard.web.payments.inbox import ReceivedRequisition, received_from, received_of
from naravard.web.payments.second_person import can_record
from naravard.web.payments.states import State
from naravard.web.payments.tables import requisitions_table
from naravard.web.payments.views.lookup import REQUISITIONS, PaymentRequest, asked_for, recipient_or_404
from naravard.web.site.checks import Checklist
from naravard.web.site.clock import now
from naravard.web.site.lists import chosen_in
from naravard.web.site.tables import export, present
from naravard.web.tasks.views.duty_facts import events_of

_ORDER = (State.WAITS, State.ACCEPTED, State.RETURNED, State.NOT_COME, State.LAPSED, State.PAID)
"""What needs doing comes first."""
_TO_DO = (State.WAITS, State.ACCEPTED)
FILTER = "lage"
"""The name in the address of which state is shown."""


@require_safe
@requires(Permission.SEE)
def requisitions(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """Which requisitions have come in, which wait to be accepted, and who has not requisitioned."""
    asked = asked_for(request, actor, agreement_id)
    every = sorted(received_of(asked.shown, now()), key=lambda one: _ORDER.index(one.state))
    wanted = chosen_in(
        request, FILTER, [(state, any(one.state is state for one in every)) for state in _TO_DO], form=form
    )
    found = [one for one in every if wanted not in set(State) or wanted == one.state]
    table = requisitions_table(asked.shown, found, asked.organisation.code)
    if form:
        return export(table, form)
    counts = Counter(one.state for one in every)
    states = [(state, counts[state], _sum(state, every)) for state in State if counts[state]]

    return asked.page(
        "payments/requisitions.html",
        room=REQUISITIONS,
        table=present(request, table, stacked=True),
        states=states,
        wanted=wanted,
        filter=FILTER,
        waiting=counts[State.WAITS],
        waiting_amount=_sum(State.WAITS, every),
        every=every,
        is_fixed=newest_fixed(agreement_id) is not None or any(one.money.is_fixed for one in every),
        may_accept_many=counts[State.WAITS] > 1
        and Permission.RECEIVE in permissions_in(standings_of(request), asked.organisation.code),
    )


@require_safe
@requires(Permission.SEE)
def requisition(
    request: HttpRequest, actor: Actor, agreement_id: str, recipient_code: str, duty_id: str = ""
) -> HttpResponse:
    """Is one recipient's requisition right: what it asks for, every check in words, and what can be done with it."""
    asked = asked_for(request, actor, agreement_id)
    found = received_from(asked.shown, recipient_or_404(recipient_code), now(), duty_id)
    if found is None:
        raise Http404
    may = permissions_in(standings_of(request), asked.organisation.code)
    standing = found.standing
    can_review = Permission.RECEIVE in may and found.state is State.WAITS
    can_return = Permission.RECEIVE in may and found.state in (State.WAITS, State.ACCEPTED) and found.line is None
    may_record = bool(can_record(actor, agreement_id, [_claim(found)]))
    return asked.page(
        "payments/requisition.html",
        requisitions_crumb(asked),
        room=REQUISITIONS,
        received=found,
        checklist=Checklist(found.checks),
        sums=_sums(found),
        total=sum(part.amount for part in standing.sums) if standing else 0,
        account=_account(found),
        reference=found.paper.payment_reference if found.paper else "",
        receipt=receipt_of(found, asked.organisation),
        pdf=pdf_of(found, asked.organisation),
        accept_url=_act(asked, found, "payments:accept") if can_review else "",
        next_waiting=_next_waiting(asked, found) if Permission.RECEIVE in may else None,
        return_url=_act(asked, found, "payments:return") if can_return else "",
        pay_url=_pay_url(asked, found, may_record=may_record) if Permission.PAY in may else "",
        may_record=may_record,
        payment_url=_payment_url(asked, found),
        events=events_of(found.organisation, agreement_id, found.duty.id),
    )


def _next_waiting(asked: PaymentRequest, found: ReceivedRequisition) -> tuple[Text, str] | None:
    """Return the requisition that waits after this one, the first again after the last; None if no other waits."""
    here = (found.organisation.code, found.duty.id)
    waiting = {
        (one.organisation.code, one.duty.id): one
        for one in received_of(asked.shown, now())
        if one.state is State.WAITS and (one.organisation.code, one.duty.id) != here
    }
    if not waiting:
        return None
    one = waiting[min((key for key in waiting if key > here), default=min(waiting))]
    return one.organisation.text, requisition_url(asked.organisation.code, one)


def requisitions_crumb(asked: PaymentRequest) -> Crumb:
    """Return the way back to the list."""
    return Crumb(_("Rekvisitioner"), reverse(REQUISITIONS, args=[asked.organisation.code, asked.agreement_id]))


def _sum(state: State, every: list[ReceivedRequisition]) -> int:
    amounts = (one.requisitioned or one.requisitionable for one in every if one.state is state)
    return sum(amounts)


def _act(asked: PaymentRequest, one: ReceivedRequisition, name: str) -> str:
    return requisition_url(asked.organisation.code, one, name)


def _pay_url(asked: PaymentRequest, one: ReceivedRequisition, *, may_record: bool) -> str:
    standing = one.standing
    if one.state is not State.ACCEPTED or one.line is not None or standing is None:
        return ""
    name = "payments:record" if may_record else "payments:order"
    code, claim = _claim(one)
    return f"{reverse(name, args=[asked.organisation.code, asked.agreement_id])}?valj={code}|{claim}"


def _claim(one: ReceivedRequisition) -> tuple[str, str]:
    standing = one.standing
    return one.organisation.code, f"{REQUISITION}:{standing.id if standing else ''}"


def _payment_url(asked: PaymentRequest, one: ReceivedRequisition) -> str:
    standing = one.standing
    payment = one.money.book.payment_of(standing.id) if standing else None
    if payment is None:
        return ""
    return reverse("payments:payment", args=[asked.organisation.code, asked.agreement_id, payment.id])


def _sums(one: ReceivedRequisition) -> list[tuple[Text, str, int, int, str]]:
    """Return each grant: its name, clause, what is allotted and asked for, and the earmarks in it."""
    standing = one.standing
    asked = {part.grant: part for part in standing.sums} if standing else {}
    left = one.money.available(one.duty, without=standing.id if standing else "")
    could = {part.grant: part.amount for part in left}
    found = []
    for terms in one.money.terms.grants:
        if not terms.needs_requisition:
            continue
        part = asked.get(terms.grant.id)
        found.append(
            (
                terms.grant.name,
                terms.grant.clause,
                could.get(terms.grant.id, 0),
                part.amount if part else 0,
                terms.grant.id,
            )
        )
    return found


def _account(one: ReceivedRequisition) -> str:
    if one.paper is not None:
        return giro_words(one.paper.giro)
    return giro_words(chosen(one.organisation.bankgiro, one.organisation.plusgiro))
