"""The acts of `naravard.web.funds` (none: the room only shows), and the places of its addresses."""

from collections.abc import Callable

from sampling import Sample

from naravard.web.organisations.kinds import Kind

SAMPLES: dict[str, Callable[[], Sample]] = {}
"""By the name of the act."""
NOWHERE: dict[str, str] = {}
"""Each place of the room's addresses, filled with what names nothing."""
_OWN = {"", "flode", "handelser", "genom-andra", "belopp"}
_HANDLERS = {"kammarkollegiet", "regeringskansliet"}
_RECIPIENTS = {Kind.REGION.value, Kind.RSS.value, Kind.MUNICIPALITY.value, Kind.SKR.value}


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    return {}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind: for those who receive money.

    Its addresses end with the agreement, or with the words of its own tables and pictures.
    """
    _, agreement, rest = route.partition("/pengar/<slug:agreement_id>")
    own = agreement and rest.partition(".")[0].strip("/").split("/")[0] in _OWN
    if rest.startswith("/mottagare/"):
        return code in _HANDLERS
    return not (own or rest.startswith("/uppfoljning")) or kind in _RECIPIENTS
