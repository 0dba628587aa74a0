"""The checks of the indicators of a folder: one rule is one small function, and its finding stands in the catalogue."""

from collections.abc import Callable

from naravard.agreement.draft import Draft
from naravard.indicators.checks import definitions, goals, mappings, values
from naravard.indicators.model import Indicator

CHECKS: tuple[Callable[[Draft, tuple[Indicator, ...]], None], ...] = (
    definitions.versions,
    definitions.empty,
    values.named,
    values.told,
    values.periods,
    values.places,
    values.sizes,
    values.counted,
    values.twice,
    values.covered,
    values.parts,
    goals.known,
    goals.readings,
    goals.levels,
    goals.measured_by_some,
    mappings.followed,
    mappings.same,
)


def check(draft: Draft, indicators: tuple[Indicator, ...]) -> None:
    """Run every check; their findings end up in the draft."""
    for one in CHECKS:
        one(draft, indicators)
