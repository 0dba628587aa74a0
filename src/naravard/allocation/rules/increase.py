"""The share of the total increase of a key between two dates; a decrease counts as nothing."""

from fractions import Fraction

from naravard.agreement.model import Increase
from naravard.allocation.model import Worked
from naravard.allocation.rules.errors import NothingIncreasedError
from naravard.allocation.rules.task import SharingTask


def work(rule: Increase, task: SharingTask) -> Worked:
    """Share the pot in proportion to how much each recipient has increased."""
    before = task.keys.of(rule.before, task.codes, task.where).numbers
    after = task.keys.of(rule.after, task.codes, task.where).numbers
    increases = {code: max(Fraction(0), after[code] - before[code]) for code in task.codes}
    total = Fraction(sum(increases.values()))
    if not total:
        raise NothingIncreasedError(task.where, rule.before, rule.after)
    per_unit = task.pot / total
    return Worked(
        rule,
        {code: per_unit * increase for code, increase in increases.items()},
        {"pot": task.pot, "count": Fraction(len(task.codes)), "total_increase": total},
        {"before": before, "after": after, "increase": increases},
        (rule.before, rule.after),
    )
