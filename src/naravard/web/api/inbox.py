"""What others hand in to the organisation: papers, numbers and duties as they stand. Read only: a person receives."""

import base64
import datetime
from collections.abc import Iterable
from typing import Annotated, Any

from django.http import HttpRequest
from msgspec import Struct, structs
from ninja import P, PathEx, Query, Router

from naravard.agreement.model import Text
from naravard.agreement.model.basics import about
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.api.addresses import organisation_address
from naravard.web.api.description import with_key
from naravard.web.api.errors import UnknownError, shown
from naravard.web.api.keys import needs, own
from naravard.web.api.lookup import agreement_named
from naravard.web.api.money_shapes import OwnPaper
from naravard.web.api.organisations import OrganisationCode
from naravard.web.api.own_duties import StatusCode
from naravard.web.api.own_money import paper_of
from naravard.web.api.paging import Page, part
from naravard.web.api.parameters import AgreementId, Paging, Parameters
from naravard.web.organisations.models import Organisation
from naravard.web.papers.entries import Entry, from_json
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.overview import extension_after, extensions_after, received_papers
from naravard.web.papers.receipt_numbers import read_receipt_number
from naravard.web.placements.models import SubmittedReport
from naravard.web.placements.questions import asked_of
from naravard.web.site.clock import now
from naravard.web.tasks.duties import Task, tasks_for
from naravard.web.tasks.extensions import Extended

router = Router(tags=["Received"])
ONE = "/organisations/{organisation_code}/received/{agreement_id}"

ReceiptNumber = PathEx[str, P(description="The number of the paper's receipt.")]


class ReceivedPaper(OwnPaper, frozen=True, kw_only=True):
    """A paper that another has handed in to the organisation."""

    organisation: Annotated[str, about("The code of the organisation whose paper it is.")]
    organisation_name: Text
    is_newest: Annotated[bool, about("Whether it is the newest edition: the one that holds.")]
    address: Annotated[str, about("The address of the paper, whole.")]


class WholePaper(ReceivedPaper, frozen=True, kw_only=True):
    """A paper with all that it says, and its file."""

    entries: Annotated[tuple[Entry, ...], about("All that it says, in its order, in Swedish as it is printed.")]
    pdf: Annotated[str, about("The file as it was handed in, signed where it was signed electronically, in Base64.")]


class ReceivedNumber(Struct, frozen=True, kw_only=True):
    """One number of a report, such as placement weeks."""

    id: str
    name: Text
    unit: Text
    value: Annotated[str, about("The number, exact.")]
    is_key: Annotated[bool, about("Whether money is shared by it.")]


class ReceivedNumbers(Struct, frozen=True, kw_only=True):
    """A report of numbers that another has handed in."""

    organisation: Annotated[str, about("The code of the organisation whose report it is.")]
    organisation_name: Text
    duty: str
    number: Annotated[int, about("1, 2, … of the organisation's reports under the duty.")]
    is_newest: Annotated[bool, about("Whether it is the newest: the one that counts.")]
    numbers: tuple[ReceivedNumber, ...]
    note: str
    submitted_at: datetime.datetime
    submitted_in: Annotated[str, about("The code of the one that handed it in: its own, or the RSS that coordinates.")]
    sha256: Annotated[str, about("Of what was handed in, as its receipt has it.")]


class DutyOfAnother(Struct, frozen=True, kw_only=True):
    """Something that another is to do towards the organisation, with how it stands now."""

    organisation: Annotated[str, about("The code of the organisation that is to do it.")]
    organisation_name: Text
    duty: str
    name: Text
    about: Annotated[str, about("What kind of act it is.")]
    clause: str
    status: StatusCode
    status_name: Text
    due: Annotated[datetime.date | None, about("The last day that counts: the agreement's, or a later one given.")]
    was_late: bool
    submitted_at: Annotated[datetime.datetime | None, about("When it came in the first time.")]
    resubmitted_at: Annotated[datetime.datetime | None, about("When it came in the last time, after being reopened.")]
    done_at: datetime.datetime | None
    reference_number: Annotated[str, about("The number that it has with the one that handed it in.")]
    note: Annotated[str, about("What it wrote to the receiver.")]


@router.get(
    f"{ONE}/duties",
    summary="What others are to hand in to the organisation",
    operation_id="received-duties",
    openapi_extra=with_key(Page[DutyOfAnother], 404),
)
@needs(Permission.SEE)
def duties(
    request: HttpRequest, organisation_code: OrganisationCode, agreement_id: AgreementId, asked: Query[Paging]
) -> Page[DutyOfAnother]:
    """How it stands with each who is to hand something in, duty by duty."""
    _, organisation = own(request, organisation_code)
    found = agreement_named(agreement_id)
    mine = [duty for duty in found.agreement.duties if duty.to == organisation.code]
    return part(request, [duty_of(task) for task in tasks_for(found, mine, now())], asked)


@router.get(
    f"{ONE}/papers",
    summary="The papers that others have handed in to the organisation",
    operation_id="received-papers",
    openapi_extra=with_key(Page[ReceivedPaper], 404),
)
@needs(Permission.SEE)
def papers(
    request: HttpRequest, organisation_code: OrganisationCode, agreement_id: AgreementId, asked: Query[Paging]
) -> Page[ReceivedPaper]:
    """Requisitions, reports and the like, every edition, the newest first."""
    _, organisation = own(request, organisation_code)
    agreement_named(agreement_id)
    every = received_papers(organisation, agreement_id)
    newest, given = _newest(every), extensions_after(every)
    told = (_told(one, organisation, given.get(one.pk), is_newest=one.pk in newest) for one in every)
    return part(request, [ReceivedPaper(**one) for one in told], asked)


@router.get(
    f"{ONE}/papers/{{receipt_number}}",
    summary="One paper that was handed in, whole",
    operation_id="received-paper",
    openapi_extra=with_key(WholePaper, 404),
)
@needs(Permission.SEE)
def paper(
    request: HttpRequest,
    organisation_code: OrganisationCode,
    agreement_id: AgreementId,
    receipt_number: ReceiptNumber,
    asked: Query[Parameters],
) -> WholePaper:
    """All that a paper says, entry by entry, and its file."""
    _, organisation = own(request, organisation_code)
    agreement_named(agreement_id)
    every = received_papers(organisation, agreement_id)
    wanted = read_receipt_number(receipt_number)
    found = next((one for one in every if one.receipt_number == wanted), None)
    if found is None:
        message = Text(
            f"Ingen handling med kvittonumret ”{shown(receipt_number)}” har kommit in hit.",
            f"No paper with the receipt number “{shown(receipt_number)}” has come in here.",
        )
        known = [one.receipt_number for one in every]
        raise UnknownError("paper-unknown", message, "receipt_number", receipt_number, known)
    return WholePaper(
        **_told(found, organisation, extension_after(found), is_newest=found.pk in _newest(every)),
        entries=tuple(from_json(found.content)),
        pdf=base64.b64encode(bytes((found.signed_pdf if found.is_electronic else None) or found.pdf)).decode(),
    )


@router.get(
    f"{ONE}/numbers",
    summary="The numbers that others have reported to the organisation",
    operation_id="received-numbers",
    openapi_extra=with_key(Page[ReceivedNumbers], 404),
)
@needs(Permission.SEE)
def numbers(
    request: HttpRequest, organisation_code: OrganisationCode, agreement_id: AgreementId, asked: Query[Paging]
) -> Page[ReceivedNumbers]:
    """What money is shared by, such as placement weeks, and what is stated beside it; the newest report first."""
    _, organisation = own(request, organisation_code)
    return part(request, _numbers(agreement_named(agreement_id), organisation), asked)


def duty_of(task: Task) -> DutyOfAnother:
    """Return another's duty as answers tell it."""
    duty, state, record = task.duty, task.state, task.record
    return DutyOfAnother(
        organisation=task.organisation.code,
        organisation_name=task.organisation.text,
        duty=duty.id,
        name=duty.name,
        about=duty.about,
        clause=duty.clause,
        status=state.status.value,
        status_name=state.label,
        due=state.due,
        was_late=state.was_late,
        submitted_at=record.submitted_at,
        resubmitted_at=record.resubmitted_at,
        done_at=record.done_at,
        reference_number=record.reference_number,
        note=record.note,
    )


def _told(one: HandedInPaper, receiver: Organisation, extended: Extended | None, *, is_newest: bool) -> dict[str, Any]:
    return structs.asdict(paper_of(one, extended)) | {
        "organisation": one.organisation_id,
        "organisation_name": one.organisation.text,
        "is_newest": is_newest,
        "address": organisation_address(receiver.code, "received", one.agreement_id, "papers", one.receipt_number),
    }


def _newest(papers: Iterable[HandedInPaper]) -> set[int]:
    """Return the keys of the newest edition of each duty's paper."""
    newest: dict[tuple[str, str], HandedInPaper] = {}
    for one in papers:
        key = (one.organisation_id, one.duty_id)
        if key not in newest or one.edition > newest[key].edition:
            newest[key] = one
    return {one.pk for one in newest.values()}


def _numbers(found: Shown, receiver: Organisation) -> list[ReceivedNumbers]:
    asked = {
        duty.id: asked_of(found.agreement, duty)
        for duty in found.agreement.duties
        if duty.to == receiver.code and duty.about == "key-report"
    }
    rows = SubmittedReport.objects.filter(agreement_id=found.agreement.id, duty_id__in=asked)
    every = list(rows.select_related("organisation").order_by("-submitted_at", "-pk"))
    newest: dict[tuple[str, str], int] = {}
    for one in every:
        key = (one.duty_id, one.organisation_id)
        newest[key] = max(one.number, newest.get(key, 0))
    return [
        ReceivedNumbers(
            organisation=one.organisation_id,
            organisation_name=one.organisation.text,
            duty=one.duty_id,
            number=one.number,
            is_newest=one.number == newest[one.duty_id, one.organisation_id],
            numbers=tuple(
                ReceivedNumber(
                    id=known.id, name=known.name, unit=known.unit, value=one.numbers[known.id], is_key=known.is_key
                )
                for known in asked[one.duty_id]
                if known.id in one.numbers
            ),
            note=one.note,
            submitted_at=one.submitted_at,
            submitted_in=one.submitted_in,
            sha256=one.digest,
        )
        for one in every
    ]
