"""The compiled definition on this machine: part by part, on as many threads as asked for."""

import datetime
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from naravard.care.continuity.engines.clean_input import CleanInput, provider_rows, staff_periods
from naravard.care.continuity.engines.native import kernels
from naravard.care.continuity.engines.native.available import NativeCannotError
from naravard.care.continuity.engines.native.records import (
    LAST_BIRTH,
    NativeRecords,
    dimensions_of,
    number_of,
)
from naravard.care.continuity.histogram import REPEAT_UNIT, Group, Histogram, IndexSums
from naravard.care.continuity.indices import FEWEST_VISITS, expected_repeats
from naravard.care.continuity.rules import Pass, Rules, band_name, band_of, window
from naravard.care.records.faults import Faults
from naravard.care.records.reader import CLEAN_TYPES, CleanTable
from naravard.care.records.tables import PATIENTS, VISITS

_SAME_DAY = {"keep": 0, "one-per-provider": kernels.ONE_PER_PROVIDER, "one-per-day": kernels.ONE_PER_DAY}
_TEAM = {"first": kernels.TEAM_FIRST, "each": kernels.TEAM_EACH, "none": kernels.TEAM_NONE}
_MOST_CELLS = 1 << 62
_FEW_CELLS = 1 << 22
_FAR = 1 << 40
"""A day that never comes."""


class OnNative:
    """The compiled definition, on records that its own sinks have taken."""

    name = "native"

    def __init__(self, folder: Path, rules: Rules, *, threads: int | None = None) -> None:
        self._threads = threads or min(os.cpu_count() or 1, 8)
        self.records = NativeRecords(folder, rules)

    def __enter__(self) -> "OnNative":
        return self

    def __exit__(self, *_raised: object) -> None:
        self.records.close()

    def sinks(self) -> dict[str, Any]:
        """Return what takes the rows of each table."""
        return self.records.sinks()

    def count(self, clean: CleanInput, rules: Rules, reference: datetime.date, groups: Pass) -> IndexSums:
        """Return the sums of one reference date."""
        if groups.of_visit:
            raise NativeCannotError
        return _Count(self.records, clean, rules, reference, groups).sums(self._threads)


class _Count:
    """One reference date."""

    def __init__(
        self, records: NativeRecords, clean: CleanInput, rules: Rules, reference: datetime.date, groups: Pass
    ) -> None:
        self._records, self._clean, self._rules, self._reference = records, clean, rules, reference
        days = window(reference, rules.window_months)
        self._window = np.array([number_of(days.first), number_of(days.last), number_of(reference)], np.int64)
        self._bands = ["", *(band_name(low, high) for low, high in rules.age_bands)]
        self._places = dimensions_of(groups.of_patient, records)
        self._meanings = [self._bands if words is None else words for _place, words in self._places]
        self._strides = self._strides_of()
        self._ages = self._ages_of()
        self._staff = self._staff_of(clean)
        self._fits = (  # after the staff, whose professions are numbered with the visits'
            self._fitting(records.types.words, rules.contact_types | {""} if rules.contact_types else None),
            self._fitting(records.works.words, rules.professions or None),
        )
        self._choices = (
            int(clean.patients is not None),
            int(rules.listed_unit_only and clean.listing),
            _SAME_DAY[rules.same_day],
            _TEAM[rules.team_visits],
            int(rules.ties == "file"),
            max(rules.min_visits, FEWEST_VISITS),
        )

    def sums(self, threads: int) -> IndexSums:
        """Count all parts, and put them together."""
        with ThreadPoolExecutor(threads) as pool:
            parts = list(pool.map(self._part, range(kernels.PARTS)))
        sums = IndexSums()
        causes, states = sum(part[0] for part in parts), sum(part[1] for part in parts)
        sums.visits = {name: int(count) for name, count in zip(kernels.CAUSES, causes, strict=True) if count}
        if self._clean.patients is not None:
            sums.population = {name: int(count) for name, count in zip(kernels.STATES, states, strict=True) if count}
        cells, counts = _counted_each(np.concatenate([part[2] for part in parts]))
        sums.listed = {self._group(int(cell)): int(count) for cell, count in zip(cells, counts, strict=True)}
        self._fill(sums, parts)
        return sums

    def _part(self, number: int) -> tuple[Any, ...]:
        causes, states = np.zeros(len(kernels.CAUSES), np.int64), np.zeros(len(kernels.STATES), np.int64)
        went, listed, subjects, large = kernels.counted_part(
            self._records.visits.part(number),
            self._records.patients.part(number),
            self._choices,
            self._window,
            self._ages,
            self._strides,
            self._staff,
            self._fits,
            causes,
            states,
        )
        if went != kernels.FINE:
            raise NativeCannotError
        narrow = (
            subjects[:, 0],
            *(subjects[:, at].astype(np.int32) for at in (1, 2, 3)),
            subjects[:, 4],
            subjects[:, 5],
        )
        return causes, states, listed, tuple(column.copy() for column in narrow), self._large(large)

    def _fill(self, sums: IndexSums, parts: list[tuple[Any, ...]]) -> None:
        """Sort the patients who count by cell, so that each group's are a slice of the columns."""
        cell, visits, squares, most, repeats, tied = (
            np.concatenate([part[3][at] for part in parts]) for at in range(6)
        )
        if not len(cell):
            return
        small = cell.astype(np.uint16) if int(cell.max()) < 1 << 16 else cell
        order = np.argsort(small, kind="stable")  # whole numbers of 16 bits are sorted by their digits
        cell, visits = cell[order], visits[order]
        begins = np.flatnonzero(np.diff(cell, prepend=cell[0] - 1))
        ends = [*begins[1:].tolist(), len(cell)]
        groups = [self._group(int(one)) for one in cell[begins]]
        for index, totals in (("coc", squares), ("upc", most), ("secon", repeats)):
            if index != "coc" and index not in self._rules.indices:
                continue
            ordered = totals[order]
            of_group = sums.histograms.setdefault(index, {})
            for group, begin, end in zip(groups, begins.tolist(), ends, strict=True):
                numbers, summed = visits[begin:end], ordered[begin:end]
                if index == "secon" and (summed < 0).any():
                    numbers, summed = numbers[summed >= 0], summed[summed >= 0]
                of_group[group] = Histogram(rows=[(numbers, summed)])
        ties = np.add.reduceat(tied[order], begins)
        sums.tied = {group: int(count) for group, count in zip(groups, ties, strict=True) if count}
        if "secon" in self._rules.indices:
            for part in parts:
                for one, key in part[4]:
                    sums.histograms["secon"][self._group(one)].counts[key] += 1

    def _large(self, rows: Any) -> list[tuple[int, tuple[int, Any]]]:
        """Work out by the definition itself what whole numbers cannot hold: patients with very many visits at once."""
        moments: dict[tuple[int, int], dict[int, list[int]]] = {}
        for subject, cell, moment, person in rows.tolist():
            moments.setdefault((subject, cell), {}).setdefault(moment, []).append(person)
        found = []
        for (_subject, cell), by_moment in moments.items():
            ordered = [by_moment[moment] for moment in sorted(by_moment)]
            repeats = expected_repeats(ordered) * REPEAT_UNIT
            total = int(repeats) if repeats.denominator == 1 else repeats
            found.append((cell, (sum(map(len, ordered)), total)))
        return found

    def _strides_of(self) -> Any:
        strides, step = [], 1
        for (place, _words), meanings in zip(self._places, self._meanings, strict=True):
            strides.append((place, step))
            step *= len(meanings)
        if step > _MOST_CELLS:
            raise NativeCannotError
        return np.array(strides, np.int64).reshape(-1, 2)

    def _group(self, cell: int) -> Group:
        names = []
        for meanings in self._meanings:
            cell, value = divmod(cell, len(meanings))
            names.append(meanings[value])
        return tuple(names)

    def _ages_of(self) -> Any:
        """Return, by day of birth, the number of the age's band."""
        numbers = np.zeros(LAST_BIRTH + 1, np.int64)
        if all(words is not None for _place, words in self._places):
            return numbers
        day = self._reference
        births = np.datetime64("1850-01-01") + np.arange(number_of(day))
        months = births.astype("datetime64[M]")
        years, month = np.divmod(months.astype(np.int64), 12)
        before = (month + 1) * 32 + (births - months).astype(np.int64) + 1 > day.month * 32 + day.day
        number = {name: at for at, name in enumerate(self._bands)}
        bands = [number[band_of(age, self._rules.age_bands)] for age in range(day.year - 1850 + 1)]
        numbers[1 : len(births) + 1] = np.array(bands)[day.year - 1970 - years - before]
        return numbers

    def _fitting(self, words: list[str], wanted: frozenset[str] | set[str] | None) -> Any:
        return np.array([wanted is None or word.casefold() in wanted for word in words], np.bool_)

    def _staff_of(self, clean: CleanInput) -> tuple[Any, ...]:
        """Return the periods of each provider as columns, and where each provider's begin."""
        codes, works = self._records.providers, self._records.works
        periods = staff_periods(provider_rows(clean.providers))
        rows: dict[int, list[tuple[int, int, int, int, int]]] = {}
        for one in periods:
            grade = (one.grade or "").casefold()
            left_out = 1 if grade and grade in self._rules.left_out_grades else 0
            if not left_out and one.hired and not self._rules.hired:
                left_out = 2
            last = _FAR if one.last in {None, datetime.date.max} else number_of(one.last or self._reference)
            row = (
                number_of(one.first or datetime.date.min),
                last,
                codes.of(one.person),
                works.of(one.profession),
                left_out,
            )
            rows.setdefault(codes.of(one.id), []).append(row)
        counts = Counter({provider: len(of) for provider, of in rows.items()})
        begins = np.zeros(len(codes.words) + 1, np.int64)
        begins[1:] = np.cumsum([counts[provider] for provider in range(len(codes.words))])
        columns = np.array([row for provider in sorted(rows) for row in rows[provider]], np.int64).reshape(-1, 5)
        return (begins, *(np.ascontiguousarray(columns[:, at]) for at in range(5)))


def _counted_each(cells: Any) -> tuple[Any, Any]:
    """Return the different cells, and how often each is there."""
    if not len(cells) or int(cells.max()) >= _FEW_CELLS:
        return np.unique(cells, return_counts=True)
    counts = np.bincount(cells)
    found = np.flatnonzero(counts)
    return found, counts[found]


def try_out(folder: Path) -> None:
    """Go through all that is compiled with one visit by one patient."""
    day = datetime.date(2022, 1, 1)
    rules = Rules(references=(day,))
    columns = {column.name: pa.nulls(1, CLEAN_TYPES[column.kind]) for column in (*VISITS.columns, *PATIENTS.columns)}
    given = {
        "row": pa.array([0], pa.int64()),
        "patient": pa.array(["p"]),
        "provider": pa.array(["v"]),
        "date": pa.array([day], pa.date32()),
    }
    rows = pa.table(columns | given)
    with OnNative(folder, rules, threads=1) as engine:
        for sink in engine.sinks().values():
            sink.take(rows)
        read = CleanTable(folder, (), 1, Faults(VISITS.title), {}, {})
        engine.count(CleanInput(read, read), rules, day, rules.passes(listing=False)[0])
