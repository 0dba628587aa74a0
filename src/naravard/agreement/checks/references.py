"""Every name must name something: keys, groups, areas, duties, grants, organisations, clauses and so on."""

import re
from collections.abc import Mapping

from naravard.agreement.draft import Draft, Reference, nearest
from naravard.agreement.findings import Place
from naravard.agreement.model import (
    Agreement,
    AllocationKey,
    Amendment,
    Area,
    Clause,
    Duty,
    Grant,
    Organisation,
    Party,
    RecipientGroup,
    ReferenceNumber,
    Requirement,
    Text,
)
from naravard.agreement.wording import listed

MOST_PLACES = 5
FINDINGS = {
    "key": "A060",
    "group": "A061",
    "area": "A062",
    "duty": "A063",
    "grant": "A064",
    "organisation": "A065",
    "actor": "A065",
    "clause": "A066",
    "requirement": "A067",
    "reference-number": "A073",
}
DECLARED: Mapping[str, tuple[tuple[type, str], ...]] = {
    "key": ((AllocationKey, "keys"),),
    "group": ((RecipientGroup, "recipients"),),
    "area": ((Area, "areas"),),
    "duty": ((Duty, "duties"),),
    "grant": ((Grant, "grants"),),
    "organisation": ((Organisation, "organisations"), (Party, "parties")),
    "actor": ((RecipientGroup, "recipients"), (Organisation, "organisations"), (Party, "parties")),
    "clause": ((Clause, "clauses"),),
    "requirement": ((Requirement, "requirements"),),
    "reference-number": ((ReferenceNumber, "reference_numbers"),),
}
"""What each kind of name can name: items of these types, in these sections."""


def unknown_names(draft: Draft) -> None:
    """A060–A067, A073: report names that name nothing, each name once with all the places where it stands."""
    known = {kind: _known(draft, kind) for kind in FINDINGS}
    unknown: dict[tuple[str, str], list[Reference]] = {}
    for reference in sorted(draft.references, key=lambda one: one.kind == "actor"):
        names = known[reference.kind]
        if names is not None and reference.text not in names:
            as_group = FINDINGS["group"], reference.text
            also_a_group = reference.kind == "actor" and as_group in unknown
            told = as_group if also_a_group else (FINDINGS[reference.kind], reference.text)
            unknown.setdefault(told, []).append(reference)
    for (finding_id, name), references in unknown.items():
        first = references[0]
        names = known[first.kind] or set()
        near = _near_clause(first, names) or nearest(name, sorted(names))
        also = _also([reference.place for reference in references[1:]], first.place.file)
        draft.report(finding_id, first.place, near=near, name=name, known=tuple(sorted(names)), also=also)


def _also(places: list[Place], file: str) -> Text:
    """Say where else the same name stands."""
    if not places:
        return Text("")
    where = [f"{'' if place.file == file else place.file + ':'}{place.line}" for place in places[:MOST_PLACES]]
    more = len(places) - len(where)
    swedish, english = list(where), list(where)
    if more:
        swedish.append(f"{more} ställen till")
        english.append(f"{more} more places")
    return Text(f", också på rad {listed(swedish)}", f", also on line {listed(english, 'en')}")


def circular_requirements(draft: Draft) -> None:
    """A070: report requirements that are under themselves, each circle once."""
    above = {requirement.id: requirement.under for requirement in draft.agreement.requirements}
    reported: set[str] = set()
    for requirement in draft.agreement.requirements:
        circle = _circle(requirement.id, above)
        if requirement.id in circle and reported.isdisjoint(circle):
            reported |= set(circle)
            draft.report("A070", draft.at(requirement, "under"), circle=" → ".join((*circle, circle[0])))


def _circle(start: str, above: Mapping[str, str | None]) -> tuple[str, ...]:
    """Follow ``under`` from a requirement; return the circle that it ends in, if it does."""
    way: list[str] = []
    here: str | None = start
    while here is not None:
        if here in way:
            return tuple(way[way.index(here) :])
        way.append(here)
        here = above.get(here)
    return ()


def _known(draft: Draft, kind: str) -> set[str] | None:
    """Return the names of a kind; ``None`` where they cannot all be known, or (clauses) none are declared."""
    agreement = draft.agreement
    for item, section in DECLARED[kind]:
        if section in draft.unread or item in draft.nameless:
            return None
    names = {declared.id for declared in draft.declarations if (declared.type, kind) in _DECLARING}
    if kind in ("group", "actor"):
        names |= {group.id for group in agreement.recipients}
    if kind in ("organisation", "actor"):
        names |= {organisation.id for organisation in agreement.organisations}
    if kind == "clause":
        holders: tuple[Agreement | Amendment, ...] = (agreement, *agreement.amendments)
        names |= {clause.id for holder in holders for clause in holder.clauses}
        whole = all(draft.whole(holder, "clauses") for holder in holders)
        return names if agreement.clauses and whole else None
    return names


_DECLARING = {(item, kind) for kind, sections in DECLARED.items() for item, _section in sections}


def _near_clause(reference: Reference, names: set[str]) -> str | None:
    """Return the clause meant by ``avsnitt 9``, ``§ 9``, ``9.`` or ``Bilaga 4``."""
    if reference.kind != "clause":
        return None
    bare = re.sub(r"^(avsnitt|punkt|kapitel|kap\.?|§)\s*", "", reference.text.strip().casefold()).rstrip(".")
    return next((name for name in names if name.casefold() == bare), None)
