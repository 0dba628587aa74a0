"""What the organisation is to do, and how it stands."""

import datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from msgspec import Struct
from ninja import Field, P, PathEx, Query, Router

from naravard.agreement.model import Text
from naravard.agreement.model.basics import about
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import all_shown
from naravard.web.api.addresses import organisation_address
from naravard.web.api.description import with_key
from naravard.web.api.keys import needs, own
from naravard.web.api.lookup import agreement_named
from naravard.web.api.organisations import OrganisationCode
from naravard.web.api.paging import Page, part
from naravard.web.api.parameters import AgreementId, Paging, Parameters, one_of
from naravard.web.api.preconditions import versioned
from naravard.web.organisations.models import Organisation
from naravard.web.site.clock import now
from naravard.web.tasks.demands import BINDING
from naravard.web.tasks.duties import Task, task_of, tasks_of

router = Router(tags=["Organisations"])

DutyId = PathEx[str, P(description="The duty's id.")]
StatusCode = Literal["not-yet-open", "open", "begun", "submitted", "done", "late", "lapsed", "closed"]
"""The codes of :class:`.Status`."""


class OwnDutiesAsked(Paging):
    """Which duties."""

    agreement: str | None = Field(None, description="The id of an agreement.")
    status: StatusCode | None = Field(None, description="How they stand.")


class DutyFile(Struct, frozen=True, kw_only=True):
    """A file that was handed in with a duty."""

    name: str
    sha256: str
    size: Annotated[int, about("Bytes.")]


class OwnDuty(Struct, frozen=True, kw_only=True):
    """Something that the organisation is to do, with how it stands now."""

    agreement: Annotated[str, about("The agreement's id.")]
    duty: Annotated[str, about("The duty's id.")]
    name: Text
    about: Annotated[str, about("What kind of act it is.")]
    clause: str
    receiver: Annotated[Text | None, about("Who receives it; null where the text names no one.")]
    status: StatusCode
    status_name: Annotated[Text, about("How it stands, in words.")]
    opens: Annotated[datetime.date | None, about("The first day.")]
    due: Annotated[datetime.date | None, about("The last day that counts: the agreement's, or a later one given.")]
    agreed_due: Annotated[datetime.date | None, about("The agreement's own last day.")]
    days_left: Annotated[int | None, about("Days to the last day; below 0 after it.")]
    lapses: Annotated[bool, about("Whether a right is gone after the last day.")]
    if_missed: Annotated[Text | None, about("What the text says follows.")]
    only_if: Annotated[Text | None, about("What must be so for it to be done at all; null where it always is to be.")]
    was_late: Annotated[bool, about("It came in, but after the last day.")]
    locked: Annotated[Text | None, about("Why nothing can be changed, and who can open it.")]
    can_be_begun: bool
    can_be_submitted: bool
    needs_person: Annotated[bool, about("Whether it is signed by a person; then no key can submit it.")]
    begun_at: datetime.datetime | None
    submitted_at: Annotated[datetime.datetime | None, about("When it came in the first time.")]
    resubmitted_at: Annotated[datetime.datetime | None, about("When it came in the last time, after being reopened.")]
    done_at: datetime.datetime | None
    reopened_at: datetime.datetime | None
    reopened_because: str
    reference_number: Annotated[str, about("The organisation's own number of what it handed in.")]
    note: Annotated[str, about("What the organisation wrote to the receiver.")]
    text: Annotated[str, about("What was submitted the last time, as text; empty for a paper or a file.")]
    file: Annotated[DutyFile | None, about("The file that was submitted the last time, which the page gives.")]
    version: Annotated[int, about("Grows with every act.")]
    address: Annotated[str, about("The duty's address here.")]
    page: Annotated[str, about("The page for people, in the language asked for.")]


@router.get(
    "/organisations/{organisation_code}/duties",
    summary="What the organisation is to do",
    operation_id="organisation-duties",
    openapi_extra=with_key(Page[OwnDuty], 404),
)
@needs(Permission.SEE)
def own_duties(
    request: HttpRequest, organisation_code: OrganisationCode, asked: Query[OwnDutiesAsked]
) -> Page[OwnDuty]:
    """Everything that the organisation is to do under the agreements, with its days and how it stands."""
    _, organisation = own(request, organisation_code)
    every = all_shown()
    wanted = one_of("agreement", asked.agreement, [shown.agreement.id for shown in every])
    tasks = tasks_of([organisation], now(), every)
    return part(
        request,
        [
            told(task)
            for task in tasks
            if wanted in (None, task.shown.agreement.id) and asked.status in (None, task.state.status.value)
        ],
        asked,
    )


ONE = "/organisations/{organisation_code}/duties/{agreement_id}/{duty_id}"


@router.get(
    ONE,
    summary="One thing to do",
    operation_id="organisation-duty",
    openapi_extra=with_key(OwnDuty, 404, is_versioned=True),
)
@needs(Permission.SEE)
def own_duty(
    request: HttpRequest,
    organisation_code: OrganisationCode,
    agreement_id: AgreementId,
    duty_id: DutyId,
    asked: Query[Parameters],
) -> HttpResponse:
    """One duty of the organisation, with its days and how it stands."""
    _, organisation = own(request, organisation_code)
    task = task_named(organisation, agreement_id, duty_id)
    return versioned(told(task), task.record.version)


def task_named(organisation: Organisation, agreement_id: str, duty_id: str) -> Task:
    """Return one duty of the organisation, by what the address names."""
    return task_of(agreement_named(agreement_id), duty_id, organisation, now())


def told(task: Task) -> OwnDuty:
    """Return a duty as answers tell it."""
    duty, state, record = task.duty, task.state, task.record
    latest = record.contents.defer("file").last() if record.submitted_at else None
    where = (task.organisation.code, task.shown.agreement.id, duty.id)
    return OwnDuty(
        agreement=task.shown.agreement.id,
        duty=duty.id,
        name=duty.name,
        about=duty.about,
        clause=duty.clause,
        receiver=task.receiver,
        status=state.status.value,
        status_name=state.label,
        opens=state.opens,
        due=state.due,
        agreed_due=state.original_due,
        days_left=state.days_left,
        lapses=duty.lapses,
        if_missed=duty.if_missed,
        only_if=duty.only_if,
        was_late=state.was_late,
        locked=state.locked,
        can_be_begun=state.can_be_begun,
        can_be_submitted=state.can_be_submitted,
        needs_person=task.demand is BINDING,
        begun_at=record.begun_at,
        submitted_at=record.submitted_at,
        resubmitted_at=record.resubmitted_at,
        done_at=record.done_at,
        reopened_at=record.reopened_at,
        reopened_because=record.reopened_because,
        reference_number=record.reference_number,
        note=record.note,
        text=latest.text if latest else "",
        file=DutyFile(name=latest.file_name, sha256=latest.sha256, size=latest.size)
        if latest and latest.file_name
        else None,
        version=record.version,
        address=organisation_address(where[0], "duties", *where[1:]),
        page=reverse("tasks:duty", args=where),
    )
