"""The next step of a duty: what it asks for, and who may not take it since they did the step before.

A duty that a paper carries waits for those who write the paper until it is ready; then for whoever the paper's room
says. The room lies above the duties, so it registers how its ready papers are read::

    read_by(papers_that_are_ready)
"""

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from naravard.agreement.model import Duty
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.people.four_eyes import KnownToday
from naravard.web.site.request_memory import once_a_request
from naravard.web.tasks.carriers import carrier_of, demand_of
from naravard.web.tasks.duties import Task
from naravard.web.tasks.paper_duties import fixed_agreements, room_of

Place = tuple[str, str, str]
"""Whose paper it is: the agreement's id, the organisation's code, the duty's id."""


@dataclass(frozen=True, slots=True)
class ReadyPaper:
    """A paper that is written and waits for someone else: to be reviewed, or to be signed."""

    permission: Permission
    """What the next step asks for."""
    not_for: frozenset[str]
    """The codes of those who did the steps before."""
    by: str
    """The code of who did the step before."""
    since: datetime.datetime


Reader = Callable[[Collection[str]], Mapping[Place, ReadyPaper]]
_READERS: list[Reader] = []


def read_by(reader: Reader) -> Reader:
    """Let a room say which papers of some organisations, by code, are ready."""
    _READERS.append(reader)
    return reader


def ready_papers(codes: Collection[str]) -> Mapping[Place, ReadyPaper]:
    """Return the papers of some organisations that are ready and wait for someone else."""
    return _ready_papers(frozenset(codes))


@once_a_request
def _ready_papers(codes: frozenset[str]) -> Mapping[Place, ReadyPaper]:
    return {place: paper for read in _READERS for place, paper in read(codes).items()}


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the next step of a duty asks for."""

    permission: Permission
    not_for: frozenset[str] = frozenset()
    """The codes of those who may not take it, since they did the step before."""
    is_signing: bool = False
    """Whether someone has prepared it, and another is to sign or to review it."""


class NextSteps:
    """The next steps of the duties of some organisations; the same few questions, however many they are.

    ``fixed`` are the agreements whose allocation has been fixed, for one who knows them.
    """

    def __init__(self, codes: Collection[str], fixed: Collection[str] | None = None) -> None:
        self.fixed = fixed_agreements() if fixed is None else fixed
        self._ready = ready_papers(codes)

    @cached_property
    def _known(self) -> KnownToday:
        return KnownToday()

    def of(self, task: Task) -> NextStep | None:
        """Return the next step of a duty, or None if there is none for the one who has it."""
        if not task.state.can_be_submitted:
            return None
        record = task.record
        begun = record.begun_at is not None or record.submitted_at is not None
        return self.of_duty(task.shown, task.duty, task.organisation.code, begun=begun, begun_by=record.begun_by)

    def of_duty(self, shown: Shown, duty: Duty, code: str, *, begun: bool, begun_by: str = "") -> NextStep:
        """Return the next step of a duty that can be handed in; ``begun_by`` is the code of who began it."""
        ready = self._ready.get((shown.agreement.id, code, duty.id))
        if ready is not None:
            return NextStep(ready.permission, self._known.of(ready.not_for), is_signing=True)
        demand = demand_of(shown, duty)
        if demand.four_eyes and room_of(shown, duty, code, self.fixed):
            return NextStep(Permission.WORK_ON_DUTIES)
        carrier = carrier_of(shown, duty)
        if carrier is not None and carrier.recorded_by is not None and room_of(shown, duty, code, self.fixed):
            return NextStep(carrier.recorded_by)
        if not begun:
            return NextStep(Permission.WORK_ON_DUTIES)
        if not demand.four_eyes:
            return NextStep(demand.permission)
        return NextStep(demand.permission, self._known.of({begun_by} - {""}), is_signing=True)
