"""What the one who pays reads: requisitions with their checks, and batches with what became of each payment.

Read only: money goes out by acts of two persons.
"""

import datetime
from typing import Annotated, Literal

from django.http import HttpRequest
from msgspec import Struct
from ninja import Query, Router

from naravard.agreement.model import Text
from naravard.agreement.model.basics import about
from naravard.web.access.permissions import Permission
from naravard.web.api.description import with_key
from naravard.web.api.keys import needs, own
from naravard.web.api.lookup import agreement_named
from naravard.web.api.money_shapes import Kronor
from naravard.web.api.organisations import OrganisationCode
from naravard.web.api.paging import Page, part
from naravard.web.api.parameters import AgreementId, Paging
from naravard.web.payments.inbox import ReceivedRequisition, received_of
from naravard.web.payments.models import Batch, Line, LineState
from naravard.web.payments.order_files import STATES
from naravard.web.payments.payers import payers_of
from naravard.web.site.clock import now

router = Router(tags=["Received"])

RequisitionState = Literal["vantar", "godtagen", "tillbaka", "betald", "inte-inkommen", "forfallen"]
"""The codes of :class:`~naravard.web.payments.states.State`."""


class RequisitionCheckItem(Struct, frozen=True, kw_only=True):
    """One thing that is checked of a requisition."""

    id: str
    name: Text
    outcome: Literal["met", "not-met", "unknown"]
    outcome_name: Text


class RequisitionItem(Struct, frozen=True, kw_only=True):
    """How it stands with one recipient's requisition under one duty."""

    organisation: Annotated[str, about("The recipient's code.")]
    organisation_name: Text
    duty: str
    state: RequisitionState
    state_name: Text
    requisition: Annotated[str, about("The id of the newest that stands; empty if none has come.")]
    came: Annotated[datetime.date | None, about("The day that it came in.")]
    due: Annotated[datetime.date | None, about("The last day that counts.")]
    allocation_version: Annotated[int, about("The fixed allocation that it rests on; 0 if none has come.")]
    kronor: Annotated[tuple[Kronor, ...], about("What it asks for, by grant.")]
    total: Annotated[int, about("What the duty's requisitions that stand ask for, whole kronor.")]
    paid: Annotated[int, about("What has been paid for them, whole kronor.")]
    batch: Annotated[int | None, about("The number of the open batch that it is in; null if in none.")]
    checks: Annotated[tuple[RequisitionCheckItem, ...], about("Empty if none has come.")]


class BatchLine(Struct, frozen=True, kw_only=True):
    """One payment of a batch, as it was ordered, and what became of it."""

    end_to_end_id: str
    organisation: Annotated[str, about("The recipient's code.")]
    creditor: Annotated[str, about("The recipient's name, as it was ordered.")]
    creditor_number: str
    giro_kind: str
    giro: str
    amount: Annotated[int, about("Whole kronor.")]
    remittance: Annotated[tuple[str, ...], about("What the recipient reads at the payment.")]
    state: LineState
    state_name: Text
    payment: Annotated[str, about("The id of what was recorded; empty if nothing was.")]
    reason: Annotated[str, about("Why it was put back, undone or came back.")]
    settled_at: datetime.datetime | None


class BatchItem(Struct, frozen=True, kw_only=True):
    """One order to the bank."""

    number: int
    message_id: Annotated[str, about("The message's identity at the bank.")]
    execution_day: datetime.date
    made_at: datetime.datetime
    fetched: Annotated[int, about("How many times its file has been fetched.")]
    total: Annotated[int, about("Whole kronor.")]
    lines: tuple[BatchLine, ...]


@router.get(
    "/organisations/{organisation_code}/received/{agreement_id}/requisitions",
    summary="Every recipient's requisition, as the one who pays sees it",
    operation_id="received-requisitions",
    openapi_extra=with_key(Page[RequisitionItem], 404),
)
@needs(Permission.SEE)
def requisitions(
    request: HttpRequest, organisation_code: OrganisationCode, agreement_id: AgreementId, asked: Query[Paging]
) -> Page[RequisitionItem]:
    """How each stands, with its sums and checks. Empty for an organisation that does not pay under the agreement."""
    _, organisation = own(request, organisation_code)
    found = agreement_named(agreement_id)
    every = received_of(found, now()) if organisation.code in payers_of(found) else []
    return part(request, [_requisition(one) for one in every], asked)


@router.get(
    "/organisations/{organisation_code}/batches/{agreement_id}",
    summary="The organisation's payment batches",
    operation_id="batches",
    openapi_extra=with_key(Page[BatchItem], 404),
)
@needs(Permission.SEE)
def batches(
    request: HttpRequest, organisation_code: OrganisationCode, agreement_id: AgreementId, asked: Query[Paging]
) -> Page[BatchItem]:
    """What the bank has been asked to pay, and what became of each payment; the newest first."""
    _, organisation = own(request, organisation_code)
    agreement_named(agreement_id)
    mine = Batch.objects.filter(agreement_id=agreement_id, payer=organisation)
    every = mine.prefetch_related("lines", "fetched_files")
    return part(request, [_batch(one) for one in every], asked)


def _requisition(one: ReceivedRequisition) -> RequisitionItem:
    standing = one.standing
    return RequisitionItem(
        organisation=one.organisation.code,
        organisation_name=one.organisation.text,
        duty=one.duty.id,
        state=one.state.value,  # type: ignore[arg-type]  # one of them, as the test of the shapes holds
        state_name=one.state.words.plain,
        requisition=standing.id if standing else "",
        came=one.came,
        due=one.due,
        allocation_version=standing.version if standing else 0,
        kronor=tuple(
            Kronor(grant=each.grant, amount=each.amount, earmarks=dict(each.earmarks))
            for each in (standing.sums if standing else ())
        ),
        total=one.requisitioned,
        paid=one.paid,
        batch=one.line.batch.number if one.line else None,
        checks=tuple(
            RequisitionCheckItem(
                id=check.id,
                name=check.name,
                outcome=check.answer.value,  # type: ignore[arg-type]
                outcome_name=check.answer.words,
            )
            for check in one.checks
        ),
    )


def _batch(one: Batch) -> BatchItem:
    lines = list(one.lines.all())
    return BatchItem(
        number=one.number,
        message_id=one.message_id,
        execution_day=one.execution_day,
        made_at=one.made_at,
        fetched=len(one.fetched_files.all()),
        total=sum(line.amount for line in lines),
        lines=tuple(_line(line) for line in lines),
    )


def _line(line: Line) -> BatchLine:
    state = STATES[line.state]
    return BatchLine(
        end_to_end_id=line.end_to_end_id,
        organisation=line.organisation_id,
        creditor=line.creditor_name,
        creditor_number=line.creditor_number,
        giro_kind=line.giro_kind,
        giro=line.giro,
        amount=line.amount,
        remittance=tuple(line.remittance),
        state=line.state,  # type: ignore[arg-type]
        state_name=Text(state.sv, state.en),
        payment=line.payment,
        reason=line.reason,
        settled_at=line.settled_at,
    )
