"""What the reader has changed, as it stands in a page's address, in a variant file, and on the command line.

``?set=ambulans.amount=90000000&key=population:…&name=…`` says the same as ``naravard simulate AGREEMENT --set
ambulans.amount=90000000``: each ``set`` is a change as the simulation reads it, each ``key`` brings numbers, packed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from urllib.parse import quote, urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from naravard.agreement import wording
from naravard.allocation import AllocationError
from naravard.allocation.changes import Change, parse_change
from naravard.allocation.variants import Variant
from naravard.web.simulation.address import LONGEST, packed_numbers, unpacked_numbers
from naravard.web.site.forms.problems import EntryError, Problem, from_allocation

SET, KEY, NAME = "set", "key", "name"
MOST_CHANGES = 200
MOST_KEYS = 20
LONGEST_NAME = 100

Numbers = Mapping[str, Fraction]


@dataclass(frozen=True)
class Scenario:
    """Changes by path, numbers by key, and a name; nothing more is needed to see the same pages again."""

    changes: tuple[tuple[str, str], ...] = ()
    """Path and value as written."""
    keys: tuple[tuple[str, str], ...] = ()
    """Key id and its numbers, packed."""
    name: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> "tuple[Scenario, list[Problem]]":
        """Read the address; what cannot be read is left out and told."""
        problems: list[Problem] = []
        changes: list[tuple[str, str]] = []
        keys: dict[str, str] = {}
        written = query.getlist(SET)
        if len(written) > MOST_CHANGES:
            problems.append(too_much(len(written)))
        for text in written[:MOST_CHANGES]:
            try:
                change = parse_change(text)
            except AllocationError as error:
                problems.append(from_allocation(error))
            else:
                changes.append((change.path, change.text))
        for pair in query.getlist(KEY)[:MOST_KEYS]:
            key, _sign, token = pair.partition(":")
            try:
                unpacked_numbers(token)
            except EntryError as error:
                problems.extend(error.problems)
            else:
                keys[key] = token
        name = query.get(NAME, "").strip()[:LONGEST_NAME]
        return cls(tuple(dict(changes).items()), tuple(keys.items()), name), problems

    @classmethod
    def from_variant(cls, variant: Variant) -> "Scenario":
        """Return a variant that was loaded from a file."""
        return cls(
            tuple((change.path, change.text) for change in variant.changes),
            tuple((key, packed_numbers(numbers)) for key, numbers in variant.keys.items()),
            variant.name[:LONGEST_NAME],
        )

    def __bool__(self) -> bool:
        return bool(self.changes or self.keys)

    @cached_property
    def numbers(self) -> dict[str, dict[str, Fraction]]:
        """The numbers that are brought, by key and recipient code."""
        return {key: unpacked_numbers(token) for key, token in self.keys}

    def as_changes(self) -> tuple[Change, ...]:
        """Return the changes as the simulation takes them."""
        return tuple(Change(path, written) for path, written in self.changes)

    def as_variant(self, agreement_id: str) -> Variant:
        """Return the scenario as a variant, to be written to a file."""
        return Variant(self.name or _("Variant"), agreement_id, self.as_changes(), self.numbers)

    # --- other scenarios made from this one ---

    def under(self, *prefixes: str) -> tuple[tuple[str, str], ...]:
        """Return the changes at or under some paths."""
        return tuple(change for change in self.changes if _is_under(change[0], prefixes))

    def without(self, *prefixes: str) -> "Scenario":
        """Return the scenario without the changes at or under some paths."""
        return replace(self, changes=tuple(change for change in self.changes if not _is_under(change[0], prefixes)))

    def adding(self, changes: Iterable[Change]) -> "Scenario":
        """Return the scenario with more changes; a path that was changed before is changed again."""
        added = {change.path: change.text for change in changes}
        return replace(self, changes=tuple((dict(self.changes) | added).items()))

    def with_key(self, key: str, numbers: Numbers | None) -> "Scenario":
        """Return the scenario with a key's numbers, or without them."""
        keys = dict(self.keys)
        keys.pop(key, None)
        if numbers is not None:
            keys[key] = packed_numbers(numbers)
        return replace(self, keys=tuple(keys.items()))

    def named(self, name: str) -> "Scenario":
        """Return the scenario with a name."""
        return replace(self, name=name.strip()[:LONGEST_NAME])

    # --- as text ---

    def pairs(self) -> list[tuple[str, str]]:
        """Return the scenario as pairs of an address's query."""
        pairs = [(SET, f"{path}={written}") for path, written in self.changes]
        pairs += [(KEY, f"{key}:{token}") for key, token in self.keys]
        return [*pairs, (NAME, self.name)] if self.name else pairs

    def query(self, **more: str) -> str:
        """Return the address's query, with other pairs after the scenario's; empty ones are left out.

        Raises:
            EntryError: it would be longer than an address may be.
        """
        pairs = [*self.pairs(), *((name, value) for name, value in more.items() if value)]
        text = urlencode(pairs, safe="=:,{}", quote_via=quote)
        if len(text) > LONGEST:
            raise EntryError(
                Problem(
                    what=_("Ändringarna får inte plats i en adress."),
                    found=_("%(count)s tecken") % {"count": wording.whole(len(text))},
                    expected=_("högst %(count)s tecken") % {"count": wording.whole(LONGEST)},
                    way_out=_("Ta bort någon av nycklarna, eller kör varianten i terminalen med naravard simulate."),
                )
            )
        return text


def too_much(count: int) -> Problem:
    """Say that there are too many changes."""
    return Problem(
        what=_("Det är för många ändringar på en gång."),
        found=wording.whole(count),
        expected=_("högst %(count)s") % {"count": MOST_CHANGES},
        way_out=_("Dela upp dem i flera varianter."),
    )


def _is_under(path: str, prefixes: tuple[str, ...]) -> bool:
    path = path.removeprefix("grants.")
    return any(path == prefix or path.startswith(f"{prefix}.") for prefix in prefixes)
