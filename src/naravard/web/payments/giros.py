"""Which giro number a payment goes from or to: bankgiro where there is one, otherwise plusgiro."""

from naravard.agreement.model import Text
from naravard.exchange.pain001 import Giro
from naravard.web.organisations.bank_terms import shown_iban
from naravard.web.organisations.numbers import BANKGIRO, PLUSGIRO, shown_number
from naravard.web.payments.models import Batch

NAMES = {"bankgiro": Text("Bankgiro", "Bankgiro"), "plusgiro": Text("Plusgiro", "Plusgiro")}
_FORMS = {"bankgiro": BANKGIRO, "plusgiro": PLUSGIRO}


def chosen(bankgiro: str, plusgiro: str) -> Giro | None:
    """Return the account to use of those that are filled in, or None if neither is."""
    if bankgiro:
        return Giro("bankgiro", bankgiro)
    return Giro("plusgiro", plusgiro) if plusgiro else None


def payer_account_words(batch: Batch) -> str:
    """Write the account that a batch is paid from: ``IBAN SE35 5000 …`` or ``Bankgiro 5050-1055``."""
    return f"IBAN {shown_iban(batch.terms.iban)}" if batch.terms.iban else giro_words(batch.giro)


def giro_words(giro: Giro | None) -> str:
    """Write an account as people do: ``Bankgiro 5050-1055``."""
    return f"{NAMES[giro.kind].sv} {shown_number(_FORMS[giro.kind], giro.number)}" if giro else ""
