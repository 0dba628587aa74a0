"""The agreement's text: from the Markdown file that it names, or from ``text.md`` where it names none."""

from msgspec.structs import replace

from naravard.agreement.draft import Draft
from naravard.agreement.findings import Finding, Place
from naravard.agreement.model import Agreement, Amendment, Clause
from naravard.agreement.nodes import read_text
from naravard.agreement.sources.folder_files import named_file
from naravard.agreement.text import clause_name, read_clauses

TEXT_FILE = "text.md"


def fill_clauses(draft: Draft) -> None:
    """Fill the agreement's clauses, unless they stand in YAML."""
    agreement = draft.agreement
    path = agreement.text
    if agreement.clauses:
        if path is not None:
            draft.report("A163", draft.at(agreement, "text"), path=path)
            draft.places.spoil(agreement, "clauses")
        draft.replace(clauses=tuple(_named(draft, clause) for clause in agreement.clauses))
        return
    if not draft.whole(agreement, "clauses", "text"):
        return
    if path is None:
        if TEXT_FILE not in draft.files:
            return
        path = TEXT_FILE
    taken = clauses_of(draft, agreement, path)
    if taken is not None:
        draft.replace(clauses=taken)


def clauses_of(draft: Draft, holder: Agreement | Amendment, path: str) -> tuple[Clause, ...] | None:
    """Return the clauses of the Markdown file that an agreement or an amendment names; None if it has no words."""
    named = named_file(draft, draft.at(holder, "text"), path, ".md")
    text = None if named is None else read_text(named[1], named[0])
    if named is None or not isinstance(text, str):
        draft.places.spoil(holder, "clauses")
        draft.findings += [text] if isinstance(text, Finding) else []
        return None
    return _read(draft, holder, text, named[0])


def _named(draft: Draft, clause: Clause) -> Clause:
    """Write the id of a clause that stands in YAML in the one way."""
    named = replace(clause, id=clause_name(clause.id))
    draft.places.move(clause, named)
    return named


def _read(draft: Draft, holder: Agreement | Amendment, text: str, file: str) -> tuple[Clause, ...]:
    clauses = read_clauses(text)
    if not clauses:
        draft.report("A160", Place(file, 1))
        draft.places.spoil(holder, "clauses")
    first: dict[str, int] = {}
    for clause, line in clauses:
        draft.places.keep(clause, Place(file, line), {})
        if clause.id in first:
            draft.report("A161", Place(file, line), clause=clause.id, first=str(first[clause.id]))
            draft.places.spoil(holder, "clauses")
        first.setdefault(clause.id, line)
    return tuple(clause for clause, line in clauses if first[clause.id] == line)
