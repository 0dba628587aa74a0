"""Care records that are made up, odd in every way that counts, and small."""

import datetime
import random
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from naravard.care.continuity.definition import CareVisit, PatientRow, ProviderRow
from naravard.care.continuity.engines.clean_input import CleanInput
from naravard.care.records.faults import Faults
from naravard.care.records.reader import CleanTable
from naravard.care.records.tables import PATIENTS, PROVIDERS, VISITS, RecordTable

DAY = datetime.date
REFERENCE = DAY(2022, 12, 31)
_TYPES = {"id": pa.string(), "word": pa.string(), "day": pa.date32(), "moment": pa.int32(), "yes or no": pa.bool_()}


def clean_table(table: RecordTable, rows: Sequence[Any], target: Path, own: Sequence[str] = ()) -> CleanTable:
    """Write rows of the definition as a clean file."""
    names = {"from": "first", "to": "last"} if table is PROVIDERS else {}
    columns: dict[str, Any] = {"row": pa.array([getattr(one, "row", at) for at, one in enumerate(rows)], pa.int64())}
    for column in table.columns:
        columns[column.name] = pa.array(
            [getattr(one, names.get(column.name, column.name)) for one in rows], _TYPES[column.kind]
        )
    for name in own:
        columns[name] = pa.array([one.own.get(name) for one in rows], pa.string())
    pyarrow.parquet.write_table(pa.table(columns), target)
    used = tuple(name for name, values in columns.items() if name != "row" and values.null_count < len(values))
    return CleanTable(target, used, len(rows), Faults(table.title), {}, {})


def clean_input(
    folder: Path, visits: Sequence[CareVisit], patients: Sequence[PatientRow] | None, providers: Sequence[ProviderRow]
) -> CleanInput:
    """Write a run's tables as clean files."""
    own = sorted({name for one in patients or () for name in one.own})
    return CleanInput(
        clean_table(VISITS, visits, folder / "visits.parquet"),
        clean_table(PATIENTS, patients, folder / "patients.parquet", own) if patients is not None else None,
        clean_table(PROVIDERS, providers, folder / "providers.parquet") if providers else None,
    )


def shuffled(visits: Sequence[CareVisit], seed: int) -> list[CareVisit]:
    """Return the same visits in the files' rows the other way about."""
    mixed = list(visits)
    random.Random(seed).shuffle(mixed)  # noqa: S311
    names = [one.name for one in fields(CareVisit) if one.name != "row"]
    return [CareVisit(row=row, **{name: getattr(one, name) for name in names}) for row, one in enumerate(mixed)]


class OddRecords:
    """A few patients who do all that patients and files can do: move, die, are listed twice, come twice a day."""

    def __init__(self, seed: int, patients: int = 60) -> None:
        self._chance = random.Random(seed)  # noqa: S311
        self.providers = self._staff()
        self.patients = [row for number in range(patients) for row in self._rows_of(number)]
        self.patients = [
            PatientRow(**{one.name: getattr(row, one.name) for one in fields(PatientRow)} | {"row": at})
            for at, row in enumerate(self.patients)
        ]
        self.visits = [visit for number in range(patients + 3) for visit in self._visits_of(number)]
        self._chance.shuffle(self.visits)
        self.visits = shuffled(self.visits, seed)

    def _staff(self) -> list[ProviderRow]:
        chance, rows = self._chance, []
        for number in range(12):
            person = f"person-{number // 2}" if chance.random() < 0.4 else None
            rows.append(
                ProviderRow(
                    id=f"id-{number}",
                    person=person,
                    profession=chance.choice(["läkare", "Läkare", "sjuksköterska", None]),
                    grade=chance.choice(["ST", "AT", "specialist", None]),
                    hired=chance.choice([True, False, None]),
                    first=chance.choice([None, DAY(2021, 1, 1), DAY(2022, 3, 1)]),
                    last=chance.choice([None, DAY(2022, 6, 30), DAY(2023, 1, 1)]),
                )
            )
        return [*rows, ProviderRow(id="id-0", person="person-9", first=DAY(2022, 9, 1))]

    def _rows_of(self, number: int) -> list[PatientRow]:
        chance = self._chance
        person = {
            "sex": chance.choice(["K", "M", None]),
            "birth_date": chance.choice([DAY(1932, 2, 29), DAY(1957, 12, 31), DAY(1958, 1, 1), DAY(2010, 7, 7), None]),
            "death_date": chance.choice([None] * 8 + [DAY(2022, 12, 31), DAY(2023, 1, 2)]),
            "region": chance.choice(["01", "03"]),
            "care_home": chance.choice([True, False, None]),
            "own": {"sip": chance.choice(["ja", "nej", None])},
        }
        return [
            PatientRow(
                row=0,
                patient=f"p{number}",
                unit=chance.choice(["U1", "U2", "U3", None]),
                unit_from=chance.choice([None, DAY(2020, 1, 1), DAY(2022, 5, 1), DAY(2023, 1, 1)]),
                unit_to=chance.choice([None, None, DAY(2022, 4, 30), DAY(2022, 12, 31)]),
                named_doctor=chance.choice([f"id-{chance.randrange(12)}", None]),
                named_doctor_from=chance.choice([None, DAY(2022, 2, 2)]),
                named_doctor_to=chance.choice([None, None, DAY(2022, 11, 30)]),
                **person,  # type: ignore[arg-type]
            )
            for _ in range(chance.choice([1, 1, 1, 2, 3]))
        ]

    def _visits_of(self, number: int) -> list[CareVisit]:
        chance = self._chance
        favourites = [f"id-{chance.randrange(13)}" for _ in range(3)]
        made: list[CareVisit] = []
        day = DAY(2021, 12, 15)
        for _ in range(chance.choice([0, 1, 3, 4, 6, 9, 14, 20])):
            day += datetime.timedelta(chance.choice([0, 0, 1, 15, 30, 60]))
            made.append(
                CareVisit(
                    row=0,
                    patient=f"p{number}",
                    provider=chance.choice(favourites),
                    date=min(day, DAY(2023, 2, 1)),
                    time=chance.choice([None, 36000, 36000, 43200]),
                    visit=chance.choice([None, f"v{number}-{chance.randrange(6)}"]),
                    profession=chance.choice([None, None, "läkare", "kurator"]),
                    unit=chance.choice(["U1", "U2", "U3", None]),
                    contact_type=chance.choice(["besök", "Besök", "telefon", None]),
                    list=chance.choice([None, None, f"id-{chance.randrange(12)}"]),
                )
            )
        return [*made, *(made[:1] if chance.random() < 0.3 else [])]


def crowded(patient: str, day: datetime.date, persons: str) -> list[CareVisit]:
    """Return many visits on one day without times: more than an engine's whole numbers can hold the orders of."""
    return [
        CareVisit(row=0, patient=patient, provider=person, date=day, visit=f"{patient}-{day}-{number}", unit="U1")
        for number, person in enumerate(persons)
    ]
