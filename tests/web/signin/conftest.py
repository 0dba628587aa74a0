"""What the tests of signing in share: a real identity provider."""

from collections.abc import Iterator

import pytest

from ports import free_port
from sign_in_shared import Provider, started_provider


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """Start a real identity provider on a free port, which leads back to the test client."""
    port = free_port()
    with started_provider(port, Provider(port).returns, tmp_path_factory.mktemp("provider")) as started:
        yield started
