"""Moving the clock: forward, others do what they do meanwhile; backward, the year begins again."""

import datetime
from dataclasses import dataclass

from naravard.web.demo import copies, store
from naravard.web.demo.playback import Played, play
from naravard.web.demo.year.days import FIRST, LAST, START


@dataclass(frozen=True, slots=True)
class ClockMove:
    """What came of moving the clock."""

    day: datetime.date
    played: Played
    began_anew: bool


def is_backward(day: datetime.date) -> bool:
    """Tell whether a day is before the one that is shown."""
    return day < shown_day()


def shown_day() -> datetime.date:
    """Return the day that is shown."""
    at = store.standing()
    return at.day if at else START


def move(day: datetime.date) -> ClockMove:
    """Let the day be this one.

    Raises:
        ValueError: when it is not a day that can be chosen.
    """
    if not FIRST <= day <= LAST:
        message = f"{day} is not between {FIRST} and {LAST}"
        raise ValueError(message)
    backward = is_backward(day)
    if backward:
        copies.put_back(day)
    played = play(day)
    store.set_day(day)
    return ClockMove(day, played, backward)
