"""How long the continuity index takes, beside the better of what a database and a data frame would need for it.

One file of visits with text pseudonyms is made once. Each way runs in a process of its own on the same file, in
turn, and both the clock and the processor's time are noted: our command with its reading, cleaning and hiding
included, DuckDB's SQL in one pass and Polars' streaming query for the three means alone, and merely reading the
columns. ``NARAVARD_BENCH_VISITS`` says how many visits; the goal is for fifty million. Run by itself with a folder, as
``python -m benchmarks.continuity FOLDER``, it makes the files there if they are missing and prints a table.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet

from benchmarks.measurement import Measurement

VISITS = int(os.environ.get("NARAVARD_BENCH_VISITS", "1000000"))
PAIRS = int(os.environ.get("NARAVARD_BENCH_PAIRS", "3"))
SHARE_OF_CLOCK, SHARE_OF_PROCESSOR = 0.5, 0.4
MOST_MEMORY = 2_000
"""Megabytes."""
_PIECE = 1_000_000
_PER_UNIT = 12

SQL_AT_ONCE = """
with v as (select patient, provider, unit, (provider = lag(provider) over (partition by patient order by date, time,
provider))::int same
           from '{visits}'),
 pp as (select patient, provider, count(*) c, sum(same) same from v group by all),
 a as (select patient, sum(c) n, sum(c * c) s2, max(c) m, sum(same) same from pp group by all)
select p.unit, p.sex, year(p.birth_date) // 10 band, count(*), avg((s2 - n) / (n * (n - 1))), avg(m / n), avg(same /
(n - 1)) from a join '{patients}' p using (patient) where n >= 3 group by all"""


def make(folder: Path, visits: int) -> None:
    """Write visits by a sixth as many patients, skewed as in care, and the patients."""
    chance = np.random.default_rng(1)
    patients, units = visits * 4 // 25, max(visits // 40_000, 2)
    weights = np.cumsum(chance.lognormal(0, 1.1, patients))
    names = np.array([f"{number:016x}" for number in chance.permutation(patients) * 2_654_435_761], dtype=object)
    unit_of = chance.integers(0, units, patients)
    unit_names = np.array([f"Enhet {number:04d}" for number in range(units)], dtype=object)
    with pyarrow.parquet.ParquetWriter(folder / "visits.parquet", _SCHEMA, compression="zstd") as writer:
        for begin in range(0, visits, _PIECE):
            count = min(_PIECE, visits - begin)
            whose = np.searchsorted(weights, chance.random(count) * weights[-1])
            place = np.where(chance.random(count) < 0.55, whose % _PER_UNIT, chance.integers(0, _PER_UNIT, count))
            provider = unit_of[whose] * _PER_UNIT + place
            writer.write_table(
                pa.table(
                    {
                        "patient": pa.array(names[whose], pa.string()),
                        "provider": pa.array([f"v{number:06d}" for number in provider], pa.string()),
                        "date": pa.array((chance.integers(0, 365, count) + 18_993).astype("int32")).cast(pa.date32()),
                        "time": pa.array((chance.integers(8 * 60, 17 * 60, count) * 60).astype("int32")).cast(
                            pa.time32("s")
                        ),
                        "visit": pa.array([f"b{number}" for number in range(begin, begin + count)], pa.string()),
                        "unit": pa.array(unit_names[unit_of[whose]], pa.string()),
                    },
                    schema=_SCHEMA,
                )
            )
    born = pa.array((chance.integers(-14_000, 18_000, patients)).astype("int32")).cast(pa.date32())
    pyarrow.parquet.write_table(
        pa.table(
            {
                "patient": pa.array(names, pa.string()),
                "unit": pa.array(unit_names[unit_of], pa.string()),
                "sex": pa.array(np.array(["K", "M"], dtype=object)[chance.integers(0, 2, patients)], pa.string()),
                "birth_date": born,
            }
        ),
        folder / "patients.parquet",
    )


_SCHEMA = pa.schema(
    [
        ("patient", pa.string()), ("provider", pa.string()), ("date", pa.date32()), ("time", pa.time32("s")),
        ("visit", pa.string()), ("unit", pa.string()),
    ]
)  # fmt: skip


def _ours(folder: Path) -> None:
    from naravard.cli.main import run

    line = ["continuity", "--reference-date", "2022-12-31", "--by", "unit,sex,age", "--format", "csv"]
    files = ["--visits", str(folder / "visits.parquet"), "--patients", str(folder / "patients.parquet")]
    code = run([*line, *files, "--threads", "2", "--output", str(folder / "index.csv"), "--work", str(folder / "work")])
    if code:
        raise SystemExit(code)


def _one_pass(folder: Path) -> None:
    import duckdb

    connection = duckdb.connect(config={"threads": 2})
    words = SQL_AT_ONCE.format(visits=folder / "visits.parquet", patients=folder / "patients.parquet")
    connection.execute(words).fetchall()


def _streaming(folder: Path) -> None:
    os.environ["POLARS_MAX_THREADS"] = "2"
    import polars as pl

    visits, patients = pl.scan_parquet(folder / "visits.parquet"), pl.scan_parquet(folder / "patients.parquet")
    of_each = visits.group_by("patient", "provider").agg(met=pl.len().cast(pl.Int64))
    counts = of_each.group_by("patient").agg(
        visits=pl.col("met").sum(), squares=(pl.col("met") ** 2).sum(), most=pl.col("met").max()
    )
    again = (pl.col("provider") == pl.col("provider").shift(1)) & (pl.col("patient") == pl.col("patient").shift(1))
    in_order = visits.select("patient", "provider", "date", "time").sort("patient", "date", "time", "provider")
    same = in_order.with_columns(same=again.cast(pl.Int64)).group_by("patient").agg(pl.col("same").sum())
    number = pl.col("visits")
    by_group = ("unit", "sex", pl.col("birth_date").dt.year() // 10)
    counts.join(same, on="patient").filter(number >= 3).join(patients, on="patient").group_by(by_group).agg(
        patients=pl.len(),
        coc=((pl.col("squares") - number) / (number * (number - 1))).mean(),
        upc=(pl.col("most") / number).mean(),
        secon=(pl.col("same") / (number - 1)).mean(),
    ).collect(engine="streaming")


def _reading(folder: Path) -> None:
    for name in ("visits", "patients"):
        file = pyarrow.parquet.ParquetFile(folder / f"{name}.parquet", memory_map=True)
        for _piece in file.iter_batches(batch_size=1 << 20):
            pass


WAYS = {
    "ours": _ours,
    "DuckDB in one pass": _one_pass,
    "Polars streaming": _streaming,
    "merely reading": _reading,
}
OTHERS = ("DuckDB in one pass", "Polars streaming")


def _measured(way: str, folder: Path) -> dict[str, float]:
    """Run one way in a process of its own: seconds by the clock and of the processor, and megabytes."""
    line = [sys.executable, "-m", "benchmarks.continuity", way, str(folder)]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measurements() -> Iterator[Measurement]:
    """Make the file, and run the ways by turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, VISITS)
        runs = [{way: _measured(way, folder) for way in WAYS} for _ in range(PAIRS)]
        for what, unit, share in (("clock", "clock", SHARE_OF_CLOCK), ("processor", "cpu", SHARE_OF_PROCESSOR)):
            ours = [run["ours"][unit] for run in runs]
            goal = share * min(statistics.median(run[way][unit] for run in runs) for way in OTHERS)
            label = f"continuity index, {VISITS:,} visits, {what}"
            yield Measurement(label, goal, statistics.median(ours), max(ours), PAIRS)
        least = [run["merely reading"]["clock"] for run in runs]
        yield Measurement("of which merely reading the columns", 60, statistics.median(least), max(least), PAIRS)
        memory = max(run["ours"]["megabytes"] for run in runs)
        yield Measurement(
            f"memory, {memory:.0f} MB of {MOST_MEMORY} (shown as ms)",
            MOST_MEMORY / 1000,
            memory / 1000,
            memory / 1000,
            1,
        )


def _alone(way: str, folder: Path) -> None:
    begin = time.perf_counter()
    WAYS[way](folder)
    clock = time.perf_counter() - begin
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {"clock": clock, "cpu": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss / 1000}
    print(json.dumps(told))


def _table(folder: Path) -> None:
    """Print each way's median, least and most of all runs."""
    if not (folder / "patients.parquet").exists():
        make(folder, VISITS)
    runs = [{way: _measured(way, folder) for way in WAYS} for _ in range(PAIRS)]
    print("| Way | Clock, s | Processor, s | Memory, MB |\n|---|---:|---:|---:|")
    for way in WAYS:
        cells = []
        for unit in ("clock", "cpu", "megabytes"):
            values = [run[way][unit] for run in runs]
            cells.append(f"{statistics.median(values):.1f} ({min(values):.1f}–{max(values):.1f})")
        print(f"| {way} | {' | '.join(cells)} |")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _alone(sys.argv[1], Path(sys.argv[2]))
    else:
        _table(Path(sys.argv[1]))
