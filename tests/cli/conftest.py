"""Ways to run the program: within the test, or as a process of its own."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import PROGRAM


@pytest.fixture
def process(cache: Path) -> Callable[..., "subprocess.CompletedProcess[bytes]"]:
    """Run the program as users do, as a process of its own."""

    def run_there(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [PROGRAM, *map(str, arguments)],
            env={**os.environ, "XDG_CACHE_HOME": str(cache), **environment},
            capture_output=True,
            check=False,
            timeout=300,
        )

    return run_there
