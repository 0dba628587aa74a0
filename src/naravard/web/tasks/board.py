"""The tasks as a page has them: what is late or due first, then what has no day, what has not opened, what is over."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from naravard.agreement.duties import Status, swedish_day
from naravard.agreement.model import Text
from naravard.agreement.wording import long_day
from naravard.web.access.actor import ActiveRole
from naravard.web.handovers.handover import SOON
from naravard.web.handovers.overview import RoleHolder, holders_in
from naravard.web.people.models import Person
from naravard.web.tasks.duties import Task
from naravard.web.tasks.next_steps import NextSteps
from naravard.web.tasks.ways import Way, way_of
from naravard.web.tasks.words import capital, distance, joined, number

_TO_DO = frozenset({Status.OPEN, Status.BEGUN, Status.LATE})


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task as a page shows it."""

    task: Task
    url: str
    way: Way | None

    @property
    def last_day(self) -> Text | None:
        """The last day that counts, in words."""
        due = self.task.state.due
        return long_day(due) if due else None

    @property
    def own_day(self) -> Text | None:
        """The agreement's own last day in words, where a later one counts."""
        state = self.task.state
        return long_day(state.original_due) if state.is_extended and state.original_due else None

    @property
    def came(self) -> Text | None:
        """When what has been opened again first came in, in words."""
        first = self.task.record.submitted_at
        return long_day(swedish_day(first)) if first and self.task.is_reopened else None

    @property
    def distance(self) -> Text | None:
        """How far the last day lies from today, or None if it no longer matters."""
        left, status = self.task.days_left, self.task.state.status
        return distance(left) if left is not None and not status.is_over and not _is_being_mended(self.task) else None


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks that stand together under a heading."""

    id: str
    title: Text
    lines: list[TaskLine]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """All tasks of a page in their groups, and the sentence that answers how it stands."""

    groups: list[TaskGroup]
    answer: Text
    is_urgent: bool
    """Whether something is late, opened again or due soon."""

    @property
    def count(self) -> int:
        """How many tasks there are."""
        return sum(len(group.lines) for group in self.groups)


def line_of(task: Task, person: Person, found: Sequence[ActiveRole], day: datetime.date) -> TaskLine:
    """Return a task as a page shows it on a day."""
    code = task.organisation.code
    return _line(task, NextSteps([code]), person, found, holders_in([code], day).get(code, ()))


def board(tasks: Iterable[Task], person: Person, found: Sequence[ActiveRole], day: datetime.date) -> Board:
    """Arrange tasks for a reader on a day."""
    some = sorted(tasks, key=_order)
    codes = {task.organisation.code for task in some}
    holders, steps = holders_in(codes, day), NextSteps(codes)
    lines = [_line(task, steps, person, found, holders.get(task.organisation.code, ())) for task in some]
    groups = [
        TaskGroup("nu", Text("Att göra, med sista dag", "To do, with a last day"), _those(lines, _has_day)),
        TaskGroup(
            "utan-dag", Text("Att göra, utan dag i texten", "To do, without a day in the text"), _those(lines, _open)
        ),
        TaskGroup("om", Text("Om det blir aktuellt", "If it comes up"), _those(lines, _is_conditional)),
        TaskGroup("senare", Text("Inte öppet än", "Not yet open"), _those(lines, _is(Status.NOT_YET_OPEN))),
        TaskGroup("forfallet", Text("Förfallet", "Lapsed"), _those(lines, _is(Status.LAPSED))),
        TaskGroup(
            "avslutat",
            Text("Avslutade överenskommelser", "Closed agreements"),
            _those(lines, _is(Status.CLOSED)),
            folded=True,
        ),
        TaskGroup("klart", Text("Inlämnat och klart", "Handed in and done"), _those(lines, _finished), folded=True),
    ]
    urgent = any(
        line.task.state.status is Status.LATE or _is_soon(line.task) or _is_being_mended(line.task) for line in lines
    )
    return Board([group for group in groups if group.lines], answer(lines), urgent)


def _line(
    task: Task, steps: NextSteps, person: Person, found: Sequence[ActiveRole], holders: Sequence[RoleHolder]
) -> TaskLine:
    url = reverse("tasks:duty", args=[task.organisation.code, task.shown.agreement.id, task.duty.id])
    return TaskLine(task, url, way_of(task, steps.of(task), person, found, holders))


def answer(lines: Sequence[TaskLine]) -> Text:
    """Say how it stands: ``3 saker ska vara klara inom 30 dagar``."""
    late = sum(line.task.state.status is Status.LATE for line in lines)
    reopened = sum(_is_being_mended(line.task) for line in lines)
    soon = sum(_is_soon(line.task) for line in lines)
    parts = []
    if late:
        parts.append(_counted(late, ("är försenad", "är försenade"), ("is late", "are late")))
    if reopened:
        sv, en = ("är öppnad igen", "är öppnade igen"), ("is opened again", "are opened again")
        parts.append(_counted(reopened, sv, en, first=not parts))
    if soon:
        sv = (f"ska vara klar inom {SOON} dagar", f"ska vara klara inom {SOON} dagar")
        en = (f"is due within {SOON} days", f"are due within {SOON} days")
        parts.append(_counted(soon, sv, en, first=not parts))
    if parts:
        return capital(joined(parts))
    if any(_is_to_do(line.task) for line in lines):
        return Text(f"Inget ska vara klart inom {SOON} dagar", f"Nothing is due within {SOON} days")
    if lines:
        return Text("Just nu är inget att göra", "There is nothing to do right now")
    return Text("Här finns inget att göra", "There is nothing to do here")


def _counted(count: int, sv: tuple[str, str], en: tuple[str, str], *, first: bool = True) -> Text:
    some, one = number(count), count == 1
    nouns = (("sak", "thing") if one else ("saker", "things")) if first else ("", "")
    words = [
        " ".join(filter(None, (some_in, noun, verbs[0 if one else 1])))
        for some_in, noun, verbs in ((some.sv, nouns[0], sv), (some.en, nouns[1], en))
    ]
    return Text(*words)


def _is_soon(task: Task) -> bool:
    left, status = task.days_left, task.state.status
    return status in (Status.OPEN, Status.BEGUN) and not task.is_reopened and left is not None and left <= SOON


def _is_being_mended(task: Task) -> bool:
    """Tell whether the receiver has opened it again; what came in time is not late for that."""
    return task.is_reopened and task.state.status is Status.BEGUN


def _order(task: Task) -> tuple[bool, int, str]:
    due = task.state.due
    return due is None, due.toordinal() if due else 0, task.organisation.code


def _those(lines: Iterable[TaskLine], test: Callable[[Task], bool]) -> list[TaskLine]:
    return [line for line in lines if test(line.task)]


def _has_day(task: Task) -> bool:
    return _is_to_do(task) and task.state.due is not None


def _open(task: Task) -> bool:
    return _is_to_do(task) and task.state.due is None


def _is_to_do(task: Task) -> bool:
    return task.state.status in _TO_DO and not task.state.is_conditional


def _is_conditional(task: Task) -> bool:
    """Tell whether it may never have to be done: on demand, or only by those who use the money so."""
    return task.state.status in _TO_DO and task.state.is_conditional


def _finished(task: Task) -> bool:
    return task.state.status.is_finished


def _is(status: Status) -> Callable[[Task], bool]:
    return lambda task: task.state.status is status
