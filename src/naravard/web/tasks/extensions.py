"""When a later day can be given, and taken back: the rules, with what is said when they are not met."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from naravard.agreement.duties import ends_at, swedish_day
from naravard.agreement.duties.status import Status
from naravard.agreement.model import Text
from naravard.agreement.wording import long_day
from naravard.web.tasks.duties import Task
from naravard.web.tasks.errors import DutyRefusedError
from naravard.web.tasks.models import Extension
from naravard.web.tasks.requests import open_request

_REMARKS: list[Callable[[Task, datetime.date], Text | None]] = []
LONGEST = datetime.timedelta(days=3 * 366)
"""A day further away than this is taken for a slip of the hand."""


def check_extension(task: Task, to_day: datetime.date, at: datetime.datetime) -> None:
    """Refuse a later day where there is nothing to extend, or that is no later day.

    A day that has passed can be given only where something was handed in late, so that it came in time.
    """
    due, today = task.state.due, swedish_day(at)
    if due is None:
        raise _refused(
            "no-day",
            "Texten anger ingen sista dag, så det finns ingen tid att förlänga.",
            "The text gives no last day, so there is no time to extend.",
        )
    if not can_be_extended(task):
        raise _refused(
            "is-done",
            "Den är redan klar och kom in i tid, så ingen tid behövs.",
            "It is already done and came in time, so no time is needed.",
        )
    if to_day <= due:
        last = long_day(due)
        raise _refused(
            "not-later",
            f"Den nya dagen måste vara senare än {last.sv}, som gäller nu.",
            f"The new day must be later than {last.en}, which counts now.",
        )
    if to_day < today and task.record.submitted_at is None:
        raise _refused("has-passed", "Den nya dagen har redan passerat.", "The new day has already passed.")
    if to_day > max(due, today) + LONGEST:
        raise _refused(
            "too-far",
            "Den nya dagen ligger mer än tre år bort. Stämmer årtalet?",
            "The new day is more than three years away. Is the year right?",
        )


def can_be_extended(task: Task) -> bool:
    """Tell whether a later day can matter: it has a last day, and what came in time is not done already."""
    return task.state.due is not None and (task.state.status is not Status.DONE or task.state.was_late)


def needs_time(task: Task) -> bool:
    """Tell whether a later day could help the organisation: it has not come in, or came in late."""
    return can_be_extended(task) and (task.state.was_late or not task.state.status.is_finished)


def without_help(task: Task, to_day: datetime.date) -> tuple[Text, ...]:
    """Return why a later day would not help the organisation, to be said before it is given; empty if it would."""
    came = task.record.submitted_at or task.record.done_at
    found = [said for ask in _REMARKS if (said := ask(task, to_day)) is not None]
    if came is not None and came >= ends_at(to_day):
        day = long_day(swedish_day(came))
        found.insert(
            0,
            Text(
                f"Dagen hjälper inte: det kom in {day.sv}, så det är fortfarande för sent. Välj {day.sv} eller senare.",
                f"The day does not help: it came in on {day.en}, so it is still late. Choose {day.en} or later.",
            ),
        )
    return tuple(found)


def remarked_by(ask: Callable[[Task, datetime.date], Text | None]) -> None:
    """Let a room above say what a later day no longer changes."""
    if ask not in _REMARKS:
        _REMARKS.append(ask)


def check_asking(task: Task) -> None:
    """Refuse a request where one waits already."""
    if open_request(task) is not None:
        raise _refused(
            "already-asked",
            "Ni har redan bett om mer tid, och svaret väntas.",
            "You have already asked for more time, and the answer has not come.",
        )


def check_declining(task: Task) -> None:
    """Refuse to decline where nothing is asked."""
    if open_request(task) is None:
        raise _refused("not-asked", "Ingen begäran om mer tid väntar på svar.", "No request for more time waits.")


@dataclass(frozen=True, slots=True)
class Extended:
    """A later day that was given after something had come in: what held then, and what it counts as now, are two."""

    made_at: datetime.datetime
    to_day: datetime.date
    is_in_time: bool
    """Whether what came in counts as in time by the later day."""

    @property
    def says(self) -> Text:
        """Say when the time was extended, and what it now counts as."""
        made, last = long_day(swedish_day(self.made_at)), long_day(self.to_day)
        return Text(
            f"Så var det när det kom in. Den {made.sv} förlängdes tiden till och med {last.sv}, så det räknas "
            f"{'som i tid' if self.is_in_time else 'fortfarande som för sent'}.",
            f"So it was when it came in. On {made.en} the time was extended until {last.en}, so it "
            f"{'counts as in time' if self.is_in_time else 'still counts as too late'}.",
        )

    @property
    def came_before(self) -> Text:
        """Say that the time was extended after it had come in, where what it counts as now is said beside it."""
        made, last = long_day(swedish_day(self.made_at)), long_day(self.to_day)
        return Text(
            f"Tiden förlängdes den {made.sv} till och med {last.sv}, efter att den hade kommit in.",
            f"The time was extended on {made.en} until {last.en}, after it had come in.",
        )


def extended_since(given: Extension | None, came: datetime.datetime) -> Extended | None:
    """Return the newest extension of a duty as what changed since something came in; None if nothing did."""
    if given is None or given.to_day is None or given.made_at <= came:
        return None
    return Extended(given.made_at, given.to_day, swedish_day(came) <= given.to_day)


def check_taking_back(task: Task) -> None:
    """Refuse to take back a later day where there is none, or where something came in thanks to it."""
    if task.extension is None or task.extension.to_day is None or not task.state.is_extended:
        raise _refused("not-extended", "Tiden är inte förlängd.", "The time is not extended.")
    first, own = task.record.submitted_at, task.state.original_due
    if first is not None and own is not None and first >= ends_at(own):
        raise _refused(
            "was-used",
            "Något har lämnats in inom den förlängda tiden, så den kan inte tas tillbaka.",
            "Something was handed in within the extended time, so it cannot be taken back.",
        )


def _refused(code: str, sv: str, en: str) -> DutyRefusedError:
    return DutyRefusedError(code, Text(sv, en), "to_day")
