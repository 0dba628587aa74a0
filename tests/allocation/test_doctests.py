"""The examples in the room's docstrings are true."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("module", ["agreement.wording", "agreement.written", "allocation.audit", "allocation.changes"])
def test_the_examples_are_true(module: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(f"naravard.{module}"))
    assert tried
    assert not failed
