"""Money back: what is left, what is demanded, and what was recorded by mistake."""

from msgspec import structs

from naravard.agreement.model import Duty
from naravard.agreement.wording import day, kronor
from naravard.ledger.balances import GrantBalance, ShareBalance, balance_of
from naravard.ledger.facts import Fact, Paid, PaymentReturned, Reclaimed, Repaid, Undone
from naravard.ledger.refusals import Refusal, refuse, same
from naravard.ledger.rules.common import Case, not_as_recorded, without_reason
from naravard.ledger.rules.costs import report_stands
from naravard.ledger.rules.payment import without_reference
from naravard.ledger.tally import tally


def repaid(fact: Repaid, case: Case) -> Refusal | None:
    """Refuse to pay back more than what is left, or than what is demanded."""
    grant = balance_of(case.book.tally).grant(fact.grant)
    own = grant.share()
    most = max(own.left, min(grant.paid_above, own.received - own.repaid))
    if fact.reclaim:
        most = min(case.book.reclaim_left.get(fact.reclaim, 0), own.received - own.repaid)
    if fact.amount <= most:
        return without_reference(fact.reference) or _other_grant(fact, case)
    return refuse(
        "above-what-is-demanded" if fact.reclaim else "above-what-is-left",
        case.terms.repayment.clause if case.terms.repayment else case.terms.clause,
        what=("Återbetalningen är högre än det som ska tillbaka.", "The repayment is above what is to go back."),
        found=same(kronor(fact.amount)),
        expected=(f"högst {kronor(most)}", f"at most {kronor(most)}"),
        way_out=(
            "sänk beloppet. Registrera först det som andra har lämnat tillbaka",
            "lower the amount; first record what others have handed back",
        ),
    )


def _other_grant(fact: Repaid, case: Case) -> Refusal | None:
    demand = case.book.facts.get(fact.reclaim) if fact.reclaim else None
    if not isinstance(demand, Reclaimed) or demand.grant == fact.grant:
        return None
    return refuse(
        "reclaim-of-another-grant",
        what=("Återkravet gäller ett annat belopp.", "The reclaim concerns another grant."),
        found=same(fact.grant),
        expected=same(demand.grant),
        way_out=("välj det belopp som återkravet gäller", "choose the grant that the reclaim concerns"),
    )


def reclaimed(fact: Reclaimed, case: Case) -> Refusal | None:
    """Refuse to demand back without cause, or more than was paid and has not come back."""
    grant = balance_of(case.book.tally).grant(fact.grant)
    open_ = sum(left for id_, left in case.book.reclaim_left.items() if _is_of(id_, fact.grant, case))
    most = max(grant.paid - grant.repaid - open_, 0)
    if fact.amount > most:
        return refuse(
            "above-what-was-paid",
            case.terms.clause,
            what=("Återkravet är högre än det som kan krävas.", "The reclaim is above what can be demanded."),
            found=same(kronor(fact.amount)),
            expected=(f"högst {kronor(most)}", f"at most {kronor(most)}"),
            way_out=("sänk beloppet", "lower the amount"),
        )
    return without_reference(fact.reference) or without_reason(fact.reason) or _no_cause(fact, grant, open_, case)


def _is_of(reclaim: str, grant: str, case: Case) -> bool:
    demand = case.book.facts.get(reclaim)
    return isinstance(demand, Reclaimed) and demand.grant == grant


def _no_cause(fact: Reclaimed, grant: GrantBalance, open_: int, case: Case) -> Refusal | None:
    """Money is demanded back when the report or what was left did not come in time, or what is allotted was lowered."""
    report, repayment = case.terms.financial_report, case.terms.repayment
    if _missed(report, fact, case) or (grant.left and _passed(repayment, fact, case)):
        return None
    if fact.amount <= grant.paid_above - open_:
        return None
    duty = report or repayment
    due = case.standing(duty.id).state(duty, fact.at).due if duty else None
    return refuse(
        "no-cause-to-reclaim",
        duty.clause if duty else case.terms.clause,
        what=("Det finns inget skäl att återkräva.", "There is no reason to reclaim money."),
        found=(
            "redovisningen är i tid, eller dess sista dag har inte passerat",
            "the report is in time, or its last day has not passed",
        ),
        expected=(
            f"en redovisning eller återbetalning som saknas efter {day(due) if due else '–'}",
            f"a report or a repayment that is missing after {day(due) if due else '–'}",
        ),
        way_out=("vänta till dagen efter den sista dagen", "wait until the day after the last day"),
    )


def _missed(duty: Duty | None, fact: Reclaimed, case: Case) -> bool:
    if duty is None:
        return False
    standing = case.standing(duty.id)
    state = standing.state(duty, fact.at)
    came = standing.progress.submitted_at or standing.progress.done_at
    return state.was_late or (_passed(duty, fact, case) and (came is None or came > fact.at))


def _passed(duty: Duty | None, fact: Reclaimed, case: Case) -> bool:
    ends = case.standing(duty.id).state(duty, fact.at).ends_at if duty else None
    return ends is not None and fact.at >= ends


def undone(fact: Undone, case: Case) -> Refusal | None:
    """Refuse to take back what does not exist, what later facts rest on, or without a reason."""
    refused = not_as_recorded(fact.fact, case) or without_reason(fact.reason)
    moves_report = not isinstance(fact.fact, (Repaid, Reclaimed))
    refused = refused or (report_stands(case, fact.fact.day) if moves_report else None)
    return refused or _rested_on(fact, fact.fact, case)


def payment_returned(fact: PaymentReturned, case: Case) -> Refusal | None:
    """Refuse a payment that did not come back as recorded, or that later facts rest on."""
    refused = not_as_recorded(fact.paid, case) or without_reason(fact.reason) or without_reference(fact.reference)
    refused = refused or _before_it_was_paid(fact) or report_stands(case, fact.day)
    return refused or _rested_on(fact, fact.paid, case)


def _before_it_was_paid(fact: PaymentReturned) -> Refusal | None:
    if fact.day >= fact.paid.day:
        return None
    return refuse(
        "returned-before-paid",
        what=("Betalningen kan inte ha kommit tillbaka innan den gjordes.", "The payment cannot come back unmade."),
        found=same(day(fact.day)),
        expected=(f"tidigast {day(fact.paid.day)}", f"{day(fact.paid.day)} or later"),
        way_out=("skriv dagen då pengarna var tillbaka", "write the day that the money was back"),
    )


def _rested_on(fact: Undone | PaymentReturned, told: Fact, case: Case) -> Refusal | None:
    after = balance_of(case.book.tally + tally((fact,)))
    below = any(_is_below_zero(grant) or any(map(_is_below_zero, grant.shares)) for grant in after.grants)
    if not below and not _answered(told, case):
        return None
    return refuse(
        "later-facts-rest-on-it",
        what=(
            "Det går inte att ta tillbaka: annat bygger på det.",
            "It cannot be taken back: other things rest on it.",
        ),
        found=(f"{told.id} har använts vidare", f"{told.id} has been built upon"),
        expected=("att inget bygger på det", "that nothing rests on it"),
        way_out=("ta först tillbaka det som kom efter", "first take back what came after"),
    )


def _is_below_zero(part: GrantBalance | ShareBalance) -> bool:
    figures = (value for value in structs.asdict(part).values() if isinstance(value, int))
    set_aside = part.earmarks_left.values() if isinstance(part, ShareBalance) else ()
    return any(value < 0 for value in (*figures, *set_aside))


def _answered(told: Fact, case: Case) -> bool:
    """Tell whether a reclaim that is taken back has been answered to, or a payment has been demanded back."""
    if isinstance(told, Reclaimed):
        return case.book.reclaim_left[told.id] < told.amount
    demanded = {place.grant for place in case.book.tally.kronor if place.column == "reclaimed"}
    return isinstance(told, Paid) and any(part.grant in demanded for part in told.sums)
