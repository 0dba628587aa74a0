"""The checks of one requisition, in the order of the paper: amounts, time, the recipient, references, signature."""

from dataclasses import replace

from naravard.agreement.duties import Progress, swedish_day
from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import day, kronor
from naravard.ledger import DutyStanding
from naravard.ledger.facts import Allotted, Requisitioned
from naravard.web.ledger.accounts import Money
from naravard.web.organisations.numbers import (
    BANKGIRO,
    ORGANISATION_NUMBER,
    PLUSGIRO,
    NumberForm,
    WrittenWrongError,
    read_number,
    shown_number,
)
from naravard.web.payments.checks import RequisitionCheck, met, not_met, unknown
from naravard.web.payments.giros import chosen, giro_words
from naravard.web.payments.papers import NOTHING, PaperDetails
from naravard.web.payments.references import demanded
from naravard.web.payments.signatories import Signatories
from naravard.web.site.checks import CheckOutcome
from naravard.web.tasks.words import last_day_words

AMOUNT = Text("Beloppen är högst det tilldelade", "The amounts are at most what is allotted")
PART = Text("En del i taget", "A part at a time")
WHOLE = Text("Allt rekvireras på en gång", "Everything is requisitioned at one time")
TIME = Text("Inlämnad i tid", "In on time")
NUMBER = Text("Organisationsnumret", "The organisation number")
ACCOUNT = Text("Bankgiro eller plusgiro", "Bankgiro or plusgiro")
REFERENCES = Text("Diarienumren", "The reference numbers")
SIGNED = Text("Underskriven av behörig företrädare", "Signed by an authorised signatory")


def checks_of(
    money: Money, duty: Duty, paper: PaperDetails | None, signing: Signatories | None, stated: dict[str, str]
) -> tuple[RequisitionCheck, ...]:
    """Return every check of the newest requisition of a duty that stands, or an empty tuple if there is none.

    ``stated`` are the agreement's reference numbers by id, as the ministry has stated them; empty where it has not.
    """
    requisition = money.asking(duty).newest
    if requisition is None:
        return ()
    return (
        _amounts(money, requisition),
        _whole(money, duty, requisition),
        _in_time(money, duty, requisition),
        _number(money, paper),
        _account(money, paper),
        _references(money, paper, stated),
        _signed(signing, paper.clock if paper else NOTHING),
        *(condition(money, duty) for duty in _conditions(money, requisition)),
    )


def lacking(checks: tuple[RequisitionCheck, ...]) -> list[RequisitionCheck]:
    """Return the checks of the paper itself that are not met; conditions of the payment are left out."""
    return [check for check in checks if check.answer is CheckOutcome.NOT_MET and not check.holds_payment]


def _amounts(money: Money, requisition: Requisitioned) -> RequisitionCheck:
    fixed = next(
        (f for f in money.book.facts.values() if isinstance(f, Allotted) and f.version == requisition.version), None
    )
    clause = fixed.clause if fixed else ""
    given = {part.grant: part.amount for part in fixed.sums} if fixed else {}
    above = [part for part in requisition.sums if part.amount > given.get(part.grant, 0)]
    rests_sv = f"Bygger på fördelningens version {requisition.version}"
    rests_en = f"Rests on version {requisition.version} of the allocation"
    now = money.balance.version
    if now != requisition.version:
        rests_sv, rests_en = f"{rests_sv}. Nu gäller version {now}", f"{rests_en}; version {now} holds now"
    if above:
        part = above[0]
        most = kronor(given.get(part.grant, 0))
        return not_met(
            "amounts",
            AMOUNT,
            f"{kronor(part.amount)} rekvireras av {part.grant}, men {most} är tilldelat. {rests_sv}.",
            f"{kronor(part.amount)} of {part.grant} is requisitioned, but {most} is allotted. {rests_en}.",
            clause,
        )
    asked = kronor(sum(part.amount for part in requisition.sums))
    return met("amounts", AMOUNT, f"{asked} rekvireras. {rests_sv}.", f"{asked} is requisitioned. {rests_en}.", clause)


def _whole(money: Money, duty: Duty, requisition: Requisitioned) -> RequisitionCheck:
    """Check how much of what could be asked for is; what may be asked for later depends on the agreement's data."""
    asked = sum(part.amount for part in requisition.sums)
    less = max(0, sum(part.amount for part in money.available(duty, without=requisition.id)) - asked)
    if duty.requisitioned not in ("once", "whole"):
        title = PART
        says = Text(
            f"{kronor(asked)} rekvireras. {kronor(less)} kan rekvireras senare.",
            f"{kronor(asked)} is requisitioned. {kronor(less)} can be requisitioned later.",
        )
    elif less:
        title = WHOLE
        says = Text(
            f"En rekvisition, med {kronor(less)} mindre än det tilldelade. Mer kan inte rekvireras senare.",
            f"One requisition, with {kronor(less)} less than what is allotted. No more can be requisitioned later.",
        )
    elif len(money.terms.requisitions) == 1 and len(money.asking(duty).standing) == 1:
        title = WHOLE
        says = Text(
            f"Hela det tilldelade, {kronor(asked)}, rekvireras i en rekvisition.",
            f"All that is allotted, {kronor(asked)}, is requisitioned in one requisition.",
        )
    else:
        title = WHOLE
        says = Text(
            f"Allt som kan rekvireras nu, {kronor(asked)}, rekvireras.",
            f"All that can be requisitioned now, {kronor(asked)}, is.",
        )
    return met("whole", title, says.sv, says.en, duty.clause)


def _in_time(money: Money, duty: Duty, requisition: Requisitioned) -> RequisitionCheck:
    came = money.book.came[requisition.id]
    when = day(swedish_day(came))
    extended = money.standings.get(duty.id, DutyStanding()).extended_to
    standing = DutyStanding(progress=Progress(submitted_at=came), extended_to=extended)
    state = standing.state(duty, money.now)
    if state.due is None:
        return met(
            "time",
            TIME,
            f"Inlämnad {when}. Överenskommelsen anger ingen sista dag för mottagaren.",
            f"In on {when}. The agreement states no last day for the recipient.",
            duty.clause,
        )
    last = last_day_words(state.due, swedish_day(money.now))
    sv, en = f"Inlämnad {when}, {last.sv}", f"In on {when}; {last.in_language('en')}"
    if extended is not None:
        own = last_day_words(state.original_due, swedish_day(money.now)) if state.original_due else Text("")
        sv = f"{sv} efter förlängning. Utan den: {own.sv}"
        en = f"{en} after an extension. Without it: {own.in_language('en')}"
    make = not_met if state.was_late else met
    return make("time", TIME, f"{sv}.", f"{en}.", duty.clause)


def _number(money: Money, paper: PaperDetails | None) -> RequisitionCheck:
    number = paper.organisation_number if paper else money.organisation.organisation_number
    return _digits("number", NUMBER, ORGANISATION_NUMBER, number, "") or not_met(
        "number", NUMBER, "Organisationsnumret saknas.", "The organisation number is missing."
    )


def _account(money: Money, paper: PaperDetails | None) -> RequisitionCheck:
    own = money.organisation
    bankgiro, plusgiro = (paper.bankgiro, paper.plusgiro) if paper else (own.bankgiro, own.plusgiro)
    wrong = [
        check
        for form, number in ((BANKGIRO, bankgiro), (PLUSGIRO, plusgiro))
        if (check := _digits("account", ACCOUNT, form, number, "")) is not None and check.answer is CheckOutcome.NOT_MET
    ]
    if wrong:
        return wrong[0]
    kept = chosen(own.bankgiro, own.plusgiro)
    giro = paper.giro if paper else kept
    if giro is None:
        return not_met(
            "account",
            ACCOUNT,
            "Varken bankgiro eller plusgiro är angivet, så pengarna har ingenstans att ta vägen.",
            "Neither bankgiro nor plusgiro is stated, so there is nowhere to send the money.",
        )
    said = giro_words(giro)
    if kept != giro:
        other = giro_words(kept) or "–"
        return unknown(
            "account",
            ACCOUNT,
            f"{said} på rekvisitionen, kontrollsiffran stämmer. Organisationens betalningsuppgifter har nu {other}: "
            "fråga mottagaren vilket som gäller.",
            f"{said} on the requisition, its check digit is right. The organisation's own details now have {other}: "
            "ask the recipient which holds.",
        )
    return met("account", ACCOUNT, f"{said}. Kontrollsiffran stämmer.", f"{said}. The check digit is right.")


def _digits(check_id: str, name: Text, form: NumberForm, number: str, clause: str) -> RequisitionCheck | None:
    if not number:
        return None
    try:
        digits = read_number(form, number)
    except WrittenWrongError as error:
        return not_met(check_id, name, f"{number}: {error.words.sv}", f"{number}: {error.words.en}", clause)
    said = shown_number(form, digits)
    return met(check_id, name, f"{said}. Kontrollsiffran stämmer.", f"{said}. The check digit is right.", clause)


def _references(money: Money, paper: PaperDetails | None, stated: dict[str, str]) -> RequisitionCheck:
    asked = demanded(money.shown)
    clause = asked[0].clause if asked else ""
    if not asked:
        return met(
            "references",
            REFERENCES,
            "Överenskommelsens handlingar ber inte om några.",
            "The agreement's papers ask for none.",
            clause,
        )
    if paper is None:
        return unknown(
            "references",
            REFERENCES,
            "Rekvisitionen finns inte här som handling, så diarienumren på den går inte att jämföra.",
            "The requisition is not here as a paper, so the numbers on it cannot be compared.",
            clause,
        )
    written = dict(paper.reference_numbers)
    missing = [one.name for one in asked if not written.get(one.id)]
    if missing:
        return not_met(
            "references",
            REFERENCES,
            f"Saknas på rekvisitionen: {missing[0].sv}.",
            f"Missing on the requisition: {missing[0].in_language('en')}.",
            clause,
        )
    for one in asked:
        known, found = stated.get(one.id, ""), written[one.id]
        if not known:
            return unknown(
                "references",
                REFERENCES,
                f"{one.name.sv}: {found} på rekvisitionen. Numret är inte angett här, så det går inte att jämföra.",
                f"{one.name.in_language('en')}: {found} on the requisition. It is not stated here, so it cannot "
                "be compared.",
                clause,
            )
        if " ".join(known.split()) != " ".join(found.split()):
            return not_met(
                "references",
                REFERENCES,
                f"{one.name.sv}: {found} på rekvisitionen, men här är {known} angett.",
                f"{one.name.in_language('en')}: {found} on the requisition, but {known} is stated here.",
                clause,
            )
    said = ", ".join(written[one.id] for one in asked)
    return met(
        "references",
        REFERENCES,
        f"{said}: samma som har angetts här.",
        f"{said}: the same as is stated here.",
        clause,
    )


def _signed(signing: Signatories | None, clock: Text) -> RequisitionCheck:
    if signing is None or not signing.signed_by:
        return unknown(
            "signed",
            SIGNED,
            "Det framgår inte vem som har skrivit under.",
            "It is not told who has signed.",
        )
    who, by = signing.signed_by, signing.prepared_by
    if signing.is_same_person:
        return not_met(
            "signed",
            SIGNED,
            f"{who} har både förberett och skrivit under. Två personer behövs.",
            f"{who} has both prepared and signed. Two persons are needed.",
        )
    if not signing.is_signatory:
        return not_met(
            "signed",
            SIGNED,
            f"{who} har skrivit under, men var inte behörig företrädare den dagen.",
            f"{who} has signed, but was not an authorised signatory on that day.",
        )
    return met(
        "signed",
        SIGNED,
        f"{who} har skrivit under{signing.way.sv}{f', {by} förberedde' if by else ''}.{clock.sv}",
        f"{who} has signed{signing.way.in_language('en')}{f'; {by} prepared' if by else ''}.{clock.in_language('en')}",
    )


def _conditions(money: Money, requisition: Requisitioned) -> list[Duty]:
    asked = {part.grant for part in requisition.sums if part.amount}
    return list(dict.fromkeys(duty for one in money.terms.grants if one.grant.id in asked for duty in one.conditions))


def condition(money: Money, duty: Duty) -> RequisitionCheck:
    """Check a duty on which a payment depends: done in time, done too late, or not done."""
    standing = money.standings.get(duty.id, DutyStanding())
    state = standing.state(duty, money.now)
    came = standing.progress.submitted_at or standing.progress.done_at
    last_sv, last_en = (f", senast {day(state.due)}", f", by {day(state.due)}") if state.due else ("", "")
    name = Text(f"Villkor: {duty.name.sv}", f"Condition: {duty.name.in_language('en')}")
    if came is not None:
        when = day(swedish_day(came))
        if not state.was_late:
            found = met(duty.id, name, f"Inlämnad {when}{last_sv}.", f"In on {when}{last_en}.", duty.clause)
        else:
            found = not_met(
                duty.id,
                name,
                f"Inlämnad {when}, för sent: det skulle ske{last_sv.removeprefix(',')}. Betala inte ut.",
                f"In on {when}, too late: it was due{last_en.removeprefix(',')}. Do not pay.",
                duty.clause,
            )
    elif state.due is not None and money.now >= (state.ends_at or money.now):
        found = not_met(
            duty.id,
            name,
            f"Inte inlämnad{last_sv}. Betala inte ut.",
            f"Not handed in{last_en}. Do not pay.",
            duty.clause,
        )
    else:
        found = unknown(
            duty.id,
            name,
            f"Inte inlämnad än{last_sv}. Betala inte ut innan den har kommit.",
            f"Not handed in yet{last_en}. Do not pay before it has come.",
            duty.clause,
        )
    return replace(found, holds_payment=True)
