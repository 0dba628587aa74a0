"""What has become of an indicator since an earlier version of it."""

from naravard.agreement.draft import Draft
from naravard.indicators.model import EarlierIndicator, Indicator

Indicators = tuple[Indicator, ...]


def followed(draft: Draft, indicators: Indicators) -> None:
    """A255: a new version says what became of the one before it, and an earlier one of this folder is there."""
    keys = {one.key for one in indicators}
    for one in indicators:
        told = {_named(one, earlier) for earlier in one.earlier if earlier.agreement is None}
        before = max((version for name, version in keys if name == one.id and version < one.version), default=None)
        if before is not None and (one.id, before) not in told:
            draft.report("A255", draft.at(one, "version"), id=one.id, version=str(one.version), before=str(before))
        for earlier in one.earlier:
            if earlier.agreement is None and earlier.likeness != "new" and _named(one, earlier) not in keys:
                name, version = _named(one, earlier)
                draft.report("A255", draft.at(earlier), id=one.id, version=str(one.version), before=f"{name} {version}")


def same(draft: Draft, indicators: Indicators) -> None:
    """A256: an indicator that is the same has the same unit and counts the same."""
    by_key = {one.key: one for one in indicators}
    for one in indicators:
        for earlier in one.earlier:
            other = by_key.get(_named(one, earlier)) if earlier.agreement is None else None
            if earlier.likeness == "same" and other is not None and _measured(other) != _measured(one):
                draft.report("A256", draft.at(earlier, "likeness"), id=one.id, other=other.id)


def _named(one: Indicator, earlier: EarlierIndicator) -> tuple[str, int]:
    return earlier.indicator or one.id, earlier.version


def _measured(one: Indicator) -> tuple[str, str]:
    return one.unit, one.counts
