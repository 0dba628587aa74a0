"""Amounts and days as people write them in files and forms: read if they can mean one thing only."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naravard.agreement.amount_text import AmountTextError, kronor_of, ore_of
from naravard.agreement.day_text import day_of, is_ambiguous

READ = {
    "1 250,00": 125_000,
    "1250,00-": -125_000,
    "(1 250,00)": -125_000,
    "( 1 250 )": -125_000,
    "+1250.5": 125_050,
    "\u2212300": -30_000,
    "\u2013 300": -30_000,
    "SEK 1 250": 125_000,
    "1250,50 KR": 125_050,
    "300 kronor": 30_000,
    "1 250:-": 125_000,
    "12.500:-": 1_250_000,
    "1'250,50": 125_050,
    "1\u2019250": 125_000,
    "1\u00a0250\u202f000": 125_000_000,
    "1.250.000": 125_000_000,
    "1.250,50": 125_050,
    "1,250.50": 125_050,
    "1250,500": 125_050,
    "1 250,500": 125_050,
    "0,500": 50,
    ",50": 50,
    "-   kr": 0,
    "\uff11 \uff12\uff15\uff10": 125_000,
    "'1250": 125_000,
    "-kr 1 250": -125_000,
    "\u2212SEK 1 250,00": -125_000,
    "1 250\u00ad,00": 125_000,
    "1\u2060250": 125_000,
    "\u2066+1250\u2069": 125_000,
}
NOT_READ = {
    "": "empty",
    "  ": "empty",
    "12.500": "ambiguous",
    "1,250": "ambiguous",
    "-7,500": "ambiguous",
    "12.500 kr": "ambiguous",
    "1,2555": "decimals",
    "12 50": "groups",
    "1.25.000": "groups",
    "9" * 16: "too-large",
    "-": "no-amount",
    "kr": "no-amount",
    "1e3": "no-amount",
    "1\u00b2": "no-amount",
    "\u0663": "no-amount",
    "--5": "no-amount",
    "-kr -5": "no-amount",
    "-kr 5-": "no-amount",
    "''5": "groups",
    "-5-": "no-amount",
    "(-5)": "no-amount",
    "1,2,3.4.5": "no-amount",
    "5,": "no-amount",
    "1250:50": "no-amount",
}


@pytest.mark.parametrize("text", sorted(READ))
def test_an_amount_is_read_as_people_and_programs_write_it(text: str) -> None:
    assert ore_of(text) == READ[text]


@pytest.mark.parametrize("text", sorted(NOT_READ))
def test_what_is_no_amount_or_can_mean_two_is_never_guessed(text: str) -> None:
    with pytest.raises(AmountTextError) as error:
        ore_of(text)
    assert error.value.why == NOT_READ[text]


def test_an_ambiguous_amount_says_what_it_can_mean() -> None:
    with pytest.raises(AmountTextError) as error:
        ore_of("12.500")
    assert error.value.readings == ("12\u00a0500", "12,50")


def test_whole_kronor_may_have_noughts_for_ore_but_no_ore() -> None:
    assert kronor_of("12 500,00") == 12_500
    with pytest.raises(AmountTextError) as error:
        kronor_of("12 500,50")
    assert error.value.why == "decimals"


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.sampled_from([" ", "\u00a0", "'", ""]), st.sampled_from(",."))
def test_every_amount_reads_as_what_was_written(ore: int, thousands: str, mark: str) -> None:
    kronor, rest = divmod(abs(ore), 100)
    written = f"{kronor:,}".replace(",", thousands) + f"{mark}{rest:02d}"
    assert ore_of(f"-{written}" if ore < 0 else written) == ore
    assert ore_of(f"{written}-" if ore < 0 else f"+{written}") == ore


@given(st.text(max_size=40))
def test_no_text_makes_the_reader_fall(text: str) -> None:
    try:
        assert isinstance(ore_of(text), int)
    except AmountTextError as error:
        assert error.why  # noqa: PT017 - any text is allowed to be refused, with a reason


DAY = datetime.date(2022, 3, 15)


@pytest.mark.parametrize(
    "text",
    [
        "2022-03-15", "20220315", "2022-03-15 10:30", "2022-03-15T10:30:00Z", "2022/3/15", "2022.03.15",
        "2022\u201103\u201115", "\u00a02022-03-15", "15.3.2022", "15/3 2022", "15-03-2022", "3/15/2022", "15 mars 2022",
        "den 15 mar. 2022", "15 March 2022",
    ],
)  # fmt: skip
def test_a_day_is_read_when_it_can_mean_one_only(text: str) -> None:
    assert day_of(text) == DAY


@pytest.mark.parametrize(
    "text", ["", "22-03-15", "220315", "2022-02-30", "44635", "15 m 2022", "mars 2022", "03/04/2022"]
)
def test_a_day_that_is_none_or_can_mean_two_is_not_read(text: str) -> None:
    assert day_of(text) is None


def test_of_a_day_with_two_meanings_that_is_told() -> None:
    assert [is_ambiguous(text) for text in ("03/04/2022", "15/3 2022", "4/4 2022")] == [True, False, False]


@given(st.dates(datetime.date(1900, 1, 1)))
def test_every_day_reads_as_it_was_written(day: datetime.date) -> None:
    assert {day_of(f"{day:%Y-%m-%d}"), day_of(f"{day:%Y%m%d}"), day_of(f"{day.day}.{day.month}.{day.year}")} == {day}


@pytest.mark.parametrize(
    "text",
    [
        "den 15:e mars 2022", "tis 15 mars 2022", "tisdagen den 15 mars 2022", "15 Mars, 2022", "2022 mars 15",
        "2022-mars-15", "March 15, 2022", "Mar 15th, 2022", "2022-03-15 kl 10:30", "2022-03-15, kl. 10.30",
        "20220315T103000", "2022-03-15.", "2022\u201403\u201415", "2022\u00ad-03-15", "2022 03 15",
        "\uff12\uff10\uff12\uff12-03-15",
    ],
)  # fmt: skip
def test_a_day_as_people_and_programs_write_it(text: str) -> None:
    assert day_of(text) == datetime.date(2022, 3, 15)


@pytest.mark.parametrize(
    "text",
    ["15 mars 22", "2022 15 mars", "March 2022", "mars 15 2022 kl", "Blurg 15, 2022", "2022-03-15 4", "31 april 2022"],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_of(text) is None
