"""Run the cases named on the line, or all, and write ``benchmarks/results/DATE-load.md`` (``DATE-load-CASE.md``)."""

import datetime
import os
import platform
import sys
from pathlib import Path

from benchmarks.load.cases import CASES, STAYS, Case, Row, carried_out, run_here

RESULTS = Path(__file__).resolve().parents[1] / "results"
GOAL = 200
"""Milliseconds that 95 of 100 answers are to come within, with 100 people on SQLite."""


def report(found: list[tuple[Case, list[Row], list[str]]], day: datetime.date) -> str:
    """Return the results as a Markdown page, failures included."""
    lines = [
        f"# Load, {day.isoformat()}",
        "",
        "Made by `make load`: each signs in with a password, then reads tasks, pages of the organisation and of the",
        "agreement, begins a duty and puts it back, with 5 to 15 seconds of reading between. All are at work for",
        f"{STAYS} seconds more after the last has come. The people, the service and the database share the same",
        f"processors. Milliseconds. The aim is 95 of 100 within {GOAL} ms with 100 people, and no failure.",
        "",
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors.",
        "",
        "| Database | People | Come a second | Asked | Asked a second | Failed | p50 | p95 | p99 | Aim met |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for case, rows, _failures in found:
        whole = rows[-1]
        met = "yes" if whole.p95 <= GOAL and not whole.failed else "**no**"
        lines.append(
            f"| {case.database} | {case.people} | {case.a_second} | {whole.asked:,} | {whole.a_second:.1f} | "
            f"{whole.failed} | {whole.p50:.0f} | {whole.p95:.0f} | {whole.p99:.0f} | {met} |"
        )
    for case, rows, failures in found:
        lines += ["", f"## {case.people} people on {case.database}, {case.a_second} a second", ""]
        lines += ["| What | Asked | Failed | p50 | p95 | p99 |", "|---|---:|---:|---:|---:|---:|"]
        lines += [
            f"| {row.name} | {row.asked:,} | {row.failed} | {row.p50:.0f} | {row.p95:.0f} | {row.p99:.0f} |"
            for row in rows
        ]
        lines += ["", *(f"- Failed: {failure}" for failure in failures)]
    return "\n".join([*lines, ""]).rstrip("\n") + "\n"


def main(arguments: list[str]) -> int:
    """Measure and write the dated file."""
    if arguments[:1] == ["--here"]:
        run_here(Case.read(arguments[2]), Path(arguments[1]))
        return 0
    found = []
    for case in [Case.read(written) for written in arguments] or CASES:
        rows, failures = carried_out(case)
        whole = rows[-1]
        print(f"{case}: p50 {whole.p50:.0f}, p95 {whole.p95:.0f}, p99 {whole.p99:.0f} ms, {whole.failed} failed")
        found.append((case, rows, failures))
    day = datetime.datetime.now(tz=datetime.UTC).date()
    RESULTS.mkdir(exist_ok=True)
    named = "-".join(["load", *(written.replace(":", "-") for written in arguments)])
    target = RESULTS / f"{day.isoformat()}-{named}.md"
    target.write_text(report(found, day), encoding="utf-8")
    print(f"Written: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
