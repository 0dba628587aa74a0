"""A demonstration that is filled once for all tests, and copies of it to do things to."""

import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo_environment import environment
from web_shared import Service

READY = re.compile(r"Naravard svarar på (http://[^ ]+)")
PREPARE = """
import sys; from pathlib import Path; from naravard.web.demo.starting import prepare
prepare(Path(sys.argv[1]), lambda line: print(line, flush=True))
"""


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a filled demonstration, only to be copied. The processes of one run of the tests share it."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "demonstration"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "filled").exists():
            done = subprocess.run(
                [sys.executable, "-c", PREPARE, str(shared / "data" / "demo")],
                env=environment(shared / "data"),
                capture_output=True,
                text=True,
                check=False,
                timeout=600,
            )
            assert done.returncode == 0, done.stderr
            (shared / "filled").write_text(done.stdout)
    return shared / "data"


@pytest.fixture(scope="module")
def demonstration(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """``naravard demo`` itself, on a copy of the filled demonstration."""
    data = tmp_path_factory.mktemp("live") / "data"
    shutil.copytree(filled, data)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = "import sys; from naravard.cli.main import run; sys.exit(run(sys.argv[1:]))"
    with subprocess.Popen(
        [sys.executable, "-c", program, "demo", "--port", str(port)],
        env=environment(data),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line.rstrip())
            if ready := READY.search(line):
                yield Service(ready[1], process, said)
                break
        else:
            pytest.fail(f"the demonstration did not start; it said: {said}")
        process.terminate()
        process.communicate(timeout=20)
