"""The checks of a typed agreement: one rule is one small function; the families stand in a module each.

A check reads the draft and reports findings; it says nothing of parts that could not be read.
"""

from collections.abc import Callable

from naravard.agreement.checks import (
    annexes,
    dates,
    folder,
    keys,
    mandates,
    papers,
    quotations,
    recipients,
    references,
    requisitions,
    rules,
    sums,
)
from naravard.agreement.draft import Draft

CHECKS: tuple[Callable[[Draft], None], ...] = (
    folder.folder_name,
    folder.format_version,
    references.unknown_names,
    references.circular_requirements,
    recipients.twice_in_a_grant,
    recipients.second_level,
    sums.totals,
    sums.earmarks,
    sums.overrides,
    keys.sources,
    keys.recipients,
    keys.totals,
    keys.sums_of_zero,
    keys.unused,
    rules.mixes,
    rules.bases,
    rules.increases,
    rules.fixed_amounts,
    rules.conditions,
    rules.limits,
    rules.rounding_units,
    annexes.columns,
    annexes.rows,
    annexes.sums,
    annexes.key_columns,
    dates.period,
    dates.duties,
    dates.stated_numbers,
    dates.targets,
    mandates.repeated,
    mandates.missing,
    mandates.payers,
    papers.carried,
    papers.once,
    requisitions.fields,
    requisitions.instalments,
    requisitions.reports,
    requisitions.names,
    quotations.quotations,
    quotations.whole_text,
    folder.unused_files,
)


def check(draft: Draft) -> None:
    """Run every check; their findings end up in the draft."""
    for one in CHECKS:
        one(draft)
