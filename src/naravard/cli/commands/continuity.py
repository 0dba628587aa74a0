"""``naravard continuity``: the continuity index out of care records, where they lie."""

import datetime
import json
import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from naravard.agreement.model import Text
from naravard.cli.care import (
    FilesCommand,
    WordList,
    columns_option,
    most_dropped_option,
    suppress_option,
    work_option,
)
from naravard.cli.command import Example, option
from naravard.cli.language import in_this
from naravard.cli.options import output_option
from naravard.cli.refusal import CommandRefused
from naravard.cli.values import FILE, Day, OneWord, WholeNumber

if TYPE_CHECKING:
    from naravard.care.continuity.result import ContinuityResult
    from naravard.care.continuity.rules import Rules
    from naravard.care.continuity.run_card import RunCard

_WHOLE_STAGE = 1000
_FORMS = ("table", "csv", "parquet", "xlsx", "fhir")
_BAND = re.compile(r"(\d{1,3})\s*[-–]\s*(\d{1,3})?")
_INDICES = ("coc", "upc", "secon", "hi", "own-doctor", "slicc")


@click.command(
    "continuity",
    cls=FilesCommand,
    summary=Text("räknar kontinuitetsindex ur vårduppgifter", "computes the continuity index from care records"),
    details=(
        Text(
            "Körs där vårduppgifterna finns, på filer: bara sammanräknade tal kommer ut. Besök har kolumnerna patient, "
            "provider och date, och gärna time, visit, profession, unit, contact_type och list. Patienter har "
            "patient, och "
            "gärna unit (med unit_from och unit_to), region, sex, birth_date, death_date, named_doctor (med från och "
            "till) och care_home. Vårdpersonal har id, person, profession, grade, hired, from och to, så att en läkare "
            "med flera id räknas som en. CSV, Parquet, FHIR Encounter (NDJSON) och OMOP visit_occurrence kan "
            "läsas, och "
            "hela mappar.",
            "Run where the care records lie, on files: only aggregates come out. Visits have the columns patient, "
            "provider and date, and preferably time, visit, profession, unit, contact_type and list. Patients have "
            "patient, and preferably unit (with unit_from and unit_to), region, sex, birth_date, death_date, "
            "named_doctor "
            "(with from and to) and care_home. Providers have id, person, profession, grade, hired, from and "
            "to, so that a "
            "doctor with several ids counts as one. CSV, Parquet, FHIR Encounter (NDJSON) and OMOP "
            "visit_occurrence can "
            "be read, and whole folders.",
        ),
        Text(
            "Fönstret slutar på mätdagen och är så många hela månader som anges, båda ändarna med. Räknas gör listade "
            "patienter med minst så många besök som anges, på den enhet där de är listade om inte --all-units anges. "
            "Körkortet, som följer varje resultat, säger alla val, vad som lämnades utanför och varför.",
            "The window ends on the reference date and is as many whole months as given, both ends in. Counted are "
            "listed patients with at least as many visits as given, at the unit where they are listed unless "
            "--all-units "
            "is given. The run card that follows each result tells all choices, what was left out and why.",
        ),
    ),
    examples=(
        Example(
            "naravard continuity --visits besok.csv --patients patienter.csv --reference-date 2022-12-31 --by unit",
            Text("Per vårdcentral, som tabeller.", "By health centre, as tables."),
        ),
        Example(
            "naravard continuity --visits export/ --patients p.parquet --reference-date 2022-12-31 "
            "--profession läkare --by unit,sex --format csv --output index.csv",
            Text("Läkarbesök ur en mapp, som CSV.", "Visits to doctors out of a folder, as CSV."),
        ),
        Example(
            "naravard continuity --visits besok.csv --reference-date 2022-12-31 --check",
            Text("Se vad som kan läsas, utan att räkna.", "See what can be read, without computing."),
        ),
    ),
    on_findings=Text(
        "filerna kan inte läsas eller har för många fel", "the files cannot be read, or too much in them is wrong"
    ),
)
@option(
    "--visits",
    metavar="FILE…",
    type=FILE,
    multiple=True,
    required=True,
    tells=Text("filer eller mappar med besök", "files or folders with visits"),
)
@option(
    "--patients", metavar="FILE…", type=FILE, multiple=True, tells=Text("filer med patienter", "files with patients")
)
@option(
    "--providers",
    metavar="FILE…",
    type=FILE,
    multiple=True,
    tells=Text("filer med vårdpersonal", "files with providers"),
)
@option(
    "--reference-date",
    "references",
    metavar="DAY",
    type=Day(),
    multiple=True,
    required=True,
    tells=Text("mätdagen", "the reference date"),
)
@option(
    "--window-months",
    metavar="N",
    type=WholeNumber(240),
    default=18,
    tells=Text("fönstrets längd i hela månader", "the window's length in whole months"),
)
@option(
    "--min-visits",
    metavar="N",
    type=WholeNumber(1000),
    default=3,
    tells=Text("minsta antal besök för att räknas", "the fewest visits to be counted"),
)
@option(
    "--profession",
    "professions",
    metavar="WORD,…",
    type=WordList(),
    multiple=True,
    tells=Text("bara besök hos dessa yrken, annars alla", "only visits to these professions; otherwise all"),
)
@option(
    "--contact-types",
    metavar="WORD,…",
    type=WordList(),
    multiple=True,
    tells=Text(
        "vilka kontakttyper som räknas, eller all, annars besök", "which contact types count, or all; otherwise visits"
    ),
)
@option(
    "--listed-unit-only/--all-units",
    "listed_unit_only",
    default=True,
    tells=Text("bara besök på den listade enheten, eller alla", "only visits at the listed unit, or all"),
)
@option(
    "--listing-at",
    type=OneWord("reference", "visit"),
    default="reference",
    tells=Text("listad på mätdagen, eller vid besöket", "listed on the reference date, or at the visit"),
)
@option(
    "--same-day",
    type=OneWord("keep", "one-per-provider", "one-per-day"),
    default="keep",
    tells=Text(
        "flera besök samma dag: alla, ett per vårdgivare eller ett per dag",
        "several visits on a day: all, one a provider, or one a day",
    ),
)
@option(
    "--ties",
    type=OneWord("expected", "file"),
    default="expected",
    tells=Text(
        "okänd ordning vid samma tidpunkt: väntevärde, eller filens ordning",
        "unknown order at one moment: the expected value, or the files' order",
    ),
)
@option(
    "--team",
    type=OneWord("first", "each", "none"),
    default="first",
    tells=Text(
        "besök hos flera samtidigt: den första, var och en, eller inte alls",
        "visits to several at once: the first, each, or not at all",
    ),
)
@option(
    "--leave-out",
    metavar="GRADE,…",
    type=WordList(),
    multiple=True,
    tells=Text("tjänster som inte räknas, som AT,ST", "grades that do not count, as “AT,ST”"),
)
@option(
    "--hired/--no-hired",
    "hired",
    default=True,
    tells=Text("räkna inhyrda, eller inte", "count hired providers, or not"),
)
@option(
    "--by",
    metavar="NAME,…",
    type=WordList(),
    multiple=True,
    tells=Text(
        "dela upp efter unit, region, municipality, sex, age, care_home, profession, list, month eller en egen "
        "kolumn. Upprepat ger fler tabeller",
        "group by unit, region, municipality, sex, age, care_home, profession, list, month or a column of your "
        "own; repeated gives more tables",
    ),
)
@option(
    "--age-bands", metavar="0-17,18-…", default="0-17,18-44,45-64,65-79,80-", tells=Text("åldersgrupper", "age bands")
)
@option(
    "--index",
    "indices",
    metavar="NAME,…",
    type=WordList(*_INDICES),
    multiple=True,
    default=("coc,upc,secon",),
    tells=Text("coc, upc, secon, hi, own-doctor och slicc", "coc, upc, secon, hi, own-doctor and slicc"),
)
@option(
    "--standard",
    metavar="FILE.csv",
    type=FILE,
    tells=Text(
        "besöksspridning att standardisera till (kolumner visits,share), annars körningens egen",
        "spread of visits to standardise to (columns visits,share); otherwise the run's own",
    ),
)
@option(
    "--engine",
    type=OneWord("native", "duckdb", "spark"),
    tells=Text(
        "räknesätt. Alla ger samma svar. Annars native där det är installerat och kan, annars duckdb",
        "way to compute; all give the same answer; otherwise native where it is installed and can, otherwise duckdb",
    ),
)
@option("--remote", metavar="sc://HOST:PORT", tells=Text("Spark-kluster att räkna på", "Spark cluster to compute on"))
@option(
    "--allow-remote",
    is_flag=True,
    tells=Text(
        "vårduppgifter får skickas till en annan dator, vilket loggas",
        "care records may be sent to another machine; logged",
    ),
)
@option("--threads", metavar="N", type=WholeNumber(1024), tells=Text("antal trådar", "how many threads"))
@option(
    "--check",
    is_flag=True,
    tells=Text("läs och räkna fel, men räkna inte index", "read and count faults, but compute nothing"),
)
@columns_option
@most_dropped_option
@suppress_option
@work_option
@option(
    "--format",
    "form",
    type=OneWord(*_FORMS),
    tells=Text(
        "annars efter filnamnet i --output, annars table", "otherwise by the file name in --output, otherwise table"
    ),
)
@output_option
def run(
    *,
    visits: tuple[Path, ...],
    patients: tuple[Path, ...],
    providers: tuple[Path, ...],
    references: tuple[datetime.date, ...],
    check: bool,
    columns: Path | None,
    most_dropped: Fraction,
    work: Path | None,
    form: str | None,
    output: Path | None,
    engine: str | None,
    remote: str | None,
    allow_remote: bool,
    threads: int | None,
    **chosen: Any,
) -> None:
    """Compute the continuity index."""
    from naravard.care.continuity.engines.choice import EngineChoice, run_files
    from naravard.care.continuity.run import Following, RunFiles, read_files, refuse_unusable
    from naravard.care.records.column_names import ColumnNames, read_column_names
    from naravard.care.records.workspace import workspace
    from naravard.cli.care import check_lines, records_at_hand, today
    from naravard.cli.output import notice, write_text
    from naravard.cli.progress import progress_bar

    wanted = _form(form, output)
    rules = _rules(references, wanted, chosen)
    with records_at_hand():
        files = RunFiles(
            visits=visits,
            patients=patients,
            providers=providers,
            names=read_column_names(columns) if columns else ColumnNames(),
        )
        if check:
            clean = read_files(files, rules, None, today())
            write_text("\n".join(in_this(line) for line in check_lines(clean.tables)), output)
            refuse_unusable(clean, rules, most_dropped)
            return
        choice = EngineChoice(engine=engine, remote=remote, threads=threads, allow_remote=allow_remote)
        stages = 1 + len([one for one in (visits, patients, providers) if one]) + len(references)
        with workspace(work) as folder, progress_bar(stages * _WHOLE_STAGE) as bar:
            done = iter(range(-1, 1000))
            stage = 0

            def says(text: Text) -> None:
                nonlocal stage
                stage = max(next(done), 0)
                bar.say(text)
                bar.at(stage * _WHOLE_STAGE, None)

            def at(share: float) -> None:
                bar.at(stage * _WHOLE_STAGE + int(share * _WHOLE_STAGE), None)

            result, card = run_files(
                files, rules, choice, folder, today(), most_dropped=most_dropped, follow=Following(says, at)
            )
    _write(result, card, rules, wanted, output)
    if wanted != "table":
        for line in card.lines():
            notice(line)


def _form(form: str | None, output: Path | None) -> str:
    endings = {"csv": "csv", "parquet": "parquet", "xlsx": "xlsx", "json": "fhir"}
    suffix = output.suffix.lower().removeprefix(".") if output is not None else ""
    wanted = form or endings.get(suffix, "table")
    if wanted in {"parquet", "xlsx"} and output is None:
        raise CommandRefused(
            Text(
                f"{wanted} kan inte visas här. Lägg till --output FIL.{wanted}.",
                f"{wanted} cannot be shown here. Add --output FILE.{wanted}.",
            )
        )
    return wanted


def _rules(references: tuple[datetime.date, ...], form: str, chosen: dict[str, Any]) -> "Rules":
    from naravard.care.continuity.rules import VISIT_TYPES, Rules
    from naravard.cli.care import whole_list

    by = tuple(dict.fromkeys(chosen["by"])) or ((),)
    if form not in {"csv", "parquet"} and () not in by:
        by = ((), *by)
    types = frozenset(word.casefold() for word in whole_list(chosen["contact_types"]))
    indices = whole_list(chosen["indices"])
    if any("month" in names for names in by) and set(indices) - {"slicc"}:
        raise CommandRefused(
            Text(
                "--by month går bara för SLICC: de andra måtten räknas över hela fönstret. Lägg till --index slicc.",
                "--by month is for SLICC only: the other measures are of the whole window. Add --index slicc.",
            )
        )
    return Rules(
        references=tuple(dict.fromkeys(references)),
        window_months=chosen["window_months"],
        min_visits=chosen["min_visits"],
        professions=frozenset(word.casefold() for word in whole_list(chosen["professions"])),
        contact_types=frozenset() if types & {"all", "alla"} else types or VISIT_TYPES,
        listed_unit_only=chosen["listed_unit_only"],
        listing_at=chosen["listing_at"],
        same_day=chosen["same_day"],
        ties=chosen["ties"],
        team_visits=chosen["team"],
        left_out_grades=frozenset(word.casefold() for word in whole_list(chosen["leave_out"])),
        hired=chosen["hired"],
        by=by,
        age_bands=_bands(chosen["age_bands"]),
        indices=indices,  # type: ignore[arg-type]
        suppressed_below=chosen["suppress_below"],
        standard=_standard(chosen["standard"]),
    )


def _bands(written: str) -> tuple[tuple[int, int | None], ...]:
    bands: list[tuple[int, int | None]] = []
    for word in written.split(","):
        found = _BAND.fullmatch(word.strip())
        low, high = (int(found[1]), int(found[2]) if found[2] else None) if found else (0, -1)
        before = bands[-1][1] if bands else -1
        if (high is not None and high < low) or before is None or low <= before:
            raise CommandRefused(
                Text(
                    f"--age-bands förstår inte ”{word.strip()}”. Skriv grupperna i ordning, som 0-17,18-64,65-.",
                    f"--age-bands does not understand “{word.strip()}”. Write the bands in order, as 0-17,18-64,65-.",
                )
            )
        bands.append((low, high))
    return tuple(bands)


def _standard(path: Path | None) -> dict[int, Fraction]:
    if path is None:
        return {}
    try:
        lines = path.read_text(encoding="utf-8-sig").split()
        shares = {int(number): Fraction(share) for number, share in (line.split(",") for line in lines[1:])}
    except (OSError, ValueError, ZeroDivisionError):
        shares = {}
    if not shares or sum(shares.values()) != 1 or min(shares.values()) < 0:
        raise CommandRefused(
            Text(
                f"{path} ska ha kolumnerna visits,share och andelar som blir 1 tillsammans.",
                f"{path} must have the columns visits,share, and shares that add up to 1.",
            )
        )
    return shares


def _write(result: "ContinuityResult", card: "RunCard", rules: "Rules", form: str, output: Path | None) -> None:
    from naravard.care.continuity.tables import arrow_table, csv_text, machine_rows, people_tables
    from naravard.cli.output import write_file, write_json, write_tables, write_text

    if form in {"table", "xlsx"}:
        write_tables(people_tables(result, rules), form, output)
        if form == "table" and output is None:
            write_text("\n" + "\n".join(in_this(line) for line in card.lines()))
    elif form == "fhir":
        from naravard.care.continuity.measure_report import measure_reports

        write_json(measure_reports(result, rules), output)
    else:
        names, rows = machine_rows(result, rules)
        if form == "csv":
            write_text(csv_text(names, rows), output)
        elif output is not None:
            import pyarrow as pa
            import pyarrow.parquet

            sink = pa.BufferOutputStream()
            pyarrow.parquet.write_table(arrow_table(names, rows), sink)
            write_file(output, sink.getvalue().to_pybytes())
    if output is not None:
        data = json.dumps(card.as_data(), ensure_ascii=False, indent=2) + "\n"
        write_file(output.with_name(f"{output.name}.run-card.json"), data.encode())
