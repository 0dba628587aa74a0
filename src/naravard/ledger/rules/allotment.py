"""Allotment: the next version in turn, and never less than what is requisitioned or paid."""

from naravard.agreement.wording import kronor
from naravard.ledger.balances import balance_of
from naravard.ledger.facts import Allotted
from naravard.ledger.refusals import Refusal, refuse, same
from naravard.ledger.rules.common import Case


def allotted(fact: Allotted, case: Case) -> Refusal | None:
    """Refuse a version that is not the next, or that takes away what has been requisitioned or paid."""
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
        bound = max(grant.requisitioned, grant.paid)
        given = now[grant.grant].amount if grant.grant in now else 0
        if given < bound:
            name = case.name(grant.grant)
            return refuse(
                "below-what-is-bound",
                what=(
                    "Den nya versionen ger mindre än vad som redan är rekvirerat eller utbetalat.",
                    "The new version gives less than what has already been requisitioned or paid.",
                ),
                found=(f"{kronor(given)} för ”{name[0]}”", f"{kronor(given)} for “{name[1]}”"),
                expected=(f"minst {kronor(bound)}", f"at least {kronor(bound)}"),
                way_out=(
                    "återlämna rekvisitionen först; det som är utbetalat ändras inte av en ny fördelning",
                    "return the requisition first; what has been paid is not changed by a new allocation",
                ),
            )
    return None
