"""What the tests of signing in share: a real identity provider."""

import socket
from collections.abc import Iterator

import pytest

from sign_in_shared import Provider, started_provider


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """Start a real identity provider on a free port, which leads back to the test client."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with started_provider(port, Provider(port).returns, tmp_path_factory.mktemp("provider")) as started:
        yield started
