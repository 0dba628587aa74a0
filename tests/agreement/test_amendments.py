"""An agreement reads on each day as its amendments have left it by then."""

import datetime
from pathlib import Path

import pytest
from broken import AMENDED, amendment
from folders import REPOSITORY, Files, found, loaded

from naravard.agreement.amendments import amended, changes_of, in_force_on, number_in_force
from naravard.agreement.annotations import annotated
from naravard.agreement.library import packed, unpacked
from naravard.agreement.load import load_folder
from naravard.agreement.model import Agreement
from naravard.allocation import allocate
from naravard.allocation.audit import audit

EXAMPLE = REPOSITORY / "docs" / "examples" / "handledning-2028"
BEFORE, FROM = datetime.date(2028, 11, 30), datetime.date(2028, 12, 1)


def of(folder: Path) -> Agreement:
    agreement = load_folder(folder).agreement
    assert agreement is not None
    return agreement


def read(files: Files) -> Agreement:
    agreement = loaded(files).agreement
    assert agreement is not None
    return agreement


@pytest.fixture(scope="module")
def signed() -> Agreement:
    return of(EXAMPLE)


def test_the_shipped_amendment_is_without_findings() -> None:
    assert load_folder(EXAMPLE).findings == ()


def test_before_its_day_an_amendment_changes_nothing(signed: Agreement) -> None:
    before = in_force_on(signed, BEFORE)
    assert before == signed
    assert (number_in_force(signed, BEFORE), number_in_force(signed, FROM)) == (0, 1)


def test_from_its_day_the_pot_the_day_and_the_sum_are_new_and_the_rest_stands(signed: Agreement) -> None:
    now = in_force_on(signed, FROM)
    assert [(grant.id, grant.amount) for grant in now.grants] == [
        ("utbildning", 23_000_001),
        ("handledning", 11_999_999),
        ("samordning", 1_500_000),
    ]
    assert now.total.amount == sum(grant.amount for grant in now.grants)
    assert now.duty("rekvisition").due == datetime.date(2029, 2, 28)
    assert now.duty("rekvisition").opens == signed.duty("rekvisition").opens
    assert now.duty("redovisning") == signed.duty("redovisning")
    assert [one.id for one in now.amended_by] == ["tillagg-1"]


def test_what_is_amended_rests_on_the_amendments_own_clause_with_its_words(signed: Agreement) -> None:
    now = in_force_on(signed, FROM)
    assert now.grant("utbildning").clause == now.total.clause == "tillägg 1"
    assert "28 februari 2029" in now.duty("rekvisition").text
    assert "höjs till 23 000 001 kronor" in now.clause("tillägg 1").text
    assert now.grant("handledning").clause == "2"
    assert "tillägg 1" not in {clause.id for clause in signed.clauses}


def test_each_changed_value_is_told_as_it_was_and_as_it_became(signed: Agreement) -> None:
    told = [(one.kind, one.item, one.value, one.before, one.after, one.change.clause) for one in changes_of(signed, 1)]
    assert told == [
        ("agreement", "", "amount", 32_000_000, 36_500_000, "tillägg 1"),
        ("grant", "utbildning", "amount", 20_000_001, 23_000_001, "tillägg 1"),
        ("duty", "rekvisition", "due", datetime.date(2028, 12, 15), datetime.date(2029, 2, 28), "tillägg 2"),
    ]


def test_the_raised_pot_is_shared_by_the_same_rule_to_the_krona(signed: Agreement) -> None:
    before, now = (allocate(in_force_on(signed, day)).grants[0].cells for day in (BEFORE, FROM))
    assert sum(cell.computed for cell in before) == 20_000_001
    assert sum(cell.computed for cell in now) == 23_000_001
    assert [later.computed - earlier.computed for earlier, later in zip(before, now, strict=True)] == [1_000_000] * 3


def test_the_text_as_it_reads_holds_the_amendments_sentences_each_with_what_it_changed(signed: Agreement) -> None:
    now = in_force_on(signed, FROM)
    kinds = {one.passage.text: {note.kind for note in one.annotations} for one in annotated(now)}
    (raised,) = (found for words, found in kinds.items() if "höjs till 23 000 001" in words)
    assert "amendment" in raised
    (moved,) = (found for words, found in kinds.items() if "28 februari 2029 i stället" in words)
    assert {"amendment", "duty", "date"} <= moved


def test_an_agreement_is_amended_from_what_was_signed_and_never_twice(signed: Agreement) -> None:
    with pytest.raises(ValueError, match="amended already"):
        amended(in_force_on(signed, FROM), 1)
    assert in_force_on(signed, BEFORE).holding == 0


def test_a_kept_agreement_keeps_its_amendments(signed: Agreement) -> None:
    kept = unpacked(packed(load_folder(EXAMPLE))).agreement
    assert kept == signed
    assert in_force_on(kept, FROM) == in_force_on(signed, FROM)


def test_amendments_follow_one_another() -> None:
    second = """  - id: andra
    name: Andra
    decided: 2025-11-01
    from: 2025-11-01
    text: andra.md
    changes: [{duty: rekvisition, due: 2025-12-20, clause: andra 1}]
"""
    files = {**amendment(more=second), "andra.md": "# 1 Mer {#andra 1}\n\nÄnnu mer tid ges.\n"}
    agreement = read(files)
    days = [datetime.date(2025, 9, 30), datetime.date(2025, 10, 1), datetime.date(2025, 11, 1)]
    due = [in_force_on(agreement, day).duty("rekvisition").due for day in days]
    assert due == [datetime.date(2025, 11, 1), datetime.date(2025, 12, 1), datetime.date(2025, 12, 20)]
    assert changes_of(agreement, 2)[0].before == datetime.date(2025, 12, 1)


def test_what_does_not_add_up_after_the_amendment_is_found_where_it_changes() -> None:
    files = amendment("- {grant: stod, amount: 1 100 000, clause: tillägg 1}")
    (finding,) = found(files)
    assert (finding.id, finding.level) == ("A080", "error")
    assert "enligt ”Tillägg”" in finding.found.sv


def test_a_thing_that_is_not_there_cannot_be_changed() -> None:
    (finding,) = found(amendment("- {duty: rekvisitionen, due: 2025-12-01, clause: tillägg 1}"))
    assert finding.id == "A063"
    assert "rekvisition" in finding.way_out.sv


def test_words_that_do_not_stand_in_the_amendment_are_found() -> None:
    (finding,) = found(amendment(AMENDED.replace("}", ", text: Det står inte här}")))
    assert finding.id == "A162"


def test_a_grant_that_an_amendment_adds_is_told_apart_from_one_of_the_same_name() -> None:
    grant = "{id: ny, name: Stöd från SKR, amount: 0, recipients: rss, clause: tillägg 1, rule: equal}"
    agreement = read(amendment(more=f"    grants: [{grant}]\n"))
    names = [one.name.sv for one in in_force_on(agreement, datetime.date(2025, 10, 1)).grants]
    assert len(set(names)) == len(names) == 5


def test_a_signed_annex_of_a_changed_grant_belongs_to_the_time_before() -> None:
    changes = (
        "- {amount: 10 100 000, clause: tillägg 1}\n      - {area: hemgang, amount: 9 100 000, clause: tillägg 1}\n"
        "      - {grant: hemgang-regioner, amount: 5 100 000, clause: tillägg 1}"
    )
    agreement = read(amendment(changes))
    now = in_force_on(agreement, datetime.date(2025, 10, 1))
    assert (len(agreement.published), len(agreement.overrides)) == (1, 2)
    assert (now.published, now.overrides) == ((), ())
    assert len(audit(agreement).cells) == 3
    assert audit(now).cells == ()


def test_an_annex_of_unchanged_grants_stands() -> None:
    now = in_force_on(read(amendment()), datetime.date(2025, 10, 1))
    assert [table.id for table in now.published] == ["bilaga-1"]
    assert len(now.overrides) == 2
