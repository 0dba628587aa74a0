"""The acts that a program may do to what the organisation is to do: begin, undo the beginning, submit.

What binds the organisation is signed by a person, and what others hand in is received by a person: neither is here.
"""

import datetime
from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from msgspec import Meta, Struct
from ninja import Query, Router

from naravard.agreement.model.basics import about
from naravard.web.access.actor import Actor
from naravard.web.access.permissions import Permission
from naravard.web.api.bodies import PLAIN, body_of
from naravard.web.api.description import changing
from naravard.web.api.errors import ErrorBody
from naravard.web.api.idempotency import once_only
from naravard.web.api.keys import needs, own
from naravard.web.api.organisations import OrganisationCode
from naravard.web.api.own_duties import ONE, DutyId, OwnDuty, task_named, told
from naravard.web.api.parameters import AgreementId, Parameters
from naravard.web.api.preconditions import changed_meanwhile, version_asked, versioned
from naravard.web.organisations.models import Organisation
from naravard.web.site.clock import now
from naravard.web.tasks import acts, contents, refusals
from naravard.web.tasks.demands import BINDING
from naravard.web.tasks.errors import DutyChangedError

router = Router(tags=["Organisations"])


class Nothing(Struct, forbid_unknown_fields=True):
    """An act that needs nothing said: an empty object."""


class SubmittedFile(Struct, kw_only=True, forbid_unknown_fields=True):
    """A file that is submitted: PDF, Word (.docx) or ODT."""

    name: Annotated[str, Meta(min_length=1, max_length=100, pattern=PLAIN, description="What it is called.")]
    content: Annotated[bytes, Meta(max_length=contents.LARGEST, description="Its bytes in Base64, at most 1 MB.")]


class Submission(Struct, kw_only=True, forbid_unknown_fields=True):
    """What goes with what is submitted."""

    reference_number: Annotated[
        str, Meta(max_length=100, pattern=PLAIN, description="The organisation's own number of it.")
    ] = ""
    note: Annotated[str, Meta(max_length=5000, pattern=PLAIN, description="A note to the receiver.")] = ""
    text: Annotated[
        str,
        Meta(
            max_length=5000,
            pattern=PLAIN,
            description="What is submitted. Where someone receives it a text or a file is needed.",
        ),
    ] = ""
    file: Annotated[SubmittedFile | None, Meta(description="The file that is submitted.")] = None
    decided_on: Annotated[
        datetime.date | None,
        Meta(description="The day it was decided, for what the organisation records of another's decision."),
    ] = None


class StaleDuty(Struct, frozen=True, kw_only=True):
    """There is a newer version than the one that the act was made for; nothing was done."""

    error: ErrorBody
    present: Annotated[OwnDuty, about("How it stands now.")]


@router.post(
    f"{ONE}/begin",
    summary="Begin",
    operation_id="begin-duty",
    openapi_extra=changing(OwnDuty, Nothing, StaleDuty, 409, is_act=True),
)
@needs(Permission.WORK_ON_DUTIES)
def begin(
    request: HttpRequest,
    organisation_code: OrganisationCode,
    agreement_id: AgreementId,
    duty_id: DutyId,
    asked: Query[Parameters],
) -> HttpResponse:
    """Begin a duty: the organisation is preparing it. Send an empty object."""
    actor, organisation = own(request, organisation_code)
    body_of(request, Nothing)
    return _done(request, actor, organisation, agreement_id, duty_id, acts.begin_duty)


@router.post(
    f"{ONE}/put-back",
    summary="Undo the beginning",
    operation_id="put-duty-back",
    openapi_extra=changing(OwnDuty, Nothing, StaleDuty, 409, is_act=True),
)
@needs(Permission.WORK_ON_DUTIES)
def put_back(
    request: HttpRequest,
    organisation_code: OrganisationCode,
    agreement_id: AgreementId,
    duty_id: DutyId,
    asked: Query[Parameters],
) -> HttpResponse:
    """Undo the beginning of what was never submitted, so that another can begin it. Send an empty object."""
    actor, organisation = own(request, organisation_code)
    body_of(request, Nothing)
    return _done(request, actor, organisation, agreement_id, duty_id, acts.put_duty_back)


@router.post(
    f"{ONE}/submit",
    summary="Submit",
    operation_id="submit-duty",
    openapi_extra=changing(OwnDuty, Submission, StaleDuty, 409, is_act=True),
)
@needs(Permission.SUBMIT_REPORTS)
def submit(
    request: HttpRequest,
    organisation_code: OrganisationCode,
    agreement_id: AgreementId,
    duty_id: DutyId,
    asked: Query[Parameters],
) -> HttpResponse:
    """Submit a report, or say that something has been done. What binds the organisation is signed by a person."""
    actor, organisation = own(request, organisation_code)
    sent = body_of(request, Submission)
    task = task_named(organisation, agreement_id, duty_id)
    if task.demand is BINDING:
        raise refusals.needs_a_person()
    return _done(
        request,
        actor,
        organisation,
        agreement_id,
        duty_id,
        acts.submit_duty,
        reference_number=sent.reference_number,
        note=sent.note,
        text=sent.text,
        file=_looked_at(sent.file),
        decided_on=sent.decided_on,
    )


def _looked_at(sent: SubmittedFile | None) -> contents.AttachedFile | None:
    """Return the file that was sent as the act takes it.

    Raises:
        DutyRefusedError: when it is empty, too large, or of another kind.
    """
    return contents.attached(sent.name, sent.content) if sent is not None else None


def _done(
    request: HttpRequest,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    act: Callable[..., object],
    **said: Any,
) -> HttpResponse:
    """Do an act once, and answer with how the duty stands then."""
    seen = version_asked(request, task_named(organisation, agreement_id, duty_id).record.version)

    def do() -> HttpResponse:
        act(
            actor=actor,
            organisation=organisation,
            agreement_id=agreement_id,
            duty_id=duty_id,
            at=now(),
            seen_version=seen,
            **said,
        )
        task = task_named(organisation, agreement_id, duty_id)
        return versioned(told(task), task.record.version)

    try:
        return once_only(request, actor, do)
    except DutyChangedError as error:
        present = task_named(organisation, agreement_id, duty_id)
        answer = StaleDuty(error=changed_meanwhile(error.says), present=told(present))
        return versioned(answer, present.record.version, 412)
