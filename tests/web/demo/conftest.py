"""A demonstration that is filled once for all tests, and copies of it to do things to."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo_environment import environment
from kept import kept
from own_databases import PROGRAM
from ports import free_port
from real_service import RealService, stopped

PREPARE = """
import sys; from pathlib import Path; from naravard.web.demo.start import prepare
prepare(Path(sys.argv[1]), lambda line: print(line, flush=True))
"""


@pytest.fixture(scope="session")
def filled() -> Path:
    """The data folder of a filled demonstration, only to be copied."""
    return kept("demonstration", fill)


def fill(data: Path) -> None:
    """Fill a demonstration in a data folder."""
    done = subprocess.run(
        [sys.executable, "-c", PREPARE, str(data / "demo")],
        env=environment(data),
        capture_output=True,
        text=True,
        check=False,
        timeout=1_800,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def demonstration(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealService]:
    """``naravard demo`` itself, on a copy of the filled demonstration."""
    data = tmp_path_factory.mktemp("live") / "data"
    shutil.copytree(filled, data)
    line = ("-c", PROGRAM, "demo", "--port", free_port())
    with stopped(RealService(environment(data), data.with_name("stderr.txt"), *line)) as service:
        yield service
