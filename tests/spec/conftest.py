"""A paragraph's tests are given a ``spec`` of their chapter to try their examples on."""

import pytest

from spec.handbook import new_paragraph
from spec.paragraphs import Paragraph


@pytest.fixture
def spec(request: pytest.FixtureRequest) -> Paragraph:
    """Return a new paragraph of the test's chapter."""
    return new_paragraph(request.path.parent.name)
