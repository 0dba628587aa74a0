"""Words that are said to be the agreement's own: they must stand in the clause that is named."""

import re
import unicodedata
from collections.abc import Iterator

from naravard.agreement.draft import Draft
from naravard.agreement.findings import Place
from naravard.agreement.model import Clause

_OMISSION = re.compile(r"\[?\(?(?:…|\.\.\.)\)?\]?")


def quotations(draft: Draft) -> None:
    """A162: report quotations that do not stand in their clause, or in a clause within it."""
    texts = _Texts(draft.agreement.clauses)
    for clause_id, quotation, place in _quotations(draft):
        if texts.has_words(clause_id) and not texts.holds(clause_id, quotation):
            near = next((other for other in texts.ids if texts.holds(other, quotation, alone=True)), None)
            draft.report("A162", place, near=near, clause=clause_id, quotation=quotation)


def _quotations(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    """Return every quotation with its clause and place."""
    agreement = draft.agreement
    for requirement in agreement.requirements:
        yield requirement.clause, requirement.text, draft.at(requirement, "text")
    for duty in agreement.duties:
        yield duty.clause, duty.text, draft.at(duty, "text")
    for goal in agreement.goals:
        yield goal.clause, goal.text, draft.at(goal, "text")
    for grant in agreement.grants:
        if grant.text_rule is not None:
            yield grant.text_rule.clause, grant.text_rule.quote, draft.at(grant.text_rule, "quote")
    for remark in agreement.remarks:
        for quote in remark.quotes:
            yield quote.clause, quote.text, draft.at(quote, "text")
    for paper in agreement.papers:
        for part in paper.parts:
            yield part.clause or paper.clause, part.statement, draft.at(part, "statement")


class _Texts:
    """The clauses' words, each clause's with and without those of the clauses within it."""

    def __init__(self, clauses: tuple[Clause, ...]) -> None:
        self.ids = tuple(clause.id for clause in clauses)
        self.alone: dict[str, str] = {}
        self.within: dict[str, str] = {}
        words = [plain(f"{clause.title} {clause.text}") for clause in clauses]
        for number, clause in enumerate(clauses):
            end = number + 1
            while end < len(clauses) and clauses[end].level > clause.level:
                end += 1
            self.alone[clause.id] = words[number] if clause.text else ""
            self.within[clause.id] = " ".join(words[number:end]) if any(c.text for c in clauses[number:end]) else ""

    def has_words(self, clause_id: str) -> bool:
        """Tell whether the clause is known with its wording."""
        return bool(self.within.get(clause_id))

    def holds(self, clause_id: str, quotation: str, *, alone: bool = False) -> bool:
        """Tell whether the quotation's words stand in the clause, in order; ``…`` stands for left-out words."""
        words = f" {(self.alone if alone else self.within)[clause_id]} "
        start = 0
        for part in _OMISSION.split(quotation):
            wanted = plain(part)
            found = words.find(f" {wanted} ", start) if wanted else start
            if found < 0:
                return False
            start = found + len(wanted)
        return True


def plain(text: str) -> str:
    """Return the words alone, in small letters: neither punctuation, emphasis nor line breaks matter to a quotation."""
    composed = unicodedata.normalize("NFC", text.replace("\u00ad", "")).casefold()
    return " ".join(re.findall(r"[^\W_]+", composed))
