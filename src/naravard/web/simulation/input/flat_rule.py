"""A rule as a form on one page: how the money is shared, under a base amount, a condition and limits.

Any rule of the shape *limits (condition (base amount (sharing)))*, each of the first three left out or not, is a
:class:`FlatRule`; so are all of the rules that agreements of this kind have had. Other combinations can be written as
in the agreement format instead.
"""

from dataclasses import dataclass
from typing import Literal, TypeGuard

from msgspec.structs import replace

from naravard.agreement.model import (
    Base,
    Condition,
    Equal,
    Fixed,
    Increase,
    Limits,
    Mix,
    MixPart,
    Proportional,
    Rule,
    Text,
)

Sharing = Proportional | Equal | Mix | Increase | Fixed
SHARINGS = ("proportional", "mix", "equal", "increase", "fixed")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatCondition:
    """A condition without what it holds of rules."""

    name: Text
    money: Literal["left", "shared"]
    met: str | None = None
    not_met: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatRule:
    """A rule in parts that stand side by side."""

    sharing: Sharing
    base: int | None = None
    terms: FlatCondition | None = None
    least: int | None = None
    most: int | None = None

    @property
    def rule(self) -> Rule:
        """The parts put together."""
        rule: Rule = self.sharing
        if self.base is not None:
            rule = Base(amount=self.base, remainder=rule)
        if self.terms is not None:
            terms = self.terms
            rule = Condition(name=terms.name, rule=rule, money=terms.money, met=terms.met, not_met=terms.not_met)
        if self.least is not None or self.most is not None:
            rule = Limits(rule=rule, least=self.least, most=self.most)
        return rule


def flat(rule: Rule) -> FlatRule | None:
    """Return a rule in parts, ``None`` where it has another shape.

    Left out are clauses and notes, and what does nothing: a base amount of zero, a condition that everyone meets.
    """
    rule = plain(rule)
    least = most = base = terms = None
    if isinstance(rule, Limits):
        least, most, rule = rule.least, rule.most, rule.rule
    if isinstance(rule, Condition):
        if rule.met or rule.not_met:
            terms = FlatCondition(
                name=rule.name, money=rule.money, met=rule.met, not_met=tuple(sorted(set(rule.not_met)))
            )
        rule = rule.rule
    if isinstance(rule, Base):
        base, rule = rule.amount or None, rule.remainder
    if not _is_sharing(rule):
        return None
    return FlatRule(sharing=rule, base=base, terms=terms, least=least, most=most)


def plain(rule: Rule) -> Rule:
    """Return a rule without clauses and notes, a mix's keys in their short form: what it does and no more."""
    rule = replace(rule, clause=None, note=None)
    match rule:
        case Base(remainder=inner):
            return replace(rule, remainder=plain(inner))
        case Limits(rule=inner) | Condition(rule=inner):
            return replace(rule, rule=plain(inner))
        case Mix(parts=parts):
            return replace(rule, parts=tuple(_plain_part(part) for part in parts))
        case _:
            return rule


def _plain_part(part: MixPart) -> MixPart:
    if part.rule is None:
        return part
    inner = plain(part.rule)
    if isinstance(inner, Proportional):
        return MixPart(weight=part.weight, key=inner.key)
    return MixPart(weight=part.weight, rule=inner)


def _is_sharing(rule: Rule) -> TypeGuard[Sharing]:
    if isinstance(rule, Mix):
        return all(part.rule is None for part in rule.parts)
    return isinstance(rule, Proportional | Equal | Increase | Fixed)
