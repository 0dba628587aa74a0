"""Random histories of a region's decisions: no krona is made or lost, and no limit is passed, in any order of acts.

A small agreement has all that can be: areas with one grant and with two, an earmark, and a grant that serves all areas.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from activities_steps import AT, described_as
from decision_steps import BOARD_DAY, entered, of, put_forward
from money_steps import fixed
from naravard.agreement.files import AgreementFiles
from naravard.web.access.actor import THE_SERVICE, NotAllowedError
from naravard.web.activities.acts import decide_activity, decline_activity, end_activity, propose_activity
from naravard.web.activities.decisions.frames import frames_in
from naravard.web.activities.decisions.models import Decision, Reallocation
from naravard.web.activities.decisions.preparation import (
    Wording,
    begin_decision,
    move_between_areas,
    take_decision_back,
    withdraw_decision,
    write_decision,
)
from naravard.web.activities.decisions.reallocation import reallocate_within_area
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import BINDING, plan_of
from naravard.web.agreements.acts import take_in
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.organisations.models import Organisation
from web_shared import LOADED_AT

SMALL = "smatt"
ALLOTTED = {"a1": 100, "a2": 60, "b1": 40, "alla": 50}
EARMARK = 30
_DATA = """
format: 1
id: smatt
name: Smått
period: {from: 2022-01-01, to: 2022-12-31}
total: {amount: 250, clause: "1"}
mandates:
  - {does: fixes, who: regeringskansliet}
  - {does: extends, who: regeringskansliet}
  - {does: pays, who: kammarkollegiet}
  - {does: reclaims, who: regeringskansliet}
parties: [{id: staten, name: Staten, clause: "1"}]
areas:
  - {id: a, name: Område A, clause: "1"}
  - {id: b, name: Område B, clause: "1"}
recipients:
  - {id: en-region, name: Regionen, kind: region, only: ["09"]}
grants:
  - {id: a1, name: A ett, amount: 100, clause: "1", area: a, recipients: [en-region], rule: {kind: equal},
     earmarks: [{id: varav, name: Varav, amount: 30, clause: "1"}]}
  - {id: a2, name: A två, amount: 60, clause: "1", area: a, recipients: [en-region], rule: {kind: equal}}
  - {id: b1, name: B ett, amount: 40, clause: "1", area: b, recipients: [en-region], rule: {kind: equal}}
  - {id: alla, name: Till allt, amount: 50, clause: "1", recipients: [en-region], rule: {kind: equal}}
"""
_AREAS, _GRANTS = st.sampled_from(["", "a", "b"]), st.sampled_from(list(ALLOTTED))
_AMOUNTS, _NUMBERS = st.integers(0, 40), st.integers(0, 3)
STEPS = st.one_of(
    st.tuples(st.just("propose"), _GRANTS, _AREAS, _AMOUNTS, st.sampled_from(["", "varav"])),
    st.tuples(st.just("decide"), _NUMBERS, _AMOUNTS),
    st.tuples(st.just("decline"), _NUMBERS),
    st.tuples(st.just("end"), _NUMBERS),
    st.tuples(st.just("reallocate"), st.integers(0, 2), st.integers(0, 2), st.integers(1, 30)),
    st.tuples(st.just("anew"), _GRANTS, _AREAS, _AREAS, st.integers(1, 30)),
    st.tuples(st.just("begin"), st.sampled_from([Decision.BY_DIRECTOR, Decision.BY_DIRECTOR, Decision.BY_BOARD])),
    st.tuples(st.just("move"), _GRANTS, _AREAS, _AREAS, _AMOUNTS),
    st.tuples(st.just("carry")),
    st.tuples(st.just("back")),
)


BEGINNING: list[tuple[Any, ...]] = [
    ("propose", "a1", "a", 20, ""),
    ("propose", "a2", "a", 10, ""),
    ("propose", "b1", "b", 40, ""),
    ("begin", Decision.BY_DIRECTOR),
    ("carry",),
    ("carry",),
    ("decide", 1, 20),
    ("decide", 2, 10),
]
"""Where most histories start: a decision that holds, two activities decided on and one proposed."""


def _of() -> dict[str, Any]:
    return of(agreement_id=SMALL)


def _newest() -> int:
    decision = Decision.objects.filter(agreement_id=SMALL).order_by("-number").first()
    return decision.number if decision else 0


def _propose(grant: str, area: str, budget: int, earmark: str = "") -> None:
    earmark = earmark if grant == "a1" else ""
    values = described_as("En", grant=grant, area=area, budget=budget, earmark=earmark)
    propose_activity(**_of(), values=values)


def _begin(way: str) -> None:
    made = begin_decision(**_of(), activities_by=way, reason="Nytt läge")
    write_decision(**_of(), number=made.number, wording=Wording(signatures=[["A", "B"]]))


def _anew(grant: str, giver: str, taker: str, amount: int) -> None:
    """Prepare a new version that moves money between areas, and carry it into force."""
    _begin(Decision.BY_DIRECTOR)
    ACTS["move"](grant, giver, taker, amount)
    _carry()
    _carry()


def _carry() -> None:
    """Carry what is prepared one step on: to the board, or into force."""
    if Decision.objects.filter(agreement_id=SMALL, state=Decision.PROPOSED).exists():
        entered(agreement_id=SMALL, number=_newest())
    else:
        put_forward(agreement_id=SMALL, number=_newest())


def _back() -> None:
    act = take_decision_back if Decision.objects.filter(state=Decision.PROPOSED).exists() else withdraw_decision
    act(**_of(), number=_newest(), reason="Fel")


ACTS: dict[str, Callable[..., object]] = {
    "propose": _propose,
    "decide": lambda number, budget: decide_activity(**_of(), number=number, budget=budget),
    "decline": lambda number: decline_activity(**_of(), number=number, reason="Nej"),
    "end": lambda number: end_activity(**_of(), number=number, reason="Klar"),
    "reallocate": lambda giver, taker, amount: reallocate_within_area(
        **_of(), from_number=giver, to_number=taker, amount=amount, reason="Behövs", day=BOARD_DAY
    ),
    "begin": _begin,
    "move": lambda grant, giver, taker, amount: move_between_areas(
        **_of(), number=_newest(), grant=grant, from_area=giver, to_area=taker, amount=amount
    ),
    "anew": _anew,
    "carry": _carry,
    "back": _back,
}


def _state() -> tuple[object, ...]:
    """Return all that holds money, to be compared."""
    return (
        list(Activity.objects.order_by("number").values_list("number", "status", "budget")),
        [(one.number, one.state, frames_in(one)) for one in Decision.objects.order_by("number")],
        list(Reallocation.objects.values_list("pk")),
    )


def _holds() -> None:
    """Check every law on what is in the database."""
    plan = plan_of(shown_or_404(SMALL), Organisation.objects.get(pk="region-09"), AT)
    for decision in Decision.objects.all():
        frames = frames_in(decision)
        for grant, allotted in ALLOTTED.items():
            assert sum(amount for (_area, one), amount in frames.items() if one == grant) == allotted
        assert frames.get(("a", "a1"), 0) >= EARMARK
    for area in plan.areas:
        assert area.decided <= area.frame, area
    for cell in plan.cells:
        assert cell.decided <= cell.frame, cell
    general = sum(
        one.budget for one in plan.activities if one.status in BINDING and (one.grant, one.earmark) == ("a1", "")
    )
    assert general <= ALLOTTED["a1"] - EARMARK
    for made in Reallocation.objects.prefetch_related("lines"):
        lines = made.lines.all()
        assert lines
        if made.kind == Reallocation.BETWEEN:
            assert sum(line.before for line in lines) == sum(line.after for line in lines)
        else:
            assert sum(line.after - line.before for line in lines) == 0
            assert len({line.area for line in lines}) == 1
    if plan.decision is None:
        assert not any(one.status in BINDING for one in plan.activities)


@pytest.fixture
def _small(db: None) -> None:
    """The small agreement, allocated and fixed."""
    files = AgreementFiles({"agreement.yaml": _DATA.encode()}, name=SMALL)
    take_in(actor=THE_SERVICE, agreement_id=SMALL, files=files, at=LOADED_AT)
    fixed(SMALL)


@pytest.mark.usefixtures("_small")
@settings(max_examples=50)  # each does a row of acts
@given(steps=st.lists(STEPS, min_size=5, max_size=25), from_a_decision=st.sampled_from([True, True, False]))
def test_no_krona_is_made_or_lost_in_any_order(steps: list[tuple[Any, ...]], *, from_a_decision: bool) -> None:
    with transaction.atomic():
        before = _state()
        for what, *given_ in [*BEGINNING, *steps] if from_a_decision else steps:
            try:
                with transaction.atomic():
                    ACTS[what](*given_)
            except (MoneyRefusedError, NotAllowedError):
                assert _state() == before, what  # what is refused changes nothing
            else:
                _holds()
                before = _state()
        transaction.set_rollback(True)
