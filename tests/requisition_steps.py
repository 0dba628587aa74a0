"""Requisitions brought to a state by the acts themselves, for tests of any room that follows them."""

import datetime
from typing import Any
from uuid import uuid4

from money_steps import FIXED_AT, money, swedish
from naravard.allocation import allocate
from naravard.ledger import allotted_from
from naravard.web.access.actor import THE_SERVICE, Actor
from naravard.web.agreements.current import shown_or_404
from naravard.web.durable import durably
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.models import FixedAllocation
from naravard.web.ledger.next_version import SIGNED, total_of
from naravard.web.organisations.models import Organisation
from naravard.web.papers.drafts import draft_of
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.papers.signed_files import ON_PAPER
from naravard.web.requisitions.amounts import asked_of
from naravard.web.requisitions.paper_kinds import REQUISITION
from people_samples import acting, member
from web_shared import WHOLE

WRITTEN_AT = swedish("2022-11-02 10:00:00")
SIGNED_AT = swedish("2022-11-03 09:30:15")
DETAILS = {
    "organisation_number": "2321000016",
    "address": "Box 1",
    "postal_code": "62181",
    "city": "Visby",
    "contact_name": "Kim Ek",
    "contact_email": "ekonomi@example.org",
    "contact_phone": "0498-26 90 00",
    "bankgiro": "50501055",
}
NUMBERS = {"diarienummer-overenskommelsen": "S2022/00472", "diarienummer-utbetalningsbeslutet": "S2022/01234"}


def fixed_for(code: str, at: datetime.datetime = FIXED_AT) -> FixedAllocation:
    """Fix the allocation and allot one recipient its sums: :func:`money_steps.fixed` allots all, and takes its time."""
    shown = shown_or_404(WHOLE)
    allocation = allocate(shown.agreement)
    made, _ = FixedAllocation.objects.get_or_create(
        agreement_id=WHOLE,
        version=1,
        defaults={
            "digest": shown.digest,
            "basis": SIGNED,
            "total": total_of(allocation, SIGNED),
            "made_at": at,
            "made_by": THE_SERVICE.who.code,
        },
    )
    if money(code).is_fixed:
        return made
    with durably():
        locked = locked_money(Organisation.objects.get(pk=code), WHOLE, at=at, seen_version=None)
        locked.take(allotted_from(allocation, code, fact_id=uuid4().hex, version=1, at=at), by=THE_SERVICE)
    return made


def with_details(code: str) -> Organisation:
    """Fill in all that a requisition asks for of an organisation."""
    Organisation.objects.filter(pk=code).update(**DETAILS)
    return Organisation.objects.get(pk=code)


def preparer(code: str, at: datetime.datetime = WRITTEN_AT, name: str = "Bo Al") -> Actor:
    """Make someone who may prepare a requisition."""
    role = {"re": "official", "rs": "rss-coordinator", "sk": "skr-official", "ko": "municipal-official"}[code[:2]]
    return acting(member(code, role, name), day=at.date())


def signatory(code: str, at: datetime.datetime = SIGNED_AT, name: str = "Siv Ek") -> Actor:
    """Make someone who may sign."""
    return acting(member(code, "signatory", name), day=at.date())


def written(code: str, by: Actor | None = None, *, at: datetime.datetime = WRITTEN_AT, **values: str) -> PaperDraft:
    """Write a requisition of all that is allotted, the values given instead."""
    fixed_for(code)
    organisation = with_details(code)
    found = money(code)
    asked = asked_of(found.terms, found.available(found.terms.requisitions[0]))
    amounts = {one.name: str(one.allotted.amount) for one in asked}
    earmarks = {name: str(given) for one in asked for _earmark, name, given in one.earmarks}
    version = draft_of(organisation, WHOLE, REQUISITION.duty_of(shown_or_404(WHOLE), organisation.code)).version
    return REQUISITION.acts.write(
        actor=by or preparer(code, at),
        organisation=organisation,
        agreement_id=WHOLE,
        values=NUMBERS | amounts | earmarks | values,
        version=version,
        at=at,
    )


def ready(code: str, by: Actor | None = None, *, at: datetime.datetime = WRITTEN_AT, **values: str) -> PaperDraft:
    """Write a requisition and make it ready to be signed."""
    by = by or preparer(code, at)
    draft = written(code, by, at=at, **values)
    return REQUISITION.acts.ready(
        actor=by, organisation=draft.organisation, agreement_id=WHOLE, version=draft.version, at=at
    )


def requisitioned(
    code: str,
    by: Actor | None = None,
    *,
    at: datetime.datetime = SIGNED_AT,
    written_at: datetime.datetime | None = None,
    **given: Any,
) -> HandedInPaper:
    """Write, make ready, sign on paper and hand in a requisition of all that is allotted."""
    draft = ready(code, at=written_at or min(WRITTEN_AT, at))
    return REQUISITION.acts.hand_in(
        actor=by or signatory(code, at),
        organisation=draft.organisation,
        agreement_id=WHOLE,
        version=draft.version,
        way=ON_PAPER,
        at=at,
        **given,
    )
