"""Numbers with check digits: read however they are written, every wrong digit found and explained."""

from contextlib import suppress

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from stdnum import luhn

from naravard.web.organisations.numbers import (
    BANKGIRO,
    ORGANISATION_NUMBER,
    PLUSGIRO,
    NumberForm,
    WrittenWrongError,
    read_number,
    shown_number,
)

FORMS = (ORGANISATION_NUMBER, BANKGIRO, PLUSGIRO)
BETWEEN = ["", " ", "-", "\u2013", "\u2011", "\u2212", "\u00a0", "\u2009", " - ", "\t"]


@st.composite
def numbers(draw: st.DrawFn) -> tuple[NumberForm, str]:
    """Generate a valid number of any form."""
    form = draw(st.sampled_from(FORMS))
    length = draw(st.sampled_from(form.lengths))
    digits = draw(st.text("0123456789", min_size=length - 1, max_size=length - 1))
    whole = digits + luhn.calc_check_digit(digits)
    assume(form.is_possible(whole))
    return form, whole


def refusal(form: NumberForm, written: str) -> WrittenWrongError:
    with pytest.raises(WrittenWrongError) as refused:
        read_number(form, written)
    return refused.value


@given(numbers(), st.lists(st.sampled_from(BETWEEN), min_size=10, max_size=10))
def test_a_valid_number_passes_in_each_way_of_writing_it(number: tuple[NumberForm, str], between: list[str]) -> None:
    form, digits = number
    written = "".join(blank + digit for blank, digit in zip(between, digits, strict=False))
    assert read_number(form, written) == digits
    assert read_number(form, shown_number(form, digits)) == digits


@given(numbers(), st.data())
def test_every_single_wrong_digit_is_found(number: tuple[NumberForm, str], data: st.DataObject) -> None:
    form, digits = number
    place = data.draw(st.integers(0, len(digits) - 1))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != digits[place]]))
    refusal(form, digits[:place] + wrong + digits[place + 1 :])


@given(numbers(), st.data())
def test_neighbours_that_changed_places_are_found_and_the_number_is_given_back(
    number: tuple[NumberForm, str], data: st.DataObject
) -> None:
    form, digits = number
    place = data.draw(st.integers(0, len(digits) - 2))
    first, second = digits[place], digits[place + 1]
    assume(first != second)
    assume({first, second} != {"0", "9"})
    error = refusal(form, digits[:place] + second + first + digits[place + 2 :])
    assert form.shown(digits) in error.meant


@given(numbers(), st.sampled_from("0123456789"))
def test_the_check_digit_that_the_others_give_is_told(number: tuple[NumberForm, str], wrong: str) -> None:
    form, digits = number
    assume(wrong != digits[-1])
    error = refusal(form, digits[:-1] + wrong)
    if form.is_possible(digits[:-1] + wrong):
        assert f"Kontrollsiffran ska vara {digits[-1]}, men är {wrong}." in error.words.sv
        assert f"The check digit should be {digits[-1]}, but is {wrong}." in error.words.en
        assert error.meant[0] == form.shown(digits)


@given(st.sampled_from(FORMS), st.text(max_size=20))
@example(ORGANISATION_NUMBER, "٢١٢٠٠٠٠١٤٢")
@example(BANKGIRO, "²²²²²²²")
def test_whatever_is_written_is_refused_or_a_number_with_its_check_digit(form: NumberForm, written: str) -> None:
    with suppress(WrittenWrongError):
        digits = read_number(form, written)
        assert luhn.is_valid(digits)
        assert len(digits) in form.lengths
        assert digits.isascii()


@pytest.mark.parametrize(
    "written",
    ["212000-0142", "212000-1355", "556036-0793", "802000-6717", "556047-3521", "16212000-0142", "16 556036 0793"],
)
def test_known_organisation_numbers(written: str) -> None:
    assert len(read_number(ORGANISATION_NUMBER, written)) == 10


@pytest.mark.parametrize(
    ("form", "written", "words"),
    [
        (
            ORGANISATION_NUMBER,
            "212000-0144",
            "Kontrollsiffran ska vara 2, men är 4. Stämmer de andra siffrorna är numret 212000-0142.",
        ),
        (
            ORGANISATION_NUMBER,
            "556360-0793",
            "Kontrollsiffran ska vara 9, men är 3. Stämmer de andra siffrorna är numret 556360-0799. Har två siffror "
            "bredvid varandra bytt plats? Då är det 553660-0793 eller 556630-0793.",
        ),
        (ORGANISATION_NUMBER, "212000-014", "Organisationsnumret har 10 siffror, men här står 9: 1 för lite."),
        (ORGANISATION_NUMBER, "212000-014212", "Organisationsnumret har 10 siffror, men här står 12: 2 för mycket."),
        (
            ORGANISATION_NUMBER,
            "2120O0-0142",
            "Organisationsnumret skrivs bara med siffror, blanksteg och bindestreck, men här står ”O”. Är det en "
            "nolla, skriv siffran 0.",
        ),
        (BANKGIRO, "5050-1O55", "Bankgironumret skrivs bara med siffror, blanksteg och bindestreck, men här står ”O”."),
        (BANKGIRO, "bg 5050-1055", "men här står ”b”."),
        (BANKGIRO, "123", "Bankgironumret har 7–8 siffror, men här står 3: 4 för lite."),
        (PLUSGIRO, "7", "Plusgironumret har 2–8 siffror, men här står 1: 1 för lite."),
        (
            PLUSGIRO,
            "90 20 01-8",
            "Kontrollsiffran ska vara 7, men är 8. Stämmer de andra siffrorna är numret 90 20 01-7.",
        ),
    ],
)
def test_what_is_wrong_is_told(form: NumberForm, written: str, words: str) -> None:
    assert words in refusal(form, written).words.sv


@pytest.mark.parametrize("written", ["19121212-1212", "121212-1212", "950907-2553", "196109732393"])
def test_a_number_of_a_person_is_never_taken(written: str) -> None:
    error = refusal(ORGANISATION_NUMBER, written)
    assert "Det här kan vara ett personnummer" in error.words.sv
    assert written not in error.words.sv


def test_a_third_digit_that_changed_places_is_no_person() -> None:
    assert refusal(ORGANISATION_NUMBER, "221000-0142").meant == ("212000-0142",)


@pytest.mark.parametrize(
    ("form", "digits", "shown"),
    [
        (ORGANISATION_NUMBER, "2120000142", "212000-0142"),
        (BANKGIRO, "50501055", "5050-1055"),
        (BANKGIRO, "9912346", "991-2346"),
        (PLUSGIRO, "9020017", "90 20 01-7"),
        (PLUSGIRO, "48901037", "4 89 01 03-7"),
        (PLUSGIRO, "18", "1-8"),
        (PLUSGIRO, "", ""),
    ],
)
def test_numbers_are_written_back_as_people_write_them(form: NumberForm, digits: str, shown: str) -> None:
    assert shown_number(form, digits) == shown
