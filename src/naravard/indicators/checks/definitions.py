"""An indicator as a whole: each version once, and values or the reason why there are none."""

from naravard.agreement.draft import Draft
from naravard.indicators.model import Indicator

Indicators = tuple[Indicator, ...]


def versions(draft: Draft, indicators: Indicators) -> None:
    """A240: each version of an indicator stands once."""
    first: dict[tuple[str, int], str] = {}
    for one in indicators:
        other = first.setdefault(one.key, one.file)
        if other != one.file:
            draft.report("A240", draft.at(one, "id"), id=one.id, version=str(one.version), other=other)


def empty(draft: Draft, indicators: Indicators) -> None:
    """A241: an indicator has values, or says why it has none; not both."""
    for one in indicators:
        has = any(value.value is not None for value in one.values)
        if has == (one.no_values is not None) and draft.whole(one, "values", "no_values"):
            draft.report("A241", draft.at(one), id=one.id)
