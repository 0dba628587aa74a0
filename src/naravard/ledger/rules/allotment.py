"""Allotment: the next version in turn, and never less than what is asked for and waits to be paid.

What has been paid above a version that gives less is to be repaid.
"""

from naravard.agreement.wording import kronor
from naravard.ledger.balances import balance_of
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
    now = {part.grant: part for part in fact.sums}
    for grant in balance_of(case.book.tally).grants:
        given = now[grant.grant].amount if grant.grant in now else 0
        if grant.paid < grant.requisitioned > given:
            name = case.name(grant.grant)
            return refuse(
                "below-what-is-asked-for",
                what=(
                    "Den nya versionen ger mindre än vad som är rekvirerat och väntar på utbetalning.",
                    "The new version gives less than what has been requisitioned and waits to be paid.",
                ),
                found=(f"{kronor(given)} för ”{name[0]}”", f"{kronor(given)} for “{name[1]}”"),
                expected=(f"minst {kronor(grant.requisitioned)}", f"at least {kronor(grant.requisitioned)}"),
                way_out=(
                    "återlämna rekvisitionen först, eller betala ut den; det som är utbetalat över den nya "
                    "tilldelningen ska sedan återbetalas",
                    "return the requisition first, or pay it; what has been paid above the new allotment is then to be "
                    "repaid",
                ),
            )
    return None
