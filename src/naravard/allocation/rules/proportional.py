"""Proportional to a key: each recipient's part is its part of the key's total among those who take part."""

from fractions import Fraction

from naravard.agreement.model import Proportional
from naravard.allocation.model import Worked
from naravard.allocation.rules.errors import KeyTotalIsZeroError
from naravard.allocation.rules.portions import Portions
from naravard.allocation.rules.task import SharingTask


def work(rule: Proportional, task: SharingTask) -> Worked:
    """Share the pot in proportion to the key's numbers."""
    numbers, total, whole = task.keys.of(rule.key, task.codes, task.where)
    if not total:
        raise KeyTotalIsZeroError(task.where, rule.key)
    per_unit = task.pot / total
    return Worked(
        rule,
        Portions(numbers, per_unit, whole),
        {"pot": task.pot, "count": Fraction(len(task.codes)), "key_total": total},
        {"key_value": numbers},
        (rule.key,),
    )
