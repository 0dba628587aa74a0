"""One case: a database, so many people, who come so many a second; and what they met."""

import csv
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load.prepared import DAY

READY = re.compile(r"Naravard svarar på (http://[^ ]+)")
STAYS = 90
"""Seconds that all are at work after the last has come."""
REPOSITORY = Path(__file__).resolve().parents[2]
WITH_POSTGRESQL = REPOSITORY / "scripts" / "with_postgresql.py"


@dataclass(frozen=True)
class Case:
    """How many, how fast, on what."""

    database: str
    people: int
    a_second: int

    @classmethod
    def read(cls, written: str) -> "Case":
        """Read ``sqlite:100:10``."""
        database, people, a_second = written.split(":")
        if database not in {"sqlite", "postgresql"}:
            raise SystemExit(f"{written}: the database is sqlite or postgresql")
        return cls(database, int(people), int(a_second))

    def __str__(self) -> str:
        return f"{self.database}:{self.people}:{self.a_second}"


@dataclass(frozen=True)
class Row:
    """What was asked for, how often, how often it failed, and how long it took in milliseconds."""

    name: str
    asked: int
    failed: int
    a_second: float
    p50: float
    p95: float
    p99: float


CASES = tuple(
    Case(database, people, a_second)
    for database, people in (("sqlite", 100), ("postgresql", 600))
    for a_second in (1, 10, 100)
)


def carried_out(case: Case) -> tuple[list[Row], list[str]]:
    """Run a case in a database of its own; return the rows, the whole last, and the failures in words."""
    with tempfile.TemporaryDirectory(prefix="naravard-load-") as folder:
        command = [sys.executable, "-m", "benchmarks.load", "--here", folder, str(case)]
        if case.database == "postgresql":
            command = [sys.executable, str(WITH_POSTGRESQL), *command]
        subprocess.run(command, check=True)
        return read_rows(Path(folder)), read_failures(Path(folder))


def run_here(case: Case, folder: Path) -> None:
    """Prepare, serve and let the people in; the database is the one that ``DATABASE_URL`` names."""
    environment = os.environ | {
        "NARAVARD_DATA": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "naravard.web.settings",
        "NARAVARD_TODAY": DAY,
        "NARAVARD_PROXIES": "1",
        "NARAVARD_LOAD_PEOPLE": str(case.people),
    }
    if case.database == "sqlite":
        environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-m", "benchmarks.load.prepared", str(case.people)], env=environment, check=True)
    with served(environment) as address:
        lasts = case.people // case.a_second + STAYS
        locust = [
            sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name("people.py")), "--headless",
            "-u", str(case.people), "-r", str(case.a_second), "-t", f"{lasts}s", "--host", address,
            "--csv", str(folder / "load"), "--only-summary", "--loglevel", "ERROR",
        ]  # fmt: skip
        subprocess.run(locust, env=environment, check=False, stdout=subprocess.DEVNULL, cwd=REPOSITORY)


@contextmanager
def served(environment: dict[str, str]) -> Iterator[str]:
    """Give the address of the service, started as its operators start it."""
    code = "from naravard.web.serve import serve; serve(port=0)"
    with subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            if ready := READY.search(line):
                yield ready[1]
                break
        process.terminate()
        process.communicate(timeout=30)


def read_rows(folder: Path) -> list[Row]:
    """Return what Locust counted; its row of the whole is last."""
    with (folder / "load_stats.csv").open(newline="") as file:
        return [
            Row(
                name=row["Name"],
                asked=int(row["Request Count"]),
                failed=int(row["Failure Count"]),
                a_second=float(row["Requests/s"]),
                p50=_number(row["50%"]),
                p95=_number(row["95%"]),
                p99=_number(row["99%"]),
            )
            for row in csv.DictReader(file)
        ]


def read_failures(folder: Path) -> list[str]:
    """Return each kind of failure with how often it came."""
    with (folder / "load_failures.csv").open(newline="") as file:
        return [f"{row['Name']}: {row['Error']} ({row['Occurrences']})" for row in csv.DictReader(file)]


def _number(written: str) -> float:
    return float(written) if written not in {"", "N/A"} else 0.0
