"""Equal parts: every recipient gets the same."""

from fractions import Fraction

from naravard.agreement.model import Equal
from naravard.allocation.model import Worked
from naravard.allocation.rules.portions import Portions
from naravard.allocation.rules.task import SharingTask

_ONE = Fraction(1)


def work(rule: Equal, task: SharingTask) -> Worked:
    """Share the pot in as many equal parts as there are recipients."""
    count = len(task.codes)
    part = task.pot / count
    return Worked(
        rule,
        Portions(dict.fromkeys(task.codes, _ONE), part, dict.fromkeys(task.codes, 1)),
        {"pot": task.pot, "count": Fraction(count), "share": Fraction(1, count)},
    )
