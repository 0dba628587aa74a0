"""Numbers, dates and clauses in Swedish and English form."""

import datetime
from fractions import Fraction

import pytest

from naravard.agreement import wording


def plain(text: str) -> str:
    """Show no-break spaces as underscores."""
    return text.replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "0"), (999, "999"), (1000, "1_000"), (46426770, "46_426_770"), (-1234567, "−1_234_567")],
)
def test_whole_numbers_are_grouped(number: int, written: str) -> None:
    assert plain(wording.whole(number)) == written
    assert plain(wording.kronor(number)) == f"{written}_kr"


@pytest.mark.parametrize(
    ("number", "places", "sv", "en"),
    [
        (Fraction(1, 2), 0, "1", "1"),
        (Fraction(-1, 2), 0, "−1", "−1"),
        (Fraction(-1, 3), 0, "0", "0"),
        (Fraction(2, 3), 2, "0,67", "0.67"),
        (Fraction(123456789, 100), 1, "1_234_567,9", "1_234_567.9"),
        (Fraction(1, 1000), 2, "0,00", "0.00"),
    ],
)
def test_decimals_are_rounded_halves_away_from_zero(number: Fraction, places: int, sv: str, en: str) -> None:
    assert plain(wording.decimal(number, places)) == sv
    assert plain(wording.decimal(number, places, "en")) == en


@pytest.mark.parametrize(
    ("number", "sv"),
    [
        (Fraction(7, 2), "3,5"),
        (Fraction(2, 3), "0,6666…"),
        (Fraction(12), "12"),
        (Fraction(-2, 3), "−0,6666…"),
        (Fraction(1, 100000), "0,0000…"),
        (Fraction(1001, 10), "100,1"),
    ],
)
def test_exact_numbers_say_when_decimals_follow(number: Fraction, sv: str) -> None:
    assert wording.exact(number) == sv
    assert wording.exact(number, "en") == sv.replace(",", ".")


def test_shares_differences_and_small_counts() -> None:
    assert plain(wording.per_cent(Fraction(2411859, 10443100))) == "23,10_%"
    assert wording.per_cent(Fraction(2411859, 10443100), 1, "en") == "23.1%"
    assert [plain(wording.signed_kronor(n)) for n in (1, 0, -1)] == ["+1_kr", "0_kr", "−1_kr"]
    assert [plain(wording.kronor_in_words(n)) for n in (1, 11)] == ["1_krona", "11_kronor"]
    assert plain(wording.exact_kronor(Fraction(1, 3), "en")) == "0.3333…_kr"


def test_dates_clauses_and_lists() -> None:
    assert wording.day(datetime.date(2022, 12, 1)) == "2022-12-01"
    written = [
        plain(wording.clause_reference(clause, language))
        for clause in ("3.4.1", "bilaga 4", "förord", "3 §")
        for language in ("sv", "en")
    ]
    assert written == [
        "avsnitt_3.4.1",
        "section_3.4.1",
        "bilaga_4",
        "annex_4",
        "förord",
        "section “förord”",
        "3 §",
        "3 §",
    ]
    assert wording.listed(["a", "b", "c"]) == "a, b och c"
    assert wording.listed(["a", "b"], "en") == "a and b"
    assert [wording.listed([]), wording.listed(["a"])] == ["", "a"]
