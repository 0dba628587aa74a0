"""Text that people paste: mended where nobody need be asked, and named by its place where it cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naravard.agreement.plain_text import SQUARE, folded, latin, mended, printable, swedish_order, unprintable

MENDED = {
    "a\u030askva\u0308der": "åskväder",
    "Rad ett\x0bRad två": "Rad ett\nRad två",
    "Rad ett\r\nRad två\u2028Rad tre": "Rad ett\nRad två\nRad tre",
    "\uf0b7 punkt": "• punkt",
    "\uf0a7 punkt": "• punkt",
    "\uf09f punkt i ett typsnitt som ingen vet vad det är": "• punkt i ett typsnitt som ingen vet vad det är",
    "mer \uf0e0 mindre": "mer → mindre",
    "v\u200bård\u202a": "vård",
    "slut\ufffe\ufdd0": "slut",
    "علی\u200cرضا": "علی\u200cرضا",
}


@pytest.mark.parametrize("text", sorted(MENDED))
def test_what_nobody_need_be_asked_about_is_mended(text: str) -> None:
    assert mended(text) == MENDED[text]


def test_what_cannot_be_printed_is_named_with_its_place() -> None:
    found = unprintable("Första raden\nSign\x01al")
    assert found is not None
    assert (found.name, found.line, found.place) == ("U+0001", 2, 5)
    assert unprintable("en rad\noch en till") is None
    assert unprintable("en rad\noch en till", lines=False) == ("\n", 1, 7)
    assert unprintable("\ue123") == ("\ue123", 1, 1)


@pytest.mark.parametrize("name", ["Åsa Öberg", "علی\u200cرضا", "ቅዱስ", "漢字", "Nguyễn Thị", "ไทย", "😀"])
def test_names_of_every_script_can_be_kept(name: str) -> None:
    assert unprintable(mended(name), lines=False) is None


def test_texts_are_compared_in_one_form_and_sorted_by_the_swedish_alphabet() -> None:
    assert folded("O\u0308REBRO  la\u0308n") == folded("örebro län")
    assert latin(folded("Åsa ÖBERG")) == "asa oberg"
    assert sorted(["Örebro", "Älvdalen", "Zorn", "a\u030a", "Ånge", "é", "f"], key=swedish_order) == [
        "é", "f", "Zorn", "a\u030a", "Ånge", "Älvdalen", "Örebro",
    ]  # fmt: skip


@given(st.text())
def test_mending_again_changes_nothing_and_all_that_is_left_can_be_shown(text: str) -> None:
    assert mended(mended(text)) == mended(text)
    assert unprintable(printable(text)) is None
    assert unprintable(mended(text)) is None or SQUARE in printable(text)
