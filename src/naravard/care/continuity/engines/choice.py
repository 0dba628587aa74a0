"""Which engine runs the definition: DuckDB on this machine, or a cluster if asked for."""

import datetime
from pathlib import Path

from naravard.agreement.model import Text
from naravard.care.continuity.engines.clean_input import CleanInput
from naravard.care.continuity.engines.duckdb_engine import DuckDBEngine
from naravard.care.continuity.engines.portable import PortableRun
from naravard.care.continuity.histogram import IndexSums
from naravard.care.continuity.rules import Pass, Rules
from naravard.care.continuity.run import CountingEngine


class OnDuckDB:
    """The portable definition on this machine."""

    name = "duckdb"

    def __init__(self, folder: Path, *, threads: int | None = None, memory: str = "2GB") -> None:
        self._folder, self._threads, self._memory = folder, threads, memory

    def count(self, clean: CleanInput, rules: Rules, reference: datetime.date, groups: Pass) -> IndexSums:
        """Return the sums of one reference date."""
        engine = DuckDBEngine(self._folder, threads=self._threads, memory=self._memory)
        try:
            return PortableRun(engine, clean, rules).count(reference, groups)
        finally:
            engine.close()


def chosen_engine(
    engine: str | None, remote: str | None, folder: Path, threads: int | None, *, allow_remote: bool
) -> tuple[CountingEngine, list[Text]]:
    """Return the engine to use, and what is to be said of the choice.

    Args:
        engine: duckdb or spark; None for DuckDB.
        remote: the address of a Spark cluster.
        folder: the run's own, for what does not fit in memory.
        threads: how many; None for all.
        allow_remote: whether care records may be sent to another machine.
    """
    if remote is not None or engine == "spark":
        from naravard.care.continuity.engines.spark_engine import OnSpark

        on_spark = OnSpark(remote, folder, allow_remote=allow_remote)
        return on_spark, on_spark.notes
    return OnDuckDB(folder, threads=threads), []
