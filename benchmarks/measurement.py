"""How one thing is measured: several runs, the median kept, beside a yardstick that tells how fast the machine is."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """One measured thing.

    ``goal`` and ``median`` are seconds. ``worst`` is the slowest of the ``runs``.
    """

    name: str
    goal: float
    median: float
    worst: float
    runs: int

    @property
    def met(self) -> bool:
        """Whether the median is within the goal."""
        return self.median <= self.goal


def measure(name: str, goal: float, work: Callable[[], object], *, runs: int = 7) -> Measurement:
    """Run ``work`` once to warm up and then ``runs`` times; return the median and the worst, in seconds."""
    work()
    seconds = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return Measurement(name, goal, statistics.median(seconds), max(seconds), runs)


def yardstick() -> float:
    """Seconds for a fixed piece of plain Python (a million integer additions), the median of five.

    Results from different machines, or from a machine with other work to do, compare by their ratio to this.
    """

    def add() -> int:
        total = 0
        for number in range(1_000_000):
            total += number
        return total

    return measure("yardstick", 1.0, add, runs=5).median
