"""An agreement's files are changed value by value, and all else stays as it was."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naravard.agreement.files import AgreementFiles
from naravard.agreement.load import load
from naravard.agreement.manuscript import Manuscript, NoSuchPlaceError, NotChangeableError, value_of

ROOT = Path(__file__).parents[2]
SHIPPED = [
    ROOT / "agreements" / "god-och-nara-vard-2022",
    ROOT / "docs" / "examples" / "anhorigstod-2027",
    ROOT / "docs" / "examples" / "litet-exempel",
    ROOT / "docs" / "examples" / "regler",
]
SMALL = """\
# Överst står vad filen är.
format: 1
id: liten
name: Liten   # namnet
grants:
  # det första
  - id: ett
    name: {sv: Ett, en: One}
    amount: 1 000
    okant: något som sidorna inte vet
  # det andra
  - id: två
    name: "Två"
    rule: {kind: mix, parts: [{weight: 0,5, key: a}, {weight: 1/2, key: b}]}
# sist
total: {amount: 1 000, clause: "3"}
"""


def manuscript(text: str = SMALL) -> Manuscript:
    return Manuscript(AgreementFiles({"agreement.yaml": text.encode()}, name="liten"))


def text_of(changed: Manuscript) -> str:
    return changed.files["agreement.yaml"].decode()


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_an_agreement_that_is_written_again_says_the_same(folder: Path) -> None:
    files = AgreementFiles.from_folder(folder)
    changed = Manuscript(files)
    before = load(files).agreement
    assert before is not None
    for grant in before.grants:
        amount = changed.text(("grants", grant.id, "amount"))
        changed.put(("grants", grant.id, "amount"), "1")
        changed.put(("grants", grant.id, "amount"), amount)
    for duty in before.duties:
        changed.put(("duties", duty.id, "note"), "Skrivs, och tas bort igen")
        changed.put(
            ("duties", duty.id, "note"), None if duty.note is None else {"sv": duty.note.sv, "en": duty.note.en}
        )
    again = load(changed.files).agreement
    assert again is not None
    assert again.grants == before.grants
    assert [duty.due for duty in again.duties] == [duty.due for duty in before.duties]
    assert again.requirements == before.requirements


def test_a_value_is_changed_where_it_stands_and_comments_survive() -> None:
    changed = manuscript()
    changed.put(("grants", "ett", "amount"), "2 000")
    assert text_of(changed) == SMALL.replace("amount: 1 000\n", "amount: 2 000\n").replace(
        "{weight: 0,5, key: a}", "{weight: '0,5', key: a}"
    )


def test_what_the_pages_do_not_know_of_is_kept() -> None:
    changed = manuscript()
    changed.put(("grants", "två", "name"), "Två till")
    assert "okant: något som sidorna inte vet" in text_of(changed)
    assert 'name: "Två till"' in text_of(changed)


def test_an_item_is_taken_out_and_the_comment_about_the_next_stays() -> None:
    changed = manuscript()
    changed.take_out(("grants", "ett"))
    assert "Ett" not in text_of(changed)
    assert "# det andra\n  - id: två" in text_of(changed)
    changed.take_out(("grants", "två"))
    assert "grants" not in text_of(changed)
    assert "# sist\ntotal:" in text_of(changed)


def test_a_field_that_is_emptied_goes() -> None:
    changed = manuscript()
    changed.put(("grants", "ett", "amount"), None)
    assert "    amount" not in text_of(changed)
    assert changed.text(("grants", "ett", "okant")) == "något som sidorna inte vet"


def test_a_list_begins_with_the_first_item_and_goes_with_the_last() -> None:
    changed = manuscript()
    assert changed.append(("areas",), {"id": "vard", "name": "Vård: nära"}) == ("areas", "vard")
    assert changed.items(("areas",))[0][1]["name"] == "Vård: nära"
    changed.take_out(("areas", "vard"))
    assert changed.get(("areas",)) is None


def test_a_rule_that_is_its_kind_alone_gets_fields() -> None:
    changed = manuscript("grants:\n  - id: ett\n    rule: equal\n")
    changed.put(("grants", "ett", "rule", "clause"), "4")
    assert dict(changed.get(("grants", "ett", "rule"))) == {"kind": "equal", "clause": "4"}


def test_words_that_mean_nothing_in_yaml_are_written_between_marks() -> None:
    changed = manuscript()
    changed.put(("name",), "null")
    changed.put(("grants", "ett", "note"), "två\nrader")
    loaded = Manuscript(changed.files)
    assert loaded.text(("name",)) == "null"
    assert 'name: "null"' in text_of(changed)
    assert loaded.text(("grants", "ett", "note")) == "två\nrader"


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1).map(str.strip).filter(bool))
def test_whatever_is_written_is_read_as_the_same(written: str) -> None:
    changed = manuscript()
    changed.put(("grants", "ett", "name"), written)
    changed.put(("total", "clause"), written)
    again = Manuscript(changed.files)
    assert again.text(("grants", "ett", "name")) == written
    assert again.text(("total", "clause")) == written


def test_the_place_of_a_line_is_the_innermost_field_that_stands_there() -> None:
    there = manuscript()
    line = SMALL.splitlines().index("    amount: 1 000") + 1
    assert there.place("agreement.yaml", line) == ("grants", "ett", "amount")
    assert there.place("agreement.yaml", None) == ()
    named = manuscript("keys:\n  - id: bef\n    file: keys/bef.csv\n")
    assert named.place("keys/bef.csv", 7) == ("keys", "bef")
    assert named.place("keys/annan.csv", 7) == ()


def test_a_section_in_a_file_of_its_own_is_the_same_section() -> None:
    files = {"agreement.yaml": b"id: liten\n", "grants.yaml": b"# om\n- id: ett\n  amount: 1\n"}
    changed = Manuscript(AgreementFiles(files, name="liten"))
    changed.put(("grants", "ett", "amount"), "2")
    changed.append(("grants",), {"id": "tva"})
    assert changed.files["grants.yaml"].decode() == "# om\n- id: ett\n  amount: 2\n- id: tva\n"
    changed.take_out(("grants",))
    assert "grants.yaml" not in changed.files


def test_what_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(NoSuchPlaceError):
        manuscript().put(("grants", "fyra", "amount"), "1")
    with pytest.raises(NoSuchPlaceError):
        manuscript().take_out(("grants", "fyra"))
    with pytest.raises(NotChangeableError):
        manuscript().put_file("agreement.yaml", b"")
    with pytest.raises(NotChangeableError):
        value_of("{a: ")
