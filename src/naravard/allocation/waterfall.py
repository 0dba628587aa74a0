"""The way from the whole pot to the krona, as the steps of a waterfall chart.

First the whole sum (``total``); then what goes to others or to no one (``fall``), down to the recipient's exact amount;
then what that amount is made of (``part``), seen from zero; then what the rounding and the signature moved
(``change``); last the amount (``total``). A bar goes from ``start`` to ``end``; the first and the last stand on zero.
"""

from fractions import Fraction
from typing import Literal

from msgspec import Struct

from naravard.agreement.model import (
    Agreement,
    Base,
    Condition,
    Earmark,
    Equal,
    Fixed,
    Increase,
    Limits,
    Mix,
    Proportional,
    Text,
)
from naravard.allocation.model import RuleStep
from naravard.allocation.rule_words import key_name

_NOTHING = Fraction(0)

_WHOLE = Text("Hela beloppet", "The whole amount")
_OTHERS = Text("Till övriga mottagare", "To the other recipients")
_NO_ONE = Text("Fördelas inte till någon", "Not shared out to anyone")
_BASE = Text("Grundbelopp", "Base amount")
_EQUAL = Text("Lika del", "Equal part")
_INCREASE = Text("Andel av hela ökningen", "Share of the total increase")
_FIXED = Text("Fast belopp", "Fixed amount")
_UNMET = Text("Villkoret är inte uppfyllt", "The condition is not met")
_LIMITS = Text("Lägsta och högsta belopp", "Least and greatest amounts")
_FOLLOWS = Text("Samma andel som av hela beloppet", "The same share as of the whole grant")
_ROUNDING = Text("Avrundning", "Rounding")
_OVERRIDE = Text("Avvikelse i det undertecknade", "Departure in what was signed")
_AMOUNT = Text("Belopp", "Amount")


class WaterfallStep(Struct, frozen=True, gc=False):
    """One bar of the waterfall."""

    kind: Literal["total", "fall", "part", "change"]
    label: Text
    value: Fraction
    """What the step adds (or takes away), kronor."""
    start: Fraction
    end: Fraction
    clause: str | None = None


class Piece(Struct, frozen=True, gc=False):
    """One part of a recipient's exact amount, with the clause that gives it."""

    label: Text
    value: Fraction
    clause: str | None


class Ends(Struct, frozen=True):
    """Where the waterfall begins and ends."""

    pot: Fraction
    pot_clause: str
    rule_clause: str
    exact: Fraction
    left: Fraction
    computed: int
    override: int
    override_clause: str | None = None


def waterfall(pieces: list[Piece], ends: Ends) -> tuple[WaterfallStep, ...]:
    """Return the bars, in order from the pot to the amount."""
    steps = [WaterfallStep("total", _WHOLE, ends.pot, _NOTHING, ends.pot, ends.pot_clause)]
    level = ends.pot
    if ends.left:
        level = ends.pot - ends.left
        steps.append(WaterfallStep("fall", _NO_ONE, -ends.left, ends.pot, level, ends.rule_clause))
    others = ends.exact - level
    if others:
        steps.append(WaterfallStep("fall", _OTHERS, others, level, ends.exact, ends.rule_clause))
    built = _NOTHING
    for piece in pieces:
        higher = built + piece.value if built else piece.value
        steps.append(WaterfallStep("part", piece.label, piece.value, built, higher, piece.clause))
        built = higher
    computed, binding = Fraction(ends.computed), Fraction(ends.computed + ends.override)
    moved = computed - ends.exact
    steps.append(WaterfallStep("change", _ROUNDING, moved, ends.exact, computed, ends.rule_clause))
    if ends.override:
        change = Fraction(ends.override)
        steps.append(WaterfallStep("change", _OVERRIDE, change, computed, binding, ends.override_clause))
    steps.append(WaterfallStep("total", _AMOUNT, binding, _NOTHING, binding, ends.pot_clause))
    return tuple(steps)


def pieces_of(step: RuleStep, agreement: Agreement, clause: str) -> list[Piece]:
    """Return what a step's exact amount is made of; the pieces add up to it."""
    clause = step.rule.clause or clause
    match step.rule:
        case Proportional(key=key):
            name = key_name(agreement, key)
            label = Text(f"Andel efter ”{name.sv}”", f"Share by “{name.in_language('en')}”")
            return [Piece(label, step.exact, clause)]
        case Equal():
            return [Piece(_EQUAL, step.exact, clause)]
        case Increase():
            return [Piece(_INCREASE, step.exact, clause)]
        case Fixed():
            return [Piece(_FIXED, step.exact, clause)]
        case Mix():
            return [piece for part in step.parts for piece in pieces_of(part, agreement, clause)]
        case Base():
            return [Piece(_BASE, step.figures["base"], clause), *pieces_of(step.parts[0], agreement, clause)]
        case Condition() | Limits():
            return _adjusted(step, agreement, clause)


def _adjusted(step: RuleStep, agreement: Agreement, clause: str) -> list[Piece]:
    """Return the inner rule's pieces and what the condition or the limits then change."""
    inner = [piece for part in step.parts for piece in pieces_of(part, agreement, clause)]
    change = step.exact - sum((piece.value for piece in inner), _NOTHING)
    if change or not inner:
        inner.append(Piece(_LIMITS if isinstance(step.rule, Limits) else _UNMET, change, clause))
    return inner


def named(pieces: list[Piece], earmark: Earmark | None) -> list[Piece]:
    """Put an earmark's name before the labels of its pieces."""
    if earmark is None:
        return pieces
    sv, en = earmark.name.sv, earmark.name.in_language("en")
    return [
        Piece(Text(f"{sv}: {piece.label.sv}", f"{en}: {piece.label.in_language('en')}"), piece.value, piece.clause)
        for piece in pieces
    ]


def follows_grant(step: RuleStep, clause: str) -> list[Piece]:
    """Return the single piece of an earmark that follows its grant."""
    return [Piece(_FOLLOWS, step.exact, clause)]
