"""Which engine runs the definition: compiled where it can be, else DuckDB here, or a cluster if asked for."""

import datetime
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from naravard.agreement.model import Text
from naravard.care.continuity.engines.native.available import NativeCannotError, native_engine
from naravard.care.continuity.result import ContinuityResult
from naravard.care.continuity.rules import Rules
from naravard.care.continuity.run import (
    NO_ONE,
    CountingEngine,
    Following,
    RunFiles,
    read_files,
    refuse_unusable,
    run,
)
from naravard.care.continuity.run_card import RunCard
from naravard.care.records.faults import RecordsRefusedError
from naravard.care.records.reader import MOST_DROPPED

ENGINES = ("native", "duckdb", "spark")


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineChoice:
    """What is asked for."""

    engine: str | None = None
    """One of ``ENGINES``; None for the compiled way where it can be, else DuckDB."""
    remote: str | None = None
    """The address of a Spark cluster."""
    threads: int | None = None
    """How many; None for all."""
    allow_remote: bool = False
    """Whether care records may be sent to another machine."""


def run_files(
    files: RunFiles,
    rules: Rules,
    choice: EngineChoice,
    folder: Path,
    today: datetime.date,
    *,
    most_dropped: Fraction = MOST_DROPPED,
    follow: Following = NO_ONE,
) -> tuple[ContinuityResult, RunCard]:
    """Read the files and work the result out, in the chosen way.

    What the compiled way cannot take is read again for the portable one, and the run card says so.

    Args:
        files: the files.
        rules: what is chosen.
        choice: which engine.
        folder: the run's own, for what is cleaned and does not fit in memory.
        today: the day it is.
        most_dropped: how large a share of the rows may be left out.
        follow: who follows.
    """
    notes: list[Text] = []
    if choice.remote is None and choice.engine in {None, "native"}:
        native = native_engine(folder, rules, choice.threads, patients=bool(files.patients), says=follow.says)
        if not isinstance(native, Text):
            try:
                with native:
                    clean = read_files(files, rules, folder, today, follow, native.sinks())
                    refuse_unusable(clean, rules, most_dropped)
                    return run(clean, rules, native, follow=follow)
            except NativeCannotError:
                native = Text(
                    "Filerna ryms inte i det kompilerade räknesättet.", "The records do not fit the compiled way."
                )
        if choice.engine == "native":
            raise RecordsRefusedError(native)
        notes.append(Text(f"{native.sv} DuckDB räknade.", f"{native.in_language('en')} DuckDB computed."))
    clean = read_files(files, rules, folder, today, follow)
    refuse_unusable(clean, rules, most_dropped)
    counter, told = _portable(choice, folder)
    return run(clean, rules, counter, follow=follow, notes=[*notes, *told])


def _portable(choice: EngineChoice, folder: Path) -> tuple[CountingEngine, list[Text]]:
    if choice.remote is not None or choice.engine == "spark":
        from naravard.care.continuity.engines.spark_engine import OnSpark

        on_spark = OnSpark(choice.remote, folder, allow_remote=choice.allow_remote)
        return on_spark, on_spark.notes
    # Half a second to import, and not always needed.
    from naravard.care.continuity.engines.duckdb_engine import OnDuckDB

    return OnDuckDB(folder, threads=choice.threads), []
