"""A demonstration that is filled and lived through once for all tests, and copies of it to do things to."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from demo_environment import environment
from kept import kept
from own_databases import PROGRAM
from ports import free_port
from real_service import RealService, stopped

LIVING = Path(__file__).with_name("living.py")
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
    _carry_out(data, "-c", PREPARE, str(data / "demo"))


@pytest.fixture(scope="session")
def lived_through(filled: Path) -> Path:
    """What one saw who lived through the year, as JSON, and the data folder as it was in the spring, to be copied."""
    return kept("lived", lambda making: live(filled, making))


def live(filled: Path, making: Path) -> None:
    """Live through the year on a copy of the filled demonstration; leave what was seen, and the spring."""
    data = making / "data"
    shutil.copytree(filled, data)
    told = _carry_out(data, str(LIVING), str(data / "demo"), str(making / "spring" / "demo"))
    (making / "seen.json").write_text(told.splitlines()[-1], encoding="utf-8")
    shutil.rmtree(data)


def _carry_out(data: Path, *line: str) -> str:
    """Run Python in a process of its own, on someone's own machine with this data folder; return what it printed."""
    done = subprocess.run(
        [sys.executable, *line], env=environment(data), capture_output=True, text=True, check=False, timeout=1_800
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def demonstration(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealService]:
    """``naravard demo`` itself, on a copy of the filled demonstration."""
    with _served(filled, tmp_path_factory.mktemp("live")) as service:
        yield service


@pytest.fixture(scope="module")
def demonstration_in_spring(lived_through: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealService]:
    """The same, after most of the year."""
    with _served(lived_through / "spring", tmp_path_factory.mktemp("spring")) as service:
        yield service


@contextmanager
def _served(data_folder: Path, at: Path) -> Iterator[RealService]:
    """Run ``naravard demo`` itself, on a copy of a demonstration's data folder that is made in a folder."""
    data = at / "data"
    shutil.copytree(data_folder, data)
    line = ("-c", PROGRAM, "demo", "--port", free_port())
    with stopped(RealService(environment(data), data.with_name("stderr.txt"), *line)) as service:
        yield service
