"""Tables out of PxWeb, version 2, in JSON-stat 2: as SCB publishes them.

The order of the cells comes from ``category.index``, which may be a list or say each code's place; values may be a list
or only those that are there; ``..`` and null are no value, and never 0. Nothing is added up: where small numbers have
been changed to protect persons the parts do not make the whole, and a note that must be shown says so.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any, NamedTuple
from urllib.parse import quote

from naravard.agreement.model import Text
from naravard.exchange.statistics.publisher import FetchedAnswer, Publisher, StatisticsError, number_of

SERVICE = "https://statistikdatabasen.scb.se/api/v2"
MOST_CELLS = 150_000
NOVEMBER_TABLE = "TAB1267"
"""The population on 1 November, by county, municipality, age and sex."""
POPULATION = "BE0101A9"
_ALL_AGES = "tot"
_SEXES = ("1", "2")
_NO_VALUE = frozenset({"", ".", "..", "..."})


class StatCell(NamedTuple):
    """One cell of a table."""

    codes: Mapping[str, str]
    """The code of each dimension."""
    value: Fraction | None
    """None if there is no value."""
    status: str
    """What the publisher says of the cell."""


class StatNote(NamedTuple):
    """A note to a table."""

    words: str
    must_be_shown: bool


class StatTable(NamedTuple):
    """A table as it was fetched."""

    label: str
    source: str
    updated: str
    cells: tuple[StatCell, ...]
    notes: tuple[StatNote, ...]
    address: str
    at: datetime.datetime


class CountedPopulation(NamedTuple):
    """The population of some places on 1 November, as it was fetched."""

    year: int
    people: Mapping[str, int]
    """By the code of county or municipality."""
    notes: tuple[str, ...]
    """What must be shown to the reader."""
    address: str
    at: datetime.datetime


def fetch(service: Publisher, table: str, chosen: Mapping[str, Sequence[str]]) -> StatTable:
    """Fetch some values of a table.

    Args:
        service: SCB, or one that answers as it does.
        table: The table's id, ``TAB1267``.
        chosen: The codes that are wanted of each dimension.

    Raises:
        StatisticsError: It could not be got, was too much, or was not as described.
    """
    count = prod(len(codes) for codes in chosen.values())
    if count > MOST_CELLS:
        raise StatisticsError(
            Text(
                f"{count} värden är fler än de {MOST_CELLS} som får hämtas på en gång. Välj färre.",
                f"{count} values are more than the {MOST_CELLS} that may be fetched at once. Choose fewer.",
            )
        )
    wanted = "&".join(
        f"valueCodes[{quote(name)}]={','.join(quote(code) for code in codes)}" for name, codes in chosen.items()
    )
    answer = service.get(f"tables/{quote(table)}/data?lang=sv&{wanted}&outputFormat=json-stat2")
    return read(answer)


def read(answer: FetchedAnswer) -> StatTable:
    """Read an answer in JSON-stat 2.

    Raises:
        StatisticsError: It is something else.
    """
    data = answer.data()
    try:
        names, sizes = [str(name) for name in data["id"]], [int(number_of(size)) for size in data["size"]]
        if prod(sizes) > MOST_CELLS or any(size < 1 for size in sizes):
            raise _unlike(answer)
        codes = [_codes(data["dimension"][name]["category"], size) for name, size in zip(names, sizes, strict=True)]
        values, statuses = data["value"], data.get("status") or {}
        cells = tuple(
            StatCell(
                dict(zip(names, of_each, strict=True)), _value(_at(values, place)), str(_at(statuses, place) or "")
            )
            for place, of_each in enumerate(product(*codes))
        )
        if isinstance(values, list):
            fits = len(values) == len(cells)
        else:
            fits = all(0 <= int(place) < len(cells) for place in values)
        if not fits:
            raise _unlike(answer)
        notes = tuple(_notes(data))
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError):
        raise _unlike(answer) from None
    label, source, updated = (str(data.get(name) or "") for name in ("label", "source", "updated"))
    return StatTable(label, source, updated, cells, notes, answer.address, answer.at)


def population(service: Publisher, year: int, places: Sequence[str]) -> CountedPopulation:
    """Fetch the population on 1 November of a year, by county or municipality.

    The table has women and men and no row for all: these two are added, and nothing else is.

    Raises:
        StatisticsError: It could not be got, or a place has no value.
    """
    chosen = {
        "Region": places, "Alder": [_ALL_AGES], "Kon": _SEXES, "ContentsCode": [POPULATION], "Tid": [str(year)],
    }  # fmt: skip
    table = fetch(service, NOVEMBER_TABLE, chosen)
    people: dict[str, Fraction] = {}
    missing = []
    for cell in table.cells:
        place = cell.codes["Region"]
        if cell.value is None:
            missing.append(place)
        else:
            people[place] = people.get(place, Fraction(0)) + cell.value
    missing += [place for place in places if place not in people]
    if missing:
        raise StatisticsError(
            Text(
                f"Tabellen har inget tal för {', '.join(dict.fromkeys(missing))} år {year}.",
                f"The table has no number for {', '.join(dict.fromkeys(missing))} in {year}.",
            )
        )
    shown = tuple(note.words for note in table.notes if note.must_be_shown)
    counted = {place: int(people[place]) for place in places}
    return CountedPopulation(year, counted, shown, table.address, table.at)


def _codes(category: Any, size: int) -> list[str]:
    """Return a dimension's codes in their order."""
    index = category.get("index")
    if index is None:
        codes = [str(code) for code in category["label"]]
    elif isinstance(index, list):
        codes = [str(code) for code in index]
    else:
        codes = [str(code) for code in sorted(index, key=lambda code: number_of(index[code]))]
        if sorted(number_of(place) for place in index.values()) != list(range(size)):
            raise ValueError(index)
    if len(codes) != size or len(set(codes)) != size:
        raise ValueError(size)
    return codes


def _at(values: Any, place: int) -> Any:
    """Return the value of a place, of a list or of a mapping with only the places that are there."""
    if isinstance(values, list):
        return values[place]
    return values.get(str(place)) if isinstance(values, dict) else values


def _value(value: Any) -> Fraction | None:
    if value is None or (isinstance(value, str) and value.strip() in _NO_VALUE):
        return None
    return number_of(value)


def _notes(data: Any) -> Iterator[StatNote]:
    """Give the notes of the table and of its dimensions; which of them must be shown stands beside."""
    for holder in (data, *data["dimension"].values()):
        must = (holder.get("extension") or {}).get("noteMandatory") or {}
        for number, words in enumerate(holder.get("note") or ()):
            yield StatNote(str(words), bool(must.get(str(number))))


def _unlike(answer: FetchedAnswer) -> StatisticsError:
    return StatisticsError(
        Text(
            f"Svaret från {answer.address} är inte en tabell i JSON-stat 2.",
            f"The answer from {answer.address} is no table in JSON-stat 2.",
        )
    )
