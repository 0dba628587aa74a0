"""A report that keeps every rule: the small example's form filled in."""

from fractions import Fraction

from shipped_forms import example

from naravard.questionnaire.answers import (
    AmountsByGrant,
    AmountStated,
    Answer,
    Chosen,
    ChosenSeveral,
    Counted,
    NumberBySex,
    NumbersBySex,
    WrittenAnswer,
)

FORM = example()
WHOLE: dict[str, Answer] = {
    "planer": Chosen(option="flertalet", comment="Fem av åtta."),
    "arbetssatt": ChosenSeveral(options=("mote", "besok")),
    "hembesok": WrittenAnswer(text="Teamet besöker den som har kommit hem inom tre dagar."),
    "effekter": WrittenAnswer(text="Färre har skrivits in på nytt."),
    "omfattning": Counted(number=Fraction(725, 10)),
    "utbildade": NumbersBySex(rows={"lakare": NumberBySex(women=7, men=5), "andra": NumberBySex(women=30, men=4)}),
    "kronor": AmountStated(amount=1_000_000),
    "per-medel": AmountsByGrant(amounts={"hemgang-regioner": 1_000_000}),
    "perspektivet": WrittenAnswer(text="Fler kvinnor än män har nåtts."),
    "bidraget": WrittenAnswer(text="Kvinnor som bor ensamma har fått stöd hemma."),
}


def with_answers(**answers: Answer | None) -> dict[str, Answer]:
    """The whole report with other answers; ``_`` stands for ``-`` in the names, and None takes an answer away."""
    changed = {**WHOLE, **{name.replace("_", "-"): answer for name, answer in answers.items()}}
    return {name: answer for name, answer in changed.items() if answer is not None}
