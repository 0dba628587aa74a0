"""Ways to run the program: within the test, or as a process of its own."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import PROGRAM, Answer, Run
from naravard.cli.main import run


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
