"""Sums that must meet: the agreement's, the areas', the earmarks', the overrides'.

One wrong amount shows in several sums at once. Where the same difference is found against the total and against a
signed annex or a table of fixed amounts, it is the grant's amount that is wrong, and only that is said.
"""

from collections import defaultdict

from naravard.agreement.checks.uses import recipients_of
from naravard.agreement.draft import Draft
from naravard.agreement.model import Area, Fixed, Grant, Override, Text
from naravard.agreement.sources.codes import names_of, near_code


def totals(draft: Draft) -> None:
    """A080, A081, A093: the grants add up to the agreement's total and to their areas' amounts."""
    agreement = draft.agreement
    difference = 0
    if draft.whole(agreement, "grants", "total"):
        difference = sum(grant.amount for grant in agreement.grants) - agreement.total.amount
    culprit = _culprit(draft, difference) if difference else None
    if culprit is not None:
        draft.settled.add(culprit.id)
        draft.report(
            "A093",
            draft.at(culprit, "amount"),
            grant=culprit.id,
            amount=culprit.amount,
            expected=culprit.amount - difference,
        )
    told = _areas(draft, difference, culprit)
    if difference and not told and culprit is None:
        draft.report(
            "A080",
            draft.at(agreement.total, "amount"),
            total=agreement.total.amount,
            sum=agreement.total.amount + difference,
            difference=abs(difference),
        )


def _areas(draft: Draft, difference: int, culprit: Grant | None) -> bool:
    """A081: compare each area with its grants; tell whether the total's difference has been told with one of them."""
    agreement = draft.agreement
    known = {None, *(area.id for area in agreement.areas)}
    if not draft.whole(agreement, "grants", "areas"):
        return False
    if not all(draft.whole(grant, "area") and grant.area in known for grant in agreement.grants):
        return False
    told = False
    for area in agreement.areas:
        if area.amount is None:
            continue
        total = sum(grant.amount for grant in agreement.grants if grant.area == area.id)
        if total == area.amount or (culprit is not None and _explained(area, culprit, total, difference)):
            continue
        same = difference != 0 and total - area.amount == difference
        told = told or same
        draft.report(
            "A081",
            draft.at(area, "amount"),
            area=area.id,
            amount=area.amount,
            sum=total,
            difference=abs(total - area.amount),
            also=_SAME_AS_TOTAL if same else Text(""),
        )
    return told


_SAME_AS_TOTAL = Text(
    " Samma skillnad finns mellan medlen och överenskommelsens totalsumma.",
    " The same difference stands between the grants and the agreement's total.",
)


def _explained(area: Area, culprit: Grant, total: int, difference: int) -> bool:
    return culprit.area == area.id and area.amount is not None and total - area.amount == difference


def _culprit(draft: Draft, difference: int) -> Grant | None:
    """Return the one grant that an annex or a table of fixed amounts shows to be wrong by this difference."""
    suspects = [
        grant
        for grant in draft.agreement.grants
        if difference in (grant.amount - total for total in _totals_elsewhere(draft, grant))
    ]
    return suspects[0] if len(suspects) == 1 else None


def _totals_elsewhere(draft: Draft, grant: Grant) -> list[int]:
    """Return what other places say that a grant sums up to."""
    found: list[int] = []
    for table in draft.agreement.published:
        if draft.whole(table, "rows", "columns") and table.rows:
            of_grant = [column.column for column in table.columns if column.grant == grant.id]
            found += [sum(row.kronor(column) for row in table.rows) for column in of_grant]
    if isinstance(grant.rule, Fixed) and grant.rule.amounts and draft.whole(grant.rule, "amounts"):
        found.append(sum(grant.rule.amounts.values()))
    return found


def earmarks(draft: Draft) -> None:
    """A083, A084: earmarks are parts of their grant."""
    for grant in draft.agreement.grants:
        greater = [earmark for earmark in grant.earmarks if earmark.amount > grant.amount]
        for earmark in greater:
            draft.report(
                "A083",
                draft.at(earmark, "amount"),
                earmark=earmark.id,
                amount=earmark.amount,
                grant=grant.id,
                whole=grant.amount,
            )
        total = sum(earmark.amount for earmark in grant.earmarks)
        if total > grant.amount and not greater and draft.whole(grant, "earmarks"):
            draft.report("A084", draft.at(grant, "earmarks"), grant=grant.id, sum=total, whole=grant.amount)


def overrides(draft: Draft) -> None:
    """A072, A085, A092: overrides move kronor between a grant's recipients; none are made or lost."""
    grants = {grant.id: grant for grant in draft.agreement.grants}
    by_grant: dict[str, list[Override]] = defaultdict(list)
    for override in draft.agreement.overrides:
        if override.grant in grants:
            by_grant[override.grant].append(override)
    for grant_id, moved in by_grant.items():
        mistaken = _mistaken(draft, grants[grant_id], moved)
        net = sum(override.change for override in moved)
        if net and not mistaken and draft.whole(draft.agreement, "overrides"):
            draft.report("A085", draft.at(moved[0], "change"), grant=grant_id, net=net)


def _mistaken(draft: Draft, grant: Grant, moved: list[Override]) -> bool:
    """Report overrides of someone who is no recipient, or twice of the same one."""
    recipients = recipients_of(draft, grant)
    if recipients is None:
        return True
    names = names_of(recipients)
    seen: set[str] = set()
    mistaken = False
    for override in moved:
        code = override.recipient
        if code not in names:
            near = near_code(code, names)
            draft.report("A072", draft.at(override, "recipient"), near=near, codes=(code,), grant=grant.id)
            mistaken = True
        elif code in seen:
            draft.report("A092", draft.at(override, "recipient"), code=code, grant=grant.id)
            mistaken = True
        seen.add(code)
    return mistaken
