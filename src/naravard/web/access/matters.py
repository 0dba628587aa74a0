"""Whose matter an act is. It is the actor's own organisation's unless the act says otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.organisations.models import Organisation

Given = Mapping[str, Any]
"""What an act is called with, beside the actor."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Whose matter an act is, and for one's own organisation how that organisation is found among what is given."""

    code: str
    words: Text
    organisation: Callable[[Given], Organisation | str | None] | None = None
    """Return the organisation or its code. None if what is named does not exist, which is for the act to say."""

    def require(self, actor: Actor, given: Given) -> None:
        """Refuse an actor of another organisation, if the matter is an organisation's own. The service acts in all.

        Raises:
            NotAllowedError: when it is another's.
        """
        if self.organisation is None or actor.organisation is None:
            return
        found = self.organisation(given)
        if found is not None:
            actor.require_own(found)


def own(find: Callable[[Given], Organisation | str | None]) -> Matter:
    """Return the matter of one's own organisation, which ``find`` finds through a thing that is given."""
    return Matter("own", Text("den egna organisationens", "one's own organisation's"), find)


def _named(given: Given) -> Organisation | str:
    found: Organisation | str = given["organisation"] if "organisation" in given else given["organisation_code"]
    return found


OWN = own(_named)
"""The organisation named by ``organisation`` or ``organisation_code``."""
OTHERS = Matter("others", Text("en annan organisations", "another organisation's"))
"""Another organisation's: who receives, pays or watches over it. The act itself asks by what right."""
COMMON = Matter("common", Text("allas", "everyone's"))
"""No organisation's: the agreement and its amounts, the reference data."""
ONESELF = Matter("oneself", Text("ens egen", "one's own as a person"))
"""That of the acting person: name, account, reminders. No role in an organisation gives the permission."""
SERVICE = Matter("service", Text("tjänstens", "the service's"))
"""What the service does by itself, or its operator by a command. No role in an organisation gives the permission."""
