"""The tasks as tables: an organisation's, the country's by duty, and one duty's by who has it."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from django.urls import reverse

from naravard.agreement.actors import actors_in_words
from naravard.agreement.duties import Status, swedish_day
from naravard.agreement.model import Duty, Text
from naravard.documents import headings
from naravard.documents.table import Column, Table, yes_if
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.organisations.models import Organisation
from naravard.web.tasks.duties import Task

_OF_ONE: tuple[Column[Task], ...] = (
    Column("agreement", Text("Överenskommelse", "Agreement"), of=lambda task: task.shown.agreement.name),
    Column("duty", Text("Att göra", "To do"), of=lambda task: task.duty.name),
    Column("due", headings.BY, "date", of=lambda task: task.state.due),
    Column("days_left", Text("Dagar kvar", "Days left"), "number", of=lambda task: task.state.days_left),
    Column("status", headings.STATUS, of=lambda task: task.state.shown),
    Column("to", headings.TO, of=lambda task: task.receiver),
    Column("clause", headings.SECTION, "code", of=lambda task: task.duty.clause),
    Column("if_missed", headings.IF_MISSED, of=lambda task: task.duty.if_missed),
)


class DutyCount(NamedTuple):
    """How a duty is done by all who have it."""

    duty: Duty
    tasks: Sequence[Task]
    by_status: Counter[Status]

    @property
    def finished(self) -> int:
        """How many have handed it in."""
        return self.by_status[Status.SUBMITTED] + self.by_status[Status.DONE]

    @property
    def came_late(self) -> int:
        """How many handed it in after its last day."""
        return sum(task.state.was_late for task in self.tasks)


def late_of(tasks: Sequence[Task]) -> int:
    """Return how many did not do it in time, whether it has come since or not."""
    return sum(task.state.is_late for task in tasks)


def tasks_table(organisation: Organisation, tasks: Sequence[Task]) -> Table:
    """Return an organisation's tasks as a table."""
    return Table.of(tasks, _OF_ONE, id=f"{organisation.code}-uppgifter", caption=Text("Att göra", "To do"))


def by_duty_table(shown: Shown, by_duty: Sequence[tuple[Duty, Sequence[Task]]]) -> Table:
    """Return how many have handed in each duty of an agreement as a table."""
    agreement = shown.agreement
    columns: tuple[Column[DutyCount], ...] = (
        Column("duty", Text("Skyldighet", "Duty"), of=lambda one: one.duty.name),
        Column("who", headings.WHO, of=lambda one: actors_in_words(agreement, one.duty.who, acting=True)),
        Column("due", headings.BY, "date", of=lambda one: one.duty.due),
        Column("of", Text("Antal som har den", "How many have it"), "number", of=lambda one: len(one.tasks)),
        Column("finished", Text("Har lämnat in", "Have handed in"), "number", of=lambda one: one.finished),
        Column(
            "waiting", Text("Väntar på mottagaren", "Wait for the receiver"), "number",
            of=lambda one: one.by_status[Status.SUBMITTED],
        ),
        Column(
            "open", Text("Inte inlämnat", "Not handed in"), "number", of=lambda one: len(one.tasks) - one.finished
        ),
        Column("late", Text("Inte i tid", "Not in time"), "number", of=lambda one: late_of(one.tasks)),
        Column(
            "came_late", Text("Varav kom för sent", "Of which came too late"), "number",
            of=lambda one: one.came_late,
        ),
        Column("lapsed", Text("Förfallna", "Lapsed"), "number", of=lambda one: one.by_status[Status.LAPSED]),
        Column(
            "extended", Text("Med förlängd tid", "With extended time"), "number",
            of=lambda one: sum(task.state.is_extended for task in one.tasks),
        ),
    )  # fmt: skip
    return Table.of(
        [DutyCount(duty, tasks, Counter(task.state.status for task in tasks)) for duty, tasks in by_duty],
        columns,
        id=f"{agreement.id}-lage",
        caption=Text("Läget skyldighet för skyldighet", "The state, duty by duty"),
        provenance=provenance(shown),
    )


def by_holder_table(shown: Shown, duty: Duty, tasks: Sequence[Task]) -> Table:
    """Return how a duty stands for each who has it as a table."""
    where = [shown.agreement.id, duty.id]
    columns: tuple[Column[Task], ...] = (
        Column(
            "organisation", Text("Organisation", "Organisation"), of=lambda task: task.organisation.text,
            link=lambda task: reverse("tasks:holder", args=[*where, task.organisation.code])
            if task.organisation.kind else None,
        ),
        Column("code", headings.CODE, "code", of=lambda task: task.organisation.code, on_page=False),
        Column("status", headings.STATUS, of=lambda task: task.state.shown),
        Column("due", headings.BY, "date", of=lambda task: task.state.due),
        Column(
            "submitted", headings.SUBMITTED, "date",
            of=lambda task: swedish_day(task.record.submitted_at) if task.record.submitted_at else None,
        ),
        Column(
            "late", headings.LATE, of=lambda task: yes_if(task.state.was_late),
            on_page=any(task.state.was_late for task in tasks),
        ),
        Column(
            "reference_number", Text("Deras diarienummer", "Their reference number"),
            of=lambda task: task.record.reference_number,
        ),
    )  # fmt: skip
    return Table.of(
        tasks, columns, id=f"{shown.agreement.id}-{duty.id}-lage", caption=duty.name, provenance=provenance(shown)
    )
