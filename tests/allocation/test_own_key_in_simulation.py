"""A simulation may share by a key that the agreement does not have, when its numbers are brought and a rule uses it."""

from fractions import Fraction

import pytest

from naravard.agreement.model import Equal
from naravard.allocation.errors import UnknownKeyError
from naravard.allocation.simulation import simulate
from small_agreements import agreement, grant, key

SMALL = agreement(grant(Equal(), 1000), keys=(key("folk", {"01": 1, "03": 1, "04": 1, "05": 1}),))
OWN = {"yta": {code: Fraction(number) for code, number in {"01": 1, "03": 2, "04": 3, "05": 4}.items()}}


def test_a_changed_rule_may_use_a_brought_key() -> None:
    comparison = simulate(SMALL, ["medel.rule={kind: proportional, key: yta}"], OWN)
    assert [cell.after for cell in comparison.cells] == [100, 200, 300, 400]


def test_a_brought_key_that_no_rule_uses_is_a_misspelling() -> None:
    with pytest.raises(UnknownKeyError):
        simulate(SMALL, [], OWN)


def test_a_rule_on_a_key_without_numbers_is_refused() -> None:
    with pytest.raises(UnknownKeyError):
        simulate(SMALL, ["medel.rule={kind: proportional, key: yta}"])
