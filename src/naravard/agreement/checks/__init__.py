"""The checks of a typed agreement: one rule is one small function; the families stand in a module each.

A check reads the draft and reports findings; it says nothing of parts that could not be read.
"""

from collections.abc import Callable

from naravard.agreement.checks import (
    amendments,
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

NAMES: tuple[Callable[[Draft], None], ...] = (
    folder.folder_name,
    folder.format_version,
    references.unknown_names,
    amendments.order,
    amendments.changes,
    amendments.added,
    amendments.used_before,
    keys.unused,
    folder.unused_files,
)
"""The checks of the files and of names: once for the whole folder."""
CHECKS: tuple[Callable[[Draft], None], ...] = (
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
    rules.mixes,
    rules.bases,
    rules.increases,
    rules.fixed_amounts,
    rules.conditions,
    rules.limits,
    rules.rounding_units,
    annexes.columns,
    annexes.rounding,
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
)
"""The checks of an agreement that is to hold together: as it was signed, and as each amendment has left it."""


def check(draft: Draft) -> None:
    """Run every check; their findings end up in the draft."""
    for one in (*NAMES, *CHECKS):
        one(draft)
    amendments.states(draft, CHECKS)
