"""Who there is to receive money in Sweden: the 21 regions, the RSS of each county, the 290 municipalities, and SKR.

The facts stand as CSV beside this module, in ``reference/``. Codes are the official ones of counties and municipalities
(SCB); regions are named as in annex 4 of *God och nära vård 2022*. The tile positions place each county in a grid that
looks like Sweden, so that a map can be drawn without geographical data.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import Struct, convert

from naravard.agreement.model import Organisation, OrganisationKind, Recipient, RecipientGroup, Text

REFERENCE = Path(__file__).with_name("reference")

RecipientKind = Literal["region", "rss", "municipality", "skr", "organisation", "other"]

SKR = Recipient(code="SKR", name="Sveriges Kommuner och Regioner", kind="skr")


class County(Struct, frozen=True, kw_only=True):
    """A county (län), with the names of its region and its RSS, and its place in the tile map."""

    code: str
    letter: str
    name: str
    region: str
    rss: str
    tile_row: int
    """1 at the top (Norrbotten)."""
    tile_column: int
    """1 at the left."""


@cache
def counties() -> tuple[County, ...]:
    """Return the 21 counties in the order of their codes."""
    return tuple(
        County(
            code=row["code"],
            letter=row["letter"],
            name=row["name"],
            region=row["region"],
            rss=row["rss"],
            tile_row=int(row["tile_row"]),
            tile_column=int(row["tile_column"]),
        )
        for row in _rows("counties.csv")
    )


def county(code: str) -> County:
    """Return the county with this code; ``KeyError`` when there is none."""
    for candidate in counties():
        if candidate.code == code:
            return candidate
    raise KeyError(code)


@cache
def regions() -> tuple[Recipient, ...]:
    """Return the 21 regions in the order of their codes."""
    return tuple(Recipient(code=c.code, name=c.region, kind="region", county=c.code) for c in counties())


@cache
def support_structures() -> tuple[Recipient, ...]:
    """Return the RSS (regional support structure of a county's municipalities) of each county."""
    return tuple(Recipient(code=c.code, name=c.rss, kind="rss", county=c.code) for c in counties())


@cache
def municipalities() -> tuple[Recipient, ...]:
    """Return the 290 municipalities in the order of their codes."""
    return tuple(
        Recipient(code=row["code"], name=row["name"], kind="municipality", county=row["county"])
        for row in _rows("municipalities.csv")
    )


def recipients_of_kind(kind: RecipientKind) -> tuple[Recipient, ...]:
    """Return the built-in recipients of a kind; none for ``organisation`` and ``other``, which the agreement names."""
    if kind == "region":
        return regions()
    if kind == "rss":
        return support_structures()
    if kind == "municipality":
        return municipalities()
    return (SKR,) if kind == "skr" else ()


@cache
def groups() -> tuple[RecipientGroup, ...]:
    """Return the built-in groups of recipients: ``regions``, ``rss``, ``municipalities`` and ``skr``."""
    return (
        RecipientGroup(id="regions", name=Text("Regionerna", "The regions"), kind="region", members=regions()),
        RecipientGroup(
            id="rss",
            name=Text("Kommunerna via RSS", "The municipalities through RSS"),
            kind="rss",
            members=support_structures(),
        ),
        RecipientGroup(
            id="municipalities",
            name=Text("Kommunerna", "The municipalities"),
            kind="municipality",
            members=municipalities(),
        ),
        RecipientGroup(id="skr", name=Text("SKR", "SKR"), kind="skr", members=(SKR,)),
    )


@cache
def organisations() -> tuple[Organisation, ...]:
    """Return the built-in organisations, those that agreements of this kind report to."""
    return tuple(
        Organisation(
            id=row["id"],
            name=Text(row["sv"], row["en"]),
            kind=convert(row["kind"], OrganisationKind),
            number=row["number"],
        )
        for row in _rows("organisations.csv")
    )


@cache
def usual_mandates(organisation_id: str) -> tuple[str, ...]:
    """Return what a built-in body usually does under agreements of this kind, none for others.

    It says which roles its people can be given before any agreement is there; what holds is what an agreement says.
    """
    return tuple(next((row["usual"].split() for row in _rows("organisations.csv") if row["id"] == organisation_id), ()))


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (REFERENCE / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
