"""The examples in the docstrings are true."""

import doctest
import importlib
from pathlib import Path

import pytest

import naravard

PACKAGE = Path(naravard.__file__).parent


def name_of(path: Path) -> str:
    return ".".join(("naravard", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


MODULES = [name_of(path) for path in sorted(PACKAGE.rglob("*.py")) if ">>> " in path.read_text(encoding="utf-8")]


def test_there_are_examples():
    assert len(MODULES) > 4


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_are_true(module: str):
    failed, tried = doctest.testmod(importlib.import_module(module))
    assert tried
    assert not failed
