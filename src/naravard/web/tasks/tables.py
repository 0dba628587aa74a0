"""The tasks as tables: an organisation's, the country's by duty, and one duty's by who has it."""

from collections import Counter
from collections.abc import Sequence

from naravard.agreement.duties import Status, swedish_day
from naravard.agreement.model import Duty, Text
from naravard.documents.table import Column, Table
from naravard.web.agreements.actors import actors_in_words
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.organisations.models import Organisation
from naravard.web.site.templatetags.naravard import language
from naravard.web.tasks.reading import Task

OF_ONE = (
    Column("agreement", Text("Överenskommelse", "Agreement")),
    Column("duty", Text("Uppgift", "Task")),
    Column("due", Text("Senast", "By"), "date"),
    Column("days_left", Text("Dagar kvar", "Days left"), "number"),
    Column("status", Text("Läge", "Status")),
    Column("to", Text("Till", "To")),
    Column("clause", Text("Avsnitt", "Section"), "code"),
    Column("if_missed", Text("Om dagen passeras", "If the day passes")),
)
BY_DUTY = (
    Column("duty", Text("Skyldighet", "Duty")),
    Column("who", Text("Vem", "Who")),
    Column("due", Text("Senast", "By"), "date"),
    Column("of", Text("Antal som har den", "How many have it"), "number"),
    Column("finished", Text("Har lämnat in", "Have submitted"), "number"),
    Column("waiting", Text("Väntar på mottagaren", "Wait for the receiver"), "number"),
    Column("open", Text("Inte inlämnat", "Not submitted"), "number"),
    Column("late", Text("Försenade", "Late"), "number"),
    Column("lapsed", Text("Förfallna", "Lapsed"), "number"),
    Column("extended", Text("Med förlängd tid", "With extended time"), "number"),
)
BY_HOLDER = (
    Column("organisation", Text("Organisation", "Organisation")),
    Column("code", Text("Kod", "Code"), "code"),
    Column("status", Text("Läge", "Status")),
    Column("due", Text("Senast", "By"), "date"),
    Column("submitted", Text("Inlämnad", "Submitted"), "date"),
    Column("late", Text("För sent", "Too late")),
    Column("reference_number", Text("Deras diarienummer", "Their reference number")),
)


def tasks_table(organisation: Organisation, tasks: Sequence[Task]) -> Table:
    """Return an organisation's tasks as a table."""
    words = language()
    rows = tuple(
        (
            task.shown.agreement.name.in_language(words),
            task.duty.name.in_language(words),
            task.state.due,
            task.state.days_left,
            task.state.status.label.in_language(words),
            task.receiver.in_language(words) if task.receiver else None,
            task.duty.clause,
            task.duty.if_missed.in_language(words) if task.duty.if_missed else None,
        )
        for task in tasks
    )
    return Table(id=f"{organisation.code}-uppgifter", caption=Text("Uppgifter", "Tasks"), columns=OF_ONE, rows=rows)


def by_duty_table(shown: Shown, by_duty: Sequence[tuple[Duty, Sequence[Task]]]) -> Table:
    """Return how many have handed in each duty of an agreement as a table."""
    words = language()
    rows = []
    for duty, tasks in by_duty:
        count = Counter(task.state.status for task in tasks)
        finished = count[Status.SUBMITTED] + count[Status.DONE]
        rows.append(
            (
                duty.name.in_language(words),
                actors_in_words(shown.agreement, duty.who, acting=True).in_language(words),
                duty.due,
                len(tasks),
                finished,
                count[Status.SUBMITTED],
                len(tasks) - finished,
                count[Status.LATE],
                count[Status.LAPSED],
                sum(task.state.is_extended for task in tasks),
            )
        )
    return Table(
        id=f"{shown.agreement.id}-lage",
        caption=Text("Läget skyldighet för skyldighet", "The state, duty by duty"),
        columns=BY_DUTY,
        rows=tuple(rows),
        provenance=provenance(shown),
    )


def by_holder_table(shown: Shown, duty: Duty, tasks: Sequence[Task]) -> Table:
    """Return how a duty stands for each who has it as a table."""
    words = language()
    yes = Text("ja", "yes").in_language(words)
    rows = tuple(
        (
            task.organisation.text.in_language(words),
            task.organisation.code,
            task.state.status.label.in_language(words),
            task.state.due,
            swedish_day(task.record.submitted_at) if task.record.submitted_at else None,
            yes if task.state.was_late else None,
            task.record.reference_number or None,
        )
        for task in tasks
    )
    return Table(
        id=f"{shown.agreement.id}-{duty.id}-lage",
        caption=duty.name,
        columns=BY_HOLDER,
        rows=rows,
        provenance=provenance(shown),
    )
