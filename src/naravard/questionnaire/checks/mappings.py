"""What is said of questions since another form: of each, once, and rightly."""

from naravard.agreement.draft import Draft
from naravard.questionnaire.checks.questions import is_whole
from naravard.questionnaire.comparison import asks_the_same
from naravard.questionnaire.model import FormMapping, Questionnaire

Forms = tuple[Questionnaire, ...]


def mapped(draft: Draft, forms: Forms) -> None:
    """A232: each question has one likeness, those that are the same are so, and none of the other form is forgotten.

    Of a form of another agreement, which is not in this folder, only this form's own questions can be held against it.
    """
    known = {form.key: form for form in forms}
    for form in (one for one in forms if is_whole(draft, one)):
        for mapping in form.mappings:
            other = known.get((mapping.questionnaire, mapping.version)) if mapping.agreement is None else None
            missing = mapping.agreement is None and other is None
            wrong = (mapping.questionnaire,) if missing else _wrong(form, mapping, other)
            if wrong:
                draft.report("A232", draft.at(mapping), form=form.id, other=mapping.questionnaire, questions=wrong)


def followed(draft: Draft, forms: Forms) -> None:
    """A233: a new version says what became of each question of the one before it."""
    keys = {form.key for form in forms}
    for form in forms:
        before = max((version for one, version in keys if one == form.id and version < form.version), default=None)
        told = {(one.questionnaire, one.version) for one in form.mappings if one.agreement is None}
        if before is not None and (form.id, before) not in told:
            draft.report("A233", draft.at(form, "version"), form=form.id, version=str(form.version), before=str(before))


def _wrong(form: Questionnaire, mapping: FormMapping, other: Questionnaire | None) -> tuple[str, ...]:
    here = {question.id: question for question in form.questions}
    there = {question.id: question for question in other.questions} if other is not None else None
    wrong: dict[str, None] = {}
    told_here: set[str] = set()
    told_there: set[str] = set()
    for one in mapping.questions:
        gone = one.likeness == "gone"
        was = one.question if gone else one.was or one.question
        twice = (was in told_there) if gone else (one.question in told_here)
        unknown_here = not gone and one.question not in here
        unknown_there = there is not None and one.likeness != "new" and was not in there
        differs = (
            there is not None and one.likeness == "same" and not unknown_here and not unknown_there
            and not asks_the_same(here[one.question], there[was])
        )  # fmt: skip
        if twice or unknown_here or unknown_there or differs:
            wrong[one.question] = None
        if not gone:
            told_here.add(one.question)
        if one.likeness != "new":
            told_there.add(was)
    forgotten = [*(one for one in here if one not in told_here)]
    forgotten += [one for one in there or () if one not in told_there]
    return (*wrong, *dict.fromkeys(forgotten))
