"""The questions of a form: their ids, what can be marked, when they are asked, and a county's answer."""

import re
import unicodedata

from naravard.agreement.draft import Draft, nearest
from naravard.questionnaire.model import Question, Questionnaire

FEWEST_OPTIONS = 2
FEWEST_WORDS = 3
NUMERIC = frozenset({"number", "amount", "amount-by-grant", "number-by-sex"})

Forms = tuple[Questionnaire, ...]


def ids(draft: Draft, forms: Forms) -> None:
    """A225, A226: an id stands once in a form, and is made neither of the question's number nor of its words."""
    for form in forms:
        seen: dict[str, tuple[str, Question]] = {}
        for holder, question in ((part, one) for part in form.parts for one in part.questions):
            where, first = seen.setdefault(question.id, (holder.id, question))
            if where != holder.id:  # twice in one part is told by the reader: A069
                line = draft.at(first, "id").line or 0
                draft.report("A225", draft.at(question, "id"), id=question.id, first=str(line))
            if _is_number(question) or _is_words(question):
                draft.report("A226", draft.at(question, "id"), id=question.id, number=question.number or "–")


def options(draft: Draft, forms: Forms) -> None:
    """A227: choices have options, tables may have rows, and others have neither."""
    for question in _questions(forms):
        few = question.is_marked and len(question.options) < FEWEST_OPTIONS
        strange = not question.is_marked and (question.options or (question.comment and question.kind == "text"))
        rows = question.rows and question.kind != "number-by-sex"
        if (few or strange or rows) and draft.whole(question, "options", "rows"):
            draft.report("A227", draft.at(question), id=question.id, kind=question.kind)


def conditions(draft: Draft, forms: Forms) -> None:
    """A228: what a question waits for is marked in an earlier question; what it stands instead of is another one."""
    for form in (one for one in forms if is_whole(draft, one)):
        earlier: dict[str, Question] = {}
        everything = {question.id for question in form.questions}
        for question in form.questions:
            for condition in question.asked_if:
                named = earlier.get(condition.question)
                known = [option.id for option in named.options] if named is not None else []
                if named is None or not known or not set(condition.options) <= set(known):
                    near = nearest(condition.question, [one for one in earlier if one != condition.question])
                    named_options = (*condition.options,)
                    draft.report(
                        "A228", draft.at(condition), near=None if named else near, id=question.id,
                        named=condition.question, options=named_options,
                    )  # fmt: skip
            if question.instead_of is not None and question.instead_of not in everything - {question.id}:
                near = nearest(question.instead_of, everything - {question.id})
                place = draft.at(question, "instead_of")
                draft.report("A228", place, near=near, id=question.id, named=question.instead_of, options=())
            earlier[question.id] = question


def county_answers(draft: Draft, forms: Forms) -> None:
    """A229: a share of yes has options that say of how many; only numbers are added."""
    for form in forms:
        for question in form.questions:
            if draft.whole(question, "options", "county") and not _is_right_for_county(form, question):
                draft.report("A229", draft.at(question, "county"), id=question.id, county=question.county)


def limits(draft: Draft, forms: Forms) -> None:
    """A230: limits fit the question's kind and one another."""
    for question in _questions(forms):
        limit = question.limits
        if limit is None:
            continue
        numbers = limit.least is not None or limit.most is not None or limit.decimals
        wrong = (
            (numbers and question.kind not in NUMERIC)
            or (limit.least is not None and limit.most is not None and limit.least > limit.most)
            or (limit.longest is not None and question.kind in NUMERIC and not question.comment)
            or (limit.longest is not None and limit.longest < 1)
            or (limit.most_chosen is not None and (question.kind != "choices" or limit.most_chosen < 1))
        )
        if wrong:
            draft.report("A230", draft.at(limit), id=question.id, kind=question.kind)


def derived(draft: Draft, forms: Forms) -> None:
    """A231: what no printed form asks rests on a clause or a requirement."""
    for form in forms:
        for part in form.parts:
            for question in part.questions:
                is_derived = question.derived or part.derived or form.derived
                if is_derived and not (question.clause or question.rests_on or part.clause):
                    draft.report("A231", draft.at(question), id=question.id)


def is_whole(draft: Draft, form: Questionnaire) -> bool:
    """Tell whether all questions of a form could be read: of what is missing nothing can be concluded."""
    return draft.whole(form, "parts") and all(draft.whole(part, "questions") for part in form.parts)


def _questions(forms: Forms) -> tuple[Question, ...]:
    return tuple(question for form in forms for question in form.questions)


def _is_number(question: Question) -> bool:
    """Tell whether an id holds the question's number: ``fraga-5a``, ``5a``."""
    number = question.number.strip(". ").casefold()
    parts = question.id.split("-")
    return bool(number) and (
        number in parts or re.fullmatch(rf"(?:fraga|question|q|f)-?{number}", question.id) is not None
    )


def _is_words(question: Question) -> bool:
    """Tell whether an id is the beginning of the question's words, or all of them."""
    plain = unicodedata.normalize("NFKD", question.text.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return question.id.count("-") + 1 >= FEWEST_WORDS and f"{slug}-".startswith(f"{question.id}-")


def _is_right_for_county(form: Questionnaire, question: Question) -> bool:
    holds = [option.holds for option in question.options]
    if question.county == "share-of-yes":
        whole = None not in holds and len(set(holds)) == len(holds)
        return bool(whole and question.kind == "choice" and question.municipal and form.answered_by)
    if any(one is not None for one in holds):
        return False
    return question.county != "sum" or question.kind in NUMERIC
