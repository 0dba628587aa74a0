"""The pages: files, columns, choices, the run, its result, and, when it has been looked at, a file of it."""

import datetime
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from naravard.agreement.duties.deadlines import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.wording import decimal, whole
from naravard.care.continuity.measure_report import measure_reports
from naravard.care.continuity.result import IndexRow
from naravard.care.continuity.rules import INDEX_NAMES
from naravard.care.continuity.tables import UNKNOWN, arrow_table, csv_text, group_column, machine_rows, people_tables
from naravard.care.records.faults import RecordsRefusedError
from naravard.care.records.sources import ENDINGS
from naravard.care_desk.desk import TABLES, Desk, Here, Running
from naravard.care_desk.forms import (
    as_written,
    column_fields,
    file_fields,
    groups_of,
    names_written,
    rule_fields,
    rules_written,
)
from naravard.care_desk.result_file import packed
from naravard.documents.files import as_file
from naravard.web.site.bars import Bar, BarRow, Panel
from naravard.web.site.forms.fields import Choice, Field
from naravard.web.site.forms.posted_values import Written
from naravard.web.site.tables import present

_TITLES: Mapping[str, Text] = {
    "visits": Text("Besök", "Visits"),
    "patients": Text("Patienter", "Patients"),
    "providers": Text("Vårdpersonal", "Providers"),
}
_FORMS = ("xlsx", "csv", "parquet", "fhir")
_MOST_BARS = 40


def _desk() -> Desk:
    return Here.desk


def _page(request: HttpRequest, template: str, title: Text, status: int = 200, **shown: object) -> HttpResponse:
    steps = [
        (Text("Filer", "Files"), reverse("files")),
        (Text("Kolumner", "Columns"), reverse("columns")),
        (Text("Mätdag", "Reference date"), reverse("choices")),
        (Text("Resultat", "Results"), reverse("result")),
    ]
    return render(
        request, f"care_desk/{template}.html", {"title": title, "steps": steps, "words": _WORDS, **shown}, status=status
    )


def files(request: HttpRequest) -> HttpResponse:
    """Choose files, folder by folder."""
    desk = _desk()
    folder = _folder(desk, request.GET.get("mapp", ""))
    found = _in_folder(folder)
    fields = file_fields(found, desk.chosen)
    problem = False
    if request.method == "POST":
        kept = {name: [one for one in desk.chosen.get(name, []) if one not in found] for name in TABLES}
        for field, path in zip(fields, found, strict=True):
            kind = request.POST.get(field.name, "")
            if kind in kept:
                kept[kind].append(path)
        desk.chosen, desk.names = kept, type(desk.names)()
        if kept["visits"]:
            return HttpResponseRedirect(reverse("columns"))
        problem = True
        fields = as_written(fields, Written(request.POST))
    return _page(
        request,
        "files",
        Text("Välj filer med besök", "Choose files with visits"),
        422 if problem else 200,
        fields=fields,
        problem=problem,
        folders=_folders(desk, folder),
        place=folder,
        chosen=[(_TITLES[name], paths) for name, paths in desk.chosen.items() if paths],
    )


def _folder(desk: Desk, asked: str) -> Path:
    """Return the folder that is asked for, if it is one and lies where files may be chosen."""
    root = desk.folder.resolve()
    try:
        folder = (root / asked).resolve()
        return folder if folder.is_dir() and folder.is_relative_to(root) else root
    except (OSError, ValueError):
        return root


def _in_folder(folder: Path) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if one.suffix.lower() in ENDINGS and one.is_file())
    except OSError:
        return []


def _folders(desk: Desk, folder: Path) -> list[tuple[str, str]]:
    """Return the folders to go to: the one above, and those within; hidden ones are left out."""
    root = desk.folder.resolve()
    found = [("..", str(folder.parent.relative_to(root)))] if folder != root else []
    try:
        within = sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith("."))
    except OSError:
        within = []
    return [*found, *((one.name, str(one.relative_to(root))) for one in within)]


def columns(request: HttpRequest) -> HttpResponse:
    """Say what the columns are called."""
    desk = _desk()
    if not desk.chosen.get("visits"):
        return HttpResponseRedirect(reverse("files"))
    try:
        parts = [(name, column_fields(name, desk.chosen[name], desk.names)) for name in TABLES if desk.chosen.get(name)]
    except RecordsRefusedError as refused:
        return _page(
            request, "refused", Text("Filen går inte att läsa", "The file cannot be read"), 422, says=refused.says
        )
    written = Written(request.POST)
    if request.method == "POST":
        names = names_written(written, desk.chosen)
        if not written.problems:
            desk.names = names
            return HttpResponseRedirect(reverse("choices"))
        parts = [(name, as_written(fields, written)) for name, fields in parts]
    return _page(
        request,
        "columns",
        Text("Säg vad kolumnerna heter", "Say what the columns are called"),
        422 if written.problems else 200,
        parts=[(_TITLES[name], fields) for name, fields in parts],
        fields=[field for _name, fields in parts for field in fields],
        problems=written.problems,
    )


def choices(request: HttpRequest) -> HttpResponse:
    """Choose the reference date and the rest, and begin the run."""
    desk = _desk()
    if not desk.names.columns:
        return HttpResponseRedirect(reverse("files"))
    groups = groups_of(desk.chosen, desk.names)
    today = swedish_day(datetime.datetime.now(datetime.UTC))
    fields = rule_fields(datetime.date(today.year - 1, 12, 31), groups)
    written = Written(request.POST)
    if request.method == "POST":
        rules = rules_written(written, groups)
        if not written.problems:
            desk.begin(rules)
            return HttpResponseRedirect(reverse("running"))
        fields = as_written(fields, written)
    return _page(
        request,
        "choices",
        Text("Välj mätdag och mått", "Choose reference date and measures"),
        422 if written.problems else 200,
        fields=fields,
        problems=written.problems,
    )


def running(request: HttpRequest) -> HttpResponse:
    """Show how far the run has come; when it has ended, its result or why there is none."""
    run = _desk().run
    if run is None:
        return HttpResponseRedirect(reverse("files"))
    if run.goes_on:
        return _page(request, "running", Text("Räknar", "Computing"), says=run.says, share=round(run.share * 100))
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": reverse("running")})
    if run.problem is not None:
        return _page(request, "refused", Text("Inget räknades", "Nothing was computed"), says=run.problem)
    return HttpResponseRedirect(reverse("result"))


def result(request: HttpRequest) -> HttpResponse:
    """Show the result: the whole, tables, charts and what it rests on."""
    run = _desk().run
    if run is None or run.result is None or run.card is None:
        return HttpResponseRedirect(reverse("running"))
    return _result_page(request, run)


def _result_page(request: HttpRequest, run: Running, *, problem: bool = False) -> HttpResponse:
    rules, found, card = run.rules, run.result, run.card
    assert found is not None  # noqa: S101 - asked by the views
    assert card is not None  # noqa: S101
    index = rules.indices[0]
    whole_row = next((row for row in found.rows if not row.names and row.index == index), None)
    tables = [
        present(request, table, export_base="", sort_name=f"sort-{place}")
        for place, table in enumerate(people_tables(found, rules))
    ]
    panels = [
        panel
        for names in rules.by
        if len(names) == 1
        and (panel := _panel(names[0], [row for row in found.rows if row.names == names and row.index == index]))
    ]
    return _page(
        request,
        "result",
        _answer(whole_row, rules.references[0]),
        422 if problem else 200,
        tables=tables,
        panels=panels,
        caption=INDEX_NAMES[index],
        card=card.lines(),
        fields=_save_fields(),
        problem=problem,
    )


def _answer(row: IndexRow | None, day: datetime.date) -> Text:
    """Return the result in a sentence."""
    if row is None or row.mean is None or row.eligible is None:
        return Text(f"Inget värde kan visas för {day.isoformat()}", f"No value can be shown for {day.isoformat()}")
    sv, en = (decimal(row.mean, 3, language) for language in ("sv", "en"))
    name = INDEX_NAMES[row.index]
    return Text(
        f"{name.sv[:1].upper()}{name.sv[1:]}: {sv} för {whole(row.eligible)} patienter",
        f"{name.in_language('en')[:1].upper()}{name.in_language('en')[1:]}: {en} for {row.eligible:,} patients",
    )


def _panel(name: str, rows: Sequence[IndexRow]) -> Panel | None:
    """Return the groups' means as bars, the highest first; groups that may not be shown are left out."""
    shown = sorted((row for row in rows if row.mean is not None), key=lambda row: -(row.mean or 0))[:_MOST_BARS]
    if len(shown) < 2:
        return None
    bars = tuple(
        BarRow(
            Text(row.group[0], row.group[0]) if row.group[0] else UNKNOWN,
            "",
            (Bar("part", 0, row.mean or Fraction(0)),),
        )
        for row in shown
    )
    return Panel(group_column(0, name).heading, bars)


def _save_fields() -> list[Field]:
    return [
        Field(
            name="form",
            label=Text("Fil", "File"),
            kind="radio",
            value="xlsx",
            choices=[Choice(one, Text(one.upper(), one.upper())) for one in _FORMS],
        ),
        Field(
            name="looked",
            label=Text(
                "Jag har sett igenom resultatet och får lämna ut det",
                "I have looked through the result and may hand it on",
            ),
            kind="checkbox",
        ),
    ]


def save(request: HttpRequest) -> HttpResponse:
    """Answer with the result and its run card in one file, when the one who asks has looked at it."""
    run = _desk().run
    if request.method != "POST" or run is None or run.result is None or run.card is None:
        return HttpResponseRedirect(reverse("result"))
    form = request.POST.get("form", "")
    if form not in _FORMS or not request.POST.get("looked"):
        return _result_page(request, run, problem=True)
    name, content = _as_file(run, form)
    card = json.dumps(run.card.as_data(), ensure_ascii=False, indent=2) + "\n"
    return HttpResponse(
        packed({name: content, "run-card.json": card.encode()}),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="kontinuitet-{run.rules.references[0]}.zip"'},
    )


def _as_file(run: Running, form: str) -> tuple[str, bytes]:
    found: Any = run.result
    if form == "xlsx":
        return "kontinuitet.xlsx", as_file(people_tables(found, run.rules), form, "sv").content
    if form == "fhir":
        return "kontinuitet.json", json.dumps(measure_reports(found, run.rules), ensure_ascii=False, indent=2).encode()
    names, rows = machine_rows(found, run.rules)
    if form == "csv":
        return "kontinuitet.csv", csv_text(names, rows).encode()
    sink = pa.BufferOutputStream()
    pyarrow.parquet.write_table(arrow_table(names, rows), sink)
    return "kontinuitet.parquet", sink.getvalue().to_pybytes()


_WORDS: Mapping[str, Text] = {
    "steps": Text("Stegen", "The steps"),
    "foot": Text(
        "Allt räknas på den här datorn. Inget lämnar den förrän du sparar en fil.",
        "Everything is computed on this machine. Nothing leaves it before you save a file.",
    ),
    "files_lead": Text(
        "CSV, Parquet, FHIR Encounter (NDJSON) och OMOP visit_occurrence kan läsas. Filerna ändras inte.",
        "CSV, Parquet, FHIR Encounter (NDJSON) and OMOP visit_occurrence can be read. The files are not changed.",
    ),
    "folder": Text("Mapp", "Folder"),
    "up": Text("mappen ovanför", "the folder above"),
    "none_here": Text("Här finns inga filer som kan läsas.", "There are no files here that can be read."),
    "chosen": Text("Valda", "Chosen"),
    "choose_visits": Text("Välj minst en fil med besök.", "Choose at least one file with visits."),
    "to_columns": Text("Välj filerna", "Choose the files"),
    "columns_lead": Text(
        "Gissningen kommer av rubrikerna. Rätta det som inte stämmer.",
        "The guess comes from the headings. Correct what is wrong.",
    ),
    "to_choices": Text("Kolumnerna stämmer", "The columns are right"),
    "begin": Text("Räkna", "Compute"),
    "look_again": Text("Se hur långt det har kommit", "See how far it has come"),
    "again": Text("Välj andra filer", "Choose other files"),
    "change": Text("Ändra valen", "Change the choices"),
    "card": Text("Vad resultatet bygger på", "What the result rests on"),
    "save": Text("Spara", "Save"),
    "save_lead": Text(
        "Filen är en ZIP med resultatet och körkortet. Små grupper är dolda i den också.",
        "The file is a ZIP with the result and the run card. Small groups are hidden in it too.",
    ),
    "look_first": Text(
        "Se igenom resultatet, kryssa för att du har gjort det och välj en fil.",
        "Look through the result, tick that you have, and choose a file.",
    ),
    "wrong": Text("Det här behöver rättas", "This needs to be corrected"),
}
