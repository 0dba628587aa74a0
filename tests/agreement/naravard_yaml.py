"""YAML as an editor parses it: numbers as numbers, dates as text."""

import datetime
from typing import Any

from ruamel.yaml import YAML


def as_parsed(text: str) -> Any:
    """Parse YAML 1.2 into plain values."""
    return _plain(YAML(typ="safe").load(text))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value
