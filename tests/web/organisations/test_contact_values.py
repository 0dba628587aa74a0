"""Postal code, telephone, e-mail and lines of text: what is taken, how it is kept, and what is said of the rest."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naravard.web.organisations.contact_values import (
    read_email,
    read_line,
    read_phone,
    read_postal_code,
    shown_postal_code,
)
from naravard.web.organisations.numbers import WrittenWrongError

Read = Callable[[str], str]


@pytest.mark.parametrize(
    ("read", "written", "kept"),
    [
        (read_postal_code, "621 81", "62181"),
        (read_postal_code, " SE-621\u00a081 ", "62181"),
        (read_phone, "0498-26 90 00", "0498-26 90 00"),
        (read_phone, "+46 (0)498 \u2013 26  90 00", "+46 (0)498-26 90 00"),
        (read_phone, "(08) 123 456", "(08) 123 456"),
        (read_email, " namn@example.org ", "namn@example.org"),
    ],
)
def test_what_is_right_is_kept_tidy(read: Read, written: str, kept: str) -> None:
    assert read(written) == kept
    assert read(kept) == kept


@pytest.mark.parametrize(
    ("read", "written", "words"),
    [
        (read_postal_code, "6218", "Ett postnummer har 5 siffror, men här står 4."),
        (read_postal_code, "06218", "Ett svenskt postnummer börjar inte med 0."),
        (read_postal_code, "Visby", "”Visby” är inget svenskt postnummer."),
        (read_postal_code, "٦٢١٨١", "är inget svenskt postnummer"),
        (read_phone, "26 90 00", "Riktnumret saknas."),
        (read_phone, "0498", "har 7–15 siffror, men här står 4"),
        (read_phone, "0498-26 90 00 ankn 5", "är inget telefonnummer"),
        (read_email, "namn.example.org", "Adressen saknar @."),
        (read_email, "namn@", "Något saknas före eller efter @."),
        (read_email, "namn@example", "”example” efter @ har ingen ändelse"),
        (read_email, "na mn@example.org", "har inga blanksteg"),
        (read_email, "namn@exa_mple.org", "är ingen e-postadress"),
    ],
)
def test_what_is_wrong_is_told(read: Read, written: str, words: str) -> None:
    with pytest.raises(WrittenWrongError) as refused:
        read(written)
    assert words in refused.value.words.sv
    assert refused.value.words.en


def test_a_line_has_single_blanks_and_nothing_that_does_not_show() -> None:
    assert read_line("  Visborgs\u202ealle\u0301n\t19\r\nplan 2\x00 ", 200) == "Visborgsallén 19 plan 2"


def test_a_line_that_is_too_long_is_refused_with_both_lengths() -> None:
    with pytest.raises(WrittenWrongError, match=r"Texten har 201 tecken\. Den får ha högst 200\."):
        read_line("a" * 201, 200)


@pytest.mark.parametrize("read", [read_postal_code, read_phone, read_email])
@given(written=st.text(max_size=60))
def test_whatever_is_written_is_refused_or_kept_as_it_would_be_read_again(read: Read, written: str) -> None:
    with suppress(WrittenWrongError):
        kept = read(written)
        assert read(kept) == kept


def test_a_postal_code_is_written_back_with_its_blank() -> None:
    assert (shown_postal_code("62181"), shown_postal_code("")) == ("621 81", "")
