"""Duties with how they stand: an organisation's, or one duty's over all who have it. A few questions, however many."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace

from naravard.agreement.duties import DutyState, Progress, mandated_by_name, receiver_of, state_of, swedish_day
from naravard.agreement.duties.status import Status
from naravard.agreement.model import Duty, Text
from naravard.web.agreements.current import Shown, all_shown
from naravard.web.history.content import Thing
from naravard.web.organisations.models import Organisation
from naravard.web.site.request_memory import once_a_request
from naravard.web.tasks.carriers import carrier_of, demand_of
from naravard.web.tasks.demands import Demand
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.errors import NoSuchDutyError
from naravard.web.tasks.models import DutyRecord, Extension

KIND = "duty"
"""The kind of thing that events name a duty as."""


@dataclass(frozen=True, slots=True)
class Task:
    """One duty of one organisation, with what has been done and how it stands."""

    shown: Shown
    duty: Duty
    organisation: Organisation
    record: DutyRecord
    """Not saved, with the version 0, where nothing has been done."""
    extension: Extension | None
    """The newest, if any."""
    state: DutyState

    @property
    def key(self) -> tuple[str, str, str]:
        """Whose duty it is: agreement, duty, organisation."""
        return self.shown.agreement.id, self.duty.id, self.organisation.code

    @property
    def demand(self) -> Demand:
        """What handing it in asks for."""
        return demand_of(self.shown, self.duty)

    @property
    def receiver(self) -> Text | None:
        """Who receives it."""
        return receiver_of(self.shown.agreement, self.duty)

    @property
    def has_more(self) -> bool:
        """Whether it is to be done once more since something has come to, and not since it was sent back."""
        return self.is_reopened and self.record.submitted_at is None

    @property
    def is_reopened(self) -> bool:
        """Whether the receiver has opened it again, and it has not been handed in again."""
        return self.record.reopened_at is not None

    @property
    def days_left(self) -> int | None:
        """Days to the last day that counts."""
        return self.state.days_left

    @property
    def is_waiting(self) -> bool:
        """Whether the holder has done its part and the receiver has not said that it is done."""
        return self.state.status is Status.SUBMITTED


Settled = Callable[[Sequence[Task], datetime.datetime], Mapping[tuple[str, str, str], datetime.datetime]]
"""What says since when nothing is left to do of some tasks that follow the money, by their keys."""
_SETTLED: list[Settled] = []
_TO_BE_SETTLED = (Status.OPEN, Status.BEGUN, Status.LATE)


def settled_by(settled: Settled) -> Settled:
    """Let a room that knows the money say which tasks it has settled: the accounts lie above the duties."""
    _SETTLED.append(settled)
    return settled


def _as_money_stands(tasks: list[Task], now: datetime.datetime) -> list[Task]:
    """Return tasks with those that follow the money as it stands: nobody is late with what is paid back already."""
    asked = [task for task in tasks if _follows_money(task, now)]
    since = {key: at for settled in _SETTLED for key, at in settled(asked, now).items()} if asked else {}
    return [replace(task, state=_settled(task, since[task.key], now)) if task.key in since else task for task in tasks]


def _follows_money(task: Task, now: datetime.datetime) -> bool:
    agreement = task.shown.agreement
    carrier = carrier_of(task.shown, task.duty) if task.state.status in _TO_BE_SETTLED else None
    is_over = swedish_day(now) > agreement.period.to
    return carrier is not None and carrier.follows_money and is_over and bool(task.organisation.kind)


def _settled(task: Task, at: datetime.datetime, now: datetime.datetime) -> DutyState:
    extended = task.extension.to_day if task.extension else None
    return state_of(task.duty, Progress(submitted_at=at), now=now, extended_to=extended, receiver=task.receiver)


def thing_id(agreement_id: str, duty_id: str) -> str:
    """Return a duty's id among things, as events name it."""
    return f"{agreement_id}/{duty_id}"


def thing_of(agreement_id: str, duty: Duty) -> Thing:
    """Return a duty as what an event is about; the event's organisation says whose."""
    return Thing(KIND, thing_id(agreement_id, duty.id), duty.name)


def made_task(
    shown: Shown,
    duty: Duty,
    organisation: Organisation,
    record: DutyRecord | None,
    extension: Extension | None,
    now: datetime.datetime,
) -> Task:
    """Return a duty with how it stands."""
    facts = record or DutyRecord(agreement_id=shown.agreement.id, duty_id=duty.id, organisation=organisation)
    carrier = carrier_of(shown, duty)
    worked_out = carrier.progress(shown, duty, now) if carrier is not None else None
    if worked_out is not None:
        facts = copy(facts)  # never saved so: nobody tells such a duty
        facts.begun_at, facts.done_at = worked_out.begun_at, worked_out.done_at
        facts.submitted_at = facts.reopened_at = None
    state = state_of(
        duty,
        facts.progress,
        now=now,
        extended_to=extension.to_day if extension else None,
        receiver=receiver_of(shown.agreement, duty),
        extender=mandated_by_name(shown.agreement, "extends"),
    )
    return Task(shown, duty, organisation, facts, extension, state)


def tasks_of(
    organisations: Sequence[Organisation], now: datetime.datetime, every: Sequence[Shown] | None = None
) -> list[Task]:
    """Return the duties of some organisations under all agreements that are shown, in the agreements' order.

    Three questions to the database, however many organisations and duties: which agreements are shown (not
    asked if ``every`` is given), what has been done, and the later days.
    """
    every = all_shown() if every is None else every
    records, extensions = _done_by(frozenset(organisation.code for organisation in organisations))
    found = [
        made_task(shown, duty, organisation, records.get(key), extensions.get(key), now)
        for shown in every
        for organisation in organisations
        for duty in duty_book(shown).of(organisation.code)
        for key in [(shown.agreement.id, duty.id, organisation.code)]
    ]
    return _as_money_stands(found, now)


@once_a_request
def _done_by(
    codes: frozenset[str],
) -> tuple[Mapping[tuple[str, str, str], DutyRecord], Mapping[tuple[str, str, str], Extension]]:
    """Return what some organisations have done, and their newest later days."""
    records = {_key(record): record for record in DutyRecord.objects.filter(organisation__in=codes)}
    return records, _newest(Extension.objects.filter(organisation__in=codes).order_by("id"))


def task_of(shown: Shown, duty_id: str, organisation: Organisation, now: datetime.datetime) -> Task:
    """Return one duty of one organisation.

    Raises:
        NoSuchDutyError: when the agreement does not lay it on the organisation.
    """
    duty = duty_book(shown).find(duty_id, organisation.code)
    if duty is None:
        raise NoSuchDutyError(shown.agreement.id, duty_id, organisation.code)
    found = {"agreement_id": shown.agreement.id, "duty_id": duty_id, "organisation": organisation}
    record = DutyRecord.objects.filter(**found).first()
    made = made_task(shown, duty, organisation, record, Extension.objects.filter(**found).first(), now)
    return _as_money_stands([made], now)[0]


def tasks_for(shown: Shown, duties: Sequence[Duty], now: datetime.datetime) -> list[Task]:
    """Return some duties of an agreement for all who have them: three questions, for 290 municipalities too.

    One who has a duty but is no organisation here (the Government, say) stands under the name the agreement gives it,
    and is not saved.
    """
    ids = [duty.id for duty in duties]
    asked = {"agreement_id": shown.agreement.id, "duty_id__in": ids}
    records = {_key(record): record for record in DutyRecord.objects.filter(**asked)}
    extensions = _newest(Extension.objects.filter(**asked).order_by("id"))
    holders = duty_book(shown).holders
    known = Organisation.objects.in_bulk(list({code for duty in duties for code in holders[duty.id]}))
    found = [
        made_task(
            shown,
            duty,
            known.get(code) or Organisation(code=code, kind="", name=holder.name.sv, name_en=holder.name.en),
            records.get(key),
            extensions.get(key),
            now,
        )
        for duty in duties
        for code, holder in holders[duty.id].items()
        for key in [(shown.agreement.id, duty.id, code)]
    ]
    return _as_money_stands(found, now)


def _key(row: DutyRecord | Extension) -> tuple[str, str, str]:
    return row.agreement_id, row.duty_id, row.organisation_id


def _newest(extensions: Iterable[Extension]) -> Mapping[tuple[str, str, str], Extension]:
    """Return the newest of each; they come oldest first."""
    return {_key(extension): extension for extension in extensions}
