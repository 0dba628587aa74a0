"""When a later day can be given, and taken back: the rules, with what is said when they are not met."""

import datetime

from naravard.agreement.duties import ends_at, swedish_day
from naravard.agreement.duties.status import Status
from naravard.agreement.model import Text
from naravard.web.tasks.duties import Task
from naravard.web.tasks.errors import DutyRefusedError
from naravard.web.tasks.words import long_day

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
    if task.state.status is Status.DONE:
        raise _refused(
            "is-done",
            "Den är redan klar, så ingen tid behövs.",
            "It is already done, so no time is needed.",
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
