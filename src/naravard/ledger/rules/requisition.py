"""Requisition: at most what can be asked for under its duty, in time, and again only where the agreement lets one."""

from naravard.agreement.duties import Status
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import day, kronor
from naravard.ledger.facts import RequisitionAccepted, Requisitioned, RequisitionReturned, Sum
from naravard.ledger.instalments import Asking, asking, available, may_ask, standing_of
from naravard.ledger.refusals import Refusal, refuse, same
from naravard.ledger.rules.common import Case, later_day, not_as_recorded, without_reason


def requisitioned(fact: Requisitioned, case: Case) -> Refusal | None:
    """Refuse a requisition that may not be made, comes too late, or asks for too much."""
    duty = case.terms.requisition_of(fact.duty)
    if duty is None:
        return _nothing_to_requisition(case)
    one = asking(case.book, case.terms, duty)
    return _before(one, case) or _in_time(fact, one, case) or _version(fact, case) or _sums(fact, duty, case)


def _nothing_to_requisition(case: Case) -> Refusal:
    return refuse(
        "no-requisition-for-recipient",
        case.terms.clause,
        what=("Mottagaren rekvirerar inga medel.", "The recipient requisitions no funds."),
        found=same(case.terms.recipient),
        expected=("en mottagare med skyldigheten att rekvirera", "a recipient with the duty to requisition"),
        way_out=("medlen betalas ut utan rekvisition", "the funds are paid without a requisition"),
    )


def _before(one: Asking, case: Case) -> Refusal | None:
    """Refuse a second requisition before the first is accepted, and where the agreement lets one be made once."""
    standing = one.newest
    if standing is None or (one.is_accepted and may_ask(one, case.book)):
        return None
    payer = case.terms.payer or Text("den som betalar", "the one that pays")
    return refuse(
        "requisitioned-before",
        one.duty.clause,
        what=("Medlen är redan rekvirerade.", "The funds have already been requisitioned."),
        found=(f"en rekvisition finns: {standing.id}", f"there is a requisition: {standing.id}"),
        expected=("en rekvisition i taget", "one requisition at a time")
        if may_ask(one, case.book)
        else ("en rekvisition av allt på en gång", "one requisition of everything at one time"),
        way_out=(
            f"be {payer.sv} lämna tillbaka den som finns, om den är fel",
            f"ask {payer.in_language('en')} to return the one that is there, if it is wrong",
        ),
    )


def _in_time(fact: Requisitioned, one: Asking, case: Case) -> Refusal | None:
    duty = one.duty
    state = standing_of(one, case.standings).state(duty, fact.at)
    if state.status is Status.LAPSED and state.due is not None:
        return refuse(
            "right-lapsed",
            duty.clause,
            what=("Rätten till medlen har förfallit.", "The right to the money has lapsed."),
            found=(f"rekvisitionen kom efter {day(state.due)}", f"the requisition came after {day(state.due)}"),
            expected=(f"senast {day(state.due)}", f"{day(state.due)} at the latest"),
            way_out=later_day(case),
        )
    if state.status is Status.NOT_YET_OPEN and state.opens is not None:
        return refuse(
            "requisition-not-open",
            duty.clause,
            what=("Medlen går inte att rekvirera än.", "The funds cannot be requisitioned yet."),
            found=same(day(fact.at.date())),
            expected=(f"från och med {day(state.opens)}", f"from {day(state.opens)}"),
            way_out=("vänta till den dagen", "wait until that day"),
        )
    return None


def _version(fact: Requisitioned, case: Case) -> Refusal | None:
    fixed = case.book.tally.allotted
    if fixed is None:
        return refuse(
            "not-allotted",
            case.terms.clause,
            what=("Inga medel är tilldelade än.", "No funds have been allotted yet."),
            found=("ingen fastställd fördelning", "no fixed allocation"),
            expected=("en fastställd fördelning", "a fixed allocation"),
            way_out=(
                "vänta tills fördelningen är fastställd",
                "wait until the allocation has been fixed",
            ),
        )
    return None if fact.version == fixed.version else wrong_version(fact.version, fixed.version)


def wrong_version(found: int, expected: int) -> Refusal:
    """Refuse what rests on an allocation that no longer holds."""
    return refuse(
        "version-not-current",
        what=("Fördelningen har ändrats sedan du började.", "The allocation has changed since you began."),
        found=(f"version {found}", f"version {found}"),
        expected=(f"version {expected}", f"version {expected}"),
        way_out=("läs in beloppen på nytt och kontrollera dem", "load the sums again and check them"),
    )


def _sums(fact: Requisitioned, duty: Duty, case: Case) -> Refusal | None:
    left = {part.grant: part for part in available(case.book, case.terms, duty, fact.at, case.standings)}
    for part in fact.sums:
        terms, given = case.terms.grant(part.grant), left.get(part.grant)
        if terms is not None and (not terms.needs_requisition or not duty.is_of_grant(part.grant)):
            name = case.name(part.grant)
            return refuse(
                "grant-not-requisitioned",
                terms.grant.clause,
                what=("Beloppet ingår inte i rekvisitionen.", "The grant is not a part of the requisition."),
                found=(f"”{name[0]}”", f"“{name[1]}”"),
                expected=(
                    "belopp som rekvireras med den här rekvisitionen",
                    "grants that are asked for by this requisition",
                ),
                way_out=(
                    "ta bort raden. Beloppet betalas ut utan den",
                    "take the line away; the grant is paid without it",
                ),
            )
        if given is not None and (refused := _too_much(part, given, case)) is not None:
            return refused
    asked, most = (sum(part.amount for part in parts) for parts in (fact.sums, left.values()))
    if asked > 0:
        return _not_the_whole(asked, most, duty) if duty.requisitioned == "whole" and asked < most else None
    return refuse(
        "nothing-requisitioned",
        case.terms.clause,
        what=("Rekvisitionen är på noll kronor.", "The requisition is for no kronor."),
        found=same(kronor(0)),
        expected=("minst en krona", "at least one krona"),
        way_out=("skriv hur mycket som rekvireras", "write how much is requisitioned"),
    )


def _not_the_whole(asked: int, most: int, duty: Duty) -> Refusal:
    return refuse(
        "less-than-the-whole",
        duty.clause,
        what=("Beloppet är mindre än det som ska rekvireras.", "The amount is less than what is to be requisitioned."),
        found=same(kronor(asked)),
        expected=same(kronor(most)),
        way_out=("rekvirera hela beloppet", "requisition the whole amount"),
    )


def _too_much(part: Sum, given: Sum, case: Case) -> Refusal | None:
    name = case.name(part.grant)
    clause = case.terms.clause
    if part.amount > given.amount:
        return refuse(
            "above-allotted",
            clause,
            what=("Beloppet är högre än det tilldelade.", "The amount is above what is allotted.")
            if given == case.allotted(part.grant)
            else ("Beloppet är högre än det som kan rekvireras nu.", "The amount is above what can be asked for now."),
            found=(f"{kronor(part.amount)} för ”{name[0]}”", f"{kronor(part.amount)} for “{name[1]}”"),
            expected=(f"högst {kronor(given.amount)}", f"at most {kronor(given.amount)}"),
            way_out=("sänk beloppet", "lower the amount"),
        )
    strangers = [earmark for earmark in part.earmarks if part.earmarks[earmark] > given.earmarks.get(earmark, 0)]
    if strangers or part.general > given.general:
        return refuse(
            "earmark-not-kept",
            clause,
            what=("Delbeloppet stämmer inte med fördelningen.", "The earmark is not as in the allocation."),
            found=(
                f"{kronor(part.general)} utan villkor för ”{name[0]}”",
                f"{kronor(part.general)} without an earmark for “{name[1]}”",
            ),
            expected=(
                f"högst {kronor(given.general)} utan villkor, resten som delbelopp",
                f"at most {kronor(given.general)} without an earmark, the rest as earmarks",
            ),
            way_out=("rätta delbeloppet", "correct the earmark"),
        )
    return None


def returned(fact: RequisitionReturned, case: Case) -> Refusal | None:
    """Refuse to send back a requisition that does not stand or has been paid, or without a reason."""
    return (
        not_standing(fact.requisition.id, case)
        or not_as_recorded(fact.requisition, case)
        or without_reason(fact.reason)
        or paid_already(fact.requisition.id, case)
        or _later_one(fact.requisition, case)
    )


def _later_one(told: Requisitioned, case: Case) -> Refusal | None:
    """Refuse to send back a requisition when another has been made under the same duty since."""
    newest = [one for one in case.book.requisitions.values() if one.duty == told.duty][-1]
    if newest.id == told.id:
        return None
    return refuse(
        "requisitioned-since",
        told.clause,
        what=("En senare rekvisition bygger på den.", "A later requisition rests on it."),
        found=same(newest.id),
        expected=("den senaste rekvisitionen", "the latest requisition"),
        way_out=("lämna tillbaka den senaste först", "return the latest one first"),
    )


def accepted(fact: RequisitionAccepted, case: Case) -> Refusal | None:
    """Refuse to accept a requisition that does not stand, or twice."""
    refused = not_standing(fact.requisition, case)
    if refused is not None or fact.requisition not in case.book.accepted:
        return refused
    return refuse(
        "accepted-before",
        what=("Rekvisitionen är redan godtagen.", "The requisition has already been accepted."),
        found=same(fact.requisition),
        expected=("en rekvisition som inte är godtagen", "a requisition that is not accepted"),
        way_out=("registrera utbetalningen", "record the payment"),
    )


def not_standing(requisition: str, case: Case) -> Refusal | None:
    """Refuse what rests on another requisition than those that stand."""
    if requisition in case.book.requisitions:
        return None
    standing = case.book.newest
    return refuse(
        "requisition-not-standing",
        case.terms.clause,
        what=("Det finns ingen sådan rekvisition att behandla.", "There is no such requisition to handle."),
        found=same(requisition or "–"),
        expected=(standing.id, standing.id) if standing else ("en inkommen rekvisition", "a requisition that is in"),
        way_out=(
            "läs in listan på nytt. Rekvisitionen kan ha lämnats tillbaka",
            "load the list again; the requisition may have been returned",
        ),
    )


def paid_already(requisition: str, case: Case) -> Refusal | None:
    """Refuse what may not be done with a requisition that has been paid."""
    payment = case.book.payment_of(requisition)
    if payment is None:
        return None
    return refuse(
        "paid-before",
        case.terms.clause,
        what=("Rekvisitionen är redan betald.", "The requisition has already been paid."),
        found=(f"utbetald {day(payment.day)}", f"paid on {day(payment.day)}"),
        expected=("en rekvisition som inte är betald", "a requisition that is not paid"),
        way_out=(
            "ta tillbaka utbetalningen först, om den registrerades av misstag",
            "take the payment back first, if it was recorded by mistake",
        ),
    )
