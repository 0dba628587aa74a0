"""The acts of `naravard.web.repayments`, and the places of its addresses."""

from collections.abc import Callable
from typing import Any

from sampling import OWN, Sample, someone

from money_steps import swedish
from naravard.web.access.actor import THE_SERVICE
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from naravard.web.repayments import acts
from repayment_steps import paid
from web_shared import WHOLE

LATE = swedish("2023-04-03 09:00")
RECEIVER = frozenset({"kammarkollegiet"})
MINISTRY = frozenset({"regeringskansliet"})
_REPAYING = {Kind.REGION, Kind.RSS, Kind.SKR}


def _of(code: str) -> dict[str, Any]:
    return {"recipient": Organisation.objects.get(pk=code), "agreement_id": WHOLE}


def _transfer(code: str, grant: str) -> str:
    made: str = acts.record_repayment(
        actor=THE_SERVICE, **_of(code), day=LATE.date(), reference="Fil 1", transferred=1, amounts={grant: 1}, at=LATE
    )
    return made


def _reclaim(code: str, grant: str) -> str:
    made: str = acts.decide_reclaim(
        actor=THE_SERVICE, **_of(code), grant=grant, amount=2, day=LATE.date(), reference="S2023/1", reason="Sent",
        at=LATE,
    )  # fmt: skip
    return made


def _paid(code: str = OWN) -> dict[str, Any]:
    paid(code)
    return _of(code)


_DEMAND = {
    "grant": "ambulans", "amount": 5, "day": LATE.date(), "reference": "S2023/1", "reason": "Redovisning saknas"
}  # fmt: skip


def _prepared() -> dict[str, Any]:
    given = _paid()
    acts.prepare_reclaim(actor=someone("ministry-official", "regeringskansliet"), **given, **_DEMAND, at=LATE)
    return given


SAMPLES: dict[str, Callable[[], Sample]] = {
    "record_repayment": lambda: Sample(
        _paid() | {"day": LATE.date(), "reference": "Fil 1", "transferred": 5, "amounts": {"ambulans": 5}},
        RECEIVER,
        at=LATE,
    ),
    "undo_repayment": lambda: Sample(
        _paid() | {"transfer": _transfer(OWN, "ambulans"), "reason": "Fel mottagare"}, RECEIVER, at=LATE
    ),
    "prepare_reclaim": lambda: Sample(_paid() | _DEMAND, MINISTRY, at=LATE),
    "withdraw_reclaim": lambda: Sample(_prepared(), MINISTRY, at=LATE),
    "decide_reclaim": lambda: Sample(_prepared() | _DEMAND, MINISTRY, at=LATE),
    "undo_reclaim": lambda: Sample(
        _paid() | {"reclaim": _reclaim(OWN, "ambulans"), "reason": "Fel belopp"}, MINISTRY, at=LATE
    ),
}
"""By the name of the act."""
NOWHERE: dict[str, str] = {
    "repayment_id": "finns-inte",
    "repaying_code": "finns-inte",
    "transfer_id": "finns-inte",
    "reclaimed_code": "finns-inte",
    "reclaim_id": "finns-inte",
}
"""Each place of the room's addresses, filled with what names nothing."""


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    if Organisation.objects.get(pk=code).kind in _REPAYING:
        grant = paid(code).balance.grants[0].grant
        return {"repayment_id": _transfer(code, grant)}
    if code in RECEIVER:
        paid(OWN)
        return {"repaying_code": OWN, "transfer_id": _transfer(OWN, "ambulans")}
    if code in MINISTRY:
        paid(OWN)
        return {"reclaimed_code": OWN, "reclaim_id": _reclaim(OWN, "ambulans")}
    return {}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    if "/aterbetalningar" in route:
        return code in RECEIVER
    if "/aterkrav" in route:
        return code in MINISTRY
    return kind in _REPAYING if "/aterbetalning" in route else True
