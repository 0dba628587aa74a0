"""Filling a new demonstration: organisations, agreements, people, and the year up to the first day that is shown."""

import datetime
import time
from collections.abc import Callable

from django.db import connection, transaction

from naravard.agreement.duties.deadlines import begins_at
from naravard.agreement.wording import long_day
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.intake import take_in_folders
from naravard.web.demo import copies, store
from naravard.web.demo.playback import play
from naravard.web.demo.year.chance import moment
from naravard.web.demo.year.days import BEGINS, PEOPLE, START
from naravard.web.demo.year.january import write_beginning
from naravard.web.demo.year.people import write_people
from naravard.web.demo.year.script import cast
from naravard.web.history.models import ChainHead
from naravard.web.organisations.intake import take_in_organisations
from naravard.web.serve import set_folders, shipped_folders

Say = Callable[[str], None]


def fill(say: Say) -> None:
    """Fill what is not filled yet; one that is whole is left as it is, so that a second start is immediate."""
    began = time.monotonic()
    _take_in()
    at = store.standing()
    if at is None or at.played_until < begins_at(START):
        _fill(say)
        say(f"Året är ifyllt, på {time.monotonic() - began:.0f} sekunder.")
    shown = store.standing()
    if shown is not None:
        say(f"Dagen är {long_day(shown.day).sv}.")


def _take_in() -> None:
    """Take in the organisations and the agreements, on the first day of the year."""
    take_in_organisations(actor=THE_SERVICE, at=moment(BEGINS, "organisations"))
    take_in_folders([*shipped_folders(), *set_folders()], moment(BEGINS, "agreements"))


def _fill(say: Say) -> None:
    say("Fyller ett påhittat år. Det görs en gång, och kan avbrytas med Ctrl+C och fortsättas.")
    with transaction.atomic():
        if store.standing() is None:
            parts = cast()
            write_people(parts)
            write_beginning(parts)
            store.set_day(START)
            store.set_played(begins_at(PEOPLE), ChainHead.objects.get().sequence)
            say(f"  januari: {len({part.person for part in parts})} människor")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")  # for this connection: what is lost with the machine is made again
    at = store.standing()
    if at is not None and at.played_until == begins_at(PEOPLE):  # and not further, by a start that was interrupted
        copies.keep(PEOPLE)
    play(START, _progress(say))
    copies.keep(START)


def _progress(say: Say) -> Callable[[datetime.date, int, int], None]:
    """Return what says how far it has come: each month once, when it is done."""
    so_far = {"month": 0, "steps": 0}

    def told(day: datetime.date, done: int, _every: int) -> None:
        if so_far["month"] not in (0, day.month):
            name = long_day(datetime.date(day.year, so_far["month"], 1)).sv.split()[1]
            say(f"  {name}: {so_far['steps']} händelser")
        so_far["month"], so_far["steps"] = day.month, done

    return told
