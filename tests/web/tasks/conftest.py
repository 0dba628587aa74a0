"""The acts on duties of any kind are tried with duties to report, as under an agreement whose data have no forms."""

import pytest


@pytest.fixture(autouse=True)
def _no_forms(without_forms: None) -> None:
    """Let no form carry a duty."""
