"""The checks of the forms of a folder: one rule is one small function, and its finding stands in the catalogue."""

from collections.abc import Callable

from naravard.agreement.draft import Draft
from naravard.questionnaire.checks import forms, mappings, questions
from naravard.questionnaire.model import Questionnaire

CHECKS: tuple[Callable[[Draft, tuple[Questionnaire, ...]], None], ...] = (
    forms.versions,
    forms.reporters,
    forms.standings,
    forms.equality,
    forms.told_in_words,
    forms.quotations,
    questions.ids,
    questions.options,
    questions.conditions,
    questions.county_answers,
    questions.limits,
    questions.derived,
    mappings.mapped,
    mappings.followed,
)


def check(draft: Draft, questionnaires: tuple[Questionnaire, ...]) -> None:
    """Run every check; their findings end up in the draft."""
    for one in CHECKS:
        one(draft, questionnaires)
