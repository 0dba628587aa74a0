"""The receiver's page where those that have not handed in are chosen and reminded, one or many."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.wording import long_day
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import person_of, requires_somewhere, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.frame import Crumb, place_of
from naravard.web.handovers.overview import holders_in, who_can
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Choice, Field, Written
from naravard.web.site.forms.fields import joined
from naravard.web.site.forms.step import Step, answer
from naravard.web.tasks.duties import Task, tasks_for
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.next_steps import NextSteps
from naravard.web.tasks.receiver_reminders import LONGEST, can_be_reminded, newest_reminders, remind_of_duty
from naravard.web.tasks.ways import actor_in

CHOSEN = "valda"
MESSAGE = Field(
    name="message",
    label=Text("Meddelande (valfritt)", "Message (optional)"),
    hint=Text(
        "Till exempel vem de kan fråga. Vad som saknas och sista dagen står alltid med.",
        "For example whom they can ask. What is missing and the last day are always told.",
    ),
    kind="area",
)

_NOT_RECEIVED = Text("Bara den som tar emot det påminner om det.", "Only whoever receives it reminds of it.")
_NOBODY = Text("Ingen saknas: alla har lämnat in.", "Nobody is missing: all have handed in.")


@dataclass(frozen=True, slots=True)
class MissingOrganisation:
    """One organisation that has not handed in the duty."""

    task: Task
    whom: Text
    """Who there can do it."""
    reminded: Text | None
    """The day that it was last reminded, in words, or None if it has not been."""

    @property
    def code(self) -> str:
        """The organisation's code."""
        return self.task.organisation.code

    @property
    def says(self) -> Text:
        """How it stands, who there can do it, and when it was last reminded."""
        status, parts = self.task.state.status.label, [self.whom]
        if self.reminded is not None:
            parts.append(Text(f"påmind {self.reminded.sv}", f"reminded {self.reminded.in_language('en')}"))
        return joined(" · ", [status, *parts])


@dataclass(frozen=True, slots=True)
class _Chosen:
    codes: list[str]
    message: str


@require_http_methods(["GET", "HEAD", "POST"])
@requires_somewhere(Permission.RECEIVE)
def remind(request: HttpRequest, somewhere: Actor, agreement_id: str, duty_id: str) -> HttpResponse:
    """Choose among those that have not handed in a duty, check the mail that they get, and remind them."""
    shown = shown_or_404(agreement_id)
    duty, person = duty_book(shown).duties.get(duty_id), person_of(request)
    if duty is None or person is None or duty.to is None:
        raise Http404
    receiver = actor_in(person, standings_of(request), Permission.RECEIVE, duty.to)
    actor = receiver or somewhere
    back = reverse("tasks:country_duty", args=[agreement_id, duty_id])
    missing = _missing([task for task in tasks_for(shown, [duty], now()) if can_be_reminded(task)])
    by_code = {one.code: one for one in missing}

    def read(written: Written) -> _Chosen:
        codes = [code for code in dict.fromkeys(written.all(CHOSEN)) if code in by_code]
        if not codes:
            written.wrong(CHOSEN, "Välj minst en att påminna.", "Choose at least one to remind.")
        return _Chosen(codes, written.text("message", most=LONGEST))

    def do(chosen: _Chosen, _seen: int | None) -> str:
        for code in chosen.codes:
            remind_of_duty(
                actor=actor, organisation=by_code[code].task.organisation, agreement_id=agreement_id, duty_id=duty_id,
                at=now(), message=chosen.message,
            )  # fmt: skip
        said = ngettext("En påminnelse är skickad.", "%(count)s påminnelser är skickade.", len(chosen.codes))
        return f"{back}?lage=kvar\n{said % {'count': len(chosen.codes)}}"

    chosen = Field(
        name=CHOSEN,
        label=Text("Vilka ska påminnas?", "Who are to be reminded?"),
        kind="several",
        choices=[Choice(one.code, one.task.organisation.text, one.says) for one in missing],
        all_or_none=True,
    )
    step = Step(
        title=Text("Påminn dem som saknas", "Remind those that are missing"),
        of=duty.name,
        button=Text("Skicka påminnelserna", "Send the reminders"),
        fields=(chosen, MESSAGE),
        read=read,
        rows=lambda chosen: [
            (Text("Till", "To"), ", ".join(by_code[code].task.organisation.name for code in chosen.codes)),
            (Text("Vad som saknas", "What is missing"), duty.name),
            *([(Text("Meddelande", "Message"), chosen.message)] if chosen.message else []),
        ],
        do=do,
        back=back,
        closed=_NOT_RECEIVED if receiver is None else None if missing else _NOBODY,
    )
    crumbs = [Crumb(_("Läget i landet"), reverse("tasks:country")), Crumb(duty.name, back)]

    def page(template: str, /, *, status: int = 200, **values: object) -> HttpResponse:
        frame = {"frame": "tasks/country_base.html", "shown": shown, "where": [place_of(shown)], "crumbs": crumbs}
        return render(request, template, frame | values, status=status)

    return answer(request, actor, page, step)


def _missing(tasks: list[Task]) -> list[MissingOrganisation]:
    codes = {task.organisation.code for task in tasks}
    holders, steps = holders_in(codes, today()), NextSteps(codes)
    reminded = newest_reminders(task.organisation.code for task in tasks)
    found = []
    for task in tasks:
        step, last = steps.of(task), reminded.get(task.key)
        if step is None:
            continue
        whom = who_can(task.organisation, step.permission, holders.get(task.organisation.code, ()), but=step.not_for)
        found.append(MissingOrganisation(task, whom, long_day(swedish_day(last.made_at)) if last else None))
    return found
