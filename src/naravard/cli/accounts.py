"""Accounts as the keeper's commands name them: by e-mail address."""

from typing import TYPE_CHECKING

from naravard.agreement.model import Text
from naravard.cli.refusal import Refused, nearest

if TYPE_CHECKING:
    from naravard.web.people.models import Account


def account_by(address: str) -> "Account":
    """Return the account with an e-mail address; an unknown one is refused with the one that was meant."""
    from naravard.web.people.models import Account

    wanted = address.strip().lower()
    found = Account.objects.filter(email=wanted).select_related("person").first()
    if found is not None:
        return found
    near = nearest(wanted, Account.objects.values_list("email", flat=True))
    meant = Text(f" Menade du {near}?", f" Did you mean {near}?") if near else Text("", "")
    raise Refused(
        Text(
            f"Inget konto har adressen ”{address}”.{meant.sv}",
            f"No account has the address “{address}”.{meant.en}",
        )
    )
