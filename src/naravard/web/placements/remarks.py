"""What a later day no longer changes: money that has been shared by the reports."""

import datetime

from naravard.agreement.model import Text
from naravard.web.ledger.accounts import newest_fixed
from naravard.web.placements.questions import ABOUT
from naravard.web.tasks.duties import Task


def shared_already(task: Task, _to_day: datetime.date) -> Text | None:
    """Say that the money has been shared by the reports that came; None if it has not, or for another duty."""
    fixed = newest_fixed(task.shown.agreement.id) if task.duty.about == ABOUT else None
    if fixed is None or set(task.duty.brings).isdisjoint(fixed.keys):
        return None
    return Text(
        f"Medlen är redan fördelade i version {fixed.version}. En senare dag ändrar inget belopp förrän en ny version "
        "fastställs.",
        f"The funds have already been shared out in version {fixed.version}. A later day changes no amount until a new "
        "version is fixed.",
    )
