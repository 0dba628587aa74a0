"""Key figures out of Kolada, version 3: asked for in parts, followed to the last page, kept as they are.

A row says of one key figure, one municipality or region and one year what is published of each sex. Null says that
there is no value, with a status; a missing row says nothing; 0 is a value.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any, NamedTuple

from naravard.agreement.model import Text
from naravard.exchange.statistics.publisher import FetchedAnswer, Publisher, StatisticsError, number_of

SERVICE = "https://api.kolada.se/v3"
MOST_PLACES = 25
MOST_YEARS = 25
"""How many places and years are asked for at a time."""
MOST_PAGES = 400
_NATION = "0000"
_SEXES = {"T": "all", "K": "women", "M": "men"}


class KoladaValue(NamedTuple):
    """A value, or that there is none, as it was fetched."""

    kpi: str
    place: str
    """``00`` for the country, a county's code for a region, four digits for a municipality."""
    period: str
    sex: str
    value: Fraction | None
    """None if the service says null."""
    status: str
    """What the service says of a value that is missing."""
    address: str
    at: datetime.datetime


class KoladaFetched(NamedTuple):
    """What was fetched, and what was asked for and not there."""

    values: tuple[KoladaValue, ...]
    without_rows: tuple[tuple[str, str, str], ...]
    """Key figure, place and year that the service has no row of."""


def fetch(service: Publisher, kpis: Sequence[str], places: Sequence[str], years: Sequence[int]) -> KoladaFetched:
    """Fetch key figures of some places and years.

    Args:
        service: Kolada, or one that answers as it does.
        kpis: Key figures, ``N79173``.
        places: ``00``, counties' and municipalities' codes.
        years: The years.

    Raises:
        StatisticsError: Something could not be got, or was not as described.
    """
    found: list[KoladaValue] = []
    rows: set[tuple[str, str, str]] = set()
    for kpi in kpis:
        for some_places in _parts(places, MOST_PLACES):
            for some_years in _parts([str(year) for year in years], MOST_YEARS):
                ids = ",".join(kolada_id(place) for place in some_places)
                address = f"data/kpi/{kpi}/municipality/{ids}/year/{','.join(some_years)}"
                for answer, row in _rows(service, address):
                    key, values = _read(answer, row)
                    rows.add(key)
                    found += values
    asked = ((kpi, place, str(year)) for kpi in kpis for place in places for year in years)
    return KoladaFetched(tuple(found), tuple(one for one in asked if one not in rows))


def kolada_id(place: str) -> str:
    """Return Kolada's id of a place: ``0000`` for the country, ``0007`` for a region."""
    return _NATION if place == "00" else place.zfill(len(_NATION))


def place_of(identity: str) -> str:
    """Return a place's code by Kolada's id."""
    return identity[2:] if identity.startswith("00") else identity


def _rows(service: Publisher, address: str) -> Iterator[tuple[FetchedAnswer, Any]]:
    """Give the rows of every page, to the last one."""
    seen: set[str] = set()
    following: str | None = address
    while following:
        if following in seen or len(seen) >= MOST_PAGES:
            raise StatisticsError(
                Text("Kolada leder i en ring av sidor.", "Kolada leads in a circle of pages."),
            )
        seen.add(following)
        answer = service.get(following)
        data = answer.data()
        if not isinstance(data, dict) or not isinstance(data.get("values"), list):
            raise _unlike(answer)
        yield from ((answer, row) for row in data["values"])
        following = data.get("next_url") or None
        if following is not None and not isinstance(following, str):
            raise _unlike(answer)


def _read(answer: FetchedAnswer, row: Any) -> tuple[tuple[str, str, str], list[KoladaValue]]:
    try:
        kpi, place, period = str(row["kpi"]), place_of(str(row["municipality"])), str(row["period"])
        values = [
            KoladaValue(
                kpi, place, period, _SEXES[one["gender"]], _number(answer, one["value"]),
                str(one.get("status") or ""), answer.address, answer.at,
            )
            for one in row["values"]
        ]  # fmt: skip
    except (KeyError, TypeError, AttributeError):
        raise _unlike(answer) from None
    return (kpi, place, period), values


def _number(answer: FetchedAnswer, value: Any) -> Fraction | None:
    if value is None:
        return None
    try:
        return number_of(value)
    except ValueError:
        raise _unlike(answer) from None


def _unlike(answer: FetchedAnswer) -> StatisticsError:
    return StatisticsError(
        Text(
            f"Svaret från {answer.address} ser inte ut som Koladas beskrivning säger.",
            f"The answer from {answer.address} does not look as Kolada's description says.",
        )
    )


def _parts(every: Sequence[str], most: int) -> Iterator[list[str]]:
    rest: Iterable[str] = iter(every)
    while part := list(islice(rest, most)):
        yield part
