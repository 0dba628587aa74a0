"""Payment: of an accepted requisition, all of it, once, and when the conditions are met."""

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Duty
from naravard.agreement.wording import day, kronor
from naravard.ledger.facts import Paid, Sum
from naravard.ledger.instalments import due_without_requisition, next_without_requisition
from naravard.ledger.refusals import Refusal, refuse
from naravard.ledger.rules.common import Case, later_day
from naravard.ledger.rules.requisition import not_standing, paid_already, wrong_version


def paid(fact: Paid, case: Case) -> Refusal | None:
    """Refuse a payment that nothing accepted stands behind, that is another sum, or whose conditions are not met."""
    if fact.ordered_at is not None:
        refused = _by_requisition(fact, case) if fact.requisition else _ordered(fact, case)
        return refused or without_reference(fact.reference)
    refused = _by_requisition(fact, case) if fact.requisition else _without_requisition(fact, case)
    return refused or without_reference(fact.reference) or _conditions(fact, case)


def _by_requisition(fact: Paid, case: Case) -> Refusal | None:
    refused = not_standing(fact.requisition, case) or paid_already(fact.requisition, case)
    if refused is not None:
        return refused
    standing = case.book.requisitions[fact.requisition]
    if standing.id not in case.book.accepted:
        return refuse(
            "not-accepted",
            case.terms.clause,
            what=("Rekvisitionen är inte godtagen.", "The requisition has not been accepted."),
            found=(f"{standing.id} väntar på granskning", f"{standing.id} is waiting for review"),
            expected=("en godtagen rekvisition", "an accepted requisition"),
            way_out=("granska och godta rekvisitionen först", "review and accept the requisition first"),
        )
    if fact.version != standing.version:
        return wrong_version(fact.version, standing.version)
    above = _above_allotted(fact.sums, case) if fact.ordered_at is None else None
    return above or _same_sums(fact.sums, standing.sums, case)


def _above_allotted(sums: tuple[Sum, ...], case: Case) -> Refusal | None:
    """Refuse to pay again what a version has taken away since: the payment before was taken back after it."""
    for part in sums:
        given, paid_before = case.allotted(part.grant), case.book.tally.sum("paid", part.grant)
        most = (given.amount if given else 0) - paid_before
        if part.amount > max(most, 0):
            name = case.name(part.grant)
            return refuse(
                "above-allotted",
                case.terms.clause,
                what=(
                    "Det som är begärt är mer än det som nu är tilldelat.",
                    "More is asked for than is allotted now.",
                ),
                found=(f"{kronor(part.amount)} för ”{name[0]}”", f"{kronor(part.amount)} for “{name[1]}”"),
                expected=(f"högst {kronor(max(most, 0))}", f"at most {kronor(max(most, 0))}"),
                way_out=(
                    "återlämna rekvisitionen, så att den görs om efter den version som gäller",
                    "return the requisition, so that it is made again by the version that holds",
                ),
            )
    return None


def _same_sums(found: tuple[Sum, ...], expected: tuple[Sum, ...], case: Case) -> Refusal | None:
    if {part.grant: part for part in found} == {part.grant: part for part in expected}:
        return None
    in_all, wanted = (sum(part.amount for part in parts) for parts in (found, expected))
    return refuse(
        "not-the-whole",
        case.terms.clause,
        what=(
            "Utbetalningen är inte hela det belopp som ska betalas ut.",
            "The payment is not the whole sum that is to be paid.",
        ),
        found=(f"{kronor(in_all)} i {len(found)} belopp", f"{kronor(in_all)} in {len(found)} grants"),
        expected=(f"{kronor(wanted)} i {len(expected)} belopp", f"{kronor(wanted)} in {len(expected)} grants"),
        way_out=("betala ut allt på en gång, anslag för anslag", "pay everything at one time, grant by grant"),
    )


def _without_requisition(fact: Paid, case: Case) -> Refusal | None:
    """Refuse what is not due by the version that holds."""
    fixed, version = case.book.tally.allotted, case.book.version(fact.version)
    if fixed is not None and fact.version != fixed.version:
        return wrong_version(fact.version, fixed.version)
    expected, day_of = [], swedish_day(fact.at)
    allotted = {part.grant: part for part in version.sums} if version is not None else {}
    for part in fact.sums:
        terms, given = case.terms.grant(part.grant), allotted.get(part.grant)
        if terms is None or not terms.is_paid_without_requisition or given is None or not part.amount:
            return _needs_requisition(part.grant, case)
        due = due_without_requisition(case.book, terms, given, day_of)
        if not due.amount:
            coming = next_without_requisition(terms, day_of)
            return _not_yet(part.grant, coming, case) if coming is not None else _grant_paid(part.grant, case)
        expected.append(due)
    return _same_sums(fact.sums, tuple(expected), case) if expected else _needs_requisition("–", case)


def _ordered(fact: Paid, case: Case) -> Refusal | None:
    """Refuse what the bank can not have been asked for: more of a grant than its version gave, beside what is paid."""
    fixed, version = case.book.tally.allotted, case.book.version(fact.version)
    if version is None:
        return wrong_version(fact.version, fixed.version if fixed else 0)
    given = {part.grant: part.amount for part in version.sums}
    for part in fact.sums:
        if part.amount + case.book.tally.sum("paid", part.grant) > given.get(part.grant, 0):
            return _grant_paid(part.grant, case)
    return None if fact.sums else _needs_requisition("–", case)


def _not_yet(grant: str, coming: Duty, case: Case) -> Refusal:
    name, opens = case.name(grant), day(coming.opens) if coming.opens else ""
    return refuse(
        "payment-not-open",
        coming.clause,
        what=("Det finns inget mer att betala ut än.", "There is nothing more to pay yet."),
        found=(f"”{name[0]}”, nästa del från och med {opens}", f"“{name[1]}”, the next part from {opens}"),
        expected=("en del vars första dag har kommit", "a part whose first day has come"),
        way_out=("vänta till den dagen", "wait until that day"),
    )


def _needs_requisition(grant: str, case: Case) -> Refusal:
    name = case.name(grant)
    return refuse(
        "not-requisitioned",
        case.terms.clause,
        what=("Det finns inget att betala ut utan rekvisition.", "There is nothing to pay without a requisition."),
        found=(f"”{name[0]}” utan rekvisition", f"“{name[1]}” without a requisition"),
        expected=("en inlämnad och godtagen rekvisition", "a requisition that is in and accepted"),
        way_out=("vänta på rekvisitionen", "wait for the requisition"),
    )


def _grant_paid(grant: str, case: Case) -> Refusal:
    name = case.name(grant)
    return refuse(
        "paid-before",
        case.terms.clause,
        what=("Beloppet är redan betalt.", "The grant has already been paid."),
        found=(f"”{name[0]}” är utbetalt", f"“{name[1]}” has been paid"),
        expected=("ett belopp som inte är betalt", "a grant that is not paid"),
        way_out=(
            "ta tillbaka utbetalningen först, om den registrerades av misstag",
            "take the payment back first, if it was recorded by mistake",
        ),
    )


def without_reference(reference: str) -> Refusal | None:
    """Refuse a movement of money that cannot be found again."""
    if reference.strip():
        return None
    return refuse(
        "reference-missing",
        what=("Betalningens referens saknas.", "The reference of the payment is missing."),
        found=("ingen text", "no text"),
        expected=("den referens som betalningen har", "the reference that the payment has"),
        way_out=("skriv referensen", "write the reference"),
    )


def _conditions(fact: Paid, case: Case) -> Refusal | None:
    grants = [terms for part in fact.sums if part.amount and (terms := case.terms.grant(part.grant)) is not None]
    for duty in dict.fromkeys(duty for terms in grants for duty in terms.conditions):
        refused = unmet(duty, fact, case)
        if refused is not None:
            return refused
    return None


def unmet(duty: Duty, fact: Paid, case: Case) -> Refusal | None:
    """Refuse a payment while a duty on which it depends is not done, or was done too late."""
    standing = case.standing(duty.id)
    state = standing.state(duty, fact.at)
    came = standing.progress.submitted_at or standing.progress.done_at
    if came is not None and came <= fact.at and not state.was_late:
        return None
    last = (f" senast {day(state.due)}", f" by {day(state.due)}") if state.due else ("", "")
    later = later_day(case)
    return refuse(
        "condition-not-met",
        duty.clause,
        what=("Ett villkor för utbetalningen är inte uppfyllt.", "A condition for the payment is not met."),
        found=(
            f"”{duty.name.sv}” har {'kommit in för sent' if state.was_late else 'inte kommit in'}",
            f"“{duty.name.in_language('en')}” {'came in too late' if state.was_late else 'has not come in'}",
        ),
        expected=(f"inlämnad{last[0]}", f"handed in{last[1]}"),
        way_out=(f"betala inte ut, {later[0]}", f"do not pay; {later[1]}"),
    )
