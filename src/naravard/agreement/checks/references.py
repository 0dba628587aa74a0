"""Every name must name something: keys, groups, areas, duties, grants, organisations, clauses, requirements."""

import re
from collections.abc import Mapping

from naravard.agreement.draft import Draft, Reference, nearest
from naravard.agreement.model import (
    AllocationKey,
    Area,
    Clause,
    Duty,
    Grant,
    Organisation,
    Party,
    RecipientGroup,
    Requirement,
)

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
}
"""What each kind of name can name: items of these types, in these sections."""


def unknown_names(draft: Draft) -> None:
    """A060–A067: report names that name nothing."""
    known = {kind: _known(draft, kind) for kind in FINDINGS}
    for reference in draft.references:
        names = known[reference.kind]
        if names is not None and reference.text not in names:
            near = _near_clause(reference, names) or nearest(reference.text, sorted(names))
            draft.report(
                FINDINGS[reference.kind],
                reference.place,
                near=near,
                name=reference.text,
                known=tuple(sorted(names)),
            )


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
        names |= {clause.id for clause in agreement.clauses}
        return names if names and draft.whole(agreement, "clauses") else None
    return names


_DECLARING = {(item, kind) for kind, sections in DECLARED.items() for item, _section in sections}


def _near_clause(reference: Reference, names: set[str]) -> str | None:
    """Return the clause meant by ``avsnitt 9``, ``§ 9``, ``9.`` or ``Bilaga 4``."""
    if reference.kind != "clause":
        return None
    bare = re.sub(r"^(avsnitt|punkt|kapitel|kap\.?|§)\s*", "", reference.text.strip().casefold()).rstrip(".")
    return next((name for name in names if name.casefold() == bare), None)
