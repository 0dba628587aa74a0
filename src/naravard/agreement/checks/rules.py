"""Allocation rules: that each can be carried out with the grant's money and recipients."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeVar

from naravard.agreement.checks.uses import RuleUse, shared_among, uses
from naravard.agreement.draft import Draft
from naravard.agreement.model import AllocationKey, Base, Condition, Fixed, Increase, Limits, Mix, RuleBase
from naravard.agreement.rule_tree import leaves_money, takers, those_who_meet
from naravard.agreement.sources.codes import names_of, near_code

Kind = TypeVar("Kind", bound=RuleBase)


def _uses_of(draft: Draft, kind: type[Kind]) -> Iterator[tuple[Kind, RuleUse]]:
    """Return the uses of one kind of rule."""
    for use in uses(draft):
        if isinstance(use.node.rule, kind):
            yield use.node.rule, use


def mixes(draft: Draft) -> None:
    """A086, A140, A148: a mix's weights are positive and add up to 1; each part has a key or a rule."""
    for rule, _use in _uses_of(draft, Mix):
        for part in rule.parts:
            if (part.key is None) == (part.rule is None) and draft.whole(part, "key", "rule"):
                draft.report("A140", draft.at(part))
            if part.weight <= 0:
                draft.report("A148", draft.at(part, "weight"), weight=part.weight)
        total = sum((part.weight for part in rule.parts), Fraction(0))
        positive = all(part.weight > 0 for part in rule.parts)
        if total != 1 and positive and draft.whole(rule, "parts"):
            draft.report("A086", draft.at(rule, "parts"), sum=total)


def bases(draft: Draft) -> None:
    """A088: the base amounts together are not more than there is to share."""
    for rule, use in _uses_of(draft, Base):
        count, pot = len(use.node.recipients), use.node.pot
        if pot is not None and rule.amount * count > pot:
            draft.report(
                "A088",
                draft.at(rule, "amount"),
                amount=rule.amount,
                count=count,
                sum=rule.amount * count,
                pot=pot,
            )


def increases(draft: Draft) -> None:
    """A119, A149: an increase is between two keys, and somewhere there is one."""
    keys = {key.id: key for key in draft.agreement.keys}
    for rule, use in _uses_of(draft, Increase):
        if rule.before == rule.after:
            draft.report("A149", draft.at(rule, "after"), key=rule.after)
            continue
        before, after = _numbers(draft, keys, rule.before), _numbers(draft, keys, rule.after)
        if before is None or after is None:
            continue
        everyone = {recipient.code for recipient in use.node.recipients}
        if not everyone <= before.keys() & after.keys():
            continue
        if any(all(after[one.code] <= before[one.code] for one in some) for some in shared_among(use)):
            draft.report("A119", draft.at(rule), before=rule.before, after=rule.after)


def fixed_amounts(draft: Draft) -> None:
    """A087, A123, A141, A147: fixed amounts are whole kronor, one for each recipient, and add up to the pot."""
    keys = {key.id: key for key in draft.agreement.keys}
    for rule, use in _uses_of(draft, Fixed):
        if not draft.whole(rule, "amounts", "key"):
            continue
        if (rule.key is None) == (not rule.amounts):
            draft.report("A141", draft.at(rule))
            continue
        amounts = _fixed(draft, keys, rule, use)
        pot = use.node.pot
        if amounts is None or pot is None or use.grant.id in draft.settled or use.part == "onward":
            continue
        if sum(amounts.values()) != pot:
            draft.report("A087", draft.at(rule, "amounts"), sum=sum(amounts.values(), Fraction(0)), pot=pot)


def _fixed(draft: Draft, keys: dict[str, AllocationKey], rule: Fixed, use: RuleUse) -> dict[str, Fraction] | None:
    """Return the fixed amounts of the recipients, or ``None`` where something else is wrong with them."""
    codes = {recipient.code: recipient for recipient in use.node.recipients}
    if rule.key is not None:
        numbers = _numbers(draft, keys, rule.key)
        if numbers is None or not codes.keys() <= numbers.keys():
            return None
        broken = tuple(code for code in codes if numbers[code].denominator != 1)
        if broken:
            draft.report("A123", draft.at(rule, "key"), key=rule.key, codes=broken)
        return None if broken else {code: numbers[code] for code in codes}
    unknown = [code for code in rule.amounts if code not in codes]
    missing = tuple(f"{code} {codes[code].name}" for code in codes if code not in rule.amounts)
    _strangers(draft, rule, "amounts", unknown, use)
    if missing and not unknown:
        draft.report("A147", draft.at(rule, "amounts"), grant=use.grant.id, count=len(missing), missing=missing)
    return None if unknown or missing else {code: Fraction(amount) for code, amount in rule.amounts.items()}


def conditions(draft: Draft) -> None:
    """A072, A142, A143: a condition says who meets it, and someone does, on the second level in each county."""
    keys = {key.id: key for key in draft.agreement.keys}
    for rule, use in _uses_of(draft, Condition):
        if not draft.whole(rule, "met", "not_met"):
            continue
        if (rule.met is None) == (not rule.not_met):
            draft.report("A142", draft.at(rule))
            continue
        codes = {recipient.code for recipient in use.everyone}
        _strangers(draft, rule, "not_met", [code for code in rule.not_met if code not in codes], use)
        numbers = _numbers(draft, keys, rule.met) if rule.met is not None else {}
        if numbers is None or (rule.met is not None and not codes <= numbers.keys()):
            continue
        if any(those_who_meet(rule, some, keys) == () for some in shared_among(use)):
            draft.report("A143", draft.at(rule, "not_met" if rule.met is None else "met"), grant=use.grant.id)


def limits(draft: Draft) -> None:
    """A089–A091, A144, A145: the limits are in order, and each recipient can be kept within them."""
    for rule, use in _uses_of(draft, Limits):
        if not draft.whole(rule, "least", "most"):
            continue
        if rule.least is None and rule.most is None:
            draft.report("A144", draft.at(rule))
        elif rule.least is not None and rule.most is not None and rule.least > rule.most:
            draft.report("A089", draft.at(rule, "least"), least=rule.least, most=rule.most)
        elif not _multiples(draft, rule, use):
            draft.report("A145", draft.at(rule), unit=_unit(draft, use), grant=use.grant.id)
        else:
            _limits_and_pot(draft, rule, use)


def _limits_and_pot(draft: Draft, rule: Limits, use: RuleUse) -> None:
    """A090, A091: the least amounts fit in the pot, and the greatest do not keep money from everyone."""
    keys = {key.id: key for key in draft.agreement.keys}
    pot, sharing = use.node.pot, takers(rule, use.node.recipients, keys)
    if pot is None or sharing is None or leaves_money(rule.rule):
        return
    count = len(sharing)
    if rule.least is not None and rule.least * count > pot:
        place = draft.at(rule, "least")
        draft.report("A090", place, least=rule.least, count=count, sum=rule.least * count, pot=pot)
    elif rule.most is not None and rule.most * count < pot:
        place = draft.at(rule, "most")
        draft.report("A091", place, most=rule.most, count=count, sum=rule.most * count, pot=pot)


def _unit(draft: Draft, use: RuleUse) -> int:
    return (use.grant.rounding or draft.agreement.rounding).unit


def _multiples(draft: Draft, rule: Limits, use: RuleUse) -> bool:
    """Tell whether limits that the rounding meets as they stand (not added to anything) are whole units."""
    rounded = use.outermost and not (use.part == "grant" and any(mark.rule is not None for mark in use.grant.earmarks))
    return not rounded or all(limit % _unit(draft, use) == 0 for limit in (rule.least or 0, rule.most or 0))


def rounding_units(draft: Draft) -> None:
    """A146: where the unit of rounding does not go evenly into a grant, the rest is allocated to no one."""
    for grant in draft.agreement.grants:
        unit = (grant.rounding or draft.agreement.rounding).unit
        if grant.amount % unit and draft.whole(grant, "rounding") and draft.whole(draft.agreement, "rounding"):
            draft.report("A146", draft.at(grant, "amount"), grant=grant.id, amount=grant.amount, unit=unit)


def _strangers(draft: Draft, rule: Fixed | Condition, part: str, unknown: list[str], use: RuleUse) -> None:
    """A072: report codes of others than the grant's recipients."""
    names = names_of(use.everyone)
    if unknown:
        near = near_code(unknown[0], names)
        draft.report("A072", draft.at(rule, part, unknown[0]), near=near, codes=tuple(unknown), grant=use.grant.id)


def _numbers(draft: Draft, keys: dict[str, AllocationKey], key_id: str) -> dict[str, Fraction] | None:
    """Return a key's numbers, or ``None`` where there are none or something is wrong with them."""
    key = keys.get(key_id)
    return key.values if key is not None and draft.whole(key, "values") else None
