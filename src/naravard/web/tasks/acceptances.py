"""Accepting many that have handed in one duty at once: the form of it, for the rooms that receive in their own way."""

import datetime
from collections.abc import Callable, Sequence

from django.utils.translation import ngettext

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import long_day
from naravard.web.site.checks import Check, Checklist, CheckOutcome
from naravard.web.site.forms.deeds import Deed, whom_of
from naravard.web.site.forms.selection import OneOfMany, many_step
from naravard.web.site.forms.step import Step
from naravard.web.tasks.changes import lock_duties
from naravard.web.tasks.duties import Task

_IN_TIME = Text("Kom i tid", "Came in time")
_REOPENED = Text("Inte öppnad igen", "Not opened again")


def many_duties_step(
    tasks: Sequence[Task],
    duty: Duty,
    *,
    accept: Callable[[Task], object],
    url: Callable[[Task], str],
    back: str,
    at: datetime.datetime,
    says: Callable[[Task], Text] | None = None,
) -> Step[list[OneOfMany]]:
    """Return the form in which those that have handed in a duty are accepted, many at once.

    Args:
        tasks: those that wait to be accepted.
        duty: what they have handed in.
        accept: accepts one of them, by its own act and with its own event.
        url: where one is looked at by itself.
        back: the list.
        at: now.
        says: what one has handed in, in a few words; the day it came where that is not told.
    """
    ordered = sorted(tasks, key=lambda task: task.organisation.code)
    things = [_one(task, url, says or _came) for task in ordered]
    by_key = {one.key: task for one, task in zip(things, ordered, strict=True)}

    def deed(chosen: Sequence[OneOfMany]) -> Deed:
        whom, count = whom_of([one.name for one in chosen]), len(chosen)
        return Deed(
            asks=Text(
                f"Godta ”{duty.name.sv}” från {whom.sv if count == 1 else f'{count} avsändare'}?",
                f"Accept “{duty.name.in_language('en')}” from "
                f"{whom.in_language('en') if count == 1 else f'{count} senders'}?",
            ),
            button=Text(f"Godta {count}", f"Accept {count}"),
            facts=[(Text("Inlämningar", "Submissions"), str(count))],
            final=Text(
                "De är klara när du har godtagit dem. Behöver en ändras kan du öppna den igen, med ett skäl.",
                "They are done when you have accepted them. If one has to be changed you can open it again, with a "
                "reason.",
            ),
        )

    def do(chosen: Sequence[OneOfMany]) -> str:
        some = [by_key[one.key] for one in chosen]
        if some:
            agreement_id = some[0].shown.agreement.id
            lock_duties([(task.organisation, task.duty.id) for task in some], agreement_id, at=at)
        for task in some:
            accept(task)
        words = ngettext("En inlämning är godtagen.", "%(count)s inlämningar är godtagna.", len(some))
        return f"{back}\n{words % {'count': len(some)}}"

    late = [one for one in things if any(check.answer is CheckOutcome.NOT_MET for check in one.checklist.checks)]
    return many_step(
        things=[one for one in things if one not in late],
        title=Text("Godta flera inlämningar", "Accept several submissions"),
        label=Text("Inlämningar att godta", "Submissions to accept"),
        explains=Text(
            "Här är de som har lämnat in och väntar. Välj dem du vill godta.",
            "These have handed in and wait. Choose those that you want to accept.",
        ),
        deed=deed,
        do=do,
        back=back,
        closed=Text("Ingen inlämning som kom i tid väntar på att godtas.", "No submission that came in time waits."),
        apart=late,
    )


def _one(task: Task, url: Callable[[Task], str], says: Callable[[Task], Text]) -> OneOfMany:
    return OneOfMany(
        value=f"{task.organisation.code} {task.record.version}",
        name=task.organisation.text,
        says=says(task),
        url=url(task),
        checklist=Checklist(_checks(task)),
    )


def _came(task: Task) -> Text:
    at = task.record.resubmitted_at or task.record.submitted_at
    if at is None:
        return Text("inlämnad", "handed in")
    day = long_day(swedish_day(at))
    return Text(f"inlämnad {day.sv}", f"handed in {day.in_language('en')}")


def _checks(task: Task) -> list[Check]:
    """Return what can be said of any submission: whether it came in time, and whether it has been sent back before."""
    due, was_late = task.state.due, task.state.was_late
    if due is None:
        said = Text("Texten anger ingen sista dag.", "The text gives no last day.")
    else:
        day = long_day(due)
        said = Text(f"Sista dagen var {day.sv}.", f"The last day was {day.in_language('en')}.")
    again = task.record.resubmitted_at is not None
    return [
        Check(name=_IN_TIME, answer=CheckOutcome.NOT_MET if was_late else CheckOutcome.MET, says=said),
        Check(
            name=_REOPENED,
            answer=CheckOutcome.UNKNOWN if again else CheckOutcome.MET,
            says=Text("Den har lämnats in på nytt: se vad som är ändrat.", "It was handed in again: see what changed.")
            if again
            else Text("Den har lämnats in en gång.", "It was handed in once."),
        ),
    ]
