"""The compiled way answers what the definition answers, to the last digit; what it cannot, the portable way does."""

import random
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_engines_agree import in_words, rules_by_chance

from care_samples import DAY, REFERENCE, OddRecords, clean_input, crowded, shuffled
from command_line import Run
from naravard.agreement.model import Text
from naravard.care.continuity.definition import CareVisit, PatientRow, ProviderRow, counted
from naravard.care.continuity.engines.native import available
from naravard.care.continuity.histogram import REPEAT_UNIT, Histogram, IndexSums
from naravard.care.continuity.rules import Pass, Rules
from naravard.care.continuity.statistics import figures, figures_one_by_one

BY: tuple[tuple[str, ...], ...] = ((), ("unit",), ("sex", "age"), ("unit", "sip"), ("region", "care_home"))


def compiled(
    folder: Path,
    visits: Sequence[CareVisit],
    patients: Sequence[PatientRow] | None,
    providers: Sequence[ProviderRow],
    rules: Rules,
    threads: int = 2,
) -> list[tuple[Pass, IndexSums]]:
    """Count in the compiled way."""
    clean = clean_input(folder, visits, patients, providers)
    engine = available.native_engine(folder, rules, threads, patients=patients is not None, says=lambda _text: None)
    assert not isinstance(engine, Text), engine.sv
    with engine:
        sinks = engine.sinks()
        sinks["visits"].take(pyarrow.parquet.read_table(clean.visits.path))
        if clean.patients is not None:
            sinks["patients"].take(pyarrow.parquet.read_table(clean.patients.path))
        return [
            (groups, engine.count(clean, rules, REFERENCE, groups)) for groups in rules.passes(listing=clean.listing)
        ]


def of_patients(sums: IndexSums) -> dict[str, Any]:
    """Return what the compiled way is asked for: not the own doctor, nor the lists."""
    words = in_words(sums)
    words["histograms"].pop("own-doctor", None)
    return words | {"tallies": {}}


@pytest.mark.parametrize("seed", range(12))
def test_the_compiled_way_answers_what_the_definition_answers(tmp_path: Path, seed: int) -> None:
    records, chance = OddRecords(seed), random.Random(seed)  # noqa: S311
    patients = records.patients if seed % 4 else None
    rules = replace(
        rules_by_chance(seed),
        listing_at="reference",
        indices=("coc", "upc", "secon", "hi"),
        by=tuple(chance.sample(BY, 3)) if patients else ((),),
    )
    for groups, sums in compiled(tmp_path, records.visits, patients, records.providers, rules, 1 + seed % 4):
        by_hand = counted(records.visits, patients, records.providers, rules, REFERENCE, groups)
        assert by_hand.visits["counted"] > 0
        assert of_patients(sums) == of_patients(by_hand)


def test_many_visits_at_once_and_the_order_of_rows(tmp_path: Path) -> None:
    rules = Rules(references=(REFERENCE,), team_visits="each", listed_unit_only=False)
    patients = [PatientRow(row=number, patient=name, unit="U1") for number, name in enumerate(("p", "q"))]
    visits = [
        *crowded("p", DAY(2022, 5, 5), "ABCD" * 5),
        *crowded("p", DAY(2022, 6, 6), "AAB"),
        *(CareVisit(row=0, patient="q", provider=one, date=DAY(2022, 2, 2)) for one in "ABC"),
    ]
    groups = rules.passes(listing=True)[0]
    by_hand = of_patients(counted(shuffled(visits, 0), patients, [], rules, REFERENCE, groups))
    for seed in (1, 2):
        assert of_patients(compiled(tmp_path, shuffled(visits, seed), patients, [], rules)[0][1]) == by_hand


def test_words_that_get_the_same_number_are_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from naravard.care.continuity.engines.native import kernels

    number = kernels.numbered

    def weak(letters: Any, eights: Any, ends: Any, first: Any, after: Any, check: Any) -> None:
        number(letters, eights, ends, first, after, check)
        first[first != 0], after[:] = 1, 0

    monkeypatch.setattr(kernels, "numbered", weak)
    visits = [CareVisit(row=0, patient=name, provider="A", date=DAY(2022, 2, 2)) for name in ("p", "q")]
    with pytest.raises(available.NativeCannotError):
        compiled(tmp_path, visits, None, [], Rules(references=(REFERENCE,)))


def test_who_has_more_visits_than_a_person_has_is_left_to_the_portable_way(tmp_path: Path) -> None:
    visits = [CareVisit(row=0, patient="okänd", provider="A", date=DAY(2022, 2, 2))] * 4097
    with pytest.raises(available.NativeCannotError):
        compiled(tmp_path, visits, None, [], Rules(references=(REFERENCE,)))


def test_without_the_extra_the_portable_way_runs_says_so_and_answers_the_same(
    naravard: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert naravard("synthetic", "visits", "--patients", 400, "--output", tmp_path).code == 0
    files = ("--visits", tmp_path / "visits.csv", "--patients", tmp_path / "patients.csv", "--providers")
    line = ("continuity", *files, tmp_path / "providers.csv", "--reference-date", "2022-12-31", "--by", "sex,age")
    fast = naravard(*line, "--format", "csv")
    assert (fast.code, "Motor: native" in fast.err) == (0, True)
    monkeypatch.setattr(available, "find_spec", lambda _name: None)
    slow = naravard(*line, "--format", "csv")
    assert slow.out == fast.out
    assert "Motor: duckdb" in slow.err
    assert "Det kompilerade räknesättet är inte installerat" in slow.err
    asked = naravard(*line, "--engine", "native")
    assert (asked.code, asked.out) == (1, "")


KEYS = st.dictionaries(
    st.integers(2, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n))), st.integers(1, 9)
)


@given(KEYS, KEYS, st.sampled_from(["coc", "hi", "upc", "secon"]), st.integers(1, 7))
def test_figures_of_columns_are_the_fractions(
    counts: dict[tuple[int, int], int], rows: dict[tuple[int, int], int], index: str, part: int
) -> None:
    """Counted together, or patient by patient, in columns or one by one: the same fractions."""

    def total(number: int, met: int) -> int:
        if index == "secon":
            return met * REPEAT_UNIT // (number * part)
        return met if index == "upc" else number + met * (number - 1)

    whole = Histogram()
    for (number, met), many in counts.items():
        whole.counts[number, total(number, met)] += many
    every = [(number, total(number, met)) for (number, met), many in rows.items() for _ in range(many)]
    if every:
        whole.rows.append((np.array([one for one, _ in every]), np.array([one for _, one in every])))
    if whole.patients:
        standard = {2: Fraction(1, 3), 5: Fraction(1, 6), 12: Fraction(1, 2)}
        assert figures(index, whole, standard) == figures_one_by_one(index, whole, standard)
