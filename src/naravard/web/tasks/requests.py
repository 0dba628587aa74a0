"""Requests for more time: those of a duty, and whom to ask."""

from naravard.web.access.doings import Doing
from naravard.web.organisations.models import Organisation
from naravard.web.tasks.duties import Task
from naravard.web.tasks.models import ExtensionRequest


def requests_of(task: Task) -> list[ExtensionRequest]:
    """Return what has been asked about a duty of an organisation, the newest first."""
    return list(
        ExtensionRequest.objects.filter(
            organisation=task.organisation, agreement_id=task.shown.agreement.id, duty_id=task.duty.id
        )
    )


def open_request(task: Task) -> ExtensionRequest | None:
    """Return the request that waits for an answer; None if none does."""
    return next((one for one in requests_of(task) if one.answered_at is None), None)


def asked_of(task: Task) -> list[Organisation]:
    """Return who can give the organisation more time, the receiver first; where a right lapses only the mandated."""
    codes = sorted(task.shown.agreement.mandated(Doing.EXTENDS))
    if task.duty.to is not None and not task.duty.lapses:
        codes = [task.duty.to, *(code for code in codes if code != task.duty.to)]
    there = Organisation.objects.in_bulk(codes)
    return [there[code] for code in codes if code in there]
