"""The acts of `naravard.web.activities`, and the places of its addresses."""

from collections.abc import Callable

from sampling import AT, OWN, Sample

from activities_steps import described_as, proposed
from naravard.web.access.permissions import Permission
from naravard.web.activities.decisions.models import Decision
from naravard.web.activities.models import Activity
from naravard.web.organisations.models import Organisation
from web_shared import WHOLE


def _own() -> dict[str, object]:
    return {"organisation": Organisation.objects.get(pk=OWN), "agreement_id": WHOLE}


def _one(status: str = Activity.PROPOSED) -> dict[str, object]:
    made = proposed(OWN)
    Activity.objects.filter(pk=made.pk).update(status=status)
    return _own() | {"number": made.number}


def _with_mandate() -> None:
    """Let the board have decided, so that the director may."""
    Decision.objects.create(
        agreement_id=WHOLE,
        organisation_id=OWN,
        number=1,
        state=Decision.DECIDED,
        heading="Fördelning",
        made_at=AT,
        made_by="x",
    ).frames.create(area="ambulans", grant="ambulans", amount=0)


def _decide() -> Sample:
    _with_mandate()
    return Sample(_one() | {"budget": 0})


SAMPLES: dict[str, Callable[[], Sample]] = {
    "propose_activity": lambda: Sample(_own() | {"values": described_as()}, needs=Permission.PREPARE_DECISIONS),
    "change_activity": lambda: Sample(
        _one() | {"values": described_as("Ett annat namn")}, needs=Permission.PREPARE_DECISIONS
    ),
    "decide_activity": _decide,
    "decline_activity": lambda: Sample(_one() | {"reason": "Ryms inte"}),
    "end_activity": lambda: Sample(
        _one(Activity.DECIDED) | {"reason": "Klar i förtid"}, needs=Permission.PREPARE_DECISIONS
    ),
}
"""By the name of the act."""
NOWHERE: dict[str, str] = {"activity_number": "0"}
"""Each place of the room's addresses, filled with what names nothing."""
_GRANTS = {"region": "ambulans", "rss": "nara-vard-kommuner", "municipality": "nara-vard-kommuner", "skr": "skr"}


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    kind = Organisation.objects.get(pk=code).kind
    return {"activity_number": str(proposed(code, grant=_GRANTS[kind]).number)} if kind in _GRANTS else {}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    return "/aktiviteter" not in route or kind in _GRANTS
