"""A rule in a few words that end the sentence "the money is shared out …": ``lika mellan mottagarna``."""

from naravard.agreement.model import (
    Agreement,
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
from naravard.agreement.wording import kronor, listed
from naravard.allocation.keys import rule_of
from naravard.allocation.sentences import weight_in_words


def describe_rule(rule: Rule, agreement: Agreement) -> Text:
    """Return a rule in a few words, in both languages."""
    return Text(_words(rule, agreement, "sv"), _words(rule, agreement, "en"))


def key_name(agreement: Agreement, key_id: str) -> Text:
    """Return a key's name; its id where the agreement does not declare it."""
    for key in agreement.keys:
        if key.id == key_id:
            return key.name
    return Text(key_id, key_id)


def limits_in_words(rule: Limits) -> Text:
    """Return the limits themselves: ``minst 1 000 kr och högst 5 000 kr``."""
    sv, en = [], []
    if rule.least is not None:
        sv.append(f"minst {kronor(rule.least)}")
        en.append(f"at least {kronor(rule.least)}")
    if rule.most is not None:
        sv.append(f"högst {kronor(rule.most)}")
        en.append(f"at most {kronor(rule.most)}")
    return Text(listed(sv, "sv"), listed(en, "en"))


def _words(rule: Rule, agreement: Agreement, language: str) -> str:
    english = language == "en"
    match rule:
        case Proportional(key=key):
            return f"{'by' if english else 'efter'} {_quoted(agreement, key, language)}"
        case Equal():
            return "equally among the recipients" if english else "lika mellan mottagarna"
        case Increase(before=before, after=after):
            first, then = _quoted(agreement, before, language), _quoted(agreement, after, language)
            if english:
                return f"by the part of the total increase from {first} to {then}"
            return f"efter del av hela ökningen från {first} till {then}"
        case Fixed(key=key):
            if key is None:
                return "in fixed amounts" if english else "med fasta belopp"
            return (
                f"{'in fixed amounts by' if english else 'med fasta belopp enligt'} {_quoted(agreement, key, language)}"
            )
        case _:
            return _nested(rule, agreement, language)


def _nested(rule: Mix | Base | Condition | Limits, agreement: Agreement, language: str) -> str:
    english = language == "en"
    match rule:
        case Mix(parts=parts):
            return listed([_part(part, agreement, language) for part in parts], language)
        case Base(amount=amount, remainder=remainder):
            rest = _words(remainder, agreement, language)
            if english:
                return f"with a base amount of {kronor(amount)} to each recipient, the rest {rest}"
            return f"med ett grundbelopp på {kronor(amount)} till varje mottagare, resten {rest}"
        case Condition(name=name, rule=inner, money=money):
            words = _words(inner, agreement, language)
            if english:
                rest = "; the others' part is not shared out" if money == "left" else ""
                return f"{words}, to those who meet the condition “{name.in_language('en')}”{rest}"
            rest = ". Övrigas del fördelas inte" if money == "left" else ""
            return f"{words}, till dem som uppfyller villkoret ”{name.sv}”{rest}"
        case Limits(rule=inner):
            words = _words(inner, agreement, language)
            return f"{words}, {limits_in_words(rule).in_language(language)} {'each' if english else 'per mottagare'}"


def _part(part: MixPart, agreement: Agreement, language: str) -> str:
    words = _words(rule_of(part), agreement, language)
    return f"{'' if language == 'en' else 'till '}{weight_in_words(part.weight, language)} {words}"


def _quoted(agreement: Agreement, key_id: str, language: str) -> str:
    name = key_name(agreement, key_id).in_language(language)
    return f"“{name}”" if language == "en" else f"”{name}”"
