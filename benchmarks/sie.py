"""How quickly an accounting file of a million transactions is read, and how much memory that takes.

Memory is that of a whole process, so the file is made and read in processes of their own:
``python -m benchmarks.sie make FILE`` and ``python -m benchmarks.sie read FILE``.
"""

import datetime
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measurement import Measurement
from naravard.exchange.sie import ChartAccount, Dimension, FileHead, FiscalYear, Transaction, Voucher, lines_of, read

TRANSACTIONS = 1_000_000
ROWS = 4
GOAL = 60.0
MOST_MEMORY = 1_000
"""Megabytes."""
FIRST = datetime.date(2022, 1, 1)
RUNS = 1


def measurements() -> Iterator[Measurement]:
    """Make the file once, and read it in a fresh process each time."""
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "million.si")
        _run("make", file)
        runs = [json.loads(_run("read", file)) for _ in range(RUNS)]
    seconds = sorted(each["seconds"] for each in runs)
    memory = max(each["megabytes"] for each in runs)
    if memory > MOST_MEMORY:
        raise SystemExit(f"{memory} MB is more than {MOST_MEMORY}")
    name = f"a SIE file of {TRANSACTIONS:,} transactions ({runs[0]['size']:,} bytes) read, {memory} MB at most"
    yield Measurement(name, GOAL, seconds[RUNS // 2], seconds[-1], RUNS)


def make(file: Path) -> None:
    """Write the file, the same each time."""
    head = FileHead(
        program="Prov",
        generated_on=FIRST,
        company="Region Exempel",
        organisation_number="232100-0016",
        fiscal_years={0: FiscalYear(0, FIRST, FIRST.replace(month=12, day=31))},
        accounts={
            str(number): ChartAccount(str(number), f"Konto för kostnad {number}") for number in range(1000, 2000)
        },
        dimensions={1: Dimension(1, "Kostnadsställe"), 6: Dimension(6, "Projekt")},
        objects={(dimension, f"{each}"): f"Enhet å {each}" for dimension in (1, 6) for each in range(100, 600)},
    )
    with file.open("wb") as stream:
        stream.writelines(lines_of(head, _vouchers()))


def read_whole(file: Path) -> dict[str, float]:
    """Read it and return the seconds, and the most memory that the process had, in megabytes."""
    size = file.stat().st_size
    begin = time.perf_counter()
    told = rows = 0

    def progress(done: int, _of: int | None) -> None:
        nonlocal told
        told = done

    with file.open("rb") as stream:
        reading = read(stream, size=size, organisation_number="2321000016", progress=progress)
        for voucher in reading:
            rows += len(voucher.transactions)
    seconds = time.perf_counter() - begin
    if (rows, told, reading.checksum, reading.findings) != (TRANSACTIONS, size, "right", ()):
        raise SystemExit(f"not read whole: {rows} rows, {told} bytes, checksum {reading.checksum}")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": seconds, "megabytes": megabytes, "size": size}


def _vouchers() -> Iterator[Voucher]:
    for number in range(TRANSACTIONS // ROWS):
        day = FIRST + datetime.timedelta(days=number % 365)
        rows = []
        for each in range(ROWS - 1):
            chosen = number * ROWS + each
            objects = {1: f"{100 + chosen % 500}", 6: f"{100 + chosen // 500 % 40}"}
            amount = 1 + chosen * 7919 % 10_000_000
            rows.append(Transaction(f"{1000 + chosen % 1000}", amount, day, f"Vård, rad {chosen}", objects))
        total = sum(row.amount for row in rows)
        rows.append(Transaction("1930", -total, day))
        yield Voucher("A", str(number + 1), day, f"Faktura {number}", tuple(rows))


def _run(*words: str) -> str:
    command = [sys.executable, "-m", "benchmarks.sie", *words]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]))
    else:
        print(json.dumps(read_whole(Path(sys.argv[2]))))
