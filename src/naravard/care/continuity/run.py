"""A run from files to a result: read, check, count on an engine, and say what it rests on."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from naravard import __version__
from naravard.agreement.model import Text
from naravard.care.continuity.engines.clean_input import CleanInput
from naravard.care.continuity.histogram import Histogram, IndexSums
from naravard.care.continuity.result import ContinuityResult, PassSums, result_of
from naravard.care.continuity.rules import OF_PATIENT, OF_VISIT, Pass, Rules
from naravard.care.continuity.run_card import RunCard
from naravard.care.continuity.statistics import figures
from naravard.care.records.column_names import ColumnNames
from naravard.care.records.faults import RecordsRefusedError
from naravard.care.records.reader import MOST_DROPPED, ROW, CleanSink, CleanTable, RecordReader, refuse_if_too_much
from naravard.care.records.tables import PATIENTS, PROVIDERS, VISITS, RecordTable

_VERSIONS = ("ibis-framework", "duckdb", "pyarrow", "numba", "pyspark-client")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFiles:
    """The files of a run."""

    visits: Sequence[Path]
    patients: Sequence[Path] = ()
    providers: Sequence[Path] = ()
    names: ColumnNames = field(default_factory=ColumnNames)


class CountingEngine(Protocol):
    """A way to run the definition."""

    name: str

    def count(self, clean: CleanInput, rules: Rules, reference: datetime.date, groups: Pass) -> IndexSums:
        """Return the sums of one reference date."""


@dataclass(frozen=True, slots=True)
class Following:
    """Who follows a run: is told what is being done, and how much of that has been done, as a share."""

    says: Callable[[Text], None] = lambda _text: None
    at: Callable[[float], None] = lambda _share: None


NO_ONE = Following()


def read_files(
    files: RunFiles,
    rules: Rules,
    folder: Path | None,
    today: datetime.date,
    follow: Following = NO_ONE,
    sinks: Mapping[str, CleanSink] | None = None,
) -> CleanInput:
    """Read a run's files, and write them clean into a folder, or only count what is wrong if there is none.

    Args:
        files: the files.
        rules: what is chosen: which columns of one's own are kept.
        folder: where clean files are written.
        today: the day it is: later days are wrong.
        follow: who follows.
        sinks: by table, what takes its rows instead of a file.
    """
    own = own_columns(rules.by, of_visits=OF_VISIT)

    def read(table: RecordTable, paths: Sequence[Path], keep_own: Sequence[str] = ()) -> CleanTable | None:
        if not paths:
            return None
        follow.says(Text(f"Läser {table.title.sv}", f"Reading {table.title.en}"))
        file = folder / f"{table.name}.parquet" if folder is not None else None
        target = (sinks or {}).get(table.name, file)
        return RecordReader(table, today=today, names=files.names, keep_own=keep_own).read(paths, target, follow.at)

    visits = read(VISITS, files.visits)
    if visits is None:
        raise RecordsRefusedError(Text("Ange filer med besök: --visits FIL.", "Give files with visits: --visits FILE."))
    return CleanInput(visits, read(PATIENTS, files.patients, own), read(PROVIDERS, files.providers))


def own_columns(by: Iterable[tuple[str, ...]], *, of_visits: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the columns of one's own to group by; what tells patients apart, or days, is refused."""
    dimensions = dict.fromkeys(name for names in by for name in names)
    own = tuple(name for name in dimensions if name not in {*OF_PATIENT, *of_visits})
    for name in own:
        if name in {ROW, *(column.name for column in PATIENTS.columns)}:
            known = ", ".join((*OF_PATIENT, *of_visits))
            raise RecordsRefusedError(
                Text(
                    f"--by {name} går inte. Välj bland {known}, eller en egen kolumn.",
                    f"--by {name} is not possible. Choose among {known}, or a column of your own.",
                )
            )
    return own


def refuse_missing_groups(names: Iterable[str], patients: CleanTable | None) -> None:
    """Refuse to group by what the file of patients does not hold."""
    needs = {"age": "birth_date"}
    for name in names:
        column = needs.get(name, name)
        if patients is None or column not in patients.columns:
            raise RecordsRefusedError(
                Text(
                    f"--by {name} kräver kolumnen {column} i filen med patienter (--patients).",
                    f"--by {name} needs the column {column} in the file of patients (--patients).",
                )
            )


def refuse_unusable(clean: CleanInput, rules: Rules, most_dropped: Fraction = MOST_DROPPED) -> None:
    """Refuse rules that the files cannot answer, and files of which too much would be left out."""
    refuse_if_too_much(clean.tables, most_dropped)
    names = dict.fromkeys(name for names in rules.by for name in names)
    of_visits = {*OF_VISIT, *(["unit"] if clean.has("unit") else [])}
    refuse_missing_groups([name for name in names if name not in of_visits], clean.patients)
    if rules.listed_unit_only and clean.listing and not clean.has("unit"):
        raise RecordsRefusedError(
            Text(
                "Bara besök på den listade enheten ska räknas, men besöken har ingen kolumn unit. Lägg till den, eller "
                "räkna alla enheter med --all-units.",
                "Only visits at the listed unit are to count, but the visits have no column unit. Add it, or count all "
                "units with --all-units.",
            )
        )


def run(
    clean: CleanInput,
    rules: Rules,
    counter: CountingEngine,
    *,
    follow: Following = NO_ONE,
    notes: Iterable[Text] = (),
) -> tuple[ContinuityResult, RunCard]:
    """Count all reference dates and groupings, and work the result out."""
    counted: list[PassSums] = []
    other_types: dict[str, Fraction | None] = {}
    for reference in rules.references:
        for groups in rules.passes(listing=clean.listing):
            follow.says(Text(f"Räknar {reference.isoformat()}", f"Counting {reference.isoformat()}"))
            counted.append(PassSums(reference, groups, counter.count(clean, rules, reference, groups)))
        if rules.contact_types and clean.has("contact_type"):
            follow.says(Text("Räknar alla kontakttyper", "Counting all contact types"))
            other_types[reference.isoformat()] = _with_all_types(clean, rules, counter, reference)
    result = result_of(counted, rules, listing=clean.listing)
    card = RunCard(
        program=f"Naravard {__version__}",
        engine=counter.name,
        versions=_versions(),
        rules=rules,
        tables=clean.tables,
        result=result,
        other_types=other_types,
        notes=[*notes, *_notes(clean, rules)],
    )
    return result, card


def _with_all_types(
    clean: CleanInput, rules: Rules, counter: CountingEngine, reference: datetime.date
) -> Fraction | None:
    """Return the mean COC if every contact type counted; None if too few patients have it."""
    whole = replace(rules, contact_types=frozenset(), by=((),), indices=("coc",))
    sums = counter.count(clean, whole, reference, whole.passes(listing=clean.listing)[0])
    histogram = sums.histograms.get("coc", {}).get((), Histogram())
    return figures("coc", histogram, {}).mean if histogram.patients >= max(rules.suppressed_below, 1) else None


def _notes(clean: CleanInput, rules: Rules) -> list[Text]:
    notes = []
    if clean.patients is None:
        notes.append(
            Text(
                "Ingen fil med patienter: ”listade” är de som har besökt, alla enheter räknas, och med --by "
                "unit räknas "
                "varje patient för sig på varje enhet.",
                "No file of patients: “listed” are those who have visited, all units count, and with --by unit each "
                "patient is counted for itself at each unit.",
            )
        )
    if "slicc" in rules.indices and not rules.professions:
        notes.append(
            Text(
                "SLICC gäller läkarbesök. Alla yrken är räknade. Välj --profession läkare om besöken har flera.",
                "SLICC is about visits to doctors. All professions were counted; choose one with --profession if the "
                "visits have several.",
            )
        )
    return notes


def _versions() -> dict[str, str]:
    found = {}
    for name in _VERSIONS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
