"""Fixed amounts from a table or a key, one for every recipient; together they must be the pot."""

from collections.abc import Mapping
from fractions import Fraction

from naravard.agreement.model import Fixed
from naravard.allocation.model import Worked
from naravard.allocation.rules.errors import FixedDoesNotMeetPotError, FixedLacksRecipientsError, FixedUnknownCodeError
from naravard.allocation.rules.task import SharingTask


def work(rule: Fixed, task: SharingTask) -> Worked:
    """Give everyone the amount that is stated."""
    stated: Mapping[str, Fraction]
    if rule.key is not None:
        stated = task.keys.of(rule.key, task.codes, task.where).numbers
    else:
        strangers = [code for code in rule.amounts if code not in task.everyone]
        if strangers:
            raise FixedUnknownCodeError(task.where, strangers[0], sorted(task.everyone))
        missing = [code for code in task.codes if code not in rule.amounts]
        if missing:
            raise FixedLacksRecipientsError(task.where, missing)
        stated = {code: Fraction(rule.amounts[code]) for code in task.codes}
    total = Fraction(sum(stated.values()))
    if total != task.pot or any(amount < 0 for amount in stated.values()):
        raise FixedDoesNotMeetPotError(task.where, total, task.pot)
    return Worked(
        rule,
        stated,
        {"pot": task.pot, "count": Fraction(len(task.codes))},
        keys=(rule.key,) if rule.key is not None else (),
    )
