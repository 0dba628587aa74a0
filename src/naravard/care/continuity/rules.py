"""What is chosen when a continuity index is worked out: the window, who and what counts, and how groups are made."""

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from naravard.agreement.model import Text

IndexName = Literal["coc", "upc", "secon", "hi", "own-doctor", "slicc"]
INDICES: tuple[IndexName, ...] = ("coc", "upc", "secon", "hi", "own-doctor", "slicc")
INDEX_NAMES: Mapping[str, Text] = {
    "coc": Text("kontinuitetsindex (COC)", "continuity of care index (COC)"),
    "upc": Text("andel hos den mest besökta (UPC)", "usual provider index (UPC)"),
    "secon": Text("samma som förra gången (SECON)", "sequential continuity (SECON)"),
    "hi": Text("Herfindahls index (HI)", "Herfindahl index (HI)"),
    "own-doctor": Text("andel hos den egna fasta läkaren", "share with one's own named doctor"),
    "slicc": Text("listans besök hos egen läkare (SLICC)", "the list's visits with its own doctor (SLICC)"),
}
ListingAt = Literal["reference", "visit"]
SameDay = Literal["keep", "one-per-provider", "one-per-day"]
Ties = Literal["expected", "file"]
TeamVisits = Literal["first", "each", "none"]

OF_PATIENT = ("unit", "region", "municipality", "sex", "age", "care_home")
"""What a patient is grouped by, beside columns of one's own."""
OF_VISIT = ("profession", "list", "month")
"""What visits are grouped by: each group's index is that of its own visits."""

VISIT_TYPES = frozenset({"besök", "besok", "1", "visit", "mottagningsbesök", "hembesök"})
"""How files write the contact type that counts if nothing else is said: a visit (KV Vårdkontakttyp 1)."""
AGE_BANDS = ((0, 17), (18, 44), (45, 64), (65, 79), (80, None))
MINIMUM_SUPPRESSED = 5
LONGEST_BAND = 200


@dataclass(frozen=True, slots=True)
class Window:
    """The days that count, both ends in."""

    first: datetime.date
    last: datetime.date


def window(reference: datetime.date, months: int) -> Window:
    """Return the days that count: from the day after the reference date minus whole months, to the reference date.

    18 months that end on 28 February 2022 begin on 1 September 2020: the reference date minus 18 months is 31 August
    if both are the last of their months, else the same day of the month, or the month's last where it has no such day.
    """
    before = reference.year * 12 + reference.month - 1 - months
    year, month = before // 12, before % 12 + 1
    last_day = calendar.monthrange(year, month)[1]
    is_last = reference.day == calendar.monthrange(reference.year, reference.month)[1]
    day = last_day if is_last else min(reference.day, last_day)
    return Window(datetime.date(year, month, day) + datetime.timedelta(days=1), reference)


def age_on(birth: datetime.date, day: datetime.date) -> int:
    """Return the age in whole years: a person born on 29 February is a year older on 1 March in other years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def band_of(age: int | None, bands: tuple[tuple[int, int | None], ...]) -> str:
    """Return the name of an age's band, as ``65–79`` or ``80–``; empty for an age that is unknown or in no band."""
    for low, high in bands:
        if age is not None and low <= age <= (LONGEST_BAND if high is None else high):
            return band_name(low, high)
    return ""


def band_name(low: int, high: int | None) -> str:
    """Return a band's name."""
    return f"{low}-{'' if high is None else high}"


def within(day: datetime.date, first: datetime.date | None, last: datetime.date | None) -> bool:
    """Say whether a day is in a period, both ends in; one that is not given is open."""
    return (first is None or first <= day) and (last is None or day <= last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All that is chosen. The defaults are those of Primärvårdskvalitet, where it states any (domain reference 1.1)."""

    references: tuple[datetime.date, ...]
    window_months: int = 18
    min_visits: int = 3
    professions: frozenset[str] = frozenset()
    """In small letters; empty for all."""
    contact_types: frozenset[str] = VISIT_TYPES
    """In small letters; empty for all. Visits without a type count."""
    listed_unit_only: bool = True
    listing_at: ListingAt = "reference"
    same_day: SameDay = "keep"
    ties: Ties = "expected"
    team_visits: TeamVisits = "first"
    left_out_grades: frozenset[str] = frozenset()
    """In small letters: grades (AT, ST) whose visits are not counted."""
    hired: bool = True
    """Whether visits to hired doctors count."""
    by: tuple[tuple[str, ...], ...] = ((),)
    """The groupings: each gives a table of its own."""
    age_bands: tuple[tuple[int, int | None], ...] = AGE_BANDS
    indices: tuple[IndexName, ...] = ("coc", "upc", "secon")
    suppressed_below: int = MINIMUM_SUPPRESSED
    standard: Mapping[int, Fraction] = field(default_factory=dict)
    """A declared spread: a number of visits and its share. Empty: the run's own spread of all its patients."""

    def passes(self, *, listing: bool) -> "list[Pass]":
        """Return what has to be counted: tables grouped alike by visits are counted at once, each patient once in each.

        Args:
            listing: whether it is known where patients are listed. If not, a unit is where visits were made, and each
                patient is counted for itself at each unit.
        """
        found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for names in self.by:
            of_visit = tuple(sorted(name for name in names if is_of_visit(name, listing=listing)))
            found.setdefault(of_visit, []).append(names)
        return [
            Pass(
                tuple(dict.fromkeys(name for names in tables for name in names if name not in of_visit)),
                of_visit,
                tuple(tables),
            )
            for of_visit, tables in found.items()
        ]


def is_of_visit(name: str, *, listing: bool) -> bool:
    """Say whether a grouping is of the visit and not of the patient."""
    return name in OF_VISIT or (name == "unit" and not listing)


@dataclass(frozen=True, slots=True)
class Pass:
    """What is counted at once: the finest groups of patients that any table needs, split by properties of visits."""

    of_patient: tuple[str, ...]
    of_visit: tuple[str, ...]
    tables: tuple[tuple[str, ...], ...]
    """What each of its tables is grouped by."""

    @property
    def dimensions(self) -> tuple[str, ...]:
        """All of them, those of patients first: the places of a group's key."""
        return self.of_patient + self.of_visit

    def places(self, names: tuple[str, ...]) -> tuple[int, ...]:
        """Return where in a group's key the dimensions of a table stand."""
        return tuple(self.dimensions.index(name) for name in names)
