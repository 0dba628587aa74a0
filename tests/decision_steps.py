"""A region's decision brought to a state by the same functions as on the pages; for tests of any room."""

import datetime
from typing import Any

from naravard.web.access.actor import THE_SERVICE, Actor
from naravard.web.activities.decisions.board_decision import enter_board_decision
from naravard.web.activities.decisions.models import Decision
from naravard.web.activities.decisions.preparation import Wording, begin_decision, propose_decision, write_decision
from naravard.web.organisations.models import Organisation
from web_shared import WHOLE

AT = datetime.datetime(2022, 4, 1, 9, 0, tzinfo=datetime.UTC)
MEMORANDUM_DAY, BOARD_DAY = datetime.date(2022, 4, 1), datetime.date(2022, 4, 20)


def of(code: str = "region-09", *, agreement_id: str = WHOLE, by: Actor = THE_SERVICE) -> dict[str, Any]:
    """Return what every act of the room is given."""
    return {"actor": by, "organisation": Organisation.objects.get(pk=code), "agreement_id": agreement_id, "at": AT}


def begun(code: str = "region-09", *, agreement_id: str = WHOLE, **other: Any) -> Decision:
    """Begin a region's decision and let someone sign it."""
    decision = begin_decision(**of(code, agreement_id=agreement_id), **other)
    wording = Wording(signatures=[["Anders Byström", "Tf. regiondirektör"]], reference_number="RS 2022/123")
    return write_decision(**of(code, agreement_id=agreement_id), number=decision.number, wording=wording)


def put_forward(code: str = "region-09", *, agreement_id: str = WHOLE, number: int = 1) -> Decision:
    """Hand a draft to the board."""
    return propose_decision(**of(code, agreement_id=agreement_id), number=number, day=MEMORANDUM_DAY)


def entered(code: str = "region-09", *, agreement_id: str = WHOLE, number: int = 1) -> Decision:
    """Enter the board's decision on what was proposed."""
    return enter_board_decision(
        **of(code, agreement_id=agreement_id),
        number=number,
        board="Regionstyrelsen",
        protocol="Protokoll 2022-04-20",
        paragraph="§ 87",
        decided_on=BOARD_DAY,
        today=BOARD_DAY,
    )


def decided(code: str = "region-09", *, agreement_id: str = WHOLE, **other: Any) -> Decision:
    """Bring a region's first decision all the way."""
    begun(code, agreement_id=agreement_id, **other)
    put_forward(code, agreement_id=agreement_id)
    return entered(code, agreement_id=agreement_id)
