"""The suite's time, out of what ``make test`` printed: ``python -m benchmarks.suite RUN`` writes a dated result file.

``RUN`` is a file with all that a run printed (``make test | tee RUN``). Processor seconds say the same on a busy
machine, within half; the clock says what one waits for.
"""

import datetime
import os
import platform
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

RESULTS = Path(__file__).parent / "results"
LEGS = ("SQLite", "PostgreSQL")
"""In the order that ``make test`` runs them."""
_ENDED = re.compile(r"^=*\s*(?P<how>\d+ (?:passed|failed).*) in (?P<seconds>[\d.]+)s", re.MULTILINE)
_TOOK = re.compile(r"^ +(?P<seconds>\d+\.\d) (?P<what>[^:\n]+)$", re.MULTILINE)


class Leg(NamedTuple):
    """A run of pytest: on what, how it ended, its seconds by the clock, and processor seconds by what they went to."""

    name: str
    ended: str
    clock: float
    processor: dict[str, float]


def legs(printed: str) -> Iterator[Leg]:
    """Yield the runs of pytest in what ``make test`` printed; one that was too short to be measured has no seconds."""
    begin = 0
    for name, ended in zip(LEGS, _ENDED.finditer(printed), strict=False):
        took = _TOOK.finditer(printed, begin, ended.start())
        yield Leg(name, ended["how"], float(ended["seconds"]), {one["what"]: float(one["seconds"]) for one in took})
        begin = ended.end()


def report(found: list[Leg], day: datetime.date) -> str:
    """Return the results as a Markdown page."""
    whole = [
        f"| {leg.name} | {leg.ended} | {leg.clock:,.0f} | {leg.processor.get('all tests', 0):,.0f} |"
        f" {leg.processor.get('collecting them', 0):,.0f} |"
        for leg in found
    ]
    parts = [
        f"| {leg.name} | {what} | {seconds:,.1f} |"
        for leg in found
        for what, seconds in leg.processor.items()
        if what not in ("all tests", "collecting them")
    ]
    head = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors."
    return "\n".join(
        [
            f"# The suite's time, {day.isoformat()}",
            "",
            "Made by `python -m benchmarks.suite RUN` out of what `make test` printed: two processes at once, without",
            f"the checks and installations before them. {head}",
            "",
            "| On | How it ended | Clock, s | Processor, s | Collecting, s |",
            "|---|---|---:|---:|---:|",
            *whole,
            "",
            "| On | Folder or module | Processor, s |",
            "|---|---|---:|",
            *parts,
            "",
        ]
    )


def main(arguments: list[str]) -> int:
    """Write the dated file; return 1 when nothing that was printed is a run."""
    found = list(legs(Path(arguments[0]).read_text(encoding="utf-8", errors="replace")))
    if not found:
        print(f"{arguments[0]}: no run of pytest ends in it")
        return 1
    day = datetime.datetime.now(datetime.UTC).date()
    file = RESULTS / f"{day.isoformat()}-suite.md"
    file.write_text(report(found, day), encoding="utf-8")
    print(f"{file.name} written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
