"""Words that are said to be the agreement's own: they must stand in the clause that is named."""

from naravard.agreement.annotations import annotated
from naravard.agreement.draft import Draft
from naravard.agreement.model import Clause
from naravard.agreement.quotations import OMISSION, plain, quotations_of


def quotations(draft: Draft) -> None:
    """A162: report quotations that do not stand in their clause, or in a clause within it."""
    texts = ClauseTexts(draft.agreement.clauses)
    for one in quotations_of(draft.agreement):
        if texts.has_words(one.clause) and not texts.holds(one.clause, one.text):
            near = next((other for other in texts.ids if texts.holds(other, one.text, alone=True)), None)
            place = draft.at(one.holder, one.field)
            draft.report("A162", place, near=near, clause=one.clause, quotation=one.text)


def whole_text(draft: Draft) -> None:
    """A164: where it is said what is left out, every sentence of the text is quoted or left out."""
    agreement = draft.agreement
    if not agreement.left_out or draft.unread or not draft.whole(agreement, "clauses", "left_out"):
        return
    missing = [one.passage for one in annotated(agreement) if not one.is_accounted_for]
    if missing:
        first = missing[0]
        place = draft.at(agreement.clause(first.clause))
        draft.report("A164", place, clause=first.clause, count=len(missing), sentence=first.text)


class ClauseTexts:
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
        for part in OMISSION.split(quotation):
            wanted = plain(part)
            found = words.find(f" {wanted} ", start) if wanted else start
            if found < 0:
                return False
            start = found + len(wanted)
        return True
