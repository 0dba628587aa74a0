"""The acts of `naravard.web.activities.decisions`, and the places of its addresses."""

from collections.abc import Callable
from typing import Any

from sampling import AT, DAY, OWN, Sample

from activities_steps import proposed
from memorandum_samples import MEMORANDUM
from naravard.documents.memorandum import written
from naravard.ledger.facts import Allotted, Sum
from naravard.web.access.actor import THE_SERVICE
from naravard.web.activities.decisions.models import Decision
from naravard.web.activities.decisions.preparation import Wording
from naravard.web.activities.models import Activity
from naravard.web.ledger.account_lock import locked_money
from naravard.web.organisations.models import Organisation
from people_samples import member
from web_shared import WHOLE


def _own() -> dict[str, Any]:
    return {"organisation": Organisation.objects.get(pk=OWN), "agreement_id": WHOLE}


def _made(state: str = Decision.DRAFT, code: str = OWN, **other: Any) -> Decision:
    """Make a version with a frame of nothing, which needs no allocation to be fixed."""
    decision: Decision = Decision.objects.create(
        agreement_id=WHOLE, organisation_id=code, number=1, state=state, heading="Fördelning", background="Ärende",
        board="Regionstyrelsen", points=["Godkänns."], signatures=[["Bo Al", "Direktör"]],
        memorandum="" if state == Decision.DRAFT else written(MEMORANDUM), made_at=AT, made_by="x", **other,
    )  # fmt: skip
    decision.frames.create(area="ambulans", grant="ambulans", amount=0)
    return decision


def _numbered(state: str = Decision.DRAFT, **other: Any) -> Sample:
    _made(state)
    return Sample(_own() | {"number": 1} | other)


def _allotted() -> None:
    """Let the region have been allotted something, without the rest of the country."""
    money = locked_money(Organisation.objects.get(pk=OWN), WHOLE, at=AT, seen_version=None)
    money.add(Allotted, by=THE_SERVICE, version=1, sums=(Sum("ambulans", 1_000),))


def _begin() -> Sample:
    _allotted()
    return Sample(_own())


def _move() -> Sample:
    _made().frames.create(area="e-halsa", grant="e-halsa", amount=10)
    move = {"grant": "e-halsa", "from_area": "e-halsa", "to_area": "ambulans", "amount": 1}
    return Sample(_own() | {"number": 1} | move)


def _reallocate(**other: Any) -> Sample:
    _allotted()
    _made(Decision.DECIDED).frames.update(amount=1_000)
    made = proposed(OWN)
    Activity.objects.filter(pk=made.pk).update(status=Activity.DECIDED)
    move = {"from_number": 0, "to_number": made.number, "amount": 1, "reason": "Behövs", "day": DAY}
    return Sample(_own() | move | other)


_ENTRY = {"board": "Regionstyrelsen", "protocol": "P", "paragraph": "§ 1", "decided_on": DAY, "today": DAY}

SAMPLES: dict[str, Callable[[], Sample]] = {
    "begin_decision": _begin,
    "write_decision": lambda: _numbered(wording=Wording(heading="En annan rubrik")),
    "move_between_areas": _move,
    "renew_amounts": _numbered,
    "propose_decision": lambda: _numbered(day=DAY),
    "take_decision_back": lambda: _numbered(Decision.PROPOSED, reason="Fel"),
    "withdraw_decision": lambda: _numbered(reason="Behövs inte"),
    "enter_board_decision": lambda: _numbered(Decision.PROPOSED, **_ENTRY),
    "appoint_area_officer": lambda: Sample(
        _own() | {"area": "ambulans", "person": member(OWN, "area-officer", "Eva Ny"), "day": DAY}
    ),
    "reallocate_within_area": _reallocate,
    "enter_board_reallocation": lambda: _reallocate(board="Regionstyrelsen", reference="§ 1", today=DAY),
}
"""By the name of the act."""
NOWHERE: dict[str, str] = {"decision_number": "0"}
"""Each place of the room's addresses, filled with what names nothing."""


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    if Organisation.objects.get(pk=code).kind != "region":
        return {}
    return {"decision_number": str(_made(code=code).number)}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    return "/beslut/" not in route or kind == "region"
