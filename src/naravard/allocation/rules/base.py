"""A base amount to each recipient, the remainder by another rule (grundbelopp)."""

from fractions import Fraction

from naravard.agreement.model import Base
from naravard.allocation.model import Worked
from naravard.allocation.rules.errors import BaseTooGreatError
from naravard.allocation.rules.task import SharingTask, Work


def work(rule: Base, task: SharingTask, work_rule: Work) -> Worked:
    """Give everyone the base amount and share what remains."""
    count = len(task.codes)
    remaining = task.pot - rule.amount * count
    if remaining < 0 or rule.amount < 0:
        raise BaseTooGreatError(task.where, rule.amount, count, task.pot)
    remainder = work_rule(rule.remainder, task.inner("remainder", pot=remaining))
    return Worked(
        rule,
        {code: rule.amount + remainder.amounts[code] for code in task.codes},
        {"pot": task.pot, "count": Fraction(count), "base": Fraction(rule.amount)},
        parts=(remainder,),
        left=remainder.left,
        outside=frozenset() if rule.amount else remainder.outside,
    )
