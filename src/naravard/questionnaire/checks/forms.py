"""A form as a whole: its version, whose duty it reports, its own life, the duty to tell of equality, its quotations."""

import datetime

from naravard.agreement.checks.quotations import ClauseTexts
from naravard.agreement.draft import Draft
from naravard.agreement.model import Duty
from naravard.questionnaire.checks.questions import is_whole
from naravard.questionnaire.model import Questionnaire

TOLD_IN_WORDS = frozenset({"interim-report", "final-report", "activity-report", "report"})
"""The kinds of duties by which something is told in words."""
BEGINNINGS = frozenset({"proposed", "decided"})
LIMBS = ("perspective", "special-reasons", "equal-health")

Forms = tuple[Questionnaire, ...]


def versions(draft: Draft, forms: Forms) -> None:
    """A220: each version of a form stands once."""
    first: dict[tuple[str, int], str] = {}
    for form in forms:
        other = first.setdefault(form.key, form.file)
        if other != form.file:
            draft.report("A220", draft.at(form, "id"), id=form.id, version=str(form.version), other=other)


def reporters(draft: Draft, forms: Forms) -> None:
    """A221: those who hand a form in have the duty that it reports."""
    duties = {duty.id: duty for duty in _duties(draft)}
    for form in forms:
        duty = duties.get(form.duty)
        strangers = tuple(one for one in form.who if duty is not None and one not in duty.who)
        if duty is not None and strangers:
            draft.report("A221", draft.at(form, "who"), who=strangers, duty=duty.id, whose=duty.who)


def standings(draft: Draft, forms: Forms) -> None:
    """A222: a form begins as proposed or decided, its days follow one another, and nothing comes after replaced."""
    for form in forms:
        days = [step.day for step in form.standings if step.day is not None]
        ends = [step.standing for step in form.standings[:-1]]
        begins = form.standings[0].standing in BEGINNINGS
        if not begins or days != sorted(days) or "replaced" in ends:
            steps = tuple(_step(step.standing, step.day) for step in form.standings)
            draft.report("A222", draft.at(form, "standings"), steps=steps)


def equality(draft: Draft, forms: Forms) -> None:
    """A223: a form that asks about equality asks for both limbs, and only the perspective may be left, with reasons."""
    for form in forms:
        asked = {question.equality: question for question in form.questions if question.equality is not None}
        count = sum(question.equality is not None for question in form.questions)
        if not count or not is_whole(draft, form):
            continue
        right = count == len(LIMBS) == len(asked) and (
            asked["special-reasons"].instead_of == asked["perspective"].id
            and asked["equal-health"].demand == asked["perspective"].demand == "must"
            and not any(question.instead_of == asked["equal-health"].id for question in form.questions)
            and not asked["equal-health"].asked_if
        )
        if not right:
            first = next(question for question in form.questions if question.equality is not None)
            draft.report("A223", draft.at(first, "equality"), form=form.id)


def told_in_words(draft: Draft, forms: Forms) -> None:
    """A224: where there are forms, each duty to tell something in words has one for each on whom it falls."""
    if not forms:
        return
    for duty in _duties(draft):
        if duty.about in TOLD_IN_WORDS:
            covered = {who for form in forms if form.duty == duty.id for who in (*form.who, *form.answered_by)}
            without = tuple(who for who in duty.who if who not in covered)
            if without:
                draft.report("A224", draft.at(duty), duty=duty.id, who=without)


def quotations(draft: Draft, forms: Forms) -> None:
    """A162: words that are printed as the agreement's stand in their clause, unless it is said how they differ."""
    texts = ClauseTexts(draft.agreement.clauses)
    for form in forms:
        for quotation in (one for part in form.parts for one in part.quotes):
            if quotation.differs is not None or not texts.has_words(quotation.clause):
                continue
            missing = [
                line
                for line in quotation.text.split("\n")
                if line.strip() and not texts.holds(quotation.clause, line.removeprefix("•"))
            ]
            if missing:
                place = draft.at(quotation, "text")
                draft.report("A162", place, clause=quotation.clause, quotation=missing[0])


def _duties(draft: Draft) -> tuple[Duty, ...]:
    agreement = draft.agreement
    return (*agreement.duties, *(duty for amendment in agreement.amendments for duty in amendment.duties))


def _step(standing: str, day: datetime.date | None) -> str:
    return standing if day is None else f"{standing} {day.isoformat()}"
