"""What the tests of the simulation's pages share."""

import datetime

import pytest

from money_samples import ALL_RULES, all_rules
from naravard.web.agreements.acts import take_in


@pytest.fixture
def every_rule(db: None) -> str:
    """An agreement with every kind of rule, and its id."""
    take_in(agreement_id=ALL_RULES, files=all_rules(), at=datetime.datetime(2026, 5, 4, 9, 0, tzinfo=datetime.UTC))
    return ALL_RULES
