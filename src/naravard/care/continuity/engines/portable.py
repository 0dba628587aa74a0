"""The definition as Ibis expressions: the same on one machine and, unchanged, on a cluster.

Each step is one of the definition's, in its order. Only whole numbers are summed; patients with one visit are left out
before anything is divided.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import ibis
import pyarrow as pa
from ibis import _

from naravard.care.continuity.definition import ProviderRow
from naravard.care.continuity.engines.clean_input import CleanInput, provider_rows, staff_periods
from naravard.care.continuity.histogram import (
    LARGEST_MOMENT,
    PER_MOMENT,
    REPEAT_UNIT,
    Group,
    Histogram,
    IndexSums,
    ListVisits,
)
from naravard.care.continuity.indices import FEWEST_VISITS, expected_repeats
from naravard.care.continuity.rules import LONGEST_BAND, Pass, Rules, band_name, window
from naravard.care.records.reader import CleanTable

_COUNTED = "counted"
_OF_PATIENT_CODE = "cell"
_LATEST_FIRST = datetime.date(1, 1, 1)
_NO = ibis.literal(value=False)
IbisTable = Any
"""Ibis makes its tables' columns at run time."""


class Engine(Protocol):
    """Where expressions are run."""

    def read(self, clean: CleanTable) -> IbisTable:
        """Return a clean file as a table."""

    def rows(self, expression: IbisTable) -> pa.Table:
        """Run an expression and fetch its rows."""

    def keep(self, expression: IbisTable) -> IbisTable:
        """Return what an expression gives, worked out once where the engine can keep it."""

    def given(self, rows: pa.Table) -> IbisTable:
        """Return rows of our own as a table."""


@dataclass(slots=True)
class PortableRun:
    """One run of the definition on an engine."""

    engine: Engine
    clean: CleanInput
    rules: Rules

    def count(self, reference: datetime.date, groups: Pass) -> IndexSums:
        """Return the sums of one reference date."""
        sums = IndexSums()
        prepared = PreparedVisits(self.engine, self.clean, self.rules, reference, groups, sums)
        met = prepared.counted_visits()
        _Counting(self.engine, self.rules, groups, prepared.cells, sums).count(met, prepared.has_listed)
        return sums


class PreparedVisits:
    """The visits that count, each with the person met, the group and whether it was to their named doctor."""

    def __init__(
        self, engine: Engine, clean: CleanInput, rules: Rules, reference: datetime.date, groups: Pass, sums: IndexSums
    ) -> None:
        self._engine, self._clean, self._rules, self._reference = engine, clean, rules, reference
        self._groups, self._sums = groups, sums
        self._staff = self._staff_table()
        self.cells: list[Group] = [("",) * len(groups.of_patient)]
        self.has_listed = clean.patients is not None
        self._causes: Counter[str] = Counter()

    def counted_visits(self) -> IbisTable:
        """Return the visits that count, and note what became of the others."""
        met = self._relevant()
        if self._may_repeat(met):
            met = self._without(met, self._repeated(met), "repeated")
            if self._clean.has("visit") and self._rules.team_visits != "each":
                met = self._without(met, self._in_team(met), "team-visit")
        if self._clean.patients is not None:
            met = self._of_population(met)
        else:
            met = met.mutate(cell=ibis.literal(0, "int64"), doctor=ibis.null("string"), doctor_now=ibis.null("string"))
        if self._rules.same_day != "keep":
            met = self._without(met, self._later_same_day(met), "same-day")
        met = self._engine.keep(self._with_list(met))
        self._causes[_COUNTED] += _number(self._engine, met.aggregate(count=met.count()), "count")
        self._sums.visits = {cause: count for cause, count in self._causes.items() if count}
        return met

    def _without(self, met: IbisTable, marked: IbisTable, cause: str) -> IbisTable:
        """Count and leave out the rows that are marked ``out``."""
        kept = self._engine.keep(marked)
        self._causes[cause] += _number(self._engine, kept.aggregate(count=kept.out.cast("int64").sum()), "count")
        return kept.filter(~kept.out).select(*met.columns)

    def _staff_table(self) -> IbisTable | None:
        periods = staff_periods(provider_rows(self._clean.providers))
        return self._engine.given(_periods_table(periods)) if periods else None

    def _person(self, table: IbisTable, column: str, day: Any) -> IbisTable:
        """Add ``<column>_person`` and what is known of the person's work on a day."""
        if self._staff is None:
            return table.mutate(
                **{
                    f"{column}_person": table[column],
                    f"{column}_profession": ibis.null("string"),
                    f"{column}_grade": ibis.null("string"),
                    f"{column}_hired": ibis.null("boolean"),
                }
            )
        staff = self._staff.rename(lambda name: f"staff_{name}")
        known = table.mutate(day_asked=day)
        joined = known.left_join(
            staff,
            [
                known[column] == staff.staff_id,
                known.day_asked >= staff.staff_first,
                known.day_asked <= staff.staff_last,
            ],
        )
        return joined.mutate(
            **{
                f"{column}_person": ibis.coalesce(_.staff_person, _[column]),
                f"{column}_profession": _.staff_profession,
                f"{column}_grade": _.staff_grade,
                f"{column}_hired": _.staff_hired,
            }
        ).drop(
            "staff_id",
            "staff_person",
            "staff_profession",
            "staff_grade",
            "staff_hired",
            "staff_first",
            "staff_last",
            "day_asked",
        )

    def _relevant(self) -> IbisTable:
        """Keep the window's visits of the types, professions and grades that are asked for; count the others."""
        rules, days = self._rules, window(self._reference, self._rules.window_months)
        visits = self._person(self._engine.read(self._clean.visits), "provider", _.date)
        visits = visits.mutate(
            person=_.provider_person,
            work=ibis.coalesce(_.profession, _.provider_profession, ibis.literal("")),
            cause=ibis.literal(_COUNTED),
        )
        tests: list[tuple[Any, str]] = [((_.date < days.first) | (_.date > days.last), "outside-window")]
        if rules.contact_types and self._clean.has("contact_type"):
            kind = _.contact_type.fill_null("").lower()
            tests.append((~kind.isin(["", *sorted(rules.contact_types)]), "other-contact-type"))
        if rules.professions:
            tests.append((~_.work.lower().isin(sorted(rules.professions)), "other-profession"))
        if rules.left_out_grades:
            tests.append((_.provider_grade.fill_null("").lower().isin(sorted(rules.left_out_grades)), "grade-left-out"))
        if not rules.hired:
            tests.append((_.provider_hired.fill_null(_NO), "hired-left-out"))
        visits = visits.mutate(cause=ibis.cases(*tests, else_=_COUNTED))
        for row in self._engine.rows(visits.group_by("cause").aggregate(count=_.count())).to_pylist():
            if row["cause"] != _COUNTED:
                self._causes[row["cause"]] += row["count"]
        return visits.filter(_.cause == _COUNTED).select(
            "row",
            "patient",
            "provider",
            "person",
            "work",
            "profession",
            "date",
            "time",
            "visit",
            "unit",
            "contact_type",
            "list",
        )

    def _may_repeat(self, met: IbisTable) -> bool:
        """Say whether any rows are of one visit, or may be: to count groups is many times cheaper than to rank rows."""
        alike = ["patient", "visit"] if self._clean.has("visit") else ["patient", "provider", "date", "time"]
        groups = met.group_by(alike).aggregate(rows=_.count())
        return _number(self._engine, groups.filter(_.rows > 1).aggregate(count=_.count()), "count") > 0

    def _repeated(self, met: IbisTable) -> IbisTable:
        """Mark rows that repeat an earlier one: the same visit to the same person, or all columns equal."""
        equal = _ranked(
            ["patient", "provider", "date", "time", "profession", "unit", "contact_type", "list", "visit"], ["row"]
        )
        if not self._clean.has("visit"):
            return met.mutate(out=equal > 0)
        same = _ranked(["patient", "visit", "person"], ["row"])
        return met.mutate(out=ibis.ifelse(_.visit.isnull(), equal, same) > 0)

    def _in_team(self, met: IbisTable) -> IbisTable:
        """Mark what does not count of visits to several at once."""
        place = _ranked(["patient", "visit"], ["row"])
        size = _.count().over(ibis.window(group_by=["patient", "visit"]))
        out = place > 0 if self._rules.team_visits == "first" else size > 1
        return met.mutate(out=_.visit.notnull() & out)

    def _later_same_day(self, met: IbisTable) -> IbisTable:
        whose = ["person"] if self._rules.same_day == "one-per-provider" else []
        order = [_.time.isnull().cast("int64"), _.time.fill_null(0), _.row]
        return met.mutate(
            out=ibis.row_number().over(ibis.window(group_by=["patient", "date", *whose], order_by=order)) > 0
        )

    def _of_population(self, met: IbisTable) -> IbisTable:
        """Keep the visits of listed patients, at their own unit if so asked; each gets its group and own doctor."""
        everyone = self._everyone()
        marked = met.left_join(everyone.rename(whose="patient", own_unit="unit"), [_.patient == everyone.patient])
        only = self._rules.listed_unit_only and self._clean.listing
        if only and self._rules.listing_at == "visit":
            marked = self._listed_there(marked)
        elsewhere = ~(_.there if self._rules.listing_at == "visit" else (_.unit == _.own_unit).fill_null(_NO))
        tests = [(_.whose.isnull(), "unknown-patient"), (_.cell.isnull(), "not-in-population")]
        marked = marked.mutate(cause=ibis.cases(*tests, *([(elsewhere, "other-unit")] if only else []), else_=_COUNTED))
        kept = self._engine.keep(marked)
        for row in self._engine.rows(kept.group_by("cause").aggregate(count=_.count())).to_pylist():
            if row["cause"] != _COUNTED:
                self._causes[row["cause"]] += row["count"]
        kept = kept.filter(_.cause == _COUNTED).select(*met.columns, "cell", "doctor_now")
        if not self._clean.patients_have("named_doctor"):
            return kept.mutate(doctor=ibis.null("string"))
        return self._with_doctor(kept) if self._rules.listing_at == "visit" else kept.mutate(doctor=_.doctor_now)

    def _everyone(self) -> IbisTable:
        """Return each patient once: with the group of who is listed and alive, None for others."""
        patients = self._engine.read(self._clean.patients)  # type: ignore[arg-type]
        day = ibis.literal(self._reference)
        holds = (_.unit_from.isnull() | (_.unit_from <= day)) & (_.unit_to.isnull() | (_.unit_to >= day))
        ranked = self._one_row_each(patients.mutate(holds=holds))
        ranked = ranked.mutate(
            state=ibis.cases(((_.died <= day).fill_null(_NO), "dead"), (~_.holds, "not-listed"), else_="listed")
        )
        ranked = self._engine.keep(
            ranked.mutate(**{f"g{place}": value for place, value in enumerate(self._group_values())})
        )
        self._note_population(ranked)
        everyone = self._with_cells(ranked)
        if self._clean.patients_have("named_doctor"):
            return self._with_doctor_now(everyone, patients)
        return everyone.mutate(doctor_now=ibis.null("string"))

    def _one_row_each(self, patients: IbisTable) -> IbisTable:
        """Return the row of each patient that counts: listed on the day, then listed last, then last in the files."""
        several = patients.group_by("patient").aggregate(rows=_.count()).filter(_.rows > 1)
        if not _number(self._engine, several.aggregate(count=_.count()), "count"):
            one = ibis.literal(1, "int64")
            return patients.mutate(died=_.death_date, units=one, units_now=one)
        ranked = patients.mutate(died=_.death_date.min().over(ibis.window(group_by="patient")))
        order = [ibis.desc(_.holds.cast("int64")), ibis.desc(_.unit_from.fill_null(_LATEST_FIRST)), ibis.desc(_.row)]
        own = ibis.window(group_by="patient")
        ranked = ranked.mutate(
            place=ibis.row_number().over(ibis.window(group_by="patient", order_by=order)),
            units=_.unit.nunique().over(own) + _.unit.isnull().cast("int64").max().over(own),
            units_now=ibis.ifelse(_.holds, _.unit, ibis.null("string")).nunique().over(own)
            + (_.holds & _.unit.isnull()).cast("int64").max().over(own),
        )
        return ranked.filter(_.place == 0)

    def _note_population(self, ranked: IbisTable) -> None:
        listed = (_.state == "listed").cast("int64")
        told = ranked.aggregate(
            dead=(_.state == "dead").cast("int64").sum(),
            not_listed=(_.state == "not-listed").cast("int64").sum(),
            listed=listed.sum(),
            listed_twice=(listed * (_.units_now > 1).cast("int64")).sum(),
            moved=(listed * (_.units > 1).cast("int64")).sum(),
        )
        row = self._engine.rows(told).to_pylist()[0]
        self._sums.population = {name.replace("_", "-"): int(count) for name, count in row.items() if count}

    def _group_values(self) -> list[Any]:
        return [self._group_value(name) for name in self._groups.of_patient]

    def _group_value(self, name: str) -> Any:
        if name == "age":
            return self._age_band()
        if name == "care_home":
            return ibis.cases((_.care_home, "ja"), (~_.care_home, "nej"), else_="")
        return _[name].fill_null("")

    def _age_band(self) -> Any:
        day = self._reference
        before = (_.birth_date.month() > day.month) | (
            (_.birth_date.month() == day.month) & (_.birth_date.day() > day.day)
        )
        age = day.year - _.birth_date.year() - before.cast("int64")
        bands = [
            ((age >= low) & (age <= (LONGEST_BAND if high is None else high)), band_name(low, high))
            for low, high in self._rules.age_bands
        ]
        return ibis.cases(*bands, else_="")

    def _with_cells(self, ranked: IbisTable) -> IbisTable:
        """Number the groups of patients, and give each listed patient the number of its own."""
        names = [f"g{place}" for place in range(len(self._groups.of_patient))]
        listed = ranked.filter(_.state == "listed")
        blank = ("",) * len(self._groups.of_visit)
        if not names:
            total = self._sums.population.get("listed", 0)
            self._sums.listed = {blank: total} if total else {}
            cell = ibis.ifelse(_.state == "listed", ibis.literal(0, "int64"), ibis.null("int64"))
            return ranked.mutate(cell=cell).select("patient", "unit", "cell")
        counts = self._engine.rows(listed.group_by(names).aggregate(count=_.count())).to_pylist()
        counts.sort(key=lambda row: [row[name] for name in names])
        self.cells = [tuple(row[name] for name in names) for row in counts]
        self._sums.listed = {cell + blank: row["count"] for cell, row in zip(self.cells, counts, strict=True)}
        numbered = {name: pa.array([row[name] for row in counts], pa.string()) for name in names}
        cells = self._engine.given(pa.table({**numbered, "cell": pa.array(range(len(counts)), pa.int64())}))
        cells = cells.rename(**{f"of_{name}": name for name in names}, number="cell")
        joined = ranked.left_join(cells, [ranked[name] == cells[f"of_{name}"] for name in names])
        cell = ibis.ifelse(_.state == "listed", _.number, ibis.null("int64"))
        return joined.mutate(cell=cell).select("patient", "unit", "cell")

    def _doctor_rows(self, patients: IbisTable) -> IbisTable:
        return patients.filter(_.named_doctor.notnull()).select(
            whose=_.patient,
            named=_.named_doctor,
            named_from=_.named_doctor_from,
            named_to=_.named_doctor_to,
            named_row=_.row,
        )

    def _with_doctor_now(self, everyone: IbisTable, patients: IbisTable) -> IbisTable:
        day = ibis.literal(self._reference)
        rows = self._doctor_rows(patients).filter(_holds(day))
        rows = rows.mutate(place=ibis.row_number().over(ibis.window(group_by="whose", order_by=_LATEST_NAMED)))
        rows = self._person(rows.filter(_.place == 0), "named", day)
        rows = rows.select(of_whom=_.whose, doctor_now=_.named_person)
        return everyone.left_join(rows, [everyone.patient == rows.of_whom]).drop("of_whom")

    def _with_doctor(self, met: IbisTable) -> IbisTable:
        """Add the patient's named doctor on the day of each visit."""
        rows = self._doctor_rows(self._engine.read(self._clean.patients))  # type: ignore[arg-type]
        asked = met.select(visit_row=_.row, of_whom=_.patient, day=_.date)
        held = asked.join(rows, [asked.of_whom == rows.whose]).filter(_holds(_.day))
        held = held.mutate(place=ibis.row_number().over(ibis.window(group_by="visit_row", order_by=_LATEST_NAMED)))
        held = self._person(held.filter(_.place == 0), "named", _.day)
        held = held.select("visit_row", doctor=_.named_person)
        return met.left_join(held, [met.row == held.visit_row]).drop("visit_row")

    def _listed_there(self, met: IbisTable) -> IbisTable:
        rows = self._engine.read(self._clean.patients).select(  # type: ignore[arg-type]
            listed_whom=_.patient, listed_unit=_.unit, listed_from=_.unit_from, listed_to=_.unit_to
        )
        asked = met.select(visit_row=_.row, of_whom=_.patient, of_unit=_.unit, day=_.date)
        held = asked.join(rows, [asked.of_whom == rows.listed_whom, asked.of_unit == rows.listed_unit]).filter(
            (_.listed_from.isnull() | (_.listed_from <= _.day)) & (_.listed_to.isnull() | (_.listed_to >= _.day))
        )
        held = held.select("visit_row").distinct()
        return met.left_join(held, [met.row == held.visit_row]).mutate(there=_.visit_row.notnull()).drop("visit_row")

    def _with_list(self, met: IbisTable) -> IbisTable:
        """Add whose list the patient is on, and the groups of visits."""
        if self._clean.has("list"):
            met = self._person(met, "list", _.date)
            met = met.mutate(on_list=ibis.coalesce(_.list_person, _.doctor))
        else:
            met = met.mutate(on_list=_.doctor)
        values = {
            "profession": _.work,
            "list": _.on_list.fill_null(""),
            "month": _.date.strftime("%Y-%m"),
            "unit": _.unit.fill_null(""),
        }
        met = met.mutate(**{f"v{place}": values[name] for place, name in enumerate(self._groups.of_visit)})
        own = (_.person == _.doctor).fill_null(_NO).cast("int64")
        return met.mutate(
            own=own,
            has_doctor=_.doctor_now.notnull().cast("int64"),
            listed_visit=_.on_list.notnull().cast("int64"),
            with_own=(_.person == _.on_list).fill_null(_NO).cast("int64"),
        ).select(
            "row",
            "patient",
            "cell",
            "person",
            "date",
            "time",
            "own",
            "has_doctor",
            "listed_visit",
            "with_own",
            *(f"v{place}" for place in range(len(self._groups.of_visit))),
        )


_LATEST_NAMED = [ibis.desc(_.named_from.fill_null(_LATEST_FIRST)), ibis.desc(_.named_row)]


def _holds(day: Any) -> Any:
    return (_.named_from.isnull() | (_.named_from <= day)) & (_.named_to.isnull() | (_.named_to >= day))


def _ranked(within: Sequence[str], order: Sequence[str]) -> Any:
    return ibis.row_number().over(ibis.window(group_by=list(within), order_by=list(order)))


def _number(engine: Engine, expression: IbisTable, name: str) -> int:
    return int(engine.rows(expression).column(name)[0].as_py() or 0)


def _periods_table(periods: Sequence[ProviderRow]) -> pa.Table:
    first = [max(one.first or _LATEST_FIRST, _LATEST_FIRST) for one in periods]
    return pa.table(
        {
            "id": pa.array([one.id for one in periods], pa.string()),
            "person": pa.array([one.person for one in periods], pa.string()),
            "profession": pa.array([one.profession for one in periods], pa.string()),
            "grade": pa.array([one.grade for one in periods], pa.string()),
            "hired": pa.array([one.hired for one in periods], pa.bool_()),
            "first": pa.array(first, pa.date32()),
            "last": pa.array([one.last for one in periods], pa.date32()),
        }
    )


class _Counting:
    """From the visits that count to the sums."""

    def __init__(self, engine: Engine, rules: Rules, groups: Pass, cells: list[Group], sums: IndexSums) -> None:
        self._engine, self._rules, self._cells, self._sums = engine, rules, cells, sums
        self._of_visit = [f"v{place}" for place in range(len(groups.of_visit))]
        self._whose = ["patient", "cell", *self._of_visit]
        self._group = ["cell", *self._of_visit]
        self._partition = ["patient", *self._of_visit]
        self._least = max(rules.min_visits, FEWEST_VISITS)

    def count(self, met: IbisTable, has_listed: bool) -> None:  # noqa: FBT001 - whether there is a file of patients
        """Fill in the sums."""
        meetings = self._engine.keep(self._meetings(met))
        subjects = self._engine.keep(self._subjects(meetings))
        if not has_listed:
            for row in self._rows(subjects.group_by(self._group).aggregate(count=_.count())):
                self._sums.listed[self._name(row)] = row["count"]
        tallies = subjects.filter(_.listed_visits > 0).group_by(self._group)
        for row in self._rows(
            tallies.aggregate(part=_.with_own.sum(), whole=_.listed_visits.sum(), patients=_.count())
        ):
            self._sums.tallies[self._name(row)] = ListVisits(int(row["part"]), int(row["whole"]), row["patients"])
        eligible = subjects.filter(_.visits >= self._least)
        self._fill("coc", eligible, "squares")
        self._fill("upc", eligible, "most")
        self._fill("own-doctor", eligible.filter(_.has_doctor > 0), "own")
        self._fill("secon", eligible.filter(_.largest <= LARGEST_MOMENT), "repeats")
        self._add_large(meetings, eligible.filter(_.largest > LARGEST_MOMENT))
        tied = eligible.filter(_.tied > 0).group_by(self._group).aggregate(count=_.count())
        self._sums.tied = {self._name(row): row["count"] for row in self._rows(tied)}

    def _meetings(self, met: IbisTable) -> IbisTable:
        """Return, for each patient, moment and person, how often they met then, and how often at the moment before."""
        untimed = _.time.isnull().cast("int64").max().over(ibis.window(group_by=[*self._partition, "date"]))
        met = met.mutate(moment=ibis.ifelse(untimed > 0, ibis.literal(-1, "int64"), _.time.cast("int64")))
        met = met.mutate(tie=_.row if self._rules.ties == "file" else ibis.literal(0, "int64"))
        at = ["date", "moment", "tie"]
        met = met.group_by([*self._whose, *at, "person"]).aggregate(
            times=_.count(),
            own=_.own.sum(),
            has_doctor=_.has_doctor.max(),
            listed_visits=_.listed_visit.sum(),
            with_own=_.with_own.sum(),
        )
        moment = ibis.window(group_by=[*self._partition, *at])
        met = met.mutate(
            size=_.times.sum().over(moment),
            persons=_.count().over(moment),
            place=ibis.dense_rank().over(ibis.window(group_by=self._partition, order_by=at)),
        )
        before = ibis.window(group_by=[*self._partition, "person"], order_by="place")
        return met.mutate(
            place_before=_.place.lag().over(before),
            times_before=_.times.lag().over(before),
            size_before=_.size.lag().over(before),
        )

    def _subjects(self, meetings: IbisTable) -> IbisTable:
        """Return each patient's sums."""
        small = (_.size <= LARGEST_MOMENT) & ((_.size_before <= LARGEST_MOMENT) | _.size_before.isnull())
        parts = ibis.ifelse(_.size <= LARGEST_MOMENT, (PER_MOMENT / _.size).cast("int64"), 0)
        parts_before = ibis.ifelse(_.size_before <= LARGEST_MOMENT, (PER_MOMENT / _.size_before).cast("int64"), 0)
        follows = (_.place_before == _.place - 1).fill_null(_NO)
        within = _.times * (_.times - 1) * parts * PER_MOMENT
        between = ibis.ifelse(follows, _.times * _.times_before * parts * parts_before, ibis.literal(0, "int64"))
        met = meetings.mutate(repeats=ibis.ifelse(small, within + between, ibis.literal(0, "int64")))
        by_person = met.group_by([*self._whose, "person"]).aggregate(
            met=_.times.sum().cast("int64"),
            repeats=_.repeats.sum().cast("int64"),
            own=_.own.sum(),
            has_doctor=_.has_doctor.max(),
            listed_visits=_.listed_visits.sum(),
            with_own=_.with_own.sum(),
            largest=_.size.max(),
            persons=_.persons.max(),
        )
        return by_person.group_by(self._whose).aggregate(
            visits=_.met.sum().cast("int64"),
            squares=(_.met * _.met).sum().cast("int64"),
            most=_.met.max().cast("int64"),
            repeats=_.repeats.sum().cast("int64"),
            own=_.own.sum().cast("int64"),
            has_doctor=_.has_doctor.max(),
            listed_visits=_.listed_visits.sum().cast("int64"),
            with_own=_.with_own.sum().cast("int64"),
            largest=_.largest.max().cast("int64"),
            tied=(_.persons.max() > 1).cast("int64"),
        )

    def _fill(self, index: str, subjects: IbisTable, total: str) -> None:
        if index != "coc" and index not in self._rules.indices:
            return
        counted = subjects.group_by([*self._group, "visits", total]).aggregate(count=_.count())
        by_group = self._sums.histograms.setdefault(index, {})
        for row in self._rows(counted):
            by_group.setdefault(self._name(row), Histogram()).counts[row["visits"], row[total]] += row["count"]

    def _add_large(self, meetings: IbisTable, subjects: IbisTable) -> None:
        """Work out by the definition itself what whole numbers cannot hold: patients with very many visits at once."""
        if "secon" not in self._rules.indices:
            return
        large = subjects.select(*self._whose, "visits")
        columns = [*self._whose, "place", "person", "times"]
        rows = self._rows(meetings.semi_join(large, self._whose).select(*columns))
        moments: dict[tuple[str, Group], dict[int, list[str]]] = {}
        for row in rows:
            of_whom = moments.setdefault((row["patient"], self._name(row)), {})
            of_whom.setdefault(row["place"], []).extend([row["person"]] * row["times"])
        for (_patient, group), by_place in moments.items():
            ordered = [by_place[place] for place in sorted(by_place)]
            repeats = expected_repeats(ordered) * REPEAT_UNIT
            key = (sum(map(len, ordered)), int(repeats) if repeats.denominator == 1 else repeats)
            self._sums.histograms.setdefault("secon", {}).setdefault(group, Histogram()).counts[key] += 1

    def _rows(self, expression: IbisTable) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._engine.rows(expression).to_pylist()
        return found

    def _name(self, row: Mapping[str, Any]) -> Group:
        of_visit: Group = tuple(row[name] for name in self._of_visit)
        cell: Group = self._cells[row["cell"]]
        return cell + of_visit
