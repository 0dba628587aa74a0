"""Every engine answers what the definition answers, to the last digit: on odd records, with any number of threads."""

import random
from pathlib import Path
from typing import Any

import pytest

from care_samples import DAY, REFERENCE, OddRecords, clean_input, crowded, shuffled
from naravard.care.continuity.definition import CareVisit, PatientRow, counted
from naravard.care.continuity.engines.duckdb_engine import DuckDBEngine
from naravard.care.continuity.engines.portable import PortableRun
from naravard.care.continuity.histogram import IndexSums
from naravard.care.continuity.rules import INDICES, Rules

BY: tuple[tuple[str, ...], ...] = (
    (),
    ("unit",),
    ("sex", "age"),
    ("unit", "sip"),
    ("region", "care_home"),
    ("profession", "sex"),
    ("list",),
)


def rules_by_chance(seed: int) -> Rules:
    """Choose every rule by chance, so that they are tried in many combinations."""
    chance = random.Random(seed)  # noqa: S311
    return Rules(
        references=(REFERENCE,),
        window_months=chance.choice([12, 18, 24]),
        min_visits=chance.choice([1, 2, 3]),
        professions=chance.choice([frozenset(), frozenset({"läkare"})]),
        contact_types=chance.choice([frozenset(), frozenset({"besök"})]),
        listed_unit_only=chance.choice([True, False]),
        listing_at=chance.choice(["reference", "visit"]),
        same_day=chance.choice(["keep", "one-per-provider", "one-per-day"]),
        ties=chance.choice(["expected", "file"]),
        team_visits=chance.choice(["first", "each", "none"]),
        left_out_grades=chance.choice([frozenset(), frozenset({"at", "st"})]),
        hired=chance.choice([True, False]),
        by=tuple(chance.sample(BY, 3)),
        indices=INDICES,
    )


def in_words(sums: IndexSums) -> dict[str, Any]:
    return {
        "histograms": {
            index: {group: dict(one.whole()) for group, one in groups.items()}
            for index, groups in sums.histograms.items()
            if groups
        },
        "tallies": sums.tallies,
        "listed": sums.listed,
        "tied": sums.tied,
        "visits": {cause: count for cause, count in sums.visits.items() if count},
        "population": {cause: count for cause, count in sums.population.items() if count},
    }


@pytest.mark.parametrize("seed", [13, 23, 24, 25, 37])
def test_duckdb_answers_what_the_definition_answers(tmp_path: Path, seed: int) -> None:
    records, rules = OddRecords(seed), rules_by_chance(seed)
    patients = records.patients if seed % 4 else None
    run = PortableRun(
        DuckDBEngine(tmp_path, threads=1 + seed % 4),
        clean_input(tmp_path, records.visits, patients, records.providers),
        rules,
    )
    listing = run.clean.listing
    for groups in rules.passes(listing=listing):
        by_hand = counted(records.visits, patients, records.providers, rules, REFERENCE, groups)
        assert by_hand.visits["counted"] > 0
        assert in_words(run.count(REFERENCE, groups)) == in_words(by_hand)


def test_threads_and_the_order_of_rows_change_nothing(tmp_path: Path) -> None:
    """Visits that share no day are shuffled; a patient with more at once than whole numbers hold is among them."""
    rules = Rules(references=(REFERENCE,), team_visits="each", listed_unit_only=False, indices=INDICES)
    groups = rules.passes(listing=True)[0]
    patients = [PatientRow(row=number, patient=name, unit="U1") for number, name in enumerate(("p", "q"))]
    visits = [
        *crowded("p", DAY(2022, 5, 5), "ABCD" * 5),
        *crowded("p", DAY(2022, 6, 6), "AAB"),
        CareVisit(row=0, patient="q", provider="A", date=DAY(2022, 1, 1)),
        *(CareVisit(row=0, patient="q", provider=one, date=DAY(2022, 2, 2)) for one in "ABC"),
    ]
    by_hand = counted(shuffled(visits, 0), patients, [], rules, REFERENCE, groups)
    assert by_hand.tied == {(): 2}
    for threads in (1, 2, 4):
        clean = clean_input(tmp_path, shuffled(visits, threads), patients, [])
        run = PortableRun(DuckDBEngine(tmp_path, threads=threads), clean, rules)
        assert in_words(run.count(REFERENCE, groups)) == in_words(by_hand)
