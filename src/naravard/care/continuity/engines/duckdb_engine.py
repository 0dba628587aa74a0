"""The portable definition on DuckDB: one machine, as many threads as asked for, spilling into the run's own folder."""

import datetime
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from naravard.care.continuity.engines.clean_input import CleanInput
from naravard.care.continuity.engines.portable import PortableRun
from naravard.care.continuity.histogram import IndexSums
from naravard.care.continuity.rules import Pass, Rules
from naravard.care.records.reader import CleanTable


class DuckDBEngine:
    """A DuckDB of one's own, in memory, that reaches for nothing but the files it is given."""

    def __init__(self, folder: Path, *, threads: int | None = None, memory: str = "2GB") -> None:
        self._connection = ibis.duckdb.connect(
            temp_directory=str(folder),
            memory_limit=memory,
            preserve_insertion_order=False,
            autoinstall_known_extensions=False,
            autoload_known_extensions=False,
            **({"threads": threads} if threads else {}),
        )
        self._kept = 0

    def read(self, clean: CleanTable) -> Any:
        """Return a clean file as a table."""
        return self._connection.read_parquet(clean.path)

    def rows(self, expression: Any) -> pa.Table:
        """Run an expression and fetch its rows."""
        return self._connection.to_pyarrow(expression)

    def keep(self, expression: Any) -> Any:
        """Return what an expression gives, worked out once."""
        self._kept += 1
        return self._connection.create_table(f"kept_{self._kept}", expression, temp=True)

    def given(self, rows: pa.Table) -> Any:
        """Return rows of our own as a table."""
        return ibis.memtable(rows)

    def close(self) -> None:
        """Let go of all that is kept."""
        self._connection.disconnect()


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
