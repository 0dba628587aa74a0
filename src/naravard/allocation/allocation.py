"""Allocate a whole agreement: every grant by its rule, every cell rounded once, nothing lost.

A grant whose earmark has a rule of its own is two sums: the earmark by its rule, the rest by the grant's; they are
added before the only rounding. An earmark without a rule follows its grant: each recipient's part of it is in
proportion to what the recipient gets of the grant.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from naravard.agreement.model import Agreement, Earmark, Grant, Override, Recipient, Rounding
from naravard.allocation.errors import (
    EarmarksTooGreatError,
    NoRecipientsError,
    OverridesDoNotNetError,
    OverrideUnknownError,
    RepeatedRecipientError,
    UnknownKeyError,
)
from naravard.allocation.keys import KeyNumbers, Numbers, check_brought, keys_of_grant
from naravard.allocation.model import Allocation, Cell, EarmarkAllocation, GrantAllocation, Worked
from naravard.allocation.rounding import Rounded, moves_within, round_amounts
from naravard.allocation.rules.dispatch import work
from naravard.allocation.rules.task import SharingTask

_NOTHING = Fraction(0)
_NO_MOVES: Mapping[str, int] = {}


def allocate(
    agreement: Agreement, *, keys: Mapping[str, Numbers] | None = None, told: Callable[[int], object] | None = None
) -> Allocation:
    """Share every grant among its recipients.

    ``keys`` are numbers by key id and recipient code; they replace the agreement's own, or bring those it awaits.
    ``told`` is called with how many grants have been shared, after each. Signed overrides are kept only where a
    grant is computed from the agreement's own numbers. Raises :class:`~naravard.allocation.errors.AllocationError`
    when a rule cannot be carried out.
    """
    brought = dict(keys or {})
    check_brought(agreement, brought)
    numbers = KeyNumbers(agreement, brought)
    grants = []
    for grant in agreement.grants:
        grants.append(allocate_grant(agreement, grant, numbers))
        if told is not None:
            told(len(grants))
    return Allocation(agreement, tuple(grants))


def allocate_grant(agreement: Agreement, grant: Grant, numbers: KeyNumbers) -> GrantAllocation:
    """Share one grant among its recipients, or say which keys it awaits."""
    rounding = grant.rounding or agreement.rounding
    recipients = _recipients(agreement, grant)
    used = _keys_used(grant, numbers)
    awaits = tuple(key for key in used if not numbers.has_numbers(key))
    if awaits:
        return GrantAllocation(grant, rounding, (), awaits)
    brought = tuple(key for key in used if numbers.is_brought(key))
    codes = tuple(recipient.code for recipient in recipients)
    main, earmarked = _work(grant, codes, numbers, rounding)
    exact = _added(main, earmarked)
    rounded = round_amounts(exact, rounding)
    overrides = {} if brought else _overrides(agreement.overrides, grant, rounded)
    cells = _cells(recipients, exact, rounded, main, earmarked, overrides)
    return GrantAllocation(
        grant,
        rounding,
        cells,
        unallocated=grant.amount - sum(cell.computed for cell in cells),
        left_by_rule=main.left + sum((worked.left for worked in earmarked), _NOTHING),
        raised_count=sum(1 for cell in cells if cell.raised),
        earmarks=_earmarks(grant, cells, main, earmarked, rounding),
        brought=brought,
    )


def _recipients(agreement: Agreement, grant: Grant) -> tuple[Recipient, ...]:
    """Return the grant's recipients; there is at least one, and none twice."""
    recipients = agreement.recipients_of(grant)
    if not recipients:
        raise NoRecipientsError(grant.id, grant.recipients)
    codes = [recipient.code for recipient in recipients]
    if len(set(codes)) < len(codes):
        raise RepeatedRecipientError(grant.id, sorted({code for code in codes if codes.count(code) > 1}))
    return recipients


def _keys_used(grant: Grant, numbers: KeyNumbers) -> tuple[str, ...]:
    """Return the keys that the grant's amounts rest on; all are declared."""
    used = keys_of_grant(grant)
    for key in used:
        if not numbers.knows(key):
            raise UnknownKeyError(f"{grant.id}.rule", key, numbers.ids())
    return used


def _work(
    grant: Grant, codes: tuple[str, ...], numbers: KeyNumbers, rounding: Rounding
) -> tuple[Worked, tuple[Worked, ...]]:
    """Carry out the grant's rule on what is not earmarked by other rules, and those rules on theirs."""
    own = [earmark for earmark in grant.earmarks if earmark.rule is not None]
    total = sum(earmark.amount for earmark in grant.earmarks)
    if total > grant.amount:
        raise EarmarksTooGreatError(grant.id, total, grant.amount)
    rest = Fraction(grant.amount - sum(earmark.amount for earmark in own))
    main = work(
        grant.rule, SharingTask(rest, codes, numbers, f"{grant.id}.rule", frozenset(codes), 0 if own else rounding.unit)
    )
    earmarked = tuple(_work_earmark(grant, earmark, codes, numbers) for earmark in own)
    return main, earmarked


def _work_earmark(grant: Grant, earmark: Earmark, codes: tuple[str, ...], numbers: KeyNumbers) -> Worked:
    """Carry out an earmark's own rule."""
    rule = earmark.rule or grant.rule
    where = f"{grant.id}.earmarks.{earmark.id}.rule"
    worked = work(rule, SharingTask(Fraction(earmark.amount), codes, numbers, where, frozenset(codes)))
    return Worked(
        rule=worked.rule,
        amounts=worked.amounts,
        common=worked.common,
        own=worked.own,
        keys=worked.keys,
        parts=worked.parts,
        left=worked.left,
        outside=worked.outside,
        earmark=earmark,
    )


def _added(main: Worked, earmarked: tuple[Worked, ...]) -> Mapping[str, Fraction]:
    """Add the earmarks with rules of their own to the grant's own rule, before the only rounding."""
    if not earmarked:
        return dict(main.amounts.items())
    return {
        code: amount + sum((worked.amounts[code] for worked in earmarked), _NOTHING)
        for code, amount in main.amounts.items()
    }


def _overrides(overrides: tuple[Override, ...], grant: Grant, known: Mapping[str, Rounded]) -> dict[str, int]:
    """Return the grant's signed changes by recipient; they net to zero."""
    changes: dict[str, int] = {}
    for override in overrides:
        if override.grant == grant.id:
            changes[override.recipient] = changes.get(override.recipient, 0) + override.change
    strangers = [code for code in changes if code not in known]
    if strangers:
        raise OverrideUnknownError(grant.id, strangers)
    net = sum(changes.values())
    if net:
        raise OverridesDoNotNetError(grant.id, net)
    return changes


def _cells(
    recipients: tuple[Recipient, ...],
    exact: Mapping[str, Fraction],
    rounded: Mapping[str, Rounded],
    main: Worked,
    earmarked: tuple[Worked, ...],
    overrides: Mapping[str, int],
    moved: Mapping[str, int] = _NO_MOVES,
) -> tuple[Cell, ...]:
    """Put exact amount, rounding, what was moved and override together, a cell per recipient."""
    cells = []
    for recipient in recipients:
        code = recipient.code
        done = rounded[code]
        cells.append(
            Cell(
                recipient,
                exact[code],
                done.down,
                done.rank,
                done.raised,
                main,
                earmarked,
                overrides.get(code, 0),
                moved.get(code, 0),
            )
        )
    return tuple(cells)


def _earmarks(
    grant: Grant, granted: tuple[Cell, ...], main: Worked, earmarked: tuple[Worked, ...], rounding: Rounding
) -> tuple[EarmarkAllocation, ...]:
    """Round each earmark by itself; no one's earmarks together pass what the grant gives it, computed or signed."""
    if not grant.earmarks:
        return ()
    recipients = tuple(cell.recipient for cell in granted)
    computed = {cell.recipient.code: cell.computed for cell in granted}
    own = {worked.earmark.id: worked for worked in earmarked if worked.earmark is not None}
    worked = [own.get(earmark.id) or _in_proportion(main, earmark) for earmark in grant.earmarks]
    rounded = [round_amounts(each.amounts, rounding, computed) for each in worked]
    exact = [each.amounts for each in worked]
    parts = [{code: done.amount for code, done in each.items()} for each in rounded]
    fill = sum(earmark.amount for earmark in grant.earmarks) == grant.amount
    moved = moves_within(parts, exact, computed, rounding.unit, fill=fill)
    fitted = [{code: each[code] + move[code] for code in each} for each, move in zip(parts, moved, strict=True)]
    signed = {cell.recipient.code: cell.binding for cell in granted}
    overrides = moves_within(fitted, exact, signed, 1, fill=fill)
    allocated = []
    for place, earmark in enumerate(grant.earmarks):
        cells = _cells(recipients, exact[place], rounded[place], worked[place], (), overrides[place], moved[place])
        unallocated = earmark.amount - sum(cell.computed for cell in cells)
        allocated.append(EarmarkAllocation(earmark, cells, unallocated, sum(1 for cell in cells if cell.raised)))
    return tuple(allocated)


def _in_proportion(main: Worked, earmark: Earmark) -> Worked:
    """Return an earmark that follows its grant: the same part of every recipient's sum."""
    pot = main.common["pot"]
    part = earmark.amount / pot if pot else _NOTHING
    return Worked(
        rule=main.rule,
        amounts={code: amount * part for code, amount in main.amounts.items()},
        common={**main.common, "earmark_pot": Fraction(earmark.amount), "part": part},
        own={"grant_amount": main.amounts},
        earmark=earmark,
        left=main.left * part,
    )
