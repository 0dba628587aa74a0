"""Whatever is tried by whomever whenever: the facts agree, each act leaves one event, and no rule is broken."""

import datetime
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st
from task_samples import ONWARD, REGION, REPORT, REQUISITION, moment, on, stands, told

from naravard.agreement.duties import Status
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.tasks import acts
from naravard.web.tasks.errors import DutyRefusedError
from naravard.web.tasks.models import DutyRecord
from people_samples import acting, also, member

pytestmark = pytest.mark.django_db
DUTIES = [(REPORT, REGION), (REQUISITION, REGION), (ONWARD, "rss-09")]
ACTS = [
    acts.begin_duty, acts.put_duty_back, acts.submit_duty, acts.sign_duty, acts.accept_duty,
    acts.reopen_duty, acts.reopen_own_duty, acts.extend_duty, acts.take_extension_back,
]  # fmt: skip
NEEDS = {
    acts.submit_duty: {"text": "Rapport"},
    acts.sign_duty: {"text": "Rapport"},
    acts.reopen_duty: {"reason": "Skäl."},
    acts.reopen_own_duty: {"reason": "Skäl."},
    acts.extend_duty: {"reason": "Skäl."},
    acts.take_extension_back: {"reason": "Skäl."},
}
HAND_IN = (acts.submit_duty, acts.sign_duty)
CONTENT = {"content", "text_sha256", "file", "file_sha256"}
"""What the event of a hand-in tells beside the facts of the duty: what was handed in."""
steps = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 6), st.integers(1, 900), st.integers(0, 60), st.booleans()),
    min_size=5,
    max_size=15,
)
"""What is tried, by whom, how many hours later, how many days are given, and with a version that is old."""


@dataclass
class Tried:
    """One duty with what has been done so far."""

    duty_id: str
    code: str
    now: datetime.datetime = field(default_factory=lambda: moment("2022-08-20"))
    done: int = 0

    def record(self) -> DutyRecord:
        return stands(self.now, self.duty_id, self.code).record

    def facts(self) -> tuple[object, ...]:
        record = self.record()
        return tuple(getattr(record, one.attname) for one in DutyRecord._meta.concrete_fields if one.name != "id")

    def step(self, act: Any, actor: Actor, days: int, *, old: bool) -> None:
        """Try an act, and look at what came of it."""
        before, facts = stands(self.now, self.duty_id, self.code), self.facts()
        given: dict[str, Any] = dict(NEEDS.get(act, {}))
        if act is acts.extend_duty:
            given["to_day"] = (before.state.due or self.now.date()) + datetime.timedelta(days=days)
        version = before.record.version - old
        try:
            act(actor=actor, **on(self.duty_id, self.code), at=self.now, seen_version=version, **given)
        except (DutyRefusedError, NotAllowedError):
            assert self.facts() == facts
        else:
            self.done += 1
            assert not old
            if act in HAND_IN:
                self.came_in_rightly(before.state.status, before.record.begun_by, actor)
        self.agrees()

    def came_in_rightly(self, status: Status, begun_by: str, actor: Actor) -> None:
        """Nothing comes in after a lapse or twice, and what binds is signed by another than who prepared it."""
        assert status in (Status.OPEN, Status.BEGUN, Status.LATE)
        if self.duty_id == REQUISITION:
            assert begun_by
            assert begun_by != actor.who.code

    def agrees(self) -> None:
        """The facts agree with one another and with the events."""
        record, events = self.record(), told(self.duty_id, self.code)
        assert record.version == self.done == len(events)
        first, last = record.submitted_at, record.resubmitted_at
        assert record.done_at is None or (first is not None and record.reopened_at is None)
        assert record.reopened_at is None or (first is not None and first <= record.reopened_at)
        assert last is None or (first is not None and first <= last)
        assert bool(record.reopened_because) == (record.reopened_at is not None)
        assert bool(record.begun_by) == (record.begun_at is not None)
        for one, other in pairwise(events):
            assert not CONTENT & set(other.told.before)
            after = {name: value for name, value in one.told.after.items() if name not in CONTENT}
            assert after == other.told.before or _only_time_passed(after, other.told.before)


def _only_time_passed(after: dict[str, object], before: dict[str, object]) -> bool:
    """Tell whether nothing differs but the status, which time alone can change."""
    return {**after, "status": ""} == {**before, "status": ""}


@pytest.fixture
def people() -> list[Actor]:
    """Return those who try: of the region and the RSS, two who hold two roles, the receivers and the ministry."""
    anna, bo = member(REGION), member(REGION, "signatory", "Bo Al")
    also(bo, REGION, "official")
    return [
        acting(anna),
        acting(bo, "official"),
        acting(bo, "signatory"),
        acting(member("rss-09", "rss-coordinator")),
        acting(member("socialstyrelsen", "report-analyst")),
        acting(member("kammarkollegiet", "payment-handler")),
        acting(member("regeringskansliet", "ministry-official")),
    ]


@settings(max_examples=12)  # each does a row of acts
@given(duty=st.sampled_from(DUTIES), tries=steps)
@example(
    duty=(REPORT, REGION),
    tries=[
        (acts.begin_duty, 0, 1, 0, False),
        (acts.submit_duty, 0, 1, 0, False),
        (acts.accept_duty, 4, 1, 0, False),
        (acts.reopen_duty, 4, 1, 0, False),
    ],
)  # handed in and received: what is drawn comes there seldom
def test_whatever_is_tried_in_whatever_order(people: list[Actor], duty: tuple[str, str], tries: list[Any]) -> None:
    with transaction.atomic():
        tried = Tried(*duty)
        for act, who, hours, days, old in tries:
            tried.now += datetime.timedelta(hours=hours)
            tried.step(act, people[who], days, old=old and days % 5 == 0)
        transaction.set_rollback(True)
