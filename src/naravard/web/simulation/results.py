"""What a scenario comes to: the comparison, kept in memory for a while, and what of it a page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from naravard.agreement.model import Recipient, Text
from naravard.agreement.reference import counties
from naravard.allocation.simulation import Comparison, RecipientChange, inhabitants, simulate
from naravard.web.agreements.current import Shown
from naravard.web.agreements.sums import county_served_by, numbers_by_county
from naravard.web.simulation.scenario import Scenario

_KEPT = 48
COUNTIES = "lan"


@lru_cache(maxsize=_KEPT)
def comparison_of(shown: Shown, scenario: Scenario) -> Comparison:
    """Return before and after.

    Raises:
        AllocationError: a change cannot be made, or a rule not be carried out.
    """
    return simulate(shown.agreement, scenario.as_changes(), scenario.numbers, before=shown.allocation)


@dataclass(frozen=True, slots=True)
class View:
    """What of a comparison is looked at: all recipients, the counties, or one grant."""

    id: str
    """Empty for all recipients, ``lan`` for the counties, otherwise a grant's id."""
    label: Text
    rows: tuple[RecipientChange, ...]

    @property
    def before(self) -> int:
        """The sum before."""
        return sum(row.before for row in self.rows)

    @property
    def after(self) -> int:
        """The sum after."""
        return sum(row.after for row in self.rows)

    @property
    def difference(self) -> int:
        """After minus before."""
        return self.after - self.before

    @property
    def moved(self) -> int:
        """Kronor gained by those who gain."""
        return sum(row.difference for row in self.rows if row.difference > 0)

    def gaining(self, count: int | None = None) -> list[RecipientChange]:
        """Return those who gain, the greatest gain first."""
        rows = [row for row in self.rows if row.difference > 0]
        return sorted(rows, key=lambda row: (-row.difference, row.recipient.code))[:count]

    def losing(self, count: int | None = None) -> list[RecipientChange]:
        """Return those who lose, the greatest loss first."""
        rows = [row for row in self.rows if row.difference < 0]
        return sorted(rows, key=lambda row: (row.difference, row.recipient.code))[:count]


def view_of(comparison: Comparison, wanted: str, scenario: Scenario) -> View:
    """Return what the reader wants to look at; all recipients where that is unknown."""
    if wanted == COUNTIES:
        rows = tuple(_counties(comparison, scenario))
        if rows:
            return View(COUNTIES, Text("Länsvis", "By county"), rows)
    for pair in comparison.grants:
        if pair.grant.id == wanted:
            return View(wanted, pair.grant.name, tuple(_of_grant(comparison, wanted)))
    return View("", Text("Alla mottagare", "All recipients"), comparison.recipients)


def views_there_are(comparison: Comparison) -> list[tuple[str, Text]]:
    """Return the views' ids and names; grants that are changed come first."""
    found = [("", Text("Alla mottagare", "All recipients"))]
    if any(county_served_by(row.recipient) for row in comparison.recipients):
        found.append((COUNTIES, Text("Länsvis: alla i länet tillsammans", "By county: all in the county together")))
    changed = [pair.grant for pair in comparison.grants if pair.changed]
    others = [pair.grant for pair in comparison.grants if not pair.changed]
    return found + [(grant.id, grant.name) for grant in (*changed, *others)]


def _of_grant(comparison: Comparison, grant_id: str) -> Iterable[RecipientChange]:
    heads = {(row.recipient.kind, row.recipient.code): row for row in comparison.recipients}
    for cell in comparison.cells:
        if cell.grant == grant_id:
            whole = heads[cell.recipient.kind, cell.recipient.code]
            yield RecipientChange(
                cell.recipient,
                cell.before or 0,
                cell.after or 0,
                whole.inhabitants_before,
                whole.inhabitants_after,
            )


def _counties(comparison: Comparison, scenario: Scenario) -> Iterable[RecipientChange]:
    """Add up what the recipients of each county get; SKR and others have no county."""
    sums: dict[str, list[int]] = {}
    for row in comparison.recipients:
        place = county_served_by(row.recipient)
        if place:
            sum_ = sums.setdefault(place, [0, 0])
            sum_[0] += row.before
            sum_[1] += row.after
    was = numbers_by_county(inhabitants(comparison.before.agreement))
    now = numbers_by_county(inhabitants(comparison.after.agreement, scenario.numbers))
    for county in counties():
        if county.code in sums:
            recipient = Recipient(county.code, county.name, "other", county.code)
            before, after = sums[county.code]
            yield RecipientChange(recipient, before, after, was.get(county.code), now.get(county.code))
