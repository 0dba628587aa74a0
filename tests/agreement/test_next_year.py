"""A new agreement begins with all of an earlier one that is not signed for it, its days moved."""

import datetime
from pathlib import Path

import pytest

from naravard.agreement.files import AgreementFiles
from naravard.agreement.load import load
from naravard.agreement.manuscript import Manuscript
from naravard.agreement.model import Agreement
from naravard.agreement.next_year import begun_from, move_days

ROOT = Path(__file__).parents[2]
FIRST, LAST = datetime.date(2028, 1, 1), datetime.date(2028, 12, 31)


def of(folder: str) -> tuple[Agreement, Agreement]:
    """Return an agreement, and the one that is begun from it for 2028."""
    files = AgreementFiles.from_folder(ROOT / folder)
    was = load(files).agreement
    loaded = load(begun_from(files, agreement_id="nytt", name="Nytt 2028", first=FIRST, last=LAST))
    assert loaded.findings == ()
    assert was is not None
    assert loaded.agreement is not None
    return was, loaded.agreement


@pytest.mark.parametrize("folder", ["agreements/god-och-nara-vard-2022", "docs/examples/litet-exempel"])
def test_money_keys_and_text_come_along_and_what_was_signed_does_not(folder: str) -> None:
    was, new = of(folder)
    assert (new.id, new.name.sv, new.period.from_, new.period.to) == ("nytt", "Nytt 2028", FIRST, LAST)
    assert new.grants == was.grants
    assert [key.values for key in new.keys] == [key.values for key in was.keys]
    assert new.clauses == was.clauses
    assert (new.published, new.overrides, new.remarks, new.closed, new.amendments) == ((), (), (), None, ())
    assert [party.signatory for party in new.parties] == [None] * len(was.parties)
    assert [one.number for one in new.reference_numbers] == [None] * len(was.reference_numbers)


@pytest.mark.parametrize("folder", ["agreements/god-och-nara-vard-2022", "docs/examples/litet-exempel"])
def test_every_day_is_moved_by_as_many_years(folder: str) -> None:
    was, new = of(folder)
    years = 2028 - was.period.from_.year
    pairs = [(one.due, two.due) for one, two in zip(was.duties, new.duties, strict=True)]
    pairs += [(one.by, two.by) for one, two in zip(was.goals, new.goals, strict=True)]
    pairs += [(one.reference_date, two.reference_date) for one, two in zip(was.keys, new.keys, strict=True)]
    moved = [(one, two) for one, two in pairs if one is not None and two is not None]
    assert len(moved) == sum(one is not None for one, _two in pairs) > 3
    assert all(two == one.replace(year=one.year + years) for one, two in moved)


def test_the_day_that_only_leap_years_have_becomes_the_day_before() -> None:
    text = b"duties:\n  - {id: a, due: 2028-02-29}\n  - {id: b, due: snart}\n"
    manuscript = Manuscript(AgreementFiles({"agreement.yaml": text}))
    move_days(manuscript, 1)
    assert [manuscript.text(("duties", one, "due")) for one in "ab"] == ["2029-02-28", "snart"]


def test_what_was_amended_of_the_earlier_one_does_not_come_along() -> None:
    files = AgreementFiles.from_folder(ROOT / "docs/examples/handledning-2028")
    first, last = datetime.date(2029, 7, 1), datetime.date(2030, 6, 30)
    begun = begun_from(files, agreement_id="nytt", name="Nytt 2029", first=first, last=last)
    loaded = load(begun)
    assert loaded.findings == ()
    assert loaded.agreement is not None
    assert loaded.agreement.amendments == ()
    assert loaded.agreement.grant("utbildning").amount == 20_000_001
    assert "tillagg-1.md" not in begun
