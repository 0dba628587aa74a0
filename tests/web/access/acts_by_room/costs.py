"""The acts of `naravard.web.costs`, and the places of its addresses."""

from collections.abc import Callable
from typing import Any

from sampling import AT, OWN, Sample

from costs_steps import MAPPED, an_activity, by_hand, mapped, place_of, read, ready, received, sie_file, voucher
from naravard.web.agreements.current import shown_or_404
from naravard.web.costs.intake_preview import prepare
from naravard.web.ledger.holders import uses_of
from naravard.web.organisations.models import Organisation
from web_shared import WHOLE

OF_THIS_ROOM = 9_001
"""The number of an activity that no other room makes."""
CONTENT = sie_file(voucher("1", {"P1": 100_050}))


def _given(**more: Any) -> dict[str, Any]:
    return {"organisation": Organisation.objects.get(pk=OWN), "agreement_id": WHOLE} | more


def _book() -> Sample:
    ready()
    return Sample(_given(activity_number=1, amount=1_000, day=AT.date(), text="Utbildning"))


def _reverse() -> Sample:
    ready()
    return Sample(_given(cost_number=by_hand().number, amount=400, reason="Fel aktivitet"))


def _keep() -> Sample:
    ready()
    return Sample(_given(mapping=MAPPED))


def _receive() -> Sample:
    ready()
    return Sample(_given(received=read(CONTENT)))


def _take_in() -> Sample:
    ready()
    mapped()
    file = received(CONTENT)
    return Sample(_given(prepared=prepare(place_of(), file.source, file)))


def _discard() -> Sample:
    ready()
    return Sample(_given(file_number=received(CONTENT).number))


SAMPLES: dict[str, Callable[[], Sample]] = {
    "book_cost": _book,
    "reverse_cost": _reverse,
    "keep_mapping": _keep,
    "receive_file": _receive,
    "take_in_costs": _take_in,
    "discard_file": _discard,
}
"""By the name of the act."""
NOWHERE: dict[str, str] = {"cost_number": "0", "file_number": "0"}
"""Each place of the room's addresses, filled with what names nothing."""


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    if not uses_of(shown_or_404(WHOLE), code):
        return {}
    ready(code, activities=0)
    Organisation.objects.filter(pk=code).update(organisation_number="")  # so that the file may be anyone's
    number = an_activity(OF_THIS_ROOM, code).number
    cost = by_hand(code=code, activity_number=number)
    return {"cost_number": str(cost.number), "file_number": str(received(CONTENT, code=code).number)}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    return "/kostnader/" not in route or bool(uses_of(shown_or_404(WHOLE), code))
