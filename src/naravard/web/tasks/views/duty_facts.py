"""What a page tells of one duty: its paper, its later days, who may do what, and what has been done."""

from dataclasses import dataclass
from typing import Any

from naravard.agreement.model import Paper, Text
from naravard.web.history.content import Told
from naravard.web.history.kinds import sentence
from naravard.web.history.models import Event
from naravard.web.organisations.models import Organisation
from naravard.web.site.clock import today
from naravard.web.tasks.duties import KIND, Task, thing_id
from naravard.web.tasks.extensions import needs_time
from naravard.web.tasks.models import Extension, HandedInContent
from naravard.web.tasks.requests import asked_of, requests_of
from naravard.web.tasks.who import who_may

MOST_EVENTS = 50
_HANDED_IN = frozenset({"duty-submitted", "duty-signed"})


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event as the page of a duty shows it."""

    event: Event
    told: Told
    sentence: Text
    content: HandedInContent | None = None
    """What was handed in with it, for those who may read it."""

    @property
    def submission(self) -> dict[str, str]:
        """What was handed in with it; earlier submissions stand here."""
        after = self.told.after or {}
        names = ("reference_number", "note") if self.told.kind in _HANDED_IN else ()
        return {name: str(after[name]) for name in names if after.get(name)}


def told_of(task: Task, *, to_own: bool, reads: bool) -> dict[str, Any]:
    """Return what the page tells beside how the duty stands; who may do what is told to the organisation itself.

    ``reads`` says whether the reader may read what was handed in.
    """
    return {
        "papers": papers_of(task),
        "extensions": Extension.objects.filter(
            organisation=task.organisation, agreement_id=task.shown.agreement.id, duty_id=task.duty.id
        ),
        "requests": requests_of(task),
        "asked_of": asked_of(task) if needs_time(task) and (task.days_left or 0) < 0 else [],
        "steps": who_may(task, today()) if to_own else [],
        "events": events_of(task.organisation, task.shown.agreement.id, task.duty.id, reads=reads),
    }


def papers_of(task: Task) -> tuple[Paper, ...]:
    """Return the papers that the agreement asks for: those named as what the duty is about, said of the same groups."""
    duty = task.duty
    return tuple(
        paper
        for paper in task.shown.agreement.papers
        if paper.id == duty.about and not set(paper.who).isdisjoint(duty.who)
    )


def events_of(organisation: Organisation, agreement_id: str, duty_id: str, *, reads: bool = False) -> list[ToldEvent]:
    """Return what has been done about a duty by anyone, newest first; what was handed in for those who read it."""
    found = HandedInContent.objects.filter(
        record__organisation=organisation, record__agreement_id=agreement_id, record__duty_id=duty_id
    ).defer("file")
    contents = {one.number: one for one in found} if reads else {}
    events = Event.objects.filter(
        organisation_code=organisation.code, thing_kind=KIND, thing_id=thing_id(agreement_id, duty_id)
    ).order_by("-at", "-sequence")[:MOST_EVENTS]
    return [
        ToldEvent(event, told, sentence(told), contents.get((told.after or {}).get("content")))  # type: ignore[arg-type]
        for event in events
        for told in [event.told]
    ]
