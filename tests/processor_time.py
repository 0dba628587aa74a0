"""How much processor time each test took, its processes counted, and which took most: printed at the end of a run.

Time by the clock says little where several tests run at once on a busy machine. A process counts when it has ended and
been waited for. Services and browsers that a whole run shares end after the last test, and stand on their own line.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

import forked_program

SHOWN = 20
LONG_RUN = 60.0
"""A run that took fewer seconds says nothing of it."""
LONG_MODULE = 4.0
LONGEST = Path(__file__).with_name("longest.txt")
PROPERTY = "processor seconds"
SHARED = "what all tests share"
SINCE = pytest.StashKey[float]()
LAST = pytest.StashKey[bool]()


def spent() -> float:
    """Return the processor seconds of this process and of those that it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system + forked_program.spent()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--note-longest", action="store_true", help="write the modules that took longest to longest.txt")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Summary())


def pytest_collection_finish(session: pytest.Session) -> None:
    session.config.stash[SINCE] = spent()
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[PROPERTY] = spent()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, Any, Any]:
    """Note when the last test ends, and with it all that is shared."""
    item.config.stash[LAST] = nextitem is None
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Set down what a step of a test took, its set-up, itself or its end."""
    report = yield
    now = spent()
    name = SHARED if report.when == "teardown" and item.config.stash[LAST] else PROPERTY
    report.user_properties = [*report.user_properties, (name, now - item.config.stash[SINCE])]
    item.config.stash[SINCE] = now
    return report


class Summary:
    """The sums of a run, in the process that shows them."""

    def __init__(self) -> None:
        self.tests: dict[str, float] = defaultdict(float)
        self.collecting = 0.0

    def pytest_collection_finish(self) -> None:
        self.collecting += spent()

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.collecting += getattr(node, "workeroutput", {}).get(PROPERTY, 0)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for name, value in report.user_properties:
            if name in (PROPERTY, SHARED):
                self.tests[report.nodeid if name == PROPERTY else SHARED] += value

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
        total = sum(self.tests.values())
        if total >= LONG_RUN:
            terminalreporter.section("processor seconds")
            self._tell(terminalreporter, {"all tests": total, "collecting them": self.collecting})
            self._tell(terminalreporter, self._by(lambda test: "/".join(_module(test).split("/")[:2])))
            self._tell(terminalreporter, self.tests)
        if config.getoption("--note-longest"):
            modules = sorted(self._by(_module).items(), key=lambda one: -one[1])
            LONGEST.write_text("".join(f"{module}\n" for module, seconds in modules if seconds >= LONG_MODULE))

    def _by(self, part: Callable[[str], str]) -> dict[str, float]:
        sums: dict[str, float] = defaultdict(float)
        for test, seconds in self.tests.items():
            sums[part(test)] += seconds
        return sums

    @staticmethod
    def _tell(reporter: pytest.TerminalReporter, seconds: dict[str, float]) -> None:
        for name in sorted(seconds, key=lambda name: -seconds[name])[:SHOWN]:
            reporter.line(f"{seconds[name]:8.1f} {name}")
        reporter.line("")


def _module(test: str) -> str:
    return test.partition("::")[0].removeprefix("tests/")
