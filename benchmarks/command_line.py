"""How long the command line takes from a cold start: a new process, the agreement already read once before."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measurement import Measurement, measure

PROGRAM = Path(sys.executable).parent / "naravard"


def measurements() -> Iterator[Measurement]:
    """Measure `naravard allocate` as its users start it."""
    yield measure(
        "`naravard allocate god-och-nara-vard-2022 --format csv`, a new process",
        0.5,
        lambda: subprocess.run(
            [PROGRAM, "allocate", "god-och-nara-vard-2022", "--format", "csv"], check=True, capture_output=True
        ),
    )
