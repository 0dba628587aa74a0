"""Requisitions and payments brought to a state by the functions that the pages use; for tests of any room.

Only the recipient at hand is allotted its sums, which spares fixing the whole agreement (``money_steps.fixed``).
"""

import datetime
from functools import cache

from money_steps import FIXED_AT, locked, money, swedish
from naravard.agreement.duties.deadlines import STOCKHOLM
from naravard.agreement.model import Duty
from naravard.ledger import allotted_from
from naravard.ledger.facts import Allotted, Requisitioned, Sum
from naravard.web.access.actor import THE_SERVICE, Actor
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.account_lock import LockedMoney
from naravard.web.ledger.accounts import terms_for
from naravard.web.organisations.models import Organisation
from naravard.web.payments.acts import accept_requisition
from naravard.web.payments.batch_acts import make_batch
from naravard.web.payments.models import Batch
from naravard.web.people.acts.lone_work import state_lone_work
from naravard.web.people.models import LoneWork, Person
from naravard.web.tasks import changes
from people_samples import acting, member
from requisition_steps import preparer, signatory
from web_shared import WHOLE

GOTLAND, BLEKINGE, RSS, SKR, VISBY = "region-09", "region-10", "rss-09", "skr", "kommun-0980"
PAYER = "kammarkollegiet"
VFU = "vfu"
CAME = swedish("2022-09-05 09:00")
"""When requisitions come in, unless something else is said."""
REPORTED = swedish("2022-09-14 09:00")
ACCEPTED = swedish("2022-09-19 09:00")
PAYS = swedish("2022-09-20 09:00")
SHARED = swedish("2022-12-08 09:00")
"""When the placement money is fixed."""
ON = datetime.date(2022, 9, 22)
"""A Thursday that a batch is to be carried out on."""
NUMBERS = {GOTLAND: ("2120000803", "50501055"), BLEKINGE: ("2120000142", "1609908"), RSS: ("2120000803", "1609908")}
"""Organisation numbers and bankgiro numbers with right check digits; no one's real accounts."""


def organisation(code: str) -> Organisation:
    """Return an organisation as it is now."""
    found: Organisation = Organisation.objects.get(pk=code)
    return found


def details(code: str, **changed: str) -> Organisation:
    """Fill in an organisation's number and bankgiro, or what is given."""
    number, bankgiro = NUMBERS.get(code, ("2021000829", "50501055"))
    values = {"organisation_number": number, "bankgiro": bankgiro} | changed
    Organisation.objects.filter(pk=code).update(**values)
    return organisation(code)


def handler(name: str = "Kim Öst") -> Actor:
    """Make one of Kammarkollegiet's handlers, and return it as an actor."""
    return acting(member(PAYER, "payment-handler", name))


def alone(someone: Person, permission: Permission = Permission.PAY) -> LoneWork:
    """Let one of Kammarkollegiet's people do alone what two otherwise do."""
    made: LoneWork = state_lone_work(
        actor=acting(member(PAYER, "administrator", "Ada Min")),
        organisation_code=PAYER,
        permission=permission.value,
        person=someone,
        reason="Vi är bara en.",
        at=PAYS,
    )
    return made


def allotted(
    code: str, *extra: Sum, agreement_id: str = WHOLE, at: datetime.datetime = FIXED_AT, version: int = 1
) -> LockedMoney:
    """Allot one recipient its signed sums, and more grants where they are given."""
    shown, account = shown_or_404(agreement_id), locked(code, at, agreement_id)
    assert shown.allocation is not None
    fact = allotted_from(shown.allocation, code, fact_id=f"{code}-{version}", version=version, at=at)
    sums = (*fact.sums, *extra)
    account.take(
        Allotted(
            id=fact.id, recipient=code, at=at, clause=fact.clause or account.terms.clause, version=version, sums=sums
        ),
        by=THE_SERVICE,
    )
    return account


@cache
def _duty(agreement_id: str, code: str, about: str) -> Duty:
    shown = shown_or_404(agreement_id)
    terms = terms_for(shown, code)
    if about == "requisition":
        assert terms.requisition is not None
        return terms.requisition
    return next(duty for grant in terms.grants for duty in grant.conditions if duty.about == about)


def handed_in(
    code: str, about: str, at: datetime.datetime, *, prepares: Actor, signs: Actor, agreement_id: str = WHOLE
) -> None:
    """Begin a duty by one and hand it in by another."""
    duty = changes.locked_duty(
        organisation(code), agreement_id, _duty(agreement_id, code, about).id, at=at, seen_version=None
    )
    changes.begin(duty, by=prepares)
    duty = changes.locked_duty(
        organisation(code), agreement_id, _duty(agreement_id, code, about).id, at=at, seen_version=None
    )
    changes.hand_in(duty, by=signs)


def reported(code: str, about: str = "interim-report", at: datetime.datetime = REPORTED) -> None:
    """Hand in what a payment depends on."""
    handed_in(code, about, at, prepares=preparer(code, at), signs=signatory(code, at))


def requisitioned(
    code: str, at: datetime.datetime = CAME, *, signer: str = "signatory", agreement_id: str = WHOLE
) -> Requisitioned:
    """Requisition all that a recipient is allotted, prepared by one person and signed by another."""
    day = at.astimezone(STOCKHOLM).date()
    prepares = acting(member(code, "cfo" if code != SKR else "skr-official", "Bo Al"), day=day)
    signs = acting(member(code, signer, "Siv Ek"), day=day)
    account = locked(code, at, agreement_id)
    assert account.book.tally.allotted is not None
    needed = {one.grant.id for one in account.terms.grants if one.needs_requisition}
    sums = tuple(part for part in account.book.tally.allotted.sums if part.grant in needed)
    handed_in(code, "requisition", at, prepares=prepares, signs=signs, agreement_id=agreement_id)
    return locked(code, at, agreement_id).add(Requisitioned, by=signs, version=account.version, sums=sums)


def accepted(code: str, at: datetime.datetime = ACCEPTED, *, by: Actor | None = None) -> str:
    """Bring a recipient all the way to an accepted requisition whose conditions are met; return what it claims."""
    details(code)
    if not money(code).is_fixed:
        allotted(code)
    if any(one.conditions for one in money(code).terms.grants if one.needs_requisition):
        reported(code)
    fact = requisitioned(code)
    accept_requisition(
        actor=by or handler(), organisation=organisation(code), agreement_id=WHOLE, requisition=fact.id, at=at
    )
    return f"r:{fact.id}"


def placed(code: str, amount: int = 1_000_000, at: datetime.datetime = SHARED) -> str:
    """Bring a recipient to placement money that is fixed, and whose weeks were reported in time."""
    details(code)
    allotted(code, Sum(VFU, amount), at=at)
    reported(code, "key-report", swedish("2022-11-30 23:59"))
    return f"g:{VFU}"


def batched(*choices: tuple[str, str], at: datetime.datetime = PAYS, by: Actor | None = None) -> Batch:
    """Order payments from the bank."""
    details(PAYER)
    made: Batch = make_batch(
        actor=by or handler(),
        organisation=organisation(PAYER),
        agreement_id=WHOLE,
        choices=choices,
        execution_day=max(ON, at.date()),
        at=at,
    )
    return made
