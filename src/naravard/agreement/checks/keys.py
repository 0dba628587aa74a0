"""Allocation keys: that they have numbers or say why not, add up, and hold a number for everyone who shares by them."""

from fractions import Fraction

from naravard.agreement import reference
from naravard.agreement.checks.uses import shared_among, uses
from naravard.agreement.draft import Draft
from naravard.agreement.findings import Place
from naravard.agreement.model import AllocationKey, Mix, Proportional, Recipient, Text
from naravard.agreement.rule_tree import keys_of, own_keys_of
from naravard.agreement.sources.codes import names_of, near_code


def sources(draft: Draft) -> None:
    """A120, A122: a key has a file, awaits a duty, or says why it has no numbers; then no grant can rest on it."""
    for key in draft.agreement.keys:
        said = (key.file, key.awaits, key.unavailable)
        if all(source is None for source in said) and draft.whole(key, "file", "awaits", "unavailable"):
            draft.report("A120", draft.at(key), key=key.id)
    unavailable = {key.id for key in draft.agreement.keys if key.file is None and key.unavailable is not None}
    for grant in draft.agreement.grants:
        for key_id in keys_of(grant.rule):
            if key_id in unavailable:
                draft.report("A122", draft.at(grant.rule), key=key_id, grant=grant.id)


def totals(draft: Draft) -> None:
    """A082: the numbers add up to the printed total."""
    for key in draft.agreement.keys:
        if key.total is None or key.id in draft.settled or not _usable(draft, key):
            continue
        total = sum((key.values or {}).values(), Fraction(0))
        if total != key.total:
            draft.settled.add(key.id)
            draft.report(
                "A082",
                draft.at(key, "total"),
                key=key.id,
                total=key.total,
                sum=total,
                difference=abs(total - key.total),
                hint=_hint(draft, key, total - key.total),
            )


def _hint(draft: Draft, key: AllocationKey, difference: Fraction) -> Text:
    """Say which number is to blame, where a signed annex has another and the difference is the same."""
    for table in draft.agreement.published:
        if not draft.whole(table, "rows", "columns"):
            continue
        for column in (column.column for column in table.columns if column.holds == "key" and column.key == key.id):
            for row in table.rows:
                number = (key.values or {}).get(row.code)
                if number is not None and row.cells[column] and number - Fraction(row.cells[column]) == difference:
                    printed = row.cells[column]
                    return Text(
                        f" I tabellen ”{table.id}” står {printed} för kod {row.code}.",
                        f" The table “{table.id}” has {printed} for code {row.code}.",
                    )
    return Text("")


def recipients(draft: Draft) -> None:
    """A116, A117: a key holds a number for each recipient that shares by it, and none for codes that no one has."""
    known = _known_codes(draft)
    needed: dict[str, dict[str, Recipient]] = {}
    for use in uses(draft):
        for key_id in own_keys_of(use.node.rule):
            needed.setdefault(key_id, {}).update({recipient.code: recipient for recipient in use.node.recipients})
    for key in draft.agreement.keys:
        if not _usable(draft, key):
            continue
        values = key.values or {}
        sharing = needed.get(key.id, {})
        meant = _unknown_codes(draft, key, known, names_of(sharing.values())) if known is not None else set()
        missing = [one for code, one in sharing.items() if code not in values and code not in meant]
        if missing:
            draft.settled.add(key.id)
            draft.report(
                "A117",
                Place(key.file or "", None),
                key=key.id,
                count=len(missing),
                missing=tuple(f"{recipient.code} {recipient.name}" for recipient in missing),
            )


def _unknown_codes(draft: Draft, key: AllocationKey, known: dict[str, str], sharing: dict[str, str]) -> set[str]:
    """Report the codes that no recipient has, in one finding; return the codes that seem to be meant.

    Those who share by the key are thought of first: Gotland is a region and a municipality.
    """
    unknown = [code for code in key.values or {} if code not in known]
    if not unknown:
        return set()
    draft.settled.add(key.id)
    near = [near_code(code, sharing) or near_code(code, known) for code in unknown]
    draft.report("A116", draft.at(key, "values", unknown[0]), near=near[0], key=key.id, codes=tuple(unknown))
    return {code for code in near if code is not None}


def _known_codes(draft: Draft) -> dict[str, str] | None:
    """Return every code that someone has, with the name; ``None`` where a group could not be filled."""
    groups = draft.agreement.recipients
    if "recipients" in draft.unread or not all(draft.whole(group, "members") for group in groups):
        return None
    if not draft.whole(draft.agreement, "recipients"):
        return None
    return names_of((*(member for group in groups for member in group.members), reference.SKR))


def sums_of_zero(draft: Draft) -> None:
    """A118: what is shared in proportion to a key needs a sum above zero, on the second level in each county."""
    keys = {key.id: key for key in draft.agreement.keys}
    told: set[tuple[str, str]] = set()
    sums = _Sums()
    for use in uses(draft):
        if not isinstance(use.node.rule, (Proportional, Mix)):
            continue
        for key_id in own_keys_of(use.node.rule):
            key = keys.get(key_id)
            if key is None or key.id in draft.settled or not _usable(draft, key):
                continue
            if (key.id, use.grant.id) not in told and any(sums.of(key, some) == 0 for some in shared_among(use)):
                told.add((key.id, use.grant.id))
                draft.report("A118", draft.at(use.node.rule), key=key.id, grant=use.grant.id)


class _Sums:
    """Sums of keys' numbers, each worked out once for the same recipients."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int], tuple[Fraction, tuple[Recipient, ...]]] = {}

    def of(self, key: AllocationKey, recipients: tuple[Recipient, ...]) -> Fraction:
        """Return the sum of a key's numbers for some recipients."""
        place = key.id, id(recipients)
        if place not in self._found:
            values = key.values or {}
            total = sum((values.get(recipient.code, Fraction(0)) for recipient in recipients), Fraction(0))
            self._found[place] = total, recipients
        return self._found[place][0]


def unused(draft: Draft) -> None:
    """A121: a key that nothing uses is most often a rule that names another; one that names none has its finding."""
    agreement = draft.agreement
    if not draft.whole(agreement, "grants", "published", "duties", "per_inhabitant"):
        return
    named = {reference.text for reference in draft.references if reference.kind == "key"}
    if named - {key.id for key in agreement.keys}:
        return
    for key in agreement.keys:
        if key.id not in named:
            draft.report("A121", draft.at(key, "id"), key=key.id)


def _usable(draft: Draft, key: AllocationKey) -> bool:
    return key.values is not None and draft.whole(key, "values")
