"""Who pays under an agreement: whoever its data gives the mandate, or says that money is requisitioned from."""

from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.agreements.current import Shown


def payers_of(shown: Shown) -> frozenset[str]:
    """Return the codes of those who pay; an empty set if the agreement names nobody."""
    return shown.agreement.mandated("pays")


def require_payer(actor: Actor, shown: Shown) -> None:
    """Refuse one of an organisation that does not pay under the agreement; the service may.

    Raises:
        NotAllowedError: when it is another organisation.
    """
    if actor.organisation is not None and actor.organisation.code not in payers_of(shown):
        message = f"{actor.organisation.code} does not pay under {shown.agreement.id}"
        raise NotAllowedError(message)
