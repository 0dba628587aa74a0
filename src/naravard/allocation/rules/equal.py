"""Equal parts: every recipient gets the same."""

from fractions import Fraction

from naravard.agreement.model import Equal
from naravard.allocation.model import Worked
from naravard.allocation.rules.task import SharingTask


def work(rule: Equal, task: SharingTask) -> Worked:
    """Share the pot in as many equal parts as there are recipients."""
    count = len(task.codes)
    part = task.pot / count
    return Worked(
        rule,
        dict.fromkeys(task.codes, part),
        {"pot": task.pot, "count": Fraction(count), "share": Fraction(1, count)},
    )
