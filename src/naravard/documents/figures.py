"""How figures are shown to people: kronor in groups of three, shares in per cent, days as 2022-12-01.

The groups are parted by a no-break space in both languages, as Swedish authorities write them, so that a figure reads
the same whatever the language of the words around it; only the decimal sign differs.
"""

import datetime
from fractions import Fraction

from naravard.documents.table import Column, Kind, Value

GAP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
_USUAL_DECIMALS: dict[Kind, int] = {"kronor": 0, "change": 0, "fraction": 6, "per cent": 1}


def shown(value: Value, column: Column, language: str = "sv") -> str:
    """Return a cell as people read it; an empty string for a cell without a value."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    decimals = column.decimals if column.decimals is not None else _USUAL_DECIMALS.get(column.kind)
    if column.kind == "per cent":
        gap = GAP if language == "sv" else ""
        return f"{number(Fraction(value) * 100, decimals, language)}{gap}%"
    text = number(value, decimals, language)
    return f"+{text}" if column.kind == "change" and value > 0 else text


def kronor(amount: int) -> str:
    """Return whole kronor in groups of three: ``6 373 000 000``."""
    sign = MINUS if amount < 0 else ""
    return sign + f"{abs(amount):,}".replace(",", GAP)


def number(value: int | Fraction, decimals: int | None = None, language: str = "sv") -> str:
    """Return a number with its decimals (half away from zero), or with those it needs, at most six."""
    exact = Fraction(value)
    places = decimals if decimals is not None else needed_decimals(exact)
    scaled = abs(exact) * 10**places
    units = int(scaled + Fraction(1, 2))
    whole, part = divmod(units, 10**places)
    text = f"{whole:,}".replace(",", GAP)
    if places:
        text += ("," if language == "sv" else ".") + str(part).zfill(places)
    return MINUS + text if exact < 0 and units else text


def needed_decimals(value: Fraction, most: int = 6) -> int:
    """Return how many decimals show the value exactly, or ``most`` when no number up to that does."""
    for places in range(most):
        if (value * 10**places).denominator == 1:
            return places
    return most
