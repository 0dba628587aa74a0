"""Money passed on, as from an RSS to its municipalities, and what comes back: at most what the giver has left."""

from naravard.agreement.wording import kronor
from naravard.ledger.balances import balance_of
from naravard.ledger.facts import OnwardReturned, PaidOnward, Sum
from naravard.ledger.refusals import Refusal, refuse, same
from naravard.ledger.rules.common import Case
from naravard.ledger.rules.costs import report_stands, stranger
from naravard.ledger.rules.payment import without_reference


def paid_onward(fact: PaidOnward, case: Case) -> Refusal | None:
    """Refuse to pass on more than is left, or to someone who is not of the county."""
    return (
        stranger(fact.to, case)
        or report_stands(case, fact.day)
        or without_reference(fact.reference)
        or _more_than_left(fact.sum, "", case)
    )


def onward_returned(fact: OnwardReturned, case: Case) -> Refusal | None:
    """Refuse to take back more than the one it was passed on to has left."""
    return (
        stranger(fact.by, case)
        or report_stands(case, fact.day)
        or without_reference(fact.reference)
        or _more_than_left(fact.sum, fact.by, case)
    )


def _more_than_left(part: Sum, holder: str, case: Case) -> Refusal | None:
    share = balance_of(case.book.tally).grant(part.grant).share(holder)
    if share.can_give(part):
        return None
    if part.amount > share.left:
        found, expected = same(kronor(part.amount)), same(kronor(share.left))
    else:
        found = (f"{kronor(part.general)} utan villkor", f"{kronor(part.general)} without an earmark")
        expected = (
            f"{kronor(share.general_left)} utan villkor, resten som delbelopp",
            f"{kronor(share.general_left)} without an earmark, the rest as earmarks",
        )
    return refuse(
        "above-what-is-left",
        case.terms.clause,
        what=("Beloppet är högre än det som finns kvar.", "The amount is above what is left."),
        found=found,
        expected=(f"högst {expected[0]}", f"at most {expected[1]}"),
        way_out=("sänk beloppet", "lower the amount"),
    )
