"""What counts as a county's: its region's, its RSS's and its municipalities' money, and its inhabitants once."""

from fractions import Fraction

from naravard.agreement.model import Recipient
from naravard.web.agreements.sums import county_served_by, numbers_by_county


def test_a_university_is_in_a_county_but_its_money_is_not_the_countys() -> None:
    assert county_served_by(Recipient(code="lu", name="Lunds universitet", kind="other", county="12")) == ""
    assert county_served_by(Recipient(code="1280", name="Malmö", kind="municipality")) == "12"


def test_a_county_with_a_number_of_its_own_is_not_counted_twice() -> None:
    numbers = {"09": Fraction(61), "0980": Fraction(61), "1280": Fraction(3), "1281": Fraction(4)}
    assert numbers_by_county(numbers) == {"09": 61, "12": 7}
