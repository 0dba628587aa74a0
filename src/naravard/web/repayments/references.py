"""The reference that a recipient states when it pays money back: digits with a check digit, one for each account.

Whoever receives the money knows by it whose it is and under which agreement. The last digit is the modulus 10 check
digit ("Luhn") that bankgiro references have, so that one wrong digit shows.
"""

import re
from collections.abc import Iterable

from stdnum import luhn

from naravard.agreement.model import Text
from naravard.web.ledger.models import Account

_FIRST = 70_000_000
"""Makes every reference nine digits long, so that it is told from other numbers."""
_BLANKS = re.compile(r"[\s\u00a0-]+")
_ASKED_AT_ONCE = 10_000
_OURS = re.compile(r"7\d{8}")


def reference_of(account: Account) -> str:
    """Return an account's reference, in digits; empty where nothing has been recorded for it."""
    if not account.pk:
        return ""
    base = str(_FIRST + account.pk)
    return base + luhn.calc_check_digit(base)


def account_of(reference: str) -> Account | None:
    """Return the account that a reference is of; None if it is nobody's."""
    return next(iter(accounts_of([reference])), None)


def accounts_of(references: Iterable[str]) -> list[Account]:
    """Return the accounts that references are of, in their order; those that are nobody's are passed by."""
    ours = {one for one in references if _OURS.fullmatch(one) and luhn.is_valid(one)}
    keys = sorted(int(one[:-1]) - _FIRST for one in ours)
    asked = (keys[first : first + _ASKED_AT_ONCE] for first in range(0, len(keys), _ASKED_AT_ONCE))
    known = Account.objects.select_related("organisation").order_by("pk")
    return [account for some in asked for account in known.filter(pk__in=some)]


def written_wrong(written: str, account: Account) -> Text | None:
    """Say what is wrong with a reference that came with money for an account, or None if it can stand.

    Any text can stand, since a payer may have written anything. What looks like one of these references must be
    this account's.
    """
    digits = _BLANKS.sub("", written)
    if not _OURS.fullmatch(digits) or digits == reference_of(account):
        return None
    if not luhn.is_valid(digits):
        return Text(
            f"Referensen stämmer inte: den sista siffran i {digits} hör inte till de andra. Jämför med inbetalningen. "
            f"Mottagarens referens är {reference_of(account)}.",
            f"The reference is not right: the last digit of {digits} does not go with the others. Compare it with the "
            f"payment. The recipient's reference is {reference_of(account)}.",
        )
    other = account_of(digits)
    if other is None:
        return Text(
            f"Ingen har referensen {digits}. Mottagarens referens är {reference_of(account)}.",
            f"No one has the reference {digits}. The recipient's reference is {reference_of(account)}.",
        )
    name = other.organisation.text
    return Text(
        f"Referensen {digits} är en annans: {name.sv}, överenskommelsen {other.agreement_id}. Registrera inbetalningen "
        f"där. Mottagarens egen referens är {reference_of(account)}.",
        f"The reference {digits} is another's: {name.in_language('en')}, the agreement {other.agreement_id}. Record "
        f"the payment there. The recipient's own reference is {reference_of(account)}.",
    )
