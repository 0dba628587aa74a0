"""A condition that a recipient must meet to take part: the money of those who do not is left, or shared again."""

from fractions import Fraction

from naravard.agreement.model import Condition
from naravard.allocation.model import Worked
from naravard.allocation.rules.errors import NoOneMeetsConditionError, UnknownConditionCodeError
from naravard.allocation.rules.task import SharingTask, Work

_NOTHING = Fraction(0)


def work(rule: Condition, task: SharingTask, work_rule: Work) -> Worked:
    """Share by the inner rule among those who meet the condition, or among all and keep back the others' sums."""
    failing = _failing(rule, task)
    meeting = tuple(code for code in task.codes if code not in failing)
    if rule.money == "shared":
        if not meeting:
            raise NoOneMeetsConditionError(task.where, rule.name)
        inner = work_rule(rule.rule, task.inner("rule", codes=meeting, unit=task.unit))
    else:
        inner = work_rule(rule.rule, task.inner("rule", unit=task.unit))
    kept_back = sum((inner.amounts.get(code, _NOTHING) for code in failing), _NOTHING)
    return Worked(
        rule,
        {code: _NOTHING if code in failing else inner.amounts[code] for code in task.codes},
        {"pot": task.pot, "count": Fraction(len(meeting))},
        {"met": {code: Fraction(code not in failing) for code in task.codes}, "inner": inner.amounts},
        (rule.met,) if rule.met is not None else (),
        (inner,),
        inner.left + kept_back,
        inner.outside | failing,
    )


def _failing(rule: Condition, task: SharingTask) -> frozenset[str]:
    """Return the codes of those who do not meet the condition."""
    if rule.met is not None:
        numbers = task.keys.of(rule.met, task.codes, task.where).numbers
        return frozenset(code for code, number in numbers.items() if number <= 0)
    strangers = [code for code in rule.not_met if code not in task.everyone]
    if strangers:
        raise UnknownConditionCodeError(task.where, strangers, sorted(task.everyone))
    return frozenset(rule.not_met).intersection(task.codes)
