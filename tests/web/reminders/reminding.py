"""What the tests of reminders share: mornings, runs, and what is done about duties. Also a process of its own:

python reminding.py people                take in organisations and agreements, and make people of 21 regions
python reminding.py morning DAY...        run once each of the mornings
python reminding.py fall DAY              claim the first mail, and fall before it is sent
"""

import datetime
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from naravard.web.reminders.dispatch import Run

AGREEMENT = "god-och-nara-vard-2022"
ZONE = ZoneInfo("Europe/Stockholm")


def morning(day: str | datetime.date, hour: int = 6) -> datetime.datetime:
    """Return a morning in Sweden."""
    date = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    return datetime.datetime.combine(date, datetime.time(hour), ZONE)


def clock_at(at: datetime.datetime) -> Callable[[], datetime.datetime]:
    """Return a clock that stands still."""
    return lambda: at


def run_on(day: str | datetime.date, hour: int = 6) -> "Run":
    """Send the reminders of a morning."""
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.reminders.dispatch import send_reminders

    return send_reminders(actor=THE_SERVICE, clock=clock_at(morning(day, hour)))


def _people() -> None:
    from naravard.agreement.library import folders
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.agreements.intake import take_in_folders
    from naravard.web.organisations.intake import take_in_organisations
    from naravard.web.organisations.models import Organisation

    sys.path.append(str(Path(__file__).parents[2]))
    from people_samples import member
    from rows_told import tell_rows

    at = morning("2022-01-01")
    take_in_organisations(actor=THE_SERVICE, at=at)
    take_in_folders(folders(), at)
    for region in Organisation.objects.filter(kind="region"):
        member(region.code, name=f"Anna i {region.name}")
        member(region.code, "cfo", name=f"Bo i {region.name}")
    tell_rows()


def _fall(day: str) -> None:
    from naravard.web.reminders.dispatch import claim
    from naravard.web.reminders.due import gather

    at = morning(day)
    claim(gather(at)[0], at)
    os.kill(os.getpid(), 9)


def main(what: str, *days: str) -> None:
    """Do what is asked."""
    import django

    django.setup()
    if what == "people":
        _people()
    elif what == "fall":
        _fall(*days)
    else:
        for day in days:
            run_on(day)


if __name__ == "__main__":
    main(*sys.argv[1:])
