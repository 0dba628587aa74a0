"""The definition, in plain Python and exact: what every engine must answer, and how any answer can be checked by hand.

It is written to be read, not to be fast. ``counted`` goes through the steps in the order in which they are told to
users.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from naravard.care.continuity import indices
from naravard.care.continuity.histogram import NO_VISITS, REPEAT_UNIT, Group, Histogram, IndexSums, ListVisits
from naravard.care.continuity.rules import Pass, Rules, Window, age_on, band_of, window, within

Causes = Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CareVisit:
    """A visit as it is written, with its place in the files."""

    row: int
    patient: str
    provider: str
    date: datetime.date
    time: int | None = None
    """Second of the day."""
    visit: str | None = None
    profession: str | None = None
    unit: str | None = None
    contact_type: str | None = None
    list: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientRow:
    """One row of the patients' file; who has moved has several."""

    row: int
    patient: str
    unit: str | None = None
    unit_from: datetime.date | None = None
    unit_to: datetime.date | None = None
    region: str | None = None
    municipality: str | None = None
    sex: str | None = None
    birth_date: datetime.date | None = None
    death_date: datetime.date | None = None
    named_doctor: str | None = None
    named_doctor_from: datetime.date | None = None
    named_doctor_to: datetime.date | None = None
    care_home: bool | None = None
    own: Mapping[str, str | None] = field(default_factory=dict)
    """Columns of one's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRow:
    """An id that a person has had from a day to a day."""

    id: str
    person: str | None = None
    profession: str | None = None
    grade: str | None = None
    hired: bool | None = None
    first: datetime.date | None = None
    last: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class _Met:
    """A visit that may count: to a person, whatever id they had that day."""

    visit: CareVisit
    person: str
    profession: str
    grade: str
    hired: bool


class Staff:
    """Who is behind an id on a day."""

    def __init__(self, providers: Iterable[ProviderRow]) -> None:
        self._of: dict[str, list[ProviderRow]] = defaultdict(list)
        for one in providers:
            self._of[one.id].append(one)

    def row(self, provider: str, day: datetime.date) -> ProviderRow | None:
        """Return the row that holds for an id on a day: of several the one that began last, then the last row."""
        holds = [one for one in self._of.get(provider, ()) if within(day, one.first, one.last)]
        return (
            max(enumerate(holds), key=lambda item: (item[1].first or datetime.date.min, item[0]))[1] if holds else None
        )

    def person(self, provider: str, day: datetime.date) -> str:
        """Return the person: the id itself if nothing else is known."""
        found = self.row(provider, day)
        return found.person if found is not None and found.person is not None else provider


def counted(
    visits: Iterable[CareVisit],
    patients: Sequence[PatientRow] | None,
    providers: Iterable[ProviderRow],
    rules: Rules,
    reference: datetime.date,
    groups: Pass,
) -> IndexSums:
    """Return the sums of one reference date; ``patients`` is None if there is no file of them."""
    sums = IndexSums()
    staff = Staff(providers)
    days = window(reference, rules.window_months)
    listing = patients is not None and any(row.unit is not None for row in patients)
    population = _population(patients, reference, sums) if patients is not None else None
    causes: Causes = Counter()
    met = list(_relevant(visits, staff, rules, days, causes))
    met = list(_once(met, causes))
    met = list(_team(met, rules, causes))
    met = list(_of_population(met, patients, population, rules, causes, listing=listing))
    met = list(_by_day(met, rules, causes))
    causes["counted"] += len(met)
    sums.visits = dict(causes)
    doctors = _Doctors(patients or (), staff, rules, reference)
    _count(met, population, doctors, rules, reference, groups, sums)
    if population is not None:
        for row in population.values():
            group = _of_patient(row, groups, rules, reference) + ("",) * len(groups.of_visit)
            sums.listed[group] = sums.listed.get(group, 0) + 1
    return sums


def _population(patients: Sequence[PatientRow], reference: datetime.date, sums: IndexSums) -> dict[str, PatientRow]:
    """Return the row of each patient who is listed, and alive, on the reference date.

    Of several rows the one counts in which the patient was listed last, then the one that comes last in the files.
    """
    rows: dict[str, list[PatientRow]] = defaultdict(list)
    for row in patients:
        rows[row.patient].append(row)
    found, causes = {}, Counter[str]()
    for patient, own in rows.items():
        deaths = [row.death_date for row in own if row.death_date is not None]
        holds = [row for row in own if within(reference, row.unit_from, row.unit_to)]
        if deaths and min(deaths) <= reference:
            causes["dead"] += 1
        elif not holds:
            causes["not-listed"] += 1
        else:
            causes["listed"] += 1
            causes["listed-twice"] += len({row.unit for row in holds}) > 1
            causes["moved"] += len({row.unit for row in own}) > 1
            found[patient] = max(holds, key=lambda row: (row.unit_from or datetime.date.min, row.row))
    sums.population = dict(causes)
    return found


def _relevant(visits: Iterable[CareVisit], staff: Staff, rules: Rules, days: Window, causes: Causes) -> Iterator[_Met]:
    """Keep the visits of the window, of the contact types, and to those professions and grades, that are asked for."""
    for visit in visits:
        if not days.first <= visit.date <= days.last:
            causes["outside-window"] += 1
            continue
        if rules.contact_types and (visit.contact_type or "").casefold() not in {"", *rules.contact_types}:
            causes["other-contact-type"] += 1
            continue
        row = staff.row(visit.provider, visit.date)
        profession = visit.profession or (row.profession if row else None) or ""
        one = _Met(
            visit,
            staff.person(visit.provider, visit.date),
            profession,
            ((row.grade if row else None) or "").casefold(),
            bool(row and row.hired),
        )
        if rules.professions and profession.casefold() not in rules.professions:
            causes["other-profession"] += 1
        elif one.grade and one.grade in rules.left_out_grades:
            causes["grade-left-out"] += 1
        elif one.hired and not rules.hired:
            causes["hired-left-out"] += 1
        else:
            yield one


def _once(met: list[_Met], causes: Causes) -> Iterator[_Met]:
    """Leave out repeated rows: the same visit to the same person, or all columns equal."""
    seen: set[object] = set()
    for one in sorted(met, key=lambda one: one.visit.row):
        same: object = (
            (one.visit.patient, one.visit.visit, one.person)
            if one.visit.visit is not None
            else replace(one.visit, row=0)
        )
        if same in seen:
            causes["repeated"] += 1
        else:
            seen.add(same)
            yield one


def _team(met: list[_Met], rules: Rules, causes: Causes) -> Iterator[_Met]:
    """Count a visit to several at once for the first of them, for each, or not at all."""
    together: dict[object, list[_Met]] = defaultdict(list)
    for one in met:
        key: object = (one.visit.patient, one.visit.visit) if one.visit.visit is not None else ("", one.visit.row)
        together[key].append(one)
    for ones in together.values():
        if len(ones) == 1 or rules.team_visits == "each":
            yield from ones
        elif rules.team_visits == "first":
            causes["team-visit"] += len(ones) - 1
            yield ones[0]
        else:
            causes["team-visit"] += len(ones)


def _of_population(
    met: list[_Met],
    patients: Sequence[PatientRow] | None,
    population: Mapping[str, PatientRow] | None,
    rules: Rules,
    causes: Causes,
    *,
    listing: bool,
) -> Iterator[_Met]:
    """Keep the visits of listed patients, and, if so asked, only those at the unit where the patient is listed."""
    if population is None or patients is None:
        yield from met
        return
    listings: dict[str, list[PatientRow]] = defaultdict(list)
    for row in patients:
        listings[row.patient].append(row)
    for one in met:
        visit = one.visit
        if visit.patient not in listings:
            causes["unknown-patient"] += 1
        elif visit.patient not in population:
            causes["not-in-population"] += 1
        elif not (rules.listed_unit_only and listing) or _at_own_unit(visit, listings, population, rules):
            yield one
        else:
            causes["other-unit"] += 1


def _at_own_unit(
    visit: CareVisit, listings: Mapping[str, list[PatientRow]], population: Mapping[str, PatientRow], rules: Rules
) -> bool:
    if rules.listing_at == "reference":
        return visit.unit is not None and visit.unit == population[visit.patient].unit
    return visit.unit is not None and any(
        row.unit == visit.unit and within(visit.date, row.unit_from, row.unit_to) for row in listings[visit.patient]
    )


def _by_day(met: list[_Met], rules: Rules, causes: Causes) -> Iterator[_Met]:
    """Count several visits on a day as they are, once for each person met, or once.

    The first of the day counts: the earliest, then the one that comes first in the files; one without a time is last.
    """
    if rules.same_day == "keep":
        yield from met
        return
    firsts: dict[object, _Met] = {}
    for one in sorted(met, key=lambda one: (one.visit.time is None, one.visit.time or 0, one.visit.row)):
        whose = one.person if rules.same_day == "one-per-provider" else ""
        if firsts.setdefault((one.visit.patient, one.visit.date, whose), one) is not one:
            causes["same-day"] += 1
    yield from firsts.values()


class _Doctors:
    """A patient's own named doctor, as a person: on the reference date, or on the day of the visit."""

    def __init__(self, patients: Iterable[PatientRow], staff: Staff, rules: Rules, reference: datetime.date) -> None:
        self._rows: dict[str, list[PatientRow]] = defaultdict(list)
        for row in patients:
            if row.named_doctor is not None:
                self._rows[row.patient].append(row)
        self._staff, self._rules, self._reference = staff, rules, reference

    def own(self, patient: str, day: datetime.date | None = None) -> str | None:
        """Return the doctor who counts for a visit on a day; without a day, the one on the reference date."""
        on = self._reference if day is None or self._rules.listing_at == "reference" else day
        holds = [row for row in self._rows.get(patient, ()) if within(on, row.named_doctor_from, row.named_doctor_to)]
        if not holds:
            return None
        latest = max(holds, key=lambda row: (row.named_doctor_from or datetime.date.min, row.row))
        return self._staff.person(str(latest.named_doctor), on)

    def list_of(self, visit: CareVisit) -> str | None:
        """Return whose list a visit's patient is on, as a person: what the visit says, else the named doctor's."""
        if visit.list is not None:
            return self._staff.person(visit.list, visit.date)
        return self.own(visit.patient, visit.date)


def _count(
    met: Iterable[_Met],
    population: Mapping[str, PatientRow] | None,
    doctors: _Doctors,
    rules: Rules,
    reference: datetime.date,
    groups: Pass,
    sums: IndexSums,
) -> None:
    """Put each patient's visits together, group by group, and count the patients by their sums."""
    by_patient: dict[tuple[str, Group], list[_Met]] = defaultdict(list)
    for one in met:
        visit = one.visit
        row = population[visit.patient] if population is not None else PatientRow(row=0, patient=visit.patient)
        on_list = doctors.list_of(visit)
        of_visit = {
            "profession": one.profession,
            "list": on_list or "",
            "month": visit.date.isoformat()[:7],
            "unit": visit.unit or "",
        }
        group = _of_patient(row, groups, rules, reference) + tuple(of_visit[name] for name in groups.of_visit)
        by_patient[visit.patient, group].append(one)
    for (patient, group), own_visits in by_patient.items():
        lists = [(one.person, doctors.list_of(one.visit)) for one in own_visits]
        on_lists = sum(on_list is not None for _person, on_list in lists)
        if on_lists:
            tally = ListVisits(sum(person == on_list for person, on_list in lists), on_lists, 1)
            sums.tallies[group] = sums.tallies.get(group, NO_VISITS) + tally
        if population is None:
            sums.listed[group] = sums.listed.get(group, 0) + 1
        if len(own_visits) >= max(rules.min_visits, indices.FEWEST_VISITS):
            _count_patient(patient, group, own_visits, doctors, rules, sums)


def _count_patient(
    patient: str, group: Group, visits: list[_Met], doctors: _Doctors, rules: Rules, sums: IndexSums
) -> None:
    counts = list(Counter(one.person for one in visits).values())
    number = len(visits)
    moments = moments_of([(one.visit.date, one.visit.time, one.visit.row, one.person) for one in visits], rules)
    repeats = indices.expected_repeats(moments) * REPEAT_UNIT

    def add(index: str, total: int) -> None:
        sums.histograms.setdefault(index, {}).setdefault(group, Histogram()).counts[number, total] += 1

    add("coc", sum(count * count for count in counts))
    add("upc", max(counts))
    histogram = sums.histograms.setdefault("secon", {}).setdefault(group, Histogram())
    histogram.counts[number, int(repeats) if repeats.denominator == 1 else repeats] += 1
    if indices.has_tie(moments):
        sums.tied[group] = sums.tied.get(group, 0) + 1
    if doctors.own(patient) is not None:
        add("own-doctor", sum(one.person == doctors.own(patient, one.visit.date) for one in visits))


def moments_of(visits: Sequence[tuple[datetime.date, int | None, int, str]], rules: Rules) -> list[list[str]]:
    """Return the persons met, moment by moment: visits on one day are one moment unless each of them has its own time.

    Args:
        visits: day, second of the day, place in the files and person of each.
        rules: with ``ties`` of the file, the order of the files is taken for the order of the visits.
    """
    untimed = {day for day, second, _row, _person in visits if second is None}

    def moment(visit: tuple[datetime.date, int | None, int, str]) -> tuple[datetime.date, int, int]:
        day, second, row, _person = visit
        return day, -1 if day in untimed else second or 0, row if rules.ties == "file" else 0

    together: dict[object, list[str]] = {}
    for visit in sorted(visits, key=moment):
        together.setdefault(moment(visit), []).append(visit[3])
    return list(together.values())


def _of_patient(row: PatientRow, groups: Pass, rules: Rules, reference: datetime.date) -> Group:
    return tuple(group_value(row, name, reference, rules.age_bands) for name in groups.of_patient)


def group_value(
    row: PatientRow, name: str, reference: datetime.date, age_bands: tuple[tuple[int, int | None], ...]
) -> str:
    """Return what a patient is grouped under by a name; empty where it is not known."""
    if name == "age":
        return band_of(age_on(row.birth_date, reference) if row.birth_date else None, age_bands)
    if name == "care_home":
        return "" if row.care_home is None else "ja" if row.care_home else "nej"
    return (row.own.get(name) if name in row.own else getattr(row, name, None)) or ""
