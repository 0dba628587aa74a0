"""Ways to run the program: within the test, or as a process of its own."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from command_line import PROGRAM, Answer, Run
from naravard.cli.main import run
from own_databases import Place, entered

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache folder of the tests' own."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def naravard(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, cache: Path) -> Run:
    """Run the program within the test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.delenv("NARAVARD_LANGUAGE", raising=False)

    def run_here(*arguments: object) -> Answer:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return run_here


@pytest.fixture
def command(naravard: Run, django_db_blocker: "DjangoDbBlocker") -> Run:
    """Run the program within the test, with a database of the test's own."""

    def run_with(place: Place, *arguments: object) -> Answer:
        with django_db_blocker.unblock(), entered(place):
            return naravard(*arguments)

    return run_with


@pytest.fixture
def process(cache: Path) -> Callable[..., "subprocess.CompletedProcess[bytes]"]:
    """Run the program as users do, as a process of its own."""

    def run_there(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [PROGRAM, *map(str, arguments)],
            env={**os.environ, "XDG_CACHE_HOME": str(cache), **environment},
            capture_output=True,
            check=False,
            timeout=60,
        )

    return run_there
