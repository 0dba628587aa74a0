"""A small file that says what one's own columns and codes are called: the *mapping*.

YAML, table by table, our name first::

    visits:
      patient: PatPseudo
      date: Besoksdatum
    values:
      profession: {LAK: läkare, SSK: sjuksköterska}
      contact_type: {NB: besök, ÅB: besök, TEL: telefon}
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from naravard.agreement.model import Text
from naravard.care.records.faults import RecordsRefusedError
from naravard.care.records.tables import CONTACTS, PATIENTS, PROVIDERS, VISITS, RecordTable

_TABLES = {table.name: table for table in (VISITS, PATIENTS, PROVIDERS, CONTACTS)}
_VALUES = "values"


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """What columns and codes are called in one's own files."""

    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By table: our name of a column, and the files' own."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By column: a code of one's own, and what it means here."""

    def heading(self, table: RecordTable, column: str) -> str | None:
        """Return what a column is called in one's own files, if the mapping says so."""
        return self.columns.get(table.name, {}).get(column)


def read_column_names(path: Path) -> ColumnNames:
    """Read a mapping; a name that no table has is refused, since it is a slip of the pen."""
    try:
        written = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise _refused(path, Text(f"den går inte att läsa ({error})", f"it cannot be read ({error})")) from None
    if not isinstance(written, dict):
        raise _refused(path, Text("den ska ha en rad per tabell", "it must have a line for each table"))
    columns = {}
    for name, named in written.items():
        if name != _VALUES:
            columns[name] = _columns_of(path, name, named)
    return ColumnNames(columns, _meanings(path, written.get(_VALUES) or {}))


def _meanings(path: Path, values: object) -> dict[str, dict[str, str]]:
    if not isinstance(values, dict) or not all(isinstance(codes, dict) for codes in values.values()):
        raise _refused(
            path,
            Text(
                f"under {_VALUES} ska varje kolumn ha koder och vad de betyder, som contact_type: {{NB: besök}}",
                f"under {_VALUES} each column must have codes and what they mean, as contact_type: {{NB: besök}}",
            ),
        )
    return {str(column): {str(code): str(means) for code, means in codes.items()} for column, codes in values.items()}


def _columns_of(path: Path, name: object, named: object) -> dict[str, str]:
    table = _TABLES.get(str(name))
    if table is None or not isinstance(named, dict):
        known = ", ".join([*_TABLES, _VALUES])
        raise _refused(path, Text(f"”{name}” är ingen av {known}", f"“{name}” is none of {known}"))
    for ours in named:
        if not table.open_ended and table.named(str(ours)) is None:
            known = ", ".join(column.name for column in table.columns)
            raise _refused(
                path,
                Text(
                    f"{name} har ingen kolumn ”{ours}” (de som finns: {known})",
                    f"{name} has no column “{ours}” ({known})",
                ),
            )
    return {str(ours): str(theirs) for ours, theirs in named.items()}


def _refused(path: Path, why: Text) -> RecordsRefusedError:
    return RecordsRefusedError(
        Text(
            f"Filen {path} med kolumnernas namn kan inte användas: {why.sv}.",
            f"The file {path} with the columns' names cannot be used: {why.en}.",
        )
    )
