"""The fields of the pages, and what is read of them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from naravard.agreement.model import Text
from naravard.care.continuity.rules import INDEX_NAMES, INDICES, OF_PATIENT, Rules
from naravard.care.continuity.tables import group_column
from naravard.care.records.column_names import ColumnNames
from naravard.care.records.reader import columns_meant
from naravard.care.records.sources import headings_of
from naravard.care.records.tables import PATIENTS, PROVIDERS, VISITS, RecordTable
from naravard.web.site.forms.fields import Choice, Field
from naravard.web.site.forms.posted_values import Written

TABLE_OF: Mapping[str, RecordTable] = {"visits": VISITS, "patients": PATIENTS, "providers": PROVIDERS}
_KINDS = (
    Choice("", Text("används inte", "not used")),
    Choice("visits", Text("besök", "visits")),
    Choice("patients", Text("patienter", "patients")),
    Choice("providers", Text("vårdpersonal", "providers")),
)
_COLUMN_WORDS: Mapping[str, Text] = {
    "patient": Text("Patientens pseudonym", "The patient's pseudonym"),
    "provider": Text("Vårdgivarens id", "The provider's id"),
    "date": Text("Besöksdag", "Day of the visit"),
    "time": Text("Klockslag", "Time"),
    "visit": Text("Besökets id", "The visit's id"),
    "profession": Text("Yrke", "Profession"),
    "unit": Text("Enhet", "Unit"),
    "contact_type": Text("Kontakttyp", "Contact type"),
    "list": Text("Lista", "List"),
    "unit_from": Text("Listad från", "Listed from"),
    "unit_to": Text("Listad till", "Listed to"),
    "region": Text("Region", "Region"),
    "municipality": Text("Kommun", "Municipality"),
    "sex": Text("Kön", "Sex"),
    "birth_date": Text("Födelsedag", "Day of birth"),
    "death_date": Text("Dödsdag", "Day of death"),
    "named_doctor": Text("Fast läkare", "Named doctor"),
    "named_doctor_from": Text("Fast läkare från", "Named doctor from"),
    "named_doctor_to": Text("Fast läkare till", "Named doctor to"),
    "care_home": Text("Särskilt boende", "Care home"),
    "id": Text("Vårdgivarens id", "The provider's id"),
    "person": Text("Personens id", "The person's id"),
    "grade": Text("Tjänst", "Grade"),
    "hired": Text("Inhyrd", "Hired"),
    "from": Text("Från", "From"),
    "to": Text("Till", "To"),
}
_NOT_THERE = Choice("", Text("finns inte", "not there"))


def file_fields(files: Sequence[Path], chosen: Mapping[str, list[Path]]) -> list[Field]:
    """Return a field for each file: what it holds."""
    now = {path: name for name, paths in chosen.items() for path in paths}
    return [
        Field(
            name=f"file-{place}",
            label=Text(path.name, path.name),
            kind="select",
            choices=_KINDS,
            value=now.get(path, ""),
        )
        for place, path in enumerate(files)
    ]


def column_fields(name: str, files: Sequence[Path], names: ColumnNames) -> list[Field]:
    """Return a field for each column of a table: what the files call it."""
    table = TABLE_OF[name]
    headings = list(dict.fromkeys(heading for path in files for heading in headings_of(path)))
    meant = columns_meant(table, names, headings)
    choices = [Choice(one, Text(one, one)) for one in headings]
    return [
        Field(
            name=f"{name}.{column.name}",
            label=_COLUMN_WORDS[column.name],
            hint=Text("måste finnas", "needed") if column.required else Text("", ""),
            kind="select",
            choices=[_NOT_THERE, *choices],
            value=meant.get(column.name, ""),
        )
        for column in table.columns
    ]


def names_written(written: Written, chosen: Mapping[str, list[Path]]) -> ColumnNames:
    """Read what the columns are called; a needed one that is missing is a problem."""
    columns: dict[str, dict[str, str]] = {}
    for name, paths in chosen.items():
        if not paths:
            continue
        for column in TABLE_OF[name].columns:
            heading = written.raw(f"{name}.{column.name}")
            columns.setdefault(name, {})[column.name] = heading
            if column.required and not heading:
                written.wrong(f"{name}.{column.name}", "Välj en kolumn.", "Choose a column.")
    return ColumnNames(columns)


def rule_fields(reference: datetime.date, groups: Sequence[str]) -> list[Field]:
    """Return the fields of what is chosen, with what is usual."""
    return [
        Field(
            name="reference",
            label=Text("Mätdag", "Reference date"),
            kind="day",
            value=reference.isoformat(),
            hint=Text("Fönstret slutar den dagen.", "The window ends on that day."),
        ),
        Field(
            name="months",
            label=Text("Fönster, hela månader", "Window, whole months"),
            kind="digits",
            value="18",
            width=3,
        ),
        Field(name="least", label=Text("Minsta antal besök", "Fewest visits"), kind="digits", value="3", width=3),
        Field(
            name="profession",
            label=Text("Yrke (valfritt)", "Profession (optional)"),
            hint=Text("Till exempel läkare. Tomt räknar alla.", "As the files have it; empty counts all."),
        ),
        Field(
            name="own_unit",
            label=Text(
                "Bara besök på den enhet där patienten är listad", "Only visits at the unit where the patient is listed"
            ),
            kind="checkbox",
            value="ja",
        ),
        Field(
            name="indices",
            label=Text("Mått att räkna", "Measures to compute"),
            kind="several",
            choices=[Choice(one, INDEX_NAMES[one]) for one in INDICES],
            chosen=("coc", "upc", "secon"),
        ),
        Field(
            name="by",
            label=Text("Dela upp efter", "Group by"),
            hint=Text("En tabell för varje val.", "A table for each choice."),
            kind="several",
            choices=[Choice(one, group_column(0, one).heading) for one in groups],
            chosen=("unit",),
        ),
    ]


def groups_of(chosen: Mapping[str, list[Path]], names: ColumnNames) -> list[str]:
    """Return what patients can be grouped by, as the chosen columns have it."""
    held = {column for column, heading in names.columns.get("patients", {}).items() if heading}
    needs = {"age": "birth_date"}
    return [one for one in OF_PATIENT if needs.get(one, one) in held] if chosen.get("patients") else []


def rules_written(written: Written, groups: Sequence[str]) -> Rules:
    """Read what is chosen; what is wrong is noted as problems."""
    reference = written.required_day("reference")
    months = written.number("months", most=240) or 0
    least = written.number("least", most=1000) or 0
    if "months" not in written.problems and months < 1:
        written.wrong("months", "Skriv minst 1 månad.", "Write at least 1 month.")
    if "least" not in written.problems and least < 1:
        written.wrong("least", "Skriv minst 1 besök.", "Write at least 1 visit.")
    indices = tuple(one for one in INDICES if one in written.all("indices"))
    if not indices:
        written.wrong("indices", "Välj minst ett mått.", "Choose at least one measure.")
    by = [one for one in groups if one in written.all("by")]
    profession = written.line("profession").casefold()
    return Rules(
        references=(reference,),
        window_months=int(months) or 1,
        min_visits=int(least) or 1,
        professions=frozenset({profession}) if profession else frozenset(),
        listed_unit_only=bool(written.raw("own_unit")),
        by=((), *((one,) for one in by)),
        indices=indices,
    )


def as_written(fields: Sequence[Field], written: Written) -> list[Field]:
    """Return the fields with what was written and what is wrong."""
    return [
        replace(
            one,
            value=written.raw(one.name),
            chosen=written.all(one.name),
            problem=written.problems.get(one.name),
        )
        for one in fields
    ]
