"""An indicator's figures in words: as they are shown, and exactly, as a goal is held against them."""

from fractions import Fraction

from naravard.agreement import wording
from naravard.agreement.model import Text
from naravard.indicators.model import Bound, Indicator, IndicatorValue, Unit

HUNDRED = 100

_UNITS: dict[Unit, Text] = {
    "per-cent": Text("procent", "per cent"),
    "index": Text("index, 0 till 1", "index, 0 to 1"),
    "minutes": Text("minuter", "minutes"),
    "days": Text("dagar", "days"),
    "weeks": Text("veckor", "weeks"),
    "per-100000": Text("per 100 000 invånare", "per 100,000 inhabitants"),
    "persons": Text("personer", "persons"),
}
_BOUNDS: dict[Bound, Text] = {
    "exact": Text("{}", "{}"),
    "about": Text("ungefär {}", "about {}"),
    "more-than": Text("mer än {}", "more than {}"),
    "less-than": Text("mindre än {}", "less than {}"),
}


def unit_words(unit: Unit) -> Text:
    """Return what a unit is called."""
    return _UNITS[unit]


def exactly(number: Fraction, *, per_cent: bool = False) -> Text:
    r"""Write a number in full: with all its decimals, or as a fraction where they never end.

    >>> exactly(Fraction(549999, 1000000), per_cent=True).sv
    '54,9999\xa0%'
    >>> exactly(Fraction(1, 3)).sv
    '1/3'
    """
    shown = number * HUNDRED if per_cent else number
    places = _decimals(shown)
    if places is None:
        rest = f"{shown.numerator}/{shown.denominator}"
        return Text(f"{rest}\u00a0%", f"{rest}%") if per_cent else Text(rest, rest)
    swedish, english = (wording.decimal(shown, places, language) for language in ("sv", "en"))
    return Text(f"{swedish}\u00a0%", f"{english}%") if per_cent else Text(swedish, english)


def approximately(number: Fraction, *, per_cent: bool = False) -> Text:
    """Write a number with some decimals; an ellipsis says that more follow."""
    shown = number * HUNDRED if per_cent else number
    swedish, english = wording.exact(shown), wording.exact(shown, "en")
    return Text(f"{swedish}\u00a0%", f"{english}%") if per_cent else Text(swedish, english)


def shown_number(indicator: Indicator, number: Fraction) -> Text:
    """Write a number as the indicator is shown: with its decimals, and per cent where it is a share."""
    per_cent = indicator.unit == "per-cent"
    shown = number * HUNDRED if per_cent else number
    places = _places(indicator, shown)
    swedish, english = (wording.decimal(shown, places, language) for language in ("sv", "en"))
    return Text(f"{swedish}\u00a0%", f"{english}%") if per_cent else Text(swedish, english)


def shown_value(indicator: Indicator, value: IndicatorValue) -> Text:
    """Write a value with what it is of its number: about, more than, a span; or why it is missing."""
    if value.value is None:
        return value.missing or Text("saknas", "missing")
    shown = shown_number(indicator, value.value)
    if value.to is not None:
        upper = shown_number(indicator, value.to)
        return Text(f"{shown.sv}–{upper.sv}", f"{shown.en}–{upper.en}")
    bound = _BOUNDS[value.bound]
    return Text(bound.sv.format(shown.sv), bound.en.format(shown.en))


def _places(indicator: Indicator, shown: Fraction) -> int:
    """Return with how many decimals a number is shown: a whole per cent needs none."""
    if indicator.unit == "per-cent" and shown.denominator == 1:
        return 0
    return indicator.decimals


def _decimals(number: Fraction) -> int | None:
    """Return how many decimals a number has; None if they never end."""
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None
