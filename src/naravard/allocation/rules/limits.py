"""A least and a greatest amount per recipient; the rest keep their proportions under the inner rule.

The inner rule's amounts are weights. One scale is sought at which the weights, each times the scale and kept between
the least and the greatest amount, add up to the money. Seen as a function of the scale that sum is made of straight
pieces which never fall, so the scale is found exactly by walking its corners in order.
"""

from collections.abc import Mapping
from fractions import Fraction

from naravard.agreement.model import Limits, Text
from naravard.agreement.wording import exact_kronor, kronor
from naravard.allocation.model import Worked
from naravard.allocation.rules.errors import LimitsImpossibleError
from naravard.allocation.rules.task import SharingTask, Work

_NOTHING = Fraction(0)


def work(rule: Limits, task: SharingTask, work_rule: Work) -> Worked:
    """Share by the inner rule, then hold each sum between the limits."""
    inner = work_rule(rule.rule, task.inner("rule"))
    weights = {code: amount for code, amount in inner.amounts.items() if code not in inner.outside}
    money = sum(weights.values(), _NOTHING)
    least = rule.least or 0
    _check(rule, task, least, len(weights), money)
    scale = scale_for(weights, money, least, rule.most)
    amounts = {
        code: _within(weights[code] * scale, least, rule.most) if code in weights else _NOTHING for code in task.codes
    }
    common = {"pot": task.pot, "count": Fraction(len(weights)), "scale": scale}
    if rule.least is not None:
        common["least"] = Fraction(rule.least)
    if rule.most is not None:
        common["most"] = Fraction(rule.most)
    left = task.pot - sum(amounts.values(), _NOTHING)
    return Worked(rule, amounts, common, {"inner": inner.amounts}, (), (inner,), left, inner.outside)


def scale_for(weights: Mapping[str, Fraction], money: Fraction, least: int, most: int | None) -> Fraction:
    """Return the scale at which the weights within the limits add up to ``money``.

    Where the greatest amounts keep the sum below ``money`` whatever the scale, the scale is that of the last corner.
    """
    corners: list[tuple[Fraction, Fraction, Fraction]] = []
    for weight in weights.values():
        if weight > 0:
            corners.append((least / weight, weight, Fraction(-least)))
            if most is not None:
                corners.append((most / weight, -weight, Fraction(most)))
    corners.sort()
    flat, slope, scale = Fraction(least * len(weights)), _NOTHING, _NOTHING
    for corner, steeper, higher in corners:
        if flat + slope * corner >= money:
            break
        scale = corner
        slope += steeper
        flat += higher
    return (money - flat) / slope if slope else scale


def _within(amount: Fraction, least: int, most: int | None) -> Fraction:
    if most is not None and amount > most:
        return Fraction(most)
    return max(amount, Fraction(least))


def _check(rule: Limits, task: SharingTask, least: int, count: int, money: Fraction) -> None:
    """Refuse limits that no sharing can keep."""
    if least < 0 or (rule.most is not None and rule.most < least):
        raise LimitsImpossibleError(
            task.where,
            Text(
                f"minst {kronor(least)} och högst {kronor(rule.most or 0)}",
                f"at least {kronor(least)} and at most {kronor(rule.most or 0)}",
            ),
            Text("ett lägsta belopp som inte är större än det högsta", "a least amount not above the greatest"),
        )
    if least * count > money:
        total = kronor(least * count)
        raise LimitsImpossibleError(
            task.where,
            Text(f"{count} × {kronor(least)} = {total}", f"{count} × {kronor(least)} = {total}"),
            Text(f"högst {exact_kronor(money)}", f"at most {exact_kronor(money, 'en')}"),
        )
    if task.unit and any(limit % task.unit for limit in (least, rule.most or 0)):
        raise LimitsImpossibleError(
            task.where,
            Text(
                f"en gräns som inte går jämnt upp i {kronor(task.unit)}",
                f"a limit that is not a multiple of {kronor(task.unit)}",
            ),
            Text(
                f"gränser i hela {kronor(task.unit)}, som avrundningen",
                f"limits in whole {kronor(task.unit)}, like the rounding",
            ),
        )
