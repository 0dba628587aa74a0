"""The agreement's text as a book: clauses by address, their order, and all that rests on each of them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.urls import reverse

from naravard.agreement.labels import LEVEL_WORDS
from naravard.agreement.model import (
    Agreement,
    AllocationKey,
    Area,
    Clause,
    Duty,
    Earmark,
    Goal,
    Grant,
    Override,
    Paper,
    PublishedTable,
    Remark,
    Requirement,
)
from naravard.agreement.rule_tree import rules_within


@dataclass(slots=True)
class Resting:
    """What rests on one clause: every item of the agreement that names it."""

    areas: list[Area] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    rules: list[Grant] = field(default_factory=list)
    """Grants whose rule of allocation stands here."""
    earmarks: list[tuple[Grant, Earmark]] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    keys: list[AllocationKey] = field(default_factory=list)
    published: list[PublishedTable] = field(default_factory=list)
    overrides: list[Override] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many items rest here."""
        return sum(len(getattr(self, name)) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class GroupedRequirements:
    """The requirements of one clause; ``clause`` is ``None`` where the agreement's text does not have it."""

    clause_id: str
    clause: Clause | None
    entries: tuple[Requirement, ...]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many there are of each level, the most binding first."""
        found: Counter[str] = Counter(entry.level for entry in self.entries)
        return [(level, found[level]) for level in LEVEL_WORDS if found[level]]

    @property
    def chapter(self) -> str:
        """The chapter that the clause stands in: ``3`` for ``3.4.1``."""
        return self.clause_id.partition(".")[0]


class ClauseBook:
    """Clauses by id and by address, with what rests on them."""

    def __init__(self, agreement: Agreement) -> None:
        """Make the lists once; an agreement never changes."""
        self.agreement = agreement
        self.clauses = agreement.clauses
        self._places = {clause.id: place for place, clause in enumerate(agreement.clauses)}
        self._by_slug = {slug(clause.id): clause for clause in reversed(agreement.clauses)}
        self._resting: dict[str, Resting] = defaultdict(Resting)
        for clause_id, kind, item in _references(agreement):
            getattr(self._resting[clause_id], kind).append(item)

    def __contains__(self, clause_id: str) -> bool:
        return clause_id in self._places

    def find(self, address: str) -> Clause | None:
        """Return the clause that an address means: its id, or its id with hyphens for blanks."""
        if address in self._places:
            return self.clauses[self._places[address]]
        return self._by_slug.get(address)

    def resting_on(self, clause_id: str) -> Resting:
        """Return what rests on the clause."""
        return self._resting.get(clause_id) or Resting()

    def before(self, clause: Clause) -> Clause | None:
        """Return the clause before this one."""
        place = self._places[clause.id]
        return self.clauses[place - 1] if place else None

    def after(self, clause: Clause) -> Clause | None:
        """Return the clause after this one."""
        place = self._places[clause.id] + 1
        return self.clauses[place] if place < len(self.clauses) else None

    def parts(self, clause: Clause) -> list[Clause]:
        """Return the clauses that stand under this one, all the way down."""
        found = []
        for following in self.clauses[self._places[clause.id] + 1 :]:
            if following.level <= clause.level:
                break
            found.append(following)
        return found

    def above(self, clause: Clause) -> list[Clause]:
        """Return the clauses that this one stands under, the chapter first."""
        found: list[Clause] = []
        level = clause.level
        for earlier in reversed(self.clauses[: self._places[clause.id]]):
            if earlier.level < level:
                found.append(earlier)
                level = earlier.level
        return found[::-1]

    def grouped(self, requirements: Sequence[Requirement]) -> list[GroupedRequirements]:
        """Return requirements by the clause they rest on, in the order they come."""
        return [
            GroupedRequirements(clause_id, self.find(clause_id), tuple(entries))
            for clause_id, entries in groupby(requirements, key=lambda requirement: requirement.clause)
        ]

    def text_url(self) -> str:
        """Return the address of the whole text."""
        return reverse("agreements:text", args=[self.agreement.id])

    def link(self, clause_id: str | None) -> str | None:
        """Return the address of a clause; ``None`` if the agreement's text does not have it."""
        return self.url(clause_id) if clause_id and clause_id in self else None

    def url(self, clause_id: str, page: str = "clause") -> str:
        """Return the address of the clause's page, or of its excerpt."""
        return reverse(f"agreements:{page}", args=[self.agreement.id, slug(clause_id)])


def slug(clause_id: str) -> str:
    """Return a clause's id as it stands in an address: ``bilaga-4``."""
    return clause_id.replace(" ", "-").replace("/", "-")


def _references(agreement: Agreement) -> Iterator[tuple[str, str, object]]:
    """Give every reference to a clause: the clause, the list it belongs in, the item; none twice."""
    for area in agreement.areas:
        yield area.clause, "areas", area
    for grant in agreement.grants:
        yield grant.clause, "grants", grant
        for clause_id in _rule_clauses(grant):
            yield clause_id, "rules", grant
        for earmark in grant.earmarks:
            yield earmark.clause, "earmarks", (grant, earmark)
    for kind in ("requirements", "duties", "goals", "keys", "published", "overrides", "papers"):
        for item in getattr(agreement, kind):
            yield item.clause, kind, item
    for remark in agreement.remarks:
        for clause_id in dict.fromkeys(quote.clause for quote in remark.quotes):
            yield clause_id, "remarks", remark


def _rule_clauses(grant: Grant) -> dict[str, None]:
    """Return the clauses that a grant's rule names, in order, without doubles."""
    rules = [grant.rule]
    if grant.onward:
        rules.append(grant.onward.rule)
    found = {rule.clause: None for whole in rules for rule in rules_within(whole) if rule.clause}
    if grant.text_rule:
        found[grant.text_rule.clause] = None
    return found
