"""The inner functions of the acts: what changes the facts of a duty, within a transaction, and nothing else.

An act of another room that carries a duty forward by papers of its own (a requisition that is signed) calls
:func:`locked_duty` and then one of these in its own transaction, and leaves an event of its own or that of
:func:`.acts.leave`::

    duty = locked_duty(organisation, agreement_id, duty_id, at=at, seen_version=None)
    before = duty.facts
    hand_in(duty, by=actor)
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from naravard.agreement.duties import DutyState
from naravard.agreement.duties.deadlines import STOCKHOLM
from naravard.agreement.duties.status import Status
from naravard.agreement.model import Duty
from naravard.web.access.actor import Actor
from naravard.web.agreements.current import shown_named
from naravard.web.history.content import Plain
from naravard.web.organisations.models import Organisation
from naravard.web.people.four_eyes import same_person
from naravard.web.tasks import refusals
from naravard.web.tasks.duties import Task, made_task
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.errors import NoSuchDutyError
from naravard.web.tasks.models import DutyRecord, Extension

PERSON = "person-"
"""How the code of a person begins; what a program has prepared (a key to the API) any signatory may sign."""


@dataclass(slots=True)
class LockedDuty:
    """A duty of an organisation, its facts locked until the transaction ends."""

    task: Task
    """As it stood when it was locked."""
    at: datetime.datetime

    @property
    def duty(self) -> Duty:
        """The duty."""
        return self.task.duty

    @property
    def record(self) -> DutyRecord:
        """The facts, to be changed."""
        return self.task.record

    @property
    def state(self) -> DutyState:
        """How it stood when it was locked."""
        return self.task.state

    @property
    def facts(self) -> dict[str, Plain]:
        """The facts as events tell them, as they are now."""
        now = self._now()
        record = now.record
        moments = ("begun_at", "submitted_at", "resubmitted_at", "done_at", "reopened_at")
        return {
            "status": now.state.status.value,
            **{name: _written(getattr(record, name)) for name in moments},
            "last_day": now.state.due.isoformat() if now.state.due else None,
            "reference_number": record.reference_number or None,
            "note": record.note or None,
        }

    def save(self) -> None:
        """Keep the facts as they are now, one version on."""
        self.record.version += 1
        self.record.save()

    def _now(self) -> Task:
        task = self.task
        extension = Extension.objects.filter(
            organisation=task.organisation, agreement_id=task.shown.agreement.id, duty_id=task.duty.id
        ).first()
        return made_task(task.shown, task.duty, task.organisation, task.record, extension, self.at)


def locked_duty(
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    *,
    at: datetime.datetime,
    seen_version: int | None,
) -> LockedDuty:
    """Lock the facts of a duty; ``seen_version`` is the one that the actor has seen, if that is known.

    Raises:
        NoSuchDutyError: when no agreement that is shown lays it on the organisation.
        DutyChangedError: when another version has been seen than the one that is.
    """
    shown = shown_named(agreement_id)
    duty = duty_book(shown).find(duty_id, organisation.code) if shown else None
    if shown is None or duty is None:
        raise NoSuchDutyError(agreement_id, duty_id, organisation.code)
    key: dict[str, Any] = {"agreement_id": agreement_id, "duty_id": duty_id, "organisation": organisation}
    record, _ = DutyRecord.objects.select_for_update(no_key=True).get_or_create(**key)
    task = made_task(shown, duty, organisation, record, Extension.objects.filter(**key).first(), at)
    if seen_version is not None and record.version != seen_version:
        raise refusals.changed_meanwhile(task)
    return LockedDuty(task, at)


def lock_duties(some: Iterable[tuple[Organisation, str]], agreement_id: str, *, at: datetime.datetime) -> None:
    """Lock several organisations' duties, by the duties' ids, in one order: for many acts in one transaction.

    Otherwise one of two at once could hold the end of the history and wait for a duty that the other holds.
    """
    for organisation, duty_id in sorted(some, key=lambda one: (one[0].code, one[1])):
        locked_duty(organisation, agreement_id, duty_id, at=at, seen_version=None)


def begin(duty: LockedDuty, *, by: Actor) -> None:
    """Begin: from now on ``by`` is the one who prepares."""
    if not duty.state.can_be_begun:
        raise refusals.cannot_be_begun(duty.task)
    duty.record.begun_at, duty.record.begun_by = duty.at, by.who.code
    duty.save()


def put_back(duty: LockedDuty) -> None:
    """Undo the beginning of what was never handed in, so that someone else can begin it."""
    if duty.state.status is Status.LAPSED:
        raise refusals.lapsed(duty.task)
    if duty.record.begun_at is None or duty.record.submitted_at is not None:
        raise refusals.cannot_be_put_back()
    duty.record.begun_at, duty.record.begun_by = None, ""
    duty.save()


def hand_in(duty: LockedDuty, *, by: Actor, reference_number: str = "", note: str = "") -> None:
    """Hand in. Where no one receives it, it is done with that. What came first decides whether it came in time."""
    if not duty.state.can_be_submitted:
        raise refusals.cannot_be_submitted(duty.task)
    if duty.task.demand.four_eyes:
        _ask_for_four_eyes(duty, by)
    record = duty.record
    if record.submitted_at is None:
        record.submitted_at = duty.at
    else:
        record.resubmitted_at = duty.at
    record.submitted_by, record.reopened_at, record.reopened_because = by.who.code, None, ""
    record.reference_number, record.note = reference_number, note
    if duty.duty.to is None:
        record.done_at = duty.at
    duty.save()


def accept(duty: LockedDuty) -> None:
    """Say that nothing more is to be done."""
    if duty.state.status is not Status.SUBMITTED:
        raise refusals.nothing_to_receive()
    duty.record.done_at = duty.at
    duty.save()


def reopen(duty: LockedDuty, *, because: str) -> None:
    """Open it again to be changed; when it came in the first time is kept."""
    if not duty.state.status.is_finished:
        raise refusals.nothing_to_receive()
    duty.record.reopened_at, duty.record.reopened_because, duty.record.done_at = duty.at, because, None
    duty.save()


def open_for_more(duty: LockedDuty, *, because: str = "") -> None:
    """Let a duty that is done be done once more, from the beginning: by the day that it has now.

    ``because`` tells why, where something has come to; without it nobody is told beside what the duty itself tells.
    """
    record = duty.record
    record.begun_at, record.begun_by, record.submitted_at, record.submitted_by = None, "", None, ""
    record.resubmitted_at, record.done_at = None, None
    record.reopened_at, record.reopened_because = (duty.at, because) if because else (None, "")
    duty.save()


def _ask_for_four_eyes(duty: LockedDuty, by: Actor) -> None:
    """Refuse the one who prepared: persons are compared, whatever role or stand-in they act as."""
    if by.person_id is None:
        raise refusals.needs_a_person()
    if not duty.record.begun_by:
        raise refusals.not_prepared()
    prepared_by = duty.record.begun_by
    if prepared_by.startswith(PERSON) and same_person(by.person_id, prepared_by):
        raise refusals.same_person()


def _written(moment: datetime.datetime | None) -> str | None:
    return moment.astimezone(STOCKHOLM).isoformat(timespec="seconds") if moment else None
