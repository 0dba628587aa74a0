"""Measure everything, or only the rooms named on the line, and write `benchmarks/results/DATE.md` (`DATE-ROOM.md`)."""

import datetime
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import allocation, command_line, continuity, costs, funds, history, large, pages, questionnaire, sie
from benchmarks.measurement import Measurement, yardstick

RESULTS = Path(__file__).parent / "results"


def report(measured: list[Measurement], unit: float, day: datetime.date) -> str:
    """Return the results as a Markdown page; ``unit`` is the yardstick in seconds."""
    return "\n".join(
        [
            f"# Speed, {day.isoformat()}",
            "",
            "Made by `make bench`. Each figure is the median of its runs on a machine that may have had other work to",
            "do; the last column is the figure divided by the yardstick of the same run (a million additions in plain",
            "Python).",
            "",
            f"Python {platform.python_version()}, {platform.machine()}. Yardstick: {unit * 1000:.1f} ms.",
            "",
            "| What | Goal, ms | Median, ms | Worst, ms | Runs | Met | Yardsticks |",
            "|---|---:|---:|---:|---:|---|---:|",
            *(
                f"| {m.name} | {m.goal * 1000:,.0f} | {m.median * 1000:,.1f} | {m.worst * 1000:,.1f} | {m.runs} | "
                f"{'yes' if m.met else '**no**'} | {m.median / unit:.2f} |"
                for m in measured
            ),
            "",
        ]
    )


ROOMS = {
    "allocation": allocation,
    "command_line": command_line,
    "pages": pages,
    "history": history,
    "sie": sie,
    "costs": costs,
    "funds": funds,
    "questionnaire": questionnaire,
    "large": large,
    "continuity": continuity,
}


def run(names: list[str]) -> Iterator[Measurement]:
    """Measure room by room and say each figure as it comes."""
    for name in names or ROOMS:
        for measurement in ROOMS[name].measurements():
            print(f"{measurement.median * 1000:10.1f} ms  (goal {measurement.goal * 1000:.0f})  {measurement.name}")
            yield measurement


def main() -> int:
    """Measure, write the dated file, and return 0: a missed goal is a figure, not a failure."""
    names = sys.argv[1:]
    unit = yardstick()
    measured = list(run(names))
    day = datetime.datetime.now(tz=datetime.UTC).date()
    RESULTS.mkdir(exist_ok=True)
    target = RESULTS / f"{'-'.join([day.isoformat(), *names])}.md"
    target.write_text(report(measured, unit, day), encoding="utf-8")
    print(f"Written: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
