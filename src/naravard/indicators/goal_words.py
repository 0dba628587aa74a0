"""What a verdict on a goal is called, why it is not known, and how a goal's text has been read, in both languages."""

from naravard.agreement.model import Target, Text
from naravard.indicators.figures import exactly
from naravard.indicators.goals import GoalChoice, GoalJudgement, Reason, Verdict
from naravard.indicators.model import Unit
from naravard.indicators.periods import period_words

_VERDICTS: dict[Verdict, Text] = {
    "met": Text("Nått", "Met"),
    "not-met": Text("Inte nått", "Not met"),
    "not-known": Text("Inte känt", "Not known"),
    "wrong-denominator": Text("Andel av något annat", "Share of something else"),
}
_REASONS: dict[Reason, Text] = {
    "no-value": Text(
        "Det finns inget publicerat värde för dagen som målet gäller.",
        "There is no published value for the day that the goal is set for.",
    ),
    "missing": Text("Värdet saknas.", "The value is missing."),
    "span": Text(
        "Det som är publicerat är ett spann mellan enheter, inte ett värde.",
        "What is published is a span between units, not a value.",
    ),
    "about": Text(
        "Källan ger bara ett ungefärligt tal, och det avgör inte ett mål.",
        "The source gives only an approximate figure, and that settles no goal.",
    ),
    "bound": Text(
        "Källan ger bara en gräns, och den räcker inte för att avgöra målet.",
        "The source gives only a bound, and it does not settle the goal.",
    ),
    "no-denominator": Text(
        "Källan säger inte vad andelen är av, så den kan inte prövas mot målet.",
        "The source does not say what the share is of, so it cannot be held against the goal.",
    ),
    "other-denominator": Text(
        "Värdet är en andel av något annat än det som målet säger, så det prövas inte mot målet.",
        "The value is a share of something else than what the goal says, so it is not held against the goal.",
    ),
    "no-base": Text(
        "Det finns inget tidigare värde med samma mätsätt att räkna ökningen från.",
        "There is no earlier value of the same method to count the rise from.",
    ),
    "base-about": Text(
        "Ett av de två värdena är inte exakt, så ökningen kan inte räknas.",
        "One of the two values is not exact, so the rise cannot be counted.",
    ),
    "base-of-nought": Text(
        "Utgångsvärdet är 0, och då går det inte att säga hur många procent ökningen är.",
        "The base is 0, and then it cannot be said by how many per cent it has risen.",
    ),
    "no-level": Text(
        "Texten säger inte hur mycket som krävs, och inget är valt.",
        "The text does not say how much is needed, and nothing is chosen.",
    ),
    "in-words": Text(
        "Målet har inget tal. Det är nått eller inte, och inget mått avgör det.",
        "The goal has no number. It is met or not, and no indicator settles it.",
    ),
}


def verdict_words(verdict: Verdict) -> Text:
    """Return what a verdict is called."""
    return _VERDICTS[verdict]


def reason_words(judgement: GoalJudgement) -> Text | None:
    """Return why a goal is not known, or why the value is of something else; None if it is settled."""
    if judgement.reason is None:
        return None
    if judgement.reason == "missing" and judgement.value is not None and judgement.value.missing is not None:
        return judgement.value.missing
    return _REASONS[judgement.reason]


def level_words(target: Target, unit: Unit) -> Text:
    """Return a level: at least 55 per cent, at most 2 per cent, a rise of 20 per cent."""
    if target.value is None:
        return Text("betydande ökning", "a significant increase")
    per_cent = unit == "per-cent" or target.kind == "increase"
    level = exactly(target.value, per_cent=per_cent)
    if target.kind == "at-most":
        return Text(f"högst {level.sv}", f"at most {level.en}")
    if target.kind == "increase":
        return Text(f"ökning med {level.sv}", f"increase of {level.en}")
    return Text(f"minst {level.sv}", f"at least {level.en}")


def choice_words(choice: GoalChoice, unit: Unit) -> Text:
    """Return how a text is read: relative, from 2021; with the least rise where one is chosen."""
    if choice.rise == "relative":
        counted = Text("i förhållande till utgångsvärdet", "in relation to the base")
    elif unit == "per-cent":
        counted = Text("i procentenheter", "in percentage points")
    else:
        counted = Text("i måttets egna enheter", "in the indicator's own units")
    if choice.base is None:
        start = Text("det senaste värdet före överenskommelsen", "the latest value before the agreement")
    else:
        start = period_words(choice.base)
    words = Text(f"{counted.sv}, från {start.sv}", f"{counted.en}, from {start.in_language('en')}")
    if choice.least is None:
        return words
    least = exactly(choice.least, per_cent=choice.rise == "relative" or unit == "per-cent")
    return Text(f"{words.sv}, minst {least.sv}", f"{words.en}, at least {least.en}")
