"""Requests for more time: those of a duty, and whom to ask."""

from naravard.web.organisations.kinds import Kind
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
    """Return who can give the organisation more time, the receiver first; where a right lapses only the ministry."""
    ministry = list(Organisation.objects.filter(kind=Kind.MINISTRY))
    if task.duty.lapses or task.duty.to is None:
        return ministry
    receiver = list(Organisation.objects.filter(pk=task.duty.to).exclude(kind=Kind.MINISTRY))
    return [*receiver, *ministry]
