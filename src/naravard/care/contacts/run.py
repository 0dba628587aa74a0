"""From files to shares: the register, the population and the providers read by the one reader."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow.parquet

from naravard.agreement.model import Text
from naravard.care.contacts.register import (
    QUALITY,
    WHOLE_NAMES,
    ContactResult,
    ContactRow,
    ContactRules,
    ShareRow,
    shares,
)
from naravard.care.continuity.definition import PatientRow
from naravard.care.continuity.engines.clean_input import provider_rows
from naravard.care.continuity.run import own_columns, refuse_missing_groups
from naravard.care.continuity.tables import Machine, decimal, group_column
from naravard.care.records.column_names import ColumnNames
from naravard.care.records.reader import CleanTable, RecordReader, refuse_if_too_much
from naravard.care.records.tables import CONTACTS, PATIENTS, PROVIDERS
from naravard.documents.table import Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFiles:
    """The files of a run."""

    contacts: Sequence[Path]
    patients: Sequence[Path]
    providers: Sequence[Path] = ()
    names: ColumnNames


def run_contacts(
    files: ContactFiles, rules: ContactRules, folder: Path, today: datetime.date, most_dropped: Fraction
) -> tuple[ContactResult, list[CleanTable]]:
    """Read the files and return the shares, with what was found in the files."""
    own = own_columns(rules.by)

    def read(table: Any, paths: Sequence[Path], keep_own: Sequence[str] = ()) -> CleanTable:
        reader = RecordReader(table, today=today, names=files.names, keep_own=keep_own)
        return reader.read(paths, folder / f"{table.name}.parquet")

    contacts, patients = read(CONTACTS, files.contacts), read(PATIENTS, files.patients, own)
    providers = read(PROVIDERS, files.providers) if files.providers else None
    tables = [one for one in (contacts, patients, providers) if one is not None]
    refuse_if_too_much(tables, most_dropped)
    refuse_missing_groups(dict.fromkeys(name for names in rules.by for name in names), patients)
    result = shares(
        [_contact(row) for row in _rows(contacts)],
        [_patient(row, own) for row in _rows(patients)],
        provider_rows(providers) if providers is not None else None,
        rules,
    )
    return result, tables


def _rows(clean: CleanTable) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pyarrow.parquet.read_table(clean.path).to_pylist()
    return found


def _contact(row: dict[str, Any]) -> ContactRow:
    return ContactRow(
        first=row["from"], last=row["to"], **{name: value for name, value in row.items() if name not in {"from", "to"}}
    )


def _patient(row: dict[str, Any], own: Sequence[str]) -> PatientRow:
    known = {name: value for name, value in row.items() if name not in own}
    return PatientRow(own={name: row[name] for name in own}, **known)


def share_rows(result: ContactResult, rules: ContactRules) -> tuple[list[str], list[Machine]]:
    """Return the columns and rows for machines."""
    groups = list(dict.fromkeys(name for names in rules.by for name in names))
    columns = [*groups, "measure", "numerator", "denominator", "share", "date", "kind", "method", "grouping", "hidden"]
    rows: list[Machine] = []
    for row in result.rows:
        values = dict(zip(row.names, row.group, strict=True))
        rows.append(
            {
                **{name: values.get(name, "") for name in groups},
                "measure": row.whole,
                "numerator": row.numerator,
                "denominator": row.denominator,
                "share": decimal(row.share) if row.share is not None else None,
                "date": row.day.isoformat(),
                "kind": rules.kind,
                "method": "register",
                "grouping": ",".join(row.names),
                "hidden": "yes" if row.hidden else "",
            }
        )
    return columns, rows


def share_tables(result: ContactResult, rules: ContactRules) -> list[Table]:
    """Return the tables for people: a grouping each, then what was found in the register."""
    made = []
    for number, names in enumerate(rules.by):
        columns: list[Column[ShareRow]] = [
            Column("date", Text("Dag", "Day"), "date", of=lambda row: row.day),
            *(group_column(place, name) for place, name in enumerate(names)),
            Column("measure", Text("Andel", "Share"), of=lambda row: WHOLE_NAMES[row.whole]),
            Column("numerator", Text("Med kontakt", "With a contact"), "number", of=lambda row: row.numerator),
            Column("denominator", Text("Av alla", "Of all"), "number", of=lambda row: row.denominator),
            Column("share", Text("Procent", "Per cent"), "per cent", 2, of=lambda row: row.share),
            Column("hidden", Text("Döljs", "Hidden"), of=lambda row: Text("ja", "yes") if row.hidden else None),
        ]
        rows = [row for row in result.rows if row.names == names]
        made.append(
            Table.of(
                rows,
                columns,
                id=f"fasta-kontakter-{number + 1}",
                caption=Text("Fasta kontakter, ur register", "Named contacts, from a register"),
            )
        )
    found = [(day, QUALITY[name], count) for day, counts in result.quality.items() for name, count in counts.items()]
    made.append(
        Table.of(
            found,
            [
                Column("date", Text("Dag", "Day"), "date", of=lambda row: row[0]),
                Column("what", Text("Vad registret visar", "What the register shows"), of=lambda row: row[1]),
                Column("count", Text("Antal", "How many"), "number", of=lambda row: row[2]),
            ],
            id="registrets-kvalitet",
            caption=Text("Registrets kvalitet", "The register's quality"),
        )
    )
    return made
