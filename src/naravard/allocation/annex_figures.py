"""How a printed table was rounded: what it prints for an exact amount, and so why it may differ from a computed one.

A table made in a sheet is most often rounded halves up, and the kronor that are over or missing are put on someone.
Where the agreement's data say so, the audit computes what the table would print, and a difference that the rounding
gives needs no override.
"""

from collections.abc import Mapping
from fractions import Fraction

from naravard.agreement.model import PrintedRounding, Rounding
from naravard.allocation.rounding import round_amounts


def as_printed(exact: Mapping[str, Fraction], rounded: PrintedRounding, amount: int) -> Mapping[str, int] | None:
    """Return what a table rounded so prints for exact amounts by recipient code; None if it is rounded by hand.

    ``amount`` is what they share, whole kronor: with a recipient named for the rest the printed amounts come to it.
    """
    if rounded.method == "by-hand" or not exact:
        return None
    if rounded.method != "half-up":
        rounding = Rounding(method=rounded.method, unit=rounded.unit)
        return {code: one.amount for code, one in round_amounts(exact, rounding).items()}
    unit = rounded.unit
    printed = {code: (2 * share + unit) // (2 * unit) * unit for code, share in exact.items()}
    if rounded.rest in printed:
        printed[rounded.rest] += amount - sum(printed.values())
    return printed


def explains(printed: int, exact: Fraction, expected: int | None, rounded: PrintedRounding) -> bool:
    """Tell whether a table's rounding gives what is printed: by hand, anything within a unit of the exact amount."""
    return printed == expected if expected is not None else abs(printed - exact) < rounded.unit
