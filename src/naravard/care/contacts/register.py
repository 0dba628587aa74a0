"""Shares of named contacts out of a register: who has one on a day, of which whole, and what is wrong in the register.

The answer depends on the whole: 523 with a named doctor are 52.3 per cent of 1 000 in the population and 55.05 per
cent of 950 listed. So each share carries its denominator, and is an exact fraction.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from naravard.agreement.model import Text
from naravard.care.continuity.definition import PatientRow, ProviderRow, Staff, group_value
from naravard.care.continuity.histogram import folded_counts
from naravard.care.continuity.rules import AGE_BANDS, MINIMUM_SUPPRESSED, within
from naravard.care.continuity.suppression import hidden_cells

NAMED_DOCTOR = "2"
KIND_NAMES: Mapping[str, Text] = {
    "1": Text("fast vårdkontakt", "named care contact"),
    "2": Text("fast läkarkontakt i primärvård", "named doctor in primary care"),
    "3": Text("fast omsorgskontakt i hemtjänsten", "named contact in home care"),
    "4": Text(
        "fast vårdkontakt med övergripande samordningsansvar",
        "named care contact with overall responsibility to coordinate",
    ),
}
"""The national code list *Typ av fast kontakt* (1.2.752.129.5.1.69). Other codes are kept, and are none of these."""

Whole = Literal["population", "listed", "care-home"]
WHOLES: tuple[Whole, ...] = ("population", "listed", "care-home")
WHOLE_NAMES: Mapping[Whole, Text] = {
    "population": Text("av befolkningen", "of the population"),
    "listed": Text("av de listade", "of the listed"),
    "care-home": Text("av dem i särskilt boende", "of those in care homes"),
}
_DECLINED = frozenset({"declined", "avböjt", "tackat nej", "avböjd"})
_CHOSEN = frozenset({"chosen", "vald", "valt"})
_ASSIGNED = frozenset({"assigned", "tilldelad", "utsedd"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """A row of the register."""

    row: int
    patient: str
    kind: str
    provider: str | None = None
    unit: str | None = None
    first: datetime.date | None = None
    last: datetime.date | None = None
    way: str | None = None
    informed: datetime.date | None = None
    team: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRules:
    """What is chosen."""

    days: tuple[datetime.date, ...]
    kind: str = NAMED_DOCTOR
    competence: frozenset[str] = frozenset()
    """Grades, in small letters, that the region takes for competent; empty: any."""
    by: tuple[tuple[str, ...], ...] = ((),)
    age_bands: tuple[tuple[int, int | None], ...] = AGE_BANDS
    suppressed_below: int = MINIMUM_SUPPRESSED


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """One share of one group on a day; what may not be shown is None."""

    day: datetime.date
    names: tuple[str, ...]
    group: tuple[str, ...]
    whole: Whole
    denominator: int | None
    numerator: int | None
    hidden: bool = False

    @property
    def share(self) -> Fraction | None:
        """The share, exact."""
        known = self.numerator is not None and self.denominator
        return Fraction(self.numerator or 0, self.denominator or 1) if known else None


@dataclass(slots=True)
class ContactResult:
    """The shares, and what is wrong in the register, by day."""

    rows: list[ShareRow] = field(default_factory=list)
    quality: dict[datetime.date, dict[str, int]] = field(default_factory=dict)


QUALITY: Mapping[str, Text] = {
    "active": Text("aktiva kontakter av den valda sorten", "active contacts of the chosen kind"),
    "with-contact": Text("personer i befolkningen med kontakt", "persons in the population with a contact"),
    "chosen": Text("valda av patienten", "chosen by the patient"),
    "assigned": Text("tilldelade", "assigned"),
    "declined": Text("har tackat nej", "have declined"),
    "informed": Text("har fått besked senast på dagen", "have been informed by the day"),
    "ended": Text("avslutade", "ended"),
    "not-begun": Text("har inte börjat", "have not begun"),
    "ends-before-begin": Text("slutar innan de börjar", "end before they begin"),
    "overlapping": Text("personer med flera samtidigt", "persons with several at once"),
    "earlier-unit": Text("står öppna på en annan enhet än den listade", "open at another unit than the listed one"),
    "unknown-provider": Text("okänd vårdgivare", "unknown provider"),
    "left": Text("vårdgivaren har slutat eller inte börjat", "the provider has left or not begun"),
    "only-team": Text("bara ett team, ingen person", "only a team, no person"),
    "competence": Text("saknar den kompetens som regionen kräver", "without the competence that the region demands"),
    "dead": Text("patienten är avliden", "the patient is dead"),
    "outside": Text("patienten finns inte i befolkningen", "the patient is not in the population"),
    "unlisted": Text("personer med kontakt som inte är listade", "persons with a contact who are not listed"),
    "other-kind": Text("annan sorts kontakt", "another kind of contact"),
}
"""What a register's rows and persons are found to be."""


def kind_code(written: str) -> str:
    """Return the national code that a word names; an unknown one as it is written."""
    wanted = written.strip().casefold()
    named = {name.sv.casefold(): code for code, name in KIND_NAMES.items()} | {"fast läkarkontakt": NAMED_DOCTOR}
    return named.get(wanted, written.strip())


def shares(
    contacts: Sequence[ContactRow],
    patients: Sequence[PatientRow],
    providers: Iterable[ProviderRow] | None,
    rules: ContactRules,
) -> ContactResult:
    """Return the shares on each day; ``providers`` is None if there is no file of them: then none is unknown."""
    result = ContactResult()
    staff_rows = list(providers) if providers is not None else None
    for day in rules.days:
        one = _Day(day, patients, staff_rows, rules)
        one.take(contacts)
        result.rows.extend(one.rows())
        result.quality[day] = {name: one.quality[name] for name in QUALITY if one.quality[name]}
    return result


class _Day:
    """One day: who is in the population, and who of them has a contact."""

    def __init__(
        self,
        day: datetime.date,
        patients: Sequence[PatientRow],
        providers: Sequence[ProviderRow] | None,
        rules: ContactRules,
    ) -> None:
        self._day, self._rules = day, rules
        self._staff = Staff(providers) if providers is not None else None
        self._ids = {one.id for one in providers or ()}
        self.quality: Counter[str] = Counter()
        self._dead: set[str] = set()
        self._population: dict[str, PatientRow] = {}
        self._listed: set[str] = set()
        self._with: set[str] = set()
        by_patient: dict[str, list[PatientRow]] = defaultdict(list)
        for row in patients:
            by_patient[row.patient].append(row)
        for patient, own in by_patient.items():
            deaths = [row.death_date for row in own if row.death_date is not None]
            if deaths and min(deaths) <= day:
                self._dead.add(patient)
                continue
            holds = [row for row in own if within(day, row.unit_from, row.unit_to)]
            listed = [row for row in holds if row.unit is not None]
            chosen = max(listed or holds or own, key=lambda row: (row.unit_from or datetime.date.min, row.row))
            self._population[patient] = chosen
            if listed:
                self._listed.add(patient)

    def take(self, contacts: Sequence[ContactRow]) -> None:
        """Go through the register."""
        active: dict[str, list[ContactRow]] = defaultdict(list)
        for row in contacts:
            if kind_code(row.kind) != self._rules.kind:
                self.quality["other-kind"] += 1
            elif self._is_active(row):
                active[row.patient].append(row)
        for patient, rows in active.items():
            self.quality["overlapping"] += len(rows) > 1
            good = [row for row in rows if self._is_right(row)]
            if good and patient in self._population:
                self._with.add(patient)
                latest = max(good, key=lambda row: (row.first or datetime.date.min, row.row))
                self._tell_of(patient, latest)

    def _is_active(self, row: ContactRow) -> bool:
        if row.first is not None and row.last is not None and row.last < row.first:
            self.quality["ends-before-begin"] += 1
        elif row.last is not None and row.last < self._day:
            self.quality["ended"] += 1
        elif row.first is not None and row.first > self._day:
            self.quality["not-begun"] += 1
        elif (row.way or "").casefold() in _DECLINED:
            self.quality["declined"] += 1
        else:
            self.quality["active"] += 1
            return True
        return False

    def _is_right(self, row: ContactRow) -> bool:
        """Say whether a contact is with a person who can have it, for a patient of the population; note why not."""
        why = self._fault(row)
        if why:
            self.quality[why] += 1
        return not why

    def _fault(self, row: ContactRow) -> str:
        if row.patient in self._dead:
            return "dead"
        if row.patient not in self._population:
            return "outside"
        if row.provider is None:
            return "only-team" if row.team is not None else "unknown-provider"
        if self._staff is None:
            return ""
        if row.provider not in self._ids:
            return "unknown-provider"
        known = self._staff.row(row.provider, self._day)
        if known is None:
            return "left"
        grade = (known.grade or "").casefold()
        return "competence" if self._rules.competence and grade not in self._rules.competence else ""

    def _tell_of(self, patient: str, row: ContactRow) -> None:
        self.quality["with-contact"] += 1
        self.quality["unlisted"] += patient not in self._listed
        way = (row.way or "").casefold()
        self.quality["chosen"] += way in _CHOSEN
        self.quality["assigned"] += way in _ASSIGNED
        self.quality["informed"] += row.informed is not None and row.informed <= self._day
        own_unit = self._population[patient].unit
        self.quality["earlier-unit"] += row.unit is not None and own_unit is not None and row.unit != own_unit

    def rows(self) -> list[ShareRow]:
        """Return the shares of all wholes and groups."""
        found = []
        dimensions = tuple(dict.fromkeys(name for names in self._rules.by for name in names))
        tables = [tuple(dimensions.index(name) for name in names) for names in self._rules.by]
        for whole in WHOLES:
            members = self._members(whole)
            if members is None:
                continue
            groups = {patient: self._group(patient, dimensions) for patient in members}
            counts = Counter(groups.values())
            having = Counter(groups[patient] for patient in members if patient in self._with)
            found.extend(self._table_rows(whole, tables, counts, having))
        return found

    def _members(self, whole: Whole) -> list[str] | None:
        if whole == "population":
            return list(self._population)
        if whole == "listed":
            return sorted(self._listed) or None
        return [patient for patient, row in self._population.items() if row.care_home] or None

    def _table_rows(
        self,
        whole: Whole,
        tables: list[tuple[int, ...]],
        counts: Counter[tuple[str, ...]],
        having: Counter[tuple[str, ...]],
    ) -> list[ShareRow]:
        least = self._rules.suppressed_below
        wholes, parts = ([folded_counts(some, places) for places in tables] for some in (counts, having))

        def small(number: int, group: tuple[str, ...]) -> bool:
            all_of, part = wholes[number][group], parts[number].get(group, 0)
            return any(0 < count < least for count in (all_of, part, all_of - part))

        primary, more = hidden_cells(counts, tables, small, least)
        hidden = primary | more
        return [
            ShareRow(
                day=self._day,
                names=self._rules.by[number],
                group=group,
                whole=whole,
                denominator=None if (number, group) in hidden else count,
                numerator=None if (number, group) in hidden else parts[number].get(group, 0),
                hidden=(number, group) in hidden,
            )
            for number in range(len(tables))
            for group, count in sorted(wholes[number].items())
        ]

    def _group(self, patient: str, names: tuple[str, ...]) -> tuple[str, ...]:
        row = self._population[patient]

        def value(name: str) -> str:
            known = name != "unit" or patient in self._listed
            return group_value(row, name, self._day, self._rules.age_bands) if known else ""

        return tuple(value(name) for name in names)
