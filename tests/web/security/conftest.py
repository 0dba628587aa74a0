"""The real service as it stands behind a proxy: ``NARAVARD_HTTPS=ja``, spoken to byte by byte."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from raw_http import Door

from real_service import SERVE, RealService, stopped

HOST = "naravard.example.org"


@pytest.fixture(scope="session")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """Start the service once, with a host of its own and https, and give its port."""
    data: Path = tmp_path_factory.mktemp("guarded")
    own = {"NARAVARD_DATA": str(data), "NARAVARD_HTTPS": "ja", "NARAVARD_HOSTS": HOST, "NARAVARD_WORKERS": "1"}
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    log = tmp_path_factory.mktemp("log") / "stderr.txt"
    with stopped(RealService(environment | own, log, "-c", SERVE)) as service:
        yield Door(service.port, HOST, data)
