"""What waits as pages show it: in what order, since when, how near the last day is, whose it is and for whom."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from naravard.agreement.duties import days_left, swedish_day
from naravard.agreement.model import Text
from naravard.agreement.wording import long_day
from naravard.web.access.permissions import Permission
from naravard.web.handovers.handover import SOON, Handover
from naravard.web.tasks.words import capital, distance, number


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One thing that waits, on a page."""

    handover: Handover
    since: Text
    """The day that it was handed over, in words."""
    last_day: Text | None
    distance: Text | None
    """How far the last day lies from today, if it is near or has passed."""
    is_late: bool
    organisation: Text | None
    """Whose it is, or None if the page is about one organisation."""
    whom: Text | None
    """Whom it waits for, or None if it waits for the reader."""
    url: str
    """Where it is done; empty for a reader who may not."""


def lines_of(waiting: Iterable[Handover], now: datetime.datetime, *, several: bool) -> list[WaitingLine]:
    """Return what waits for a reader; ``several`` says whether the reader has roles in several organisations."""
    return [_line(one, now, one.organisation.text if several else None, None, one.url) for one in waiting]


def lines_with_whom(
    waiting: Iterable[tuple[Handover, Text]], now: datetime.datetime, may: frozenset[Permission]
) -> list[WaitingLine]:
    """Return what waits in one organisation, each with whom it waits for, to a reader with some permissions there."""
    return [_line(one, now, None, whom, one.url if one.permission in may else "") for one, whom in waiting]


def waiting_words(waiting: Sequence[Handover]) -> Text:
    """Say how much waits for a reader: ``3 saker väntar på dig``."""
    count = len(waiting)
    if not count:
        return Text("Inget väntar på dig", "Nothing waits for you")
    some = capital(number(count))
    return Text(
        f"{some.sv} {'sak' if count == 1 else 'saker'} väntar på dig",
        f"{some.en} {'thing waits' if count == 1 else 'things wait'} for you",
    )


def more_words(waiting: Sequence[Handover]) -> Text | None:
    """Say how much waits beside what is most pressing: ``2 saker till väntar på dig``; None if nothing does."""
    count = len(waiting)
    if not count:
        return None
    return Text(
        f"{count} {'sak' if count == 1 else 'saker'} till väntar på dig",
        f"{count} more {'thing waits' if count == 1 else 'things wait'} for you",
    )


def _line(one: Handover, now: datetime.datetime, organisation: Text | None, whom: Text | None, url: str) -> WaitingLine:
    left = days_left(now, one.due) if one.due else None
    return WaitingLine(
        handover=one,
        since=long_day(swedish_day(one.since)),
        last_day=long_day(one.due) if one.due else None,
        distance=distance(left) if left is not None and left <= SOON else None,
        is_late=left is not None and left < 0,
        organisation=organisation,
        whom=whom,
        url=url,
    )
