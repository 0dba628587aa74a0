"""Whether an organisation may do something under an agreement: its data give the mandate (:class:`.Mandate`)."""

from naravard.agreement.duties import mandated_by_name
from naravard.agreement.model import Agreement, Text
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.doings import Doing
from naravard.web.agreements.current import Shown

_NOBODY = Text(
    "ingen: överenskommelsen säger inte vem som fastställer fördelningen",
    "nobody: the agreement does not say who fixes the allocation",
)


def has_mandate(actor: Actor, shown: Shown, doing: Doing) -> bool:
    """Tell whether the actor's organisation may do it under the agreement; the service may do it for all."""
    return actor.organisation is None or actor.organisation.code in shown.agreement.mandated(doing)


def require_mandate(actor: Actor, shown: Shown, doing: Doing) -> None:
    """Refuse one whose organisation may not.

    Raises:
        NotAllowedError: when the agreement does not give its organisation the mandate.
    """
    if not has_mandate(actor, shown, doing):
        message = f"{actor.organisation.code if actor.organisation else 'the service'} has no mandate: {doing}"
        raise NotAllowedError(message)


def fixer(agreement: Agreement) -> Text:
    """Return the name of who fixes the allocation; where the agreement names nobody, that."""
    return mandated_by_name(agreement, Doing.FIXES) or _NOBODY
