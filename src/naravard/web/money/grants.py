"""One grant in words: its rule as a sentence, its recipients, the keys it rests on, what it awaits."""

from collections.abc import Iterable
from dataclasses import dataclass

from naravard.agreement.actors import actors_in_words
from naravard.agreement.model import Agreement, AllocationKey, Duty, Grant, Rounding, Rule, Text
from naravard.agreement.wording import kronor
from naravard.allocation.keys import keys_of
from naravard.allocation.model import GrantAllocation
from naravard.allocation.rule_words import describe_rule


@dataclass(frozen=True, slots=True)
class Awaited:
    """Keys without numbers, and the duty that will bring them when there is one."""

    keys: tuple[AllocationKey, ...]
    duty: Duty | None


def rule_sentence(rule: Rule, agreement: Agreement) -> Text:
    """Return a rule of any kind as one sentence, in both languages."""
    phrase = describe_rule(rule, agreement)
    return Text(f"Pengarna fördelas {phrase.sv}.", f"The money is shared {phrase.in_language('en')}.")


def rounding_sentence(rounding: Rounding) -> Text:
    """Return how the amounts of a grant are rounded, as a sentence."""
    unit = "hela kronor" if rounding.unit == 1 else f"hela {kronor(rounding.unit)}"
    english = "whole kronor" if rounding.unit == 1 else f"whole {kronor(rounding.unit)}"
    return {
        "largest-remainder": Text(
            f"Beloppen avrundas nedåt till {unit}, och det som då återstår läggs på de största resterna.",
            f"The amounts are rounded down to {english}, and what is then left goes to the largest remainders.",
        ),
        "cumulative": Text(
            f"Den löpande summan avrundas till {unit}, i kodordning.",
            f"The running total is rounded to {english}, in the order of the codes.",
        ),
        "down": Text(
            f"Beloppen avrundas nedåt till {unit}. Det som då återstår fördelas inte.",
            f"The amounts are rounded down to {english}. What is then left is not shared out.",
        ),
    }[rounding.method]


def rule_clauses(grant: Grant) -> tuple[str, ...]:
    """Return the clauses that state the grant's rule; the grant's own where the rule names none."""
    return tuple(dict.fromkeys(_clauses(grant.rule))) or (grant.clause,)


def recipients_in_words(agreement: Agreement, grant: Grant) -> Text:
    """Return whom the grant goes to: ``Regionerna och kommunerna``."""
    return actors_in_words(agreement, grant.recipients)


def keys_used(agreement: Agreement, grant: Grant) -> tuple[AllocationKey, ...]:
    """Return the keys that the grant and its earmarks are shared by, each once."""
    rules = [grant.rule, *(earmark.rule for earmark in grant.earmarks if earmark.rule)]
    return keys_of_rules(agreement, rules)


def keys_of_rules(agreement: Agreement, rules: Iterable[Rule]) -> tuple[AllocationKey, ...]:
    """Return the keys of several rules, each once."""
    return tuple(agreement.key(key) for key in dict.fromkeys(key for rule in rules for key in keys_of(rule)))


def awaited(agreement: Agreement, allocated: GrantAllocation | None) -> tuple[Awaited, ...]:
    """Return what the grant awaits: the keys that each duty brings, and those that no duty brings."""
    found: dict[str, list[AllocationKey]] = {}
    duties: dict[str, Duty | None] = {}
    for key_id in allocated.awaits if allocated else ():
        key = agreement.key(key_id)
        duty = next((duty for duty in agreement.duties if duty.id == key.awaits or key_id in duty.brings), None)
        found.setdefault(duty.id if duty else "", []).append(key)
        duties[duty.id if duty else ""] = duty
    return tuple(Awaited(tuple(keys), duties[duty_id]) for duty_id, keys in found.items())


def _clauses(rule: Rule) -> Iterable[str]:
    if rule.clause:
        yield rule.clause
    inner = [getattr(rule, "remainder", None), getattr(rule, "rule", None)]
    inner += [part.rule for part in getattr(rule, "parts", ())]
    for part in inner:
        if part is not None:
            yield from _clauses(part)
