"""What was proposed and taken back stands in the history, whole: for all to see, also when the row itself is gone."""

import pytest
from act_samples import SAMPLES

from naravard.web.access.actor import THE_SERVICE
from naravard.web.access.acts import ACTS
from naravard.web.history.models import Event
from naravard.web.ledger.models import PreparedDecision

pytestmark = pytest.mark.django_db
TAKEN_BACK = sorted(
    name for name in SAMPLES if name.startswith(("withdraw_", "discard_draft", "undo_")) or name == "take_decision_back"
)


@pytest.mark.parametrize("name", TAKEN_BACK)
def test_the_event_of_what_is_taken_back_tells_what_it_was(name: str) -> None:
    sample = SAMPLES[name]()
    waits = PreparedDecision.objects.filter(state=PreparedDecision.WAITING).first()

    ACTS[name].function(actor=THE_SERVICE, **sample.given, at=sample.at)

    event = next(one for one in Event.objects.order_by("-sequence") if one.kind in ACTS[name].leaves)
    before = event.told.before or {}
    assert set(before) - {"state", "status"}, f"{event.kind} says that it was, and not what it was"
    if name.startswith("withdraw_") and waits is not None:
        assert waits.values.items() <= before.items()
        assert before["prepared_by"] == waits.prepared_by


def test_a_decision_that_is_taken_back_is_told_with_its_heading_its_frames_and_its_points() -> None:
    sample = SAMPLES["take_decision_back"]()
    ACTS["take_decision_back"].function(actor=THE_SERVICE, **sample.given, at=sample.at)

    before = Event.objects.order_by("-sequence")[0].told.before or {}

    assert before["state"] == "proposed"
    assert before["heading"]
    assert before["points"]
    assert before["frames"]
