"""An RSS's sharing brought to a state by the same functions as on the pages; for tests of any room."""

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from money_steps import FIXED_AT, swedish
from naravard.agreement.duties import organisation_code
from naravard.agreement.model import Equal, Rule
from naravard.ledger import allotted_from
from naravard.ledger.facts import Paid, RequisitionAccepted, Requisitioned
from naravard.web.access.actor import THE_SERVICE, Actor
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.models import Account
from naravard.web.organisations.models import Organisation
from naravard.web.sharing.acts.consent import answer_sharing, decide_sharing, send_sharing
from naravard.web.sharing.acts.draft import WrittenProposal, draft_sharing
from naravard.web.sharing.acts.keys import add_county_key
from naravard.web.sharing.acts.onward_payments import pay_onward
from naravard.web.sharing.county import members_of
from naravard.web.sharing.models import Answer, Proposal
from naravard.web.sharing.overview import CountySharing, county_sharing
from people_samples import acting, member
from web_shared import WHOLE

RSS = "rss-08"
"""Kalmar county: twelve municipalities."""
GRANT = "nara-vard-kommuner"
AT = swedish("2022-10-03 09:00")
LAST_DAY = datetime.date(2022, 10, 24)
AFTER = swedish("2022-10-25 00:00")


def organisation(code: str = RSS) -> Organisation:
    """Return an organisation."""
    return Organisation.objects.get(pk=code)


def coordinator(code: str = RSS, name: str = "Rut Sand") -> Actor:
    """Return an RSS coordinator, as an actor."""
    return acting(member(code, "rss-coordinator", name), day=AT.date())


def official(code: str) -> Actor:
    """Return a municipal official, as an actor."""
    return acting(member(code, "municipal-official", "Mia Kull"), day=AT.date())


def codes(rss: str = RSS) -> list[str]:
    """Return the organisation codes of a county's municipalities."""
    return [organisation_code(one) for one in members_of(shown_or_404(WHOLE), rss)]


def allotted(rss: str = RSS, at: datetime.datetime = FIXED_AT) -> None:
    """Allot one RSS its signed sums, and nobody else anything: quicker than fixing the agreement."""
    shown = shown_or_404(WHOLE)
    assert shown.allocation is not None
    money = locked_money(organisation(rss), WHOLE, at=at, seen_version=None)
    if money.book.tally.allotted is None:
        money.take(allotted_from(shown.allocation, rss, fact_id=f"allotted-{rss}", version=1, at=at), by=THE_SERVICE)


def paid(rss: str = RSS, at: datetime.datetime = AT) -> None:
    """Let an RSS ask for and be paid all that it is allotted."""
    allotted(rss)
    money = locked_money(organisation(rss), WHOLE, at=at, seen_version=None)
    assert money.book.tally.allotted is not None
    sums = money.book.tally.allotted.sums
    asked = money.add(Requisitioned, by=THE_SERVICE, version=1, sums=sums)
    money.add(RequisitionAccepted, by=THE_SERVICE, requisition=asked.id)
    money.add(Paid, by=THE_SERVICE, requisition=asked.id, version=1, day=at.date(), reference="KK 1", sums=sums)


def drafted(rss: str = RSS, grant: str = GRANT, *, rule: Rule | None = None, kept: int = 0, **more: Any) -> Proposal:
    """Write a proposal, by equal parts unless a rule is given."""
    allotted(rss)
    written = WrittenProposal(
        rule=rule or Equal(),
        kept=kept,
        kept_reason="Gemensam projektledning" if kept else "",
        motivation="Lika delar är enklast.",
    )
    given: dict[str, Any] = {"actor": coordinator(rss), "at": AT} | more
    return draft_sharing(organisation=organisation(rss), agreement_id=WHOLE, grant_id=grant, written=written, **given)


def sent(rss: str = RSS, grant: str = GRANT, **more: Any) -> Proposal:
    """Write a proposal and send it."""
    draft = drafted(rss, grant, **more)
    changed = "Rättat efter svaren." if draft.number > 1 else ""
    return send_sharing(
        actor=coordinator(rss), organisation=organisation(rss), agreement_id=WHOLE, grant_id=grant,
        answer_by=LAST_DAY, what_changed=changed, at=AT,
    )  # fmt: skip


def answered(code: str, *, grant: str = GRANT, number: int = 1, text: str = "", **more: Any) -> Answer:
    """Let a municipality consent, or leave views when a text is given."""
    given: dict[str, Any] = {"actor": official(code), "at": AT} | more
    return answer_sharing(
        organisation=organisation(code), agreement_id=WHOLE, grant_id=grant, number=number,
        stance=Answer.COMMENTS if text else Answer.CONSENTS, text=text, **given,
    )  # fmt: skip


def decided(rss: str = RSS, grant: str = GRANT, *, at: datetime.datetime = AFTER, **more: Any) -> Proposal:
    """Write, send and decide on a proposal that nobody has answered."""
    sent(rss, grant, **more)
    return decide_sharing(
        actor=coordinator(rss), organisation=organisation(rss), agreement_id=WHOLE, grant_id=grant,
        account="Ingen kommun har svarat.", at=at,
    )  # fmt: skip


def passed_on(payments: Mapping[str, int], rss: str = RSS, grant: str = GRANT, **more: Any) -> list[Any]:
    """Record payments to municipalities, which no one need have prepared where the service records them."""
    given: dict[str, Any] = {
        "actor": THE_SERVICE, "at": AFTER, "day": AFTER.date(), "reference": "B 7"
    } | more  # fmt: skip
    return pay_onward(organisation=organisation(rss), agreement_id=WHOLE, grant_id=grant, payments=payments, **given)


def stands(rss: str = RSS, at: datetime.datetime = AFTER) -> CountySharing:
    """Return an RSS's sharing as it stands."""
    return county_sharing(shown_or_404(WHOLE), organisation(rss), at)


def money_version(rss: str = RSS) -> int:
    """Return the version of an RSS's account, as its pages carry it."""
    return Account.objects.get(agreement_id=WHOLE, organisation=rss).version


def given(**more: Any) -> dict[str, Any]:
    """Return what every act of the RSS is given."""
    return {
        "actor": coordinator(), "organisation": organisation(), "agreement_id": WHOLE, "grant_id": GRANT, "at": AT
    } | more  # fmt: skip


def amounts(proposal: Proposal) -> dict[str, int]:
    """Return what a version gives each municipality."""
    return {share.organisation_id: share.amount for share in proposal.shares.all()}


def key(name: str, *numbers: int) -> str:
    """Bring a key of the county, a number for each municipality in turn; return its id."""
    at = {code.rpartition("-")[2]: Fraction(number) for code, number in zip(codes(), numbers, strict=True)}
    made = add_county_key(
        actor=coordinator(), organisation=organisation(), agreement_id=WHOLE, name=name, unit="invånare",
        source="SCB", describes="2021-11-01", numbers=at, at=AT,
    )  # fmt: skip
    return made.key_id


def refusal(error: pytest.ExceptionInfo[Any]) -> str:
    """Return why something was refused, as programs know it."""
    return str(error.value.code)
