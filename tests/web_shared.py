"""Names that the tests of the pages share."""

import datetime
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDERS = Path(__file__).parent / "web" / "folders"
WHOLE = "god-och-nara-vard-2022"
"""The shipped agreement."""
LAROSATEN = "larosaten"
"""A small agreement with everything an agreement can have."""
LITEN = "liten"
"""The smallest agreement that can be."""
TODAY = "2026-11-02"
"""A day on which some of the small agreement's dates have passed."""
READY = re.compile(r"Naravard svarar på (http://[^ ]+)")
LOADED_AT = datetime.datetime(2026, 5, 4, 9, 0, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Service:
    """The service as users start it: where it answers, its process, and what it said."""

    address: str
    process: subprocess.Popen[str]
    said: list[str]


@contextmanager
def answering(environment: Mapping[str, str], *line: object) -> Iterator[Service]:
    """Start Python as a service, give it when it answers, and end it at once: test_serve tries how it stops itself."""
    with subprocess.Popen(
        [sys.executable, *map(str, line)], env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            yield _ready(process)
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def _ready(process: "subprocess.Popen[str]") -> Service:
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line.rstrip())
        if ready := READY.search(line):
            return Service(ready[1], process, said)
    pytest.fail(f"the service did not start; it said: {said}")
