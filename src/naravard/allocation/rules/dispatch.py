"""Carry out any rule: pick the module of its kind."""

from naravard.agreement.model import Base, Condition, Equal, Fixed, Increase, Limits, Mix, Proportional, Rule
from naravard.allocation.model import Worked
from naravard.allocation.rules import base, condition, equal, fixed, increase, limits, mix, proportional
from naravard.allocation.rules.task import SharingTask


def work(rule: Rule, task: SharingTask) -> Worked:
    """Share the task's pot by the rule, exactly."""
    match rule:
        case Proportional():
            return proportional.work(rule, task)
        case Mix():
            return mix.work(rule, task, work)
        case Base():
            return base.work(rule, task, work)
        case Equal():
            return equal.work(rule, task)
        case Increase():
            return increase.work(rule, task)
        case Fixed():
            return fixed.work(rule, task)
        case Condition():
            return condition.work(rule, task, work)
        case Limits():
            return limits.work(rule, task, work)
