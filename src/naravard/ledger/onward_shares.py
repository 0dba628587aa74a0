"""A sum parted among several, with what is set aside for its earmarks: nothing made, nothing lost, nothing below zero.

Who gets how much comes from outside: from a rule, or by hand. Here the earmarks follow the amounts: each one's part of
an earmark is in proportion to its part of the whole, rounded by the largest remainder.
"""

from collections.abc import Mapping
from fractions import Fraction

from naravard.agreement.model import Rounding
from naravard.allocation.rounding import round_amounts
from naravard.ledger.facts import Sum

_TO_THE_KRONA = Rounding()


class NotTheWholeError(ValueError):
    """Amounts that are to part a sum do not add up to it, or one of them is below zero."""


def parted(whole: Sum, amounts: Mapping[str, int]) -> dict[str, Sum]:
    """Part a sum by amounts, each with its part of the earmarks.

    The earmarks are taken in turn, each in proportion to what is then left of everyone's amount. So no one's earmarks
    pass its amount, and every earmark is given out whole.

    Raises:
        NotTheWholeError: when the amounts are not the whole, or one is below zero.

    >>> parts = parted(Sum("a", 10, {"e": 4}), {"0114": 5, "0115": 5})
    >>> [(code, part.amount, dict(part.earmarks)) for code, part in parts.items()]
    [('0114', 5, {'e': 2}), ('0115', 5, {'e': 2})]
    """
    if any(amount < 0 for amount in amounts.values()) or sum(amounts.values()) != whole.amount:
        message = f"{sum(amounts.values())} in {len(amounts)} amounts do not part {whole.amount} of {whole.grant}"
        raise NotTheWholeError(message)
    rest, left = dict(amounts), whole.amount
    earmarks: dict[str, dict[str, int]] = {code: {} for code in amounts}
    for earmark, set_aside in whole.earmarks.items():
        share = Fraction(set_aside, left) if left else Fraction(0)
        rounded = round_amounts({code: amount * share for code, amount in rest.items()}, _TO_THE_KRONA)
        for code, done in rounded.items():
            earmarks[code][earmark] = done.amount
            rest[code] -= done.amount
        left -= set_aside
    return {
        code: Sum(whole.grant, amount, {id_: part for id_, part in earmarks[code].items() if part})
        for code, amount in amounts.items()
    }


def part_of(whole: Sum, amount: int) -> Sum:
    """Return a part of a sum, split on its earmarks as the whole is; never more of any than the whole has.

    Raises:
        NotTheWholeError: when the part is more than the whole, or below zero.
    """
    return parted(whole, {"part": amount, "rest": whole.amount - amount})["part"]


def less(whole: Sum, taken: Sum) -> Sum:
    """Return what is left of a sum when another has been taken from it."""
    earmarks = {
        earmark: left for earmark, amount in whole.earmarks.items() if (left := amount - taken.earmarks.get(earmark, 0))
    }
    return Sum(whole.grant, whole.amount - taken.amount, earmarks)
