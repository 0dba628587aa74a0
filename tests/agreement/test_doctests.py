"""The examples in the docstrings of the agreement room are true."""

import doctest
import importlib
from pathlib import Path

import pytest

import naravard.agreement

ROOM = Path(naravard.agreement.__file__).parent
MODULES = [path.stem for path in sorted(ROOM.glob("*.py")) if ">>>" in path.read_text("utf-8")]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    tried = doctest.testmod(importlib.import_module(f"naravard.agreement.{name}"))
    assert tried.attempted
    assert not tried.failed
