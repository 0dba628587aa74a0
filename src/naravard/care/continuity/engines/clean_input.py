"""What every engine is given: clean files, and which of their columns hold anything."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow.parquet

from naravard.care.continuity.definition import ProviderRow, Staff
from naravard.care.records.reader import CleanTable
from naravard.care.records.tables import PATIENTS

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CleanInput:
    """The clean tables of a run."""

    visits: CleanTable
    patients: CleanTable | None = None
    providers: CleanTable | None = None

    @property
    def tables(self) -> list[CleanTable]:
        """The tables there are."""
        return [one for one in (self.visits, self.patients, self.providers) if one is not None]

    @property
    def listing(self) -> bool:
        """Whether it is known where patients are listed."""
        return self.patients is not None and "unit" in self.patients.columns

    def has(self, column: str) -> bool:
        """Say whether the visits have a column."""
        return column in self.visits.columns

    def patients_have(self, column: str) -> bool:
        """Say whether the patients' file has a column."""
        return self.patients is not None and column in self.patients.columns

    @property
    def own_columns(self) -> tuple[str, ...]:
        """Columns of one's own in the patients' file."""
        known = {column.name for column in PATIENTS.columns}
        return tuple(name for name in (self.patients.columns if self.patients else ()) if name not in known)


def provider_rows(clean: CleanTable | None) -> list[ProviderRow]:
    """Return the providers, in the order of their files."""
    if clean is None:
        return []
    rows: list[Mapping[str, Any]] = pyarrow.parquet.read_table(clean.path).to_pylist()
    return [
        ProviderRow(
            id=row["id"],
            person=row["person"],
            profession=row["profession"],
            grade=row["grade"],
            hired=row["hired"],
            first=row["from"],
            last=row["to"],
        )
        for row in rows
    ]


def staff_periods(providers: list[ProviderRow]) -> list[ProviderRow]:
    """Return the providers with periods that never overlap, each with the row that holds in it: a join is unique."""
    staff, bounds = Staff(providers), dict[str, set[datetime.date]]()
    for one in providers:
        own = bounds.setdefault(one.id, {datetime.date.min})
        own.update(
            day for day in (one.first, one.last + _DAY if one.last and one.last < datetime.date.max else None) if day
        )
    periods = []
    for provider, days in bounds.items():
        begins = sorted(days)
        for begin, after in zip(begins, [*begins[1:], None], strict=True):
            row = staff.row(provider, begin)
            if row is not None:
                periods.append(
                    ProviderRow(
                        id=provider,
                        person=row.person or provider,
                        profession=row.profession,
                        grade=row.grade,
                        hired=row.hired,
                        first=begin,
                        last=after - _DAY if after is not None else datetime.date.max,
                    )
                )
    return periods
