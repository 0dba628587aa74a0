"""What the tests of the API share: agreements beside those that are always there."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from money_samples import ALL_RULES, all_rules
from naravard.agreement.model import Text
from naravard.allocation import AllocationError
from naravard.web.agreements import current
from naravard.web.agreements.acts import take_in
from web_shared import LITEN, LOADED_AT


@pytest.fixture
def every_rule(db: None) -> str:
    """An agreement with every kind of rule, 314 recipients and a second level, and its id."""
    take_in(agreement_id=ALL_RULES, files=all_rules(), at=LOADED_AT)
    return ALL_RULES


@pytest.fixture
def not_allocated(db: None) -> Iterator[str]:
    """An agreement whose rules cannot be carried out, and its id."""
    shown = current.shown_or_404(LITEN)
    words = Text("Det går inte.", "It cannot be done.")
    problem = AllocationError(where="lika", what=words, found=words, expected=words, way_out=words)
    current._READ[shown.digest] = replace(shown, allocation=None, problem=problem)
    yield LITEN
    current._READ[shown.digest] = shown
