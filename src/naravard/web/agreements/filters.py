"""Filters over the requirements: who, level, area, clause, words. The query is the filter; nothing is remembered."""

from dataclasses import dataclass

from django.http import QueryDict

from naravard.agreement.model import Agreement, Requirement
from naravard.agreement.plain_text import folded

LEVELS = ("must", "should", "may")


@dataclass(frozen=True, slots=True)
class RequirementFilter:
    """What the reader has asked for; empty means all."""

    who: str = ""
    level: str = ""
    area: str = ""
    clause: str = ""
    words: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> "RequirementFilter":
        """Read the filter out of the address's query."""
        return cls(
            who=query.get("vem", ""),
            level=query.get("niva", ""),
            area=query.get("omrade", ""),
            clause=query.get("avsnitt", ""),
            words=query.get("ord", "").strip(),
        )

    @property
    def is_on(self) -> bool:
        """Say whether anything is asked for."""
        return self != RequirementFilter()

    def chosen(self, agreement: Agreement) -> list[Requirement]:
        """Return the requirements that match, in the agreement's order."""
        return [requirement for requirement in agreement.requirements if self.matches(requirement)]

    def matches(self, requirement: Requirement) -> bool:
        """Say whether one requirement matches. A clause holds its sub-clauses; all words must be there."""
        text = folded(requirement.text)
        return (
            (not self.who or self.who in requirement.who)
            and (not self.level or self.level == requirement.level)
            and (not self.area or self.area == requirement.area)
            and (
                not self.clause or requirement.clause == self.clause or requirement.clause.startswith(f"{self.clause}.")
            )
            and all(word in text for word in folded(self.words).split())
        )


def groups_named(agreement: Agreement) -> list[str]:
    """Return those that any requirement is said of, groups and organisations, in order of first mention."""
    return list(dict.fromkeys(group for requirement in agreement.requirements for group in requirement.who))


def clauses_named(agreement: Agreement) -> list[str]:
    """Return the clauses that any requirement rests on, with their chapters, in the order of the text."""
    named = {requirement.clause for requirement in agreement.requirements}
    chapters = {clause.split(".")[0] for clause in named}
    places = {clause.id: place for place, clause in enumerate(agreement.clauses)}
    return sorted(named | (chapters & set(places)), key=lambda clause: (places.get(clause, len(places)), clause))
