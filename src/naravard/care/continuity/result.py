"""The result of a run: a row a group and index, with what may not be shown left out."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from naravard.care.continuity.histogram import (
    NO_VISITS,
    Group,
    Histogram,
    IndexSums,
    folded,
    folded_counts,
    folded_tallies,
)
from naravard.care.continuity.rules import IndexName, Pass, Rules
from naravard.care.continuity.statistics import GroupFigures, Quartiles, figures, spread_of
from naravard.care.continuity.suppression import hidden_cells

Hidden = Literal["", "small", "protects"]
"""Why nothing is shown: the group is too small, or a small one could be worked out from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """One index of one group on one reference date; what may not be shown, or does not exist, is None."""

    reference: datetime.date
    names: tuple[str, ...]
    """What the table is grouped by."""
    group: Group
    index: IndexName
    listed: int | None
    eligible: int | None
    coverage: Fraction | None
    visits: int | None = None
    visits_quartiles: Quartiles | None = None
    mean: Fraction | None = None
    weighted: Fraction | None = None
    quartiles: Quartiles | None = None
    standardised: Fraction | None = None
    standard_share: Fraction | None = None
    hidden: Hidden = ""


@dataclass(slots=True)
class PassSums:
    """What was counted at once on one reference date."""

    reference: datetime.date
    groups: Pass
    sums: IndexSums


@dataclass(slots=True)
class ContinuityResult:
    """What a run gives: its rows, and what its run card needs of them."""

    rows: list[IndexRow]
    standard: Mapping[int, Fraction]
    """The spread of visits to which figures are standardised."""
    counted: list[PassSums] = field(default_factory=list)


def result_of(counted: Sequence[PassSums], rules: Rules, *, listing: bool) -> ContinuityResult:
    """Work the rows out of what has been counted, and hide what may not be shown."""
    standard = rules.standard or _own_standard(counted)
    rows = [row for one in counted for row in _Tables(one, rules, standard, listing=listing).rows()]
    order = {names: place for place, names in enumerate(rules.by)}
    rows.sort(key=lambda row: (row.reference, order[row.names], row.group, rules.indices.index(row.index)))
    return ContinuityResult(rows, standard, list(counted))


def _own_standard(counted: Sequence[PassSums]) -> Mapping[int, Fraction]:
    """Return the spread of all patients of the first reference date, each counted once where that is known."""
    first = min(counted, key=lambda one: (one.reference, len(one.groups.of_visit)))
    return spread_of(first.sums.histograms.get("coc", {}).values()) if first.sums.histograms.get("coc") else {}


class _Tables:
    """All tables of one reference date that were counted at once."""

    def __init__(self, one: PassSums, rules: Rules, standard: Mapping[int, Fraction], *, listing: bool) -> None:
        self._one, self._rules, self._standard = one, rules, standard
        self._names = one.groups.tables
        self._places = [one.groups.places(names) for names in self._names]
        self._listing = listing
        self._listed = [folded_counts(one.sums.listed, places) for places in self._places]

    def rows(self) -> list[IndexRow]:
        """Return the rows of all tables."""
        sums = self._one.sums
        coc = {group: one.patients for group, one in sums.histograms.get("coc", {}).items()}
        hidden_listed = self._hidden_listed(coc)
        found = []
        for index in self._rules.indices:
            if index == "slicc":
                found.extend(self._slicc_rows(hidden_listed))
            elif "month" not in self._one.groups.of_visit:
                found.extend(self._index_rows(index, coc, hidden_listed))
        return found

    def _count_of_listed(self, number: int, group: Group, hidden: set[tuple[int, Group]]) -> int | None:
        """Return how many are listed in a group, None if that may not be shown.

        Where visits are grouped too, the listed are those of the group of patients.
        """
        width = len(self._one.groups.of_patient)
        places = zip(self._places[number], group, strict=True)
        blank = tuple("" if place >= width else value for place, value in places)
        if not {(number, group), (number, blank)}.isdisjoint(hidden):
            return None
        listed = self._listed[number]
        return listed.get(group, listed.get(blank, 0))

    def _hidden_listed(self, eligible: Mapping[Group, int]) -> set[tuple[int, Group]]:
        """Return the cells whose number of listed may not be shown: too few, or all but too few are eligible."""
        least = self._rules.suppressed_below
        tables = self._listed
        having = [folded_counts(eligible, places) for places in self._places]

        def small(number: int, group: Group) -> bool:
            listed = tables[number][group]
            return 0 < listed < least or 0 < listed - having[number].get(group, 0) < least

        primary, more = hidden_cells(self._one.sums.listed, self._places, small, least)
        return primary | more

    def _hidden(
        self, counts: Mapping[Group, int], whole: Mapping[Group, int]
    ) -> tuple[set[tuple[int, Group]], set[tuple[int, Group]]]:
        """Return the cells with too few patients, or too few of the whole left over, and those that protect them."""
        least = self._rules.suppressed_below
        tables = [folded_counts(counts, places) for places in self._places]
        wholes = [folded_counts(whole, places) for places in self._places]

        def small(number: int, group: Group) -> bool:
            count = tables[number][group]
            left = wholes[number].get(group, count) - count
            return 0 < count < least or 0 < left < least

        return hidden_cells(counts, self._places, small, least)

    def _index_rows(
        self, index: IndexName, coc: Mapping[Group, int], hidden_listed: set[tuple[int, Group]]
    ) -> list[IndexRow]:
        histograms = self._one.sums.histograms.get("coc" if index == "hi" else index, {})
        counts = {group: one.patients for group, one in histograms.items()}
        small, protects = self._hidden(counts, coc if index == "own-doctor" else {})
        found = []
        for number, places in enumerate(self._places):
            listed = self._listed[number]
            tables = folded(histograms, places)
            for group in sorted({*tables, *self._shown_groups(listed)}):
                cell = (number, group)
                why: Hidden = "small" if cell in small else "protects" if cell in protects else ""
                histogram = tables.get(group)
                made = figures(index, histogram, self._standard) if histogram is not None and not why else None
                count = self._count_of_listed(number, group, hidden_listed)
                found.append(self._row(number, group, index, count, made, why))
        return found

    def _shown_groups(self, listed: Mapping[Group, int]) -> list[Group]:
        """Return the groups that have listed patients though none may be eligible."""
        return [] if self._one.groups.of_visit and self._listing else list(listed)

    def _row(
        self, number: int, group: Group, index: IndexName, listed: int | None, made: GroupFigures | None, why: Hidden
    ) -> IndexRow:
        eligible = made.patients if made is not None else None if why else 0
        return IndexRow(
            reference=self._one.reference,
            names=self._names[number],
            group=group,
            index=index,
            listed=listed,
            eligible=eligible,
            coverage=Fraction(eligible, listed) if listed and eligible is not None else None,
            visits=made.visits if made else None if why else 0,
            visits_quartiles=made.visits_quartiles if made else None,
            mean=made.mean if made else None,
            weighted=made.weighted if made else None,
            quartiles=made.quartiles if made else None,
            standardised=made.standardised if made else None,
            standard_share=made.standard_share if made else None,
            hidden=why,
        )

    def _slicc_rows(self, hidden_listed: set[tuple[int, Group]]) -> list[IndexRow]:
        tallies = self._one.sums.tallies
        small, protects = self._hidden({group: tally.patients for group, tally in tallies.items()}, {})
        found = []
        for number, places in enumerate(self._places):
            for group, tally in sorted(folded_tallies(tallies, places).items()):
                cell = (number, group)
                why: Hidden = "small" if cell in small else "protects" if cell in protects else ""
                shown = NO_VISITS if why else tally
                count = self._count_of_listed(number, group, hidden_listed)
                ratio = Fraction(shown.part, shown.whole) if shown.whole else None
                found.append(
                    IndexRow(
                        reference=self._one.reference,
                        names=self._names[number],
                        group=group,
                        index="slicc",
                        listed=count,
                        eligible=None if why else shown.patients,
                        coverage=Fraction(shown.patients, count) if count and not why else None,
                        visits=None if why else shown.whole,
                        mean=ratio,
                        weighted=ratio,
                        hidden=why,
                    )
                )
        return found


__all__ = ["ContinuityResult", "Histogram", "IndexRow", "PassSums", "result_of"]
