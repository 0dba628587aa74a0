"""Requisition: at most what is allotted, all at one time, once, in time."""

import datetime

from naravard.agreement.duties import Progress, Status
from naravard.agreement.model import Text
from naravard.agreement.wording import day, kronor
from naravard.ledger.facts import RequisitionAccepted, Requisitioned, RequisitionReturned, Sum
from naravard.ledger.refusals import Refusal, refuse, same
from naravard.ledger.rules.common import Case, later_day, not_as_recorded, without_reason
from naravard.ledger.terms import DutyStanding


def requisitioned(fact: Requisitioned, case: Case) -> Refusal | None:
    """Refuse a requisition that may not be made, comes too late, or asks for too much."""
    return _may_requisition(case) or _in_time(fact, case) or _version(fact, case) or _sums(fact, case)


def _may_requisition(case: Case) -> Refusal | None:
    if case.terms.requisition is None:
        return refuse(
            "no-requisition-for-recipient",
            case.terms.clause,
            what=("Mottagaren rekvirerar inga medel.", "The recipient requisitions no funds."),
            found=same(case.terms.recipient),
            expected=("en mottagare med skyldigheten att rekvirera", "a recipient with the duty to requisition"),
            way_out=("medlen betalas ut utan rekvisition", "the funds are paid without a requisition"),
        )
    standing = case.book.requisition
    if standing is None:
        return None
    payer = case.terms.payer or Text("den som betalar", "the one that pays")
    return refuse(
        "requisitioned-before",
        case.terms.requisition.clause,
        what=("Medlen är redan rekvirerade.", "The funds have already been requisitioned."),
        found=(f"en rekvisition finns: {standing.id}", f"there is a requisition: {standing.id}"),
        expected=("en rekvisition av allt på en gång", "one requisition of everything at one time"),
        way_out=(
            f"be {payer.sv} lämna tillbaka den som finns, om den är fel",
            f"ask {payer.in_language('en')} to return the one that is there, if it is wrong",
        ),
    )


def _standing(case: Case, duty_id: str) -> DutyStanding:
    """Return how the requisition stands by the facts; only a later day comes from outside."""
    book = case.book
    return DutyStanding(
        progress=Progress(
            submitted_at=book.first_requisitioned,
            reopened_at=book.returned_at if book.requisition is None else None,
        ),
        extended_to=case.standing(duty_id).extended_to,
    )


def has_lapsed(case: Case, now: datetime.datetime) -> bool:
    """Tell whether the right to requisition is gone."""
    duty = case.terms.requisition
    return duty is not None and _standing(case, duty.id).state(duty, now).status is Status.LAPSED


def _in_time(fact: Requisitioned, case: Case) -> Refusal | None:
    duty = case.terms.requisition
    if duty is None:
        return None
    state = _standing(case, duty.id).state(duty, fact.at)
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


def _sums(fact: Requisitioned, case: Case) -> Refusal | None:
    for part in fact.sums:
        terms, given = case.terms.grant(part.grant), case.allotted(part.grant)
        if terms is not None and not terms.needs_requisition:
            name = case.name(part.grant)
            return refuse(
                "grant-not-requisitioned",
                terms.grant.clause,
                what=("Beloppet ingår inte i rekvisitionen.", "The grant is not a part of the requisition."),
                found=(f"”{name[0]}”", f"“{name[1]}”"),
                expected=(
                    "belopp vars fördelning inte väntar på årets redovisning",
                    "grants whose allocation does not await the year's reports",
                ),
                way_out=(
                    "ta bort raden; beloppet betalas ut när fördelningen av det har fastställts",
                    "take the line away; the grant is paid when its allocation has been fixed",
                ),
            )
        if given is not None and (refused := _too_much(part, given, case)) is not None:
            return refused
    if sum(part.amount for part in fact.sums) > 0:
        return None
    return refuse(
        "nothing-requisitioned",
        case.terms.clause,
        what=("Rekvisitionen är på noll kronor.", "The requisition is for no kronor."),
        found=same(kronor(0)),
        expected=("minst en krona", "at least one krona"),
        way_out=("skriv hur mycket som rekvireras", "write how much is requisitioned"),
    )


def _too_much(part: Sum, given: Sum, case: Case) -> Refusal | None:
    name = case.name(part.grant)
    clause = case.terms.clause
    if part.amount > given.amount:
        return refuse(
            "above-allotted",
            clause,
            what=("Beloppet är högre än det tilldelade.", "The amount is above what is allotted."),
            found=(f"{kronor(part.amount)} för ”{name[0]}”", f"{kronor(part.amount)} for “{name[1]}”"),
            expected=(f"högst {kronor(given.amount)}", f"at most {kronor(given.amount)}"),
            way_out=("sänk beloppet", "lower the amount"),
        )
    strangers = [earmark for earmark in part.earmarks if part.earmarks[earmark] > given.earmarks.get(earmark, 0)]
    if strangers or part.general > given.general:
        return refuse(
            "earmark-not-kept",
            clause,
            what=("Varav-beloppet stämmer inte med fördelningen.", "The earmark is not as in the allocation."),
            found=(
                f"{kronor(part.general)} utan villkor för ”{name[0]}”",
                f"{kronor(part.general)} without an earmark for “{name[1]}”",
            ),
            expected=(
                f"högst {kronor(given.general)} utan villkor, resten som varav-belopp",
                f"at most {kronor(given.general)} without an earmark, the rest as earmarks",
            ),
            way_out=("rätta varav-beloppet", "correct the earmark"),
        )
    return None


def returned(fact: RequisitionReturned, case: Case) -> Refusal | None:
    """Refuse to send back a requisition that does not stand or has been paid, or without a reason."""
    return (
        not_standing(fact.requisition.id, case)
        or not_as_recorded(fact.requisition, case)
        or without_reason(fact.reason)
        or paid_already(fact.requisition.id, case)
    )


def accepted(fact: RequisitionAccepted, case: Case) -> Refusal | None:
    """Refuse to accept a requisition that does not stand, or twice."""
    refused = not_standing(fact.requisition, case)
    if refused is not None or not case.book.accepted:
        return refused
    return refuse(
        "accepted-before",
        what=("Rekvisitionen är redan godtagen.", "The requisition has already been accepted."),
        found=same(fact.requisition),
        expected=("en rekvisition som inte är godtagen", "a requisition that is not accepted"),
        way_out=("registrera utbetalningen", "record the payment"),
    )


def not_standing(requisition: str, case: Case) -> Refusal | None:
    """Refuse what rests on another requisition than the one that stands."""
    standing = case.book.requisition
    if standing is not None and standing.id == requisition:
        return None
    return refuse(
        "requisition-not-standing",
        case.terms.clause,
        what=("Det finns ingen sådan rekvisition att behandla.", "There is no such requisition to handle."),
        found=same(requisition or "–"),
        expected=(standing.id, standing.id) if standing else ("en inkommen rekvisition", "a requisition that is in"),
        way_out=(
            "läs in listan på nytt; rekvisitionen kan ha lämnats tillbaka",
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
