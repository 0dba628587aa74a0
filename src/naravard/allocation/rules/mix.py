"""A weighted mix: each part shares its weight of the pot, and the parts are added before the only rounding."""

from fractions import Fraction

from naravard.agreement.model import Mix
from naravard.allocation.keys import rule_of
from naravard.allocation.model import Worked
from naravard.allocation.rules.errors import WeightsDoNotAddUpError
from naravard.allocation.rules.portions import added
from naravard.allocation.rules.task import SharingTask, Work


def work(rule: Mix, task: SharingTask, work_rule: Work) -> Worked:
    """Share each part's weight of the pot by the part's rule, and add."""
    weights = [Fraction(part.weight) for part in rule.parts]
    if sum(weights) != 1 or min(weights) < 0:
        raise WeightsDoNotAddUpError(task.where, Fraction(sum(weights)))
    parts = tuple(
        work_rule(rule_of(part), task.inner(f"parts.{place}", pot=task.pot * weight))
        for place, (part, weight) in enumerate(zip(rule.parts, weights, strict=True))
    )
    return Worked(
        rule,
        added([part.amounts for part in parts]),
        {"pot": task.pot, "count": Fraction(len(task.codes))},
        parts=parts,
        left=sum((part.left for part in parts), Fraction(0)),
        outside=frozenset.intersection(*(part.outside for part in parts)),
    )
