"""The acts of `naravard.web.financial_reports`, and the places of its addresses."""

from collections.abc import Callable
from typing import Any

from sampling import OWN, Sample

import financial_report_steps as steps
from money_steps import swedish
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from naravard.web.papers.signed_files import ON_PAPER
from web_shared import WHOLE

LATER = swedish("2023-03-20 09:00")
RECEIVER = frozenset({"kammarkollegiet"})
_REPORTING = {Kind.REGION, Kind.RSS, Kind.SKR}


def _given(*, version: bool = True) -> dict[str, Any]:
    found = steps.given(OWN, "2023-03-20 09:00")
    found.pop("at")
    if not version:
        found.pop("version")
    return found


def _to_report() -> dict[str, Any]:
    steps.complete(OWN)
    steps.paid(OWN)
    return _given()


def _drawn_up() -> dict[str, Any]:
    _to_report()
    steps.drawn_up(OWN)
    return _given()


def _certified() -> dict[str, Any]:
    _drawn_up()
    steps.certified(OWN)
    return _given()


def _handed_in() -> dict[str, Any]:
    _certified()
    steps.handed_in(OWN)
    return {"organisation": Organisation.objects.get(pk=OWN), "agreement_id": WHOLE}


_CFO = {"alternative": 1, "name": "Kim Öst", "position": "Ekonomichef", "phone": "08-1", "email": "kim@example.org"}
SAMPLES: dict[str, Callable[[], Sample]] = {
    "write_financial_report": lambda: Sample(_given() | {"values": {"omrade-ambulans": "Bra"}}, at=LATER),
    "draw_up_financial_report": lambda: Sample(_to_report(), at=LATER),
    "certify_financial_report": lambda: Sample(_drawn_up() | _CFO, at=LATER),
    "hand_in_financial_report": lambda: Sample(_certified() | {"way": ON_PAPER}, at=LATER),
    "reopen_own_financial_report": lambda: Sample(_drawn_up() | {"reason": "En faktura saknas"}, at=LATER),
    "ask_to_reopen_financial_report": lambda: Sample(_handed_in() | {"reason": "En faktura saknas"}, at=LATER),
    "accept_financial_report": lambda: Sample(_handed_in() | {"seen": 1}, RECEIVER, at=LATER),
    "reopen_financial_report": lambda: Sample(_handed_in() | {"seen": 1, "reason": "Fel summa"}, RECEIVER, at=LATER),
}
"""By the name of the act."""
NOWHERE: dict[str, str] = {"reporting_code": "finns-inte"}
"""Each place of the room's addresses, filled with what names nothing."""
DUTIES: dict[str, str] = {"redovisning": "financial-report", "redovisningar": "financial-report"}
"""Which kind of duty the addresses name after a part of them."""


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    return {"reporting_code": OWN} if code in RECEIVER else {}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    if "/redovisningar" in route:
        return code in RECEIVER
    return kind in _REPORTING if "/redovisning" in route else True
