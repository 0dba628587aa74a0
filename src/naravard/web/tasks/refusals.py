"""What is said when an act on a duty is refused: what is in the way, since when, and who can do something about it."""

import datetime

from django.utils import timezone

from naravard.agreement.duties import mandated_by_name, only_extends, swedish_day
from naravard.agreement.duties.status import Status
from naravard.agreement.model import Text
from naravard.agreement.wording import clause_reference, long_day
from naravard.web.history.kinds import sentence
from naravard.web.history.models import Event
from naravard.web.tasks.duties import KIND, Task, thing_id
from naravard.web.tasks.errors import DutyChangedError, DutyRefusedError


def decided_day(day: datetime.date | None, reference_number: str, at: datetime.datetime) -> datetime.date:
    """Return the day of a decision that is recorded, or say that the day or the reference number is missing or wrong.

    Raises:
        DutyRefusedError: when no day is given, the day has not come, or there is no reference number.
    """
    if day is None:
        raise DutyRefusedError(
            "no-decision-day",
            Text("Skriv dagen då det beslutades: ÅÅÅÅ-MM-DD.", "Write the day it was decided: YYYY-MM-DD."),
            "decided_on",
        )
    if day > swedish_day(at):
        raise DutyRefusedError(
            "decision-day-ahead",
            Text("Dagen har inte kommit än. Skriv dagen då det beslutades.", "The day has not come. Write the day."),
            "decided_on",
        )
    if not reference_number.strip():
        raise DutyRefusedError(
            "no-decision-number",
            Text("Skriv beslutets diarienummer.", "Write the decision's reference number."),
            "reference_number",
        )
    return day


def changed_meanwhile(task: Task) -> DutyChangedError:
    """Say who did what since the page was shown."""
    event = (
        Event.objects.filter(
            organisation_code=task.organisation.code,
            thing_kind=KIND,
            thing_id=thing_id(task.shown.agreement.id, task.duty.id),
        )
        .order_by("-at", "-sequence")
        .first()
    )
    if event is None:
        return DutyChangedError(
            Text(
                "Det du såg stämmer inte längre. Nu visas hur det står.",
                "What you saw is no longer so. This is how it stands now.",
            )
        )
    told, when = sentence(event.told), timezone.localtime(event.at)
    return DutyChangedError(
        Text(
            f"Någon hann före: {told.sv} Det var {when:%Y-%m-%d} kl. {when:%H.%M}. Inget av det du skickade har "
            "gjorts. Nu visas hur det står.",
            f"Someone came first: {told.en} That was {when:%Y-%m-%d} at {when:%H:%M}. Nothing of what you sent was "
            "done. This is how it stands now.",
        )
    )


def cannot_be_begun(task: Task) -> DutyRefusedError:
    """Say why a duty cannot be begun now."""
    status = task.state.status
    if status is Status.LAPSED:
        return lapsed(task)
    return DutyRefusedError(
        f"is-{status.value}",
        task.state.locked or Text("Någon har redan börjat.", "Someone has already begun."),
    )


def cannot_be_submitted(task: Task) -> DutyRefusedError:
    """Say why a duty cannot be handed in now."""
    status = task.state.status
    if status is Status.LAPSED:
        return lapsed(task)
    return DutyRefusedError(
        f"is-{status.value}",
        task.state.locked or Text("Den går inte att lämna in nu.", "It cannot be handed in now."),
    )


def lapsed(task: Task) -> DutyRefusedError:
    """Say that the right is gone, since when, by which clause, and who alone can give more time."""
    assert task.state.due is not None  # noqa: S101 - for the type checker; only what has a day lapses
    last, clause = long_day(task.state.due), task.duty.clause
    only = only_extends(mandated_by_name(task.shown.agreement, "extends"))
    return DutyRefusedError(
        "is-lapsed",
        Text(
            f"Rätten har förfallit enligt {clause_reference(clause)}. Sista dagen var {last.sv}, och den tog slut vid "
            f"midnatt. {only.sv}",
            f"The right has lapsed according to {clause_reference(clause, 'en')}. The last day was {last.en}, and it "
            f"ended at midnight. {only.en}",
        ),
    )


def not_prepared() -> DutyRefusedError:
    """Say that someone else has to prepare it first."""
    return DutyRefusedError(
        "not-prepared",
        Text(
            "Ingen har börjat. En person förbereder och en annan skriver under, så någon annan än den som skriver "
            "under behöver påbörja den först.",
            "It has not been begun. One person prepares and another signs, so someone other than the one who signs "
            "has to begin it first.",
        ),
    )


def same_person() -> DutyRefusedError:
    """Say that the one who prepared may not sign."""
    return DutyRefusedError(
        "same-person",
        Text(
            "Du har själv påbörjat den, och den som förbereder får inte skriva under. En annan behörig företrädare "
            "kan skriva under, eller så ångrar ni påbörjandet och någon annan påbörjar den.",
            "You began it yourself, and the one who prepares may not sign. Another authorised signatory can sign, or "
            "the beginning is undone and someone else begins it.",
        ),
    )


def needs_a_person() -> DutyRefusedError:
    """Say that a program cannot sign."""
    return DutyRefusedError(
        "needs-a-person",
        Text(
            "Det som binder organisationen skrivs under av en person som har loggat in, inte av ett program.",
            "What binds the organisation is signed by a person who has signed in, not by a program.",
        ),
    )


def cannot_be_put_back() -> DutyRefusedError:
    """Say that what has been handed in, or not been begun, cannot be put back."""
    return DutyRefusedError(
        "cannot-be-put-back",
        Text(
            "Bara det som är påbörjat och aldrig har lämnats in kan ångras.",
            "Only what has been begun and never handed in can be undone.",
        ),
    )


def nothing_to_receive() -> DutyRefusedError:
    """Say that there is nothing handed in to accept or open again."""
    return DutyRefusedError(
        "nothing-to-receive",
        Text("Det finns inget inlämnat att ta ställning till.", "There is nothing handed in to decide on."),
    )


def nothing_to_remind_of(task: Task) -> DutyRefusedError:
    """Say that the organisation has nothing to hand in any more."""
    whose = task.organisation.text
    return DutyRefusedError(
        "nothing-to-remind-of",
        Text(
            f"{whose.sv} har redan lämnat in, eller kan inte lämna in längre.",
            f"{whose.in_language('en')} has handed in already, or cannot hand in any more.",
        ),
    )


def needs_a_reason() -> DutyRefusedError:
    """Say that a reason is asked for."""
    return DutyRefusedError("no-reason", Text("Skriv varför.", "Write why."), "reason")
