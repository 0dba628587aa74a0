"""Who pays under an agreement: whoever its data says that money is requisitioned from and repaid to."""

from functools import lru_cache

from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.roles import PaymentHandler
from naravard.web.agreements.current import Shown

_ABOUT = frozenset({"requisition", "repayment"})


@lru_cache(maxsize=64)
def payers_of(shown: Shown) -> frozenset[str]:
    """Return the codes of those who pay; where the agreement names none, the authority whose handlers pay."""
    named = frozenset(duty.to for duty in shown.agreement.duties if duty.about in _ABOUT and duty.to)
    return named or frozenset({PaymentHandler.only_in})


def require_payer(actor: Actor, shown: Shown) -> None:
    """Refuse one of an organisation that does not pay under the agreement; the service may.

    Raises:
        NotAllowedError: when it is another organisation.
    """
    if actor.organisation is not None and actor.organisation.code not in payers_of(shown):
        message = f"{actor.organisation.code} does not pay under {shown.agreement.id}"
        raise NotAllowedError(message)
