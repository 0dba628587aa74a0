"""What the tests of released versions share."""

from pathlib import Path

import pytest
from released_versions import RELEASED


@pytest.fixture(params=RELEASED, ids=[file.stem for file in RELEASED])
def released(request: pytest.FixtureRequest) -> Path:
    file = request.param
    assert isinstance(file, Path)
    return file
