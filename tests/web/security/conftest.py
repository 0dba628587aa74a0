"""The real service as it stands behind a proxy: ``NARAVARD_HTTPS=ja``, spoken to byte by byte."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from raw_http import Door

READY = "Naravard svarar på http://127.0.0.1:"
HOST = "naravard.example.org"


@pytest.fixture(scope="session")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """Start the service once, with a host of its own and https, and give its port."""
    data: Path = tmp_path_factory.mktemp("guarded")
    own = {"NARAVARD_DATA": str(data), "NARAVARD_HTTPS": "ja", "NARAVARD_HOSTS": HOST, "NARAVARD_WORKERS": "1"}
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with subprocess.Popen(
        [sys.executable, "-c", "from naravard.web.serve import serve; serve(port=0)"],
        env=environment | own,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith(READY):
                yield Door(int(line.removeprefix(READY).split()[0]), HOST, data)
                break
        else:
            pytest.fail("the service did not start")
        process.terminate()
        process.communicate(timeout=20)
