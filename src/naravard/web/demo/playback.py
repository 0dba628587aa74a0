"""Carrying out the year's script up to a day: what others have done by the morning of that day.

An organisation in whose matters someone has done something on the pages is left to them from then on: the script does
nothing more there. What is refused, since things have become otherwise than in the script, is not done.
"""

import bisect
import datetime
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from naravard.agreement.duties.deadlines import begins_at
from naravard.web.access.actor import NotAllowedError
from naravard.web.demo import store
from naravard.web.demo.year.actors import forget
from naravard.web.demo.year.days import BEGINS
from naravard.web.demo.year.script import script
from naravard.web.demo.year.steps import ScriptStep
from naravard.web.history.models import ChainHead, Event
from naravard.web.organisations.details import DetailsError
from naravard.web.people.problems import PeopleProblem
from naravard.web.site.conflict import ChangedMeanwhileError
from naravard.web.site.refusals import Refused

REFUSALS = (
    NotAllowedError,
    Refused,
    PeopleProblem,
    DetailsError,
    ChangedMeanwhileError,
    ObjectDoesNotExist,
    LookupError,
)
"""How an act says that it cannot be done as things stand."""
Told = Callable[[datetime.date, int, int], None]


@dataclass(slots=True)
class Played:
    """What came of it."""

    done: int = 0
    left_to_others: int = 0
    refused: int = 0


@lru_cache(maxsize=1)
def the_script() -> tuple[ScriptStep, ...]:
    """Return the script, worked out once per process."""
    return tuple(script())


def play(day: datetime.date, tell: Told = lambda _day, _done, _all: None) -> Played:
    """Carry out the script up to the morning of a day; ``tell`` is told after each day how many steps are done.

    Each day is one transaction, with the note of how far it has come, so that it goes on where it was interrupted.
    """
    steps, until, played = the_script(), begins_at(day), Played()
    first = store.standing()
    begun = first.played_until if first else begins_at(BEGINS)
    start = bisect.bisect_left(steps, begun, key=lambda step: step.at)
    end = bisect.bisect_left(steps, until, key=lambda step: step.at)
    for each_day, of_the_day in _by_day(steps[start:end]):
        _play_day(list(of_the_day), begins_at(each_day + datetime.timedelta(days=1)), played)
        tell(each_day, played.done + played.left_to_others + played.refused, end - start)
    with transaction.atomic():
        _leave_to_people(store.standing())
        _note(until)
    return played


def _by_day(steps: Iterable[ScriptStep]) -> Iterator[tuple[datetime.date, Iterator[ScriptStep]]]:
    return itertools.groupby(steps, key=lambda step: step.at.date())


def _play_day(steps: list[ScriptStep], until: datetime.datetime, played: Played) -> None:
    with transaction.atomic():
        at = store.standing()
        if at is not None and at.played_until >= until:
            return  # someone else has, in another process
        _leave_to_people(at)
        forget()
        own = store.own_organisations()
        for step in steps:
            if step.matter in own:
                played.left_to_others += 1
            else:
                _do(step, played)
        _note(until)


def _do(step: ScriptStep, played: Played) -> None:
    try:
        with transaction.atomic():
            step.do(step.at)
        played.done += 1
    except REFUSALS:
        played.refused += 1


def _leave_to_people(at: store.DemoPosition | None) -> None:
    """Note the organisations in whose matters people have done something since the script was last carried out."""
    if at is None:
        return
    new = Event.objects.filter(sequence__gt=at.seen_sequence).exclude(organisation_code="")
    store.add_own(set(new.values_list("organisation_code", flat=True).distinct()))


def _note(until: datetime.datetime) -> None:
    at = store.standing()
    if at is None or until > at.played_until:
        store.set_played(until, ChainHead.objects.get().sequence)
