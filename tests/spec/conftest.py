"""A paragraph's tests are given a ``spec`` to try their examples on."""

import pytest

from spec.paragraphs import Spec


@pytest.fixture
def spec() -> Spec:
    """Return a new paragraph."""
    return Spec()
