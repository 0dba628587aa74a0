"""Tell how a rule came to a recipient's exact amount: one line or more for each step of the rule's tree."""

from fractions import Fraction

from msgspec import Struct

from naravard.agreement.model import (
    Agreement,
    AllocationKey,
    Base,
    Condition,
    Equal,
    Fixed,
    Increase,
    Limits,
    Mix,
    Proportional,
    Text,
)
from naravard.agreement.wording import day, exact_kronor
from naravard.allocation.model import RuleStep
from naravard.allocation.rule_words import key_name, limits_in_words
from naravard.allocation.sentences import factor, money, number, say, share, weight

_NO_UNIT = Text("")


class NarrationLine(Struct, frozen=True, gc=False):
    """One sentence or two of an explanation, with the clause and the source that they rest on."""

    kind: str
    """What the line tells, by name: a key of ``sentences.SENTENCES``."""
    text: Text
    amount: Fraction | None = None
    """The kronor that the line arrives at."""
    clause: str | None = None
    source: Text | None = None
    """Where the key's numbers come from, with the day they describe."""
    depth: int = 0
    """How deep in the rule's tree the line stands."""


class Telling(Struct, frozen=True):
    """What the lines need to know beside the step: the agreement, and whom it is about."""

    agreement: Agreement
    name: str
    clause: str
    """The clause that holds where a rule has none of its own."""

    def key(self, key_id: str) -> AllocationKey | None:
        """Return the declared key, or nothing."""
        for key in self.agreement.keys:
            if key.id == key_id:
                return key
        return None

    def unit(self, key_id: str) -> Text:
        """Return what a key counts, as it follows a number; nothing for a key that the agreement does not have."""
        key = self.key(key_id)
        return _NO_UNIT if key is None else Text(f" {key.unit.sv}", f" {key.unit.in_language('en')}")

    def source(self, *key_ids: str) -> Text | None:
        """Return where the keys' numbers come from."""
        found = [source_of(key) for key in map(self.key, key_ids) if key is not None]
        if len(found) < 2:
            return found[0] if found else None
        each = list(dict.fromkeys((text.sv, text.in_language("en")) for text in found))
        return Text("; ".join(sv for sv, _ in each), "; ".join(en for _, en in each))


def source_of(key: AllocationKey) -> Text:
    """Return a key's source and the day or period that its numbers describe."""
    if key.reference_date is not None:
        when = Text(day(key.reference_date))
    elif key.reference_period is not None:
        when = key.reference_period
    else:
        return key.source
    return Text(f"{key.source.sv}, {when.sv}", f"{key.source.in_language('en')}, {when.in_language('en')}")


def tell(step: RuleStep, telling: Telling, depth: int = 0) -> list[NarrationLine]:
    """Return the lines that explain a step and the steps inside it, and what is noted on its rule."""
    lines = _tell(step, telling, depth)
    if step.rule.note is not None:
        lines.append(NarrationLine("note", step.rule.note, None, step.rule.clause or telling.clause, None, depth))
    return lines


def _tell(step: RuleStep, telling: Telling, depth: int) -> list[NarrationLine]:
    match step.rule:
        case Proportional():
            return _proportional(step, telling, depth)
        case Equal():
            return _equal(step, telling, depth)
        case Increase():
            return _increase(step, telling, depth)
        case Fixed():
            return _fixed(step, telling, depth)
        case Mix() as mix:
            return _mix(mix, step, telling, depth)
        case Base():
            return _base(step, telling, depth)
        case Condition() as condition:
            return _condition(condition, step, telling, depth)
        case Limits() as limits:
            return _limits(limits, step, telling, depth)


def _line(
    kind: str, text: Text, step: RuleStep, telling: Telling, depth: int, source: Text | None = None
) -> NarrationLine:
    return NarrationLine(kind, text, step.exact, step.rule.clause or telling.clause, source, depth)


def _proportional(step: RuleStep, telling: Telling, depth: int) -> list[NarrationLine]:
    figures, key = step.figures, step.keys[0]
    text = say(
        "proportional",
        pot=money(figures["pot"]),
        key=key_name(telling.agreement, key),
        name=telling.name,
        value=number(figures["key_value"]),
        total=number(figures["key_total"]),
        unit=telling.unit(key),
        share=share(figures["share"]),
        result=money(step.exact),
    )
    return [_line("proportional", text, step, telling, depth, telling.source(key))]


def _equal(step: RuleStep, telling: Telling, depth: int) -> list[NarrationLine]:
    figures = step.figures
    if figures["count"] == 1:
        text = say("only-one", name=telling.name, result=money(step.exact))
        return [_line("only-one", text, step, telling, depth)]
    text = say("equal", pot=money(figures["pot"]), count=number(figures["count"]), result=money(step.exact))
    return [_line("equal", text, step, telling, depth)]


def _increase(step: RuleStep, telling: Telling, depth: int) -> list[NarrationLine]:
    figures = step.figures
    kind = "increase" if figures["increase"] else "no-increase"
    text = say(
        kind,
        pot=money(figures["pot"]),
        name=telling.name,
        before=number(figures["before"]),
        after=number(figures["after"]),
        unit=telling.unit(step.keys[1]),
        increase=number(figures["increase"]),
        total=number(figures["total_increase"]),
        share=share(figures["share"]),
        result=money(step.exact),
    )
    return [_line(kind, text, step, telling, depth, telling.source(*step.keys))]


def _fixed(step: RuleStep, telling: Telling, depth: int) -> list[NarrationLine]:
    if not step.keys:
        return [_line("fixed", say("fixed", result=money(step.exact)), step, telling, depth)]
    key = step.keys[0]
    text = say("fixed-key", key=key_name(telling.agreement, key), result=money(step.exact))
    return [_line("fixed-key", text, step, telling, depth, telling.source(key))]


def _mix(rule: Mix, step: RuleStep, telling: Telling, depth: int) -> list[NarrationLine]:
    pot = step.figures["pot"]
    lines = [
        _line("mix", say("mix", pot=money(pot), parts=str(len(rule.parts))), step, telling, depth),
    ]
    for place, (part, inner) in enumerate(zip(rule.parts, step.parts, strict=True), start=1):
        text = say(
            "mix-part", place=str(place), weight=weight(part.weight), pot=money(pot), part=money(inner.figures["pot"])
        )
        lines.append(_line("mix-part", text, inner, telling, depth + 1))
        lines.extend(tell(inner, telling, depth + 1))
    lines.append(_line("mix-sum", say("mix-sum", result=money(step.exact)), step, telling, depth))
    return lines


def _base(step: RuleStep, telling: Telling, depth: int) -> list[NarrationLine]:
    figures, rest = step.figures, step.parts[0]
    bases = figures["base"] * figures["count"]
    first = say(
        "base",
        base=money(figures["base"]),
        count=number(figures["count"]),
        bases=money(bases),
        rest=money(figures["pot"] - bases),
    )
    last = say("base-sum", base=money(figures["base"]), rest=money(rest.exact), result=money(step.exact))
    return [
        _line("base", first, step, telling, depth),
        *tell(rest, telling, depth),
        _line("base-sum", last, step, telling, depth),
    ]


def _condition(rule: Condition, step: RuleStep, telling: Telling, depth: int) -> list[NarrationLine]:
    figures = step.figures
    kind = f"{'met' if figures['met'] else 'unmet'}-{rule.money}"
    inner = figures.get("inner", Fraction(0))
    text = say(kind, name=telling.name, condition=rule.name, count=number(figures["count"]), inner=money(inner))
    line = _line(kind, text, step, telling, depth, telling.source(*step.keys))
    if figures["met"]:
        return [line, *tell(step.parts[0], telling, depth)]
    if rule.money == "left":
        return [*tell(step.parts[0], telling, depth), line]
    return [line]


def _limits(rule: Limits, step: RuleStep, telling: Telling, depth: int) -> list[NarrationLine]:
    figures, inner, exact_amount = step.figures, step.figures["inner"], step.exact
    if step.outside:
        kind = "limits-outside"
    elif inner == exact_amount:
        kind = "limits-within"
    elif exact_amount == rule.least:
        kind = "limits-least"
    elif exact_amount == rule.most:
        kind = "limits-most"
    else:
        kind = "limits-scaled"
    text = say(
        kind,
        limits=limits_in_words(rule),
        least=exact_kronor(figures.get("least", Fraction(0))),
        most=exact_kronor(figures.get("most", Fraction(0))),
        inner=money(inner),
        scale=factor(figures["scale"]),
        result=money(exact_amount),
    )
    return [*tell(step.parts[0], telling, depth), _line(kind, text, step, telling, depth)]
