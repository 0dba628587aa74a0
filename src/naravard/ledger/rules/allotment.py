"""Allotment: the next version in turn, and never less than what is asked for and waits to be paid.

What has been paid above a version that gives less is to be repaid.
"""

from collections import Counter

from naravard.agreement.wording import kronor
from naravard.ledger.balances import balance_of
from naravard.ledger.book import Book
from naravard.ledger.facts import Allotted
from naravard.ledger.refusals import Refusal, refuse, same
from naravard.ledger.rules.common import Case


def allotted(fact: Allotted, case: Case) -> Refusal | None:
    """Refuse a version that is not the next, or that gives less than what is asked for and not paid in full."""
    fixed = case.book.tally.allotted
    expected = fixed.version + 1 if fixed else 1
    if fact.version != expected:
        return refuse(
            "version-not-next",
            what=("Fördelningen har fel versionsnummer.", "The allocation has the wrong version number."),
            found=same(str(fact.version)),
            expected=same(str(expected)),
            way_out=("fastställ den som nästa version", "fix it as the next version"),
        )
    now, waiting = {part.grant: part for part in fact.sums}, waits_to_be_paid(case.book)
    for grant in balance_of(case.book.tally).grants:
        given, least = now[grant.grant].amount if grant.grant in now else 0, grant.paid + waiting[grant.grant]
        if waiting[grant.grant] and given < least:
            name = case.name(grant.grant)
            return refuse(
                "below-what-is-asked-for",
                what=(
                    "Den nya versionen ger mindre än vad som är rekvirerat och väntar på utbetalning.",
                    "The new version gives less than what has been requisitioned and waits to be paid.",
                ),
                found=(f"{kronor(given)} för ”{name[0]}”", f"{kronor(given)} for “{name[1]}”"),
                expected=(f"minst {kronor(least)}", f"at least {kronor(least)}"),
                way_out=(
                    "återlämna rekvisitionen först, eller betala ut den. Det som är utbetalat över den nya "
                    "tilldelningen ska sedan återbetalas",
                    "return the requisition first, or pay it; what has been paid above the new allotment is then to be "
                    "repaid",
                ),
            )
    return None


def waits_to_be_paid(book: Book) -> Counter[str]:
    """Return what has been asked for of each grant and has not been paid."""
    found: Counter[str] = Counter()
    for one in book.unpaid_requisitions():
        found.update({part.grant: part.amount for part in one.sums})
    return found
