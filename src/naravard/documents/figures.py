"""How a cell of a table is shown to people: by its column's kind, as :mod:`naravard.agreement.wording` writes figures.

Documents, pages and the terminal all show cells through here, so that a figure reads the same everywhere.
"""

import datetime
from fractions import Fraction
from typing import Any

from naravard.agreement import wording
from naravard.agreement.model import Text
from naravard.documents.table import Column, Value

_SHARE_DECIMALS = 1
_EXACT_DECIMALS = 6


def shown(value: Value, column: Column[Any], language: str = "sv") -> str:
    """Return a cell as people read it; an empty string for a cell without a value."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return wording.day(value)
    if isinstance(value, str):
        return value
    if isinstance(value, Text):
        return value.in_language(language)
    if column.kind == "per cent":
        decimals = _SHARE_DECIMALS if column.decimals is None else column.decimals
        return wording.per_cent(Fraction(value), decimals, language)
    text = _number(value, column.decimals, language)
    return f"+{text}" if column.kind == "change" and value > 0 else text


def _number(value: int | Fraction, decimals: int | None, language: str) -> str:
    if decimals is not None:
        return wording.decimal(Fraction(value), decimals, language)
    return wording.exact(value, language, _EXACT_DECIMALS)
