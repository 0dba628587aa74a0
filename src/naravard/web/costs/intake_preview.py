"""What taking a file in would come to, worked out before anything is locked: that can take some seconds."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from naravard.agreement.duties import swedish_day
from naravard.exchange.costs import Chart, CodeMapping, CostComparison, Gathered, Outcome, compare
from naravard.exchange.costs.amounts import bookable, kronor_of
from naravard.exchange.costs.records import chart_of
from naravard.web.costs.models import CostFile, CostFilePiece, TakenIn
from naravard.web.costs.places import CostPlace

Days = tuple[datetime.date, datetime.date]


_SHAPE = 2
"""Grows when what a comparison tells of changes, so that one that was kept before is worked out again."""


@dataclass(frozen=True)
class TakenAway:
    """What a comparison takes away of what is taken in and booked. All zero if it takes nothing away."""

    vouchers: int
    """That are taken in and would be gone."""
    gone: int
    """Kronor that they gave activities, öre rounded off."""
    less: int
    """Kronor by which what is booked on activities goes down, activity by activity."""
    before: int
    """Booked from the source now, in kronor."""
    after: int
    """Booked from the source then, in kronor."""

    def __bool__(self) -> bool:
        """Whether anything is taken away."""
        return bool(self.vouchers or self.less)


def taken_away(comparison: CostComparison, booked: Mapping[int, int]) -> TakenAway:
    """Return what a comparison takes away; ``booked`` is what is booked from the source now, by activity's number."""
    after = {number: bookable(comparison.total(number)) for number in {*comparison.sums, *booked}}
    return TakenAway(
        vouchers=comparison.counts.gone,
        gone=kronor_of(comparison.gone_ore),
        less=sum(max(booked.get(number, 0) - then, 0) for number, then in after.items()),
        before=sum(booked.values()),
        after=sum(after.values()),
    )


@dataclass(frozen=True)
class Prepared:
    """What would be taken in, and what that rests on; confirmed only while all of it is as it was."""

    source: str
    file: CostFile | None
    """None if what is taken in is worked out again, with another mapping or on another day."""
    covers: Days
    seen: str
    """:func:`seen_of`, when it was worked out."""
    outcome: Outcome


def seen_of(place: CostPlace, source: str) -> str:
    """Return in one word what a comparison rests on: what is taken in, the mapping, the activities, and the day."""
    taken, mapping = place.taken_in.get(source), place.mapping
    numbers = hashlib.sha256(repr(sorted(place.activities)).encode()).hexdigest()[:8]
    return (
        f"{taken.version if taken else 0}.{mapping.version if mapping else 0}.{numbers}.{swedish_day(place.now):%Y%m%d}"
    )


def prepare(place: CostPlace, source: str, file: CostFile | None, covers: Days | None = None) -> Prepared:
    """Work out what taking a file in would come to."""
    taken = place.taken_in.get(source)
    days = covers or (file.covers if file else place.period)
    outcome = compare(
        (chart_of(bytes(taken.chart)), [bytes(piece.content) for piece in taken.pieces.all()])
        if taken
        else (Chart(), []),
        _gathered(file) if file else None,
        covers=days,
        mapping=place.mapping.mapping if place.mapping else CodeMapping(),
        period=place.period,
        today=swedish_day(place.now),
        activities=frozenset(place.activities),
    )
    return Prepared(source, file, days, seen_of(place, source), outcome)


def compared(place: CostPlace, file: CostFile, covers: Days | None = None) -> CostComparison:
    """Return what taking a waiting file in would come to, as it was worked out last where nothing has changed."""
    days = covers or file.covers
    seen = f"{seen_of(place, file.source)} {days[0]} {days[1]} {_SHAPE}"
    if file.comparison and file.compared_with == seen:
        return msgspec.json.decode(file.comparison, type=CostComparison)
    comparison = prepare(place, file.source, file, days).outcome.comparison
    keep_comparison(file, comparison, seen)
    return comparison


def keep_comparison(file: CostFile, comparison: CostComparison, seen: str) -> None:
    """Keep a comparison, so that the page opens at once the next time; it is worked out again when it is old."""
    file.comparison, file.compared_with = msgspec.json.encode(comparison).decode(), seen
    CostFile.objects.filter(pk=file.pk, state=CostFile.WAITING).update(
        comparison=file.comparison, compared_with=file.compared_with
    )


def out_of_date(place: CostPlace, taken: TakenIn) -> bool:
    """Tell whether what is taken in was worked out with another mapping than the current one."""
    mapping = place.mapping
    return taken.mapping_version != (mapping.version if mapping else 0)


def _gathered(file: CostFile) -> Gathered:
    return Gathered(
        chart=file.own_chart,
        pieces=list(file.contents(CostFilePiece.VOUCHERS)),
        vouchers=file.vouchers,
        rows=file.rows,
        first=file.first_day.toordinal(),
        last=file.last_day.toordinal(),
    )
