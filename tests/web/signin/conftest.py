"""What the tests of signing in share: accounts with passwords, and a real identity provider."""

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sign_in_shared import Provider

SCRIPT = Path(__file__).with_name("provider.mjs")
MODULES = Path(__file__).resolve().parents[3] / "node_modules"


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """Start a real identity provider on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = Provider(port)
    folder = tmp_path_factory.mktemp("provider")  # beside the packages, so that it finds them
    (folder / "node_modules").symlink_to(MODULES)
    script = folder / SCRIPT.name
    script.write_text(SCRIPT.read_text())
    node = os.environ["PLAYWRIGHT_NODEJS_PATH"]
    command = [node, "--preserve-symlinks-main", str(script), str(port), ",".join(started.returns)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if "ready" in line:
                yield started
                break
        else:
            pytest.fail(f"the identity provider did not start; it said: {said} {process.stderr.read()}")
        process.terminate()
        process.communicate(timeout=20)
