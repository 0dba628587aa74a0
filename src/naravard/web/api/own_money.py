"""The organisation's own money under an agreement: balances, the flow, what has been recorded, activities, papers.

Read only: money moves by acts of people. The figures are those of :class:`naravard.web.ledger.accounts.Money`, which
the pages, the exports and the papers are made from too.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from django.http import HttpRequest, HttpResponse
from msgspec import structs
from ninja import Field, Query, Router

from naravard.agreement.model import Text
from naravard.ledger import GrantBalance, ShareBalance, Sums
from naravard.ledger.facts import Fact, OnwardReturned, Paid, PaidOnward, Repaid, Sum
from naravard.ledger.statement import StatementEntry, StatementStep
from naravard.web.access.permissions import Permission
from naravard.web.activities.models import Activity
from naravard.web.agreements.current import Shown, all_shown
from naravard.web.api.addresses import organisation_address
from naravard.web.api.description import with_key
from naravard.web.api.errors import UnknownError, shown
from naravard.web.api.keys import needs, own
from naravard.web.api.lookup import agreement_named
from naravard.web.api.money_shapes import (
    EarmarkMoney,
    FlowStep,
    GrantMoney,
    HolderMoney,
    Kronor,
    MoneyEntry,
    MoneySums,
    OwnActivity,
    OwnMoney,
    OwnMoneyInShort,
    OwnPaper,
    Payment,
)
from naravard.web.api.organisations import OrganisationCode
from naravard.web.api.own_amounts import own_links
from naravard.web.api.paging import Page, part
from naravard.web.api.parameters import AgreementId, Paging, Parameters
from naravard.web.api.preconditions import versioned
from naravard.web.ledger.accounts import Money, money_of
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.ledger.holders import uses_of
from naravard.web.organisations.models import Organisation
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.overview import counts_as_late, extensions_after, own_papers
from naravard.web.site.clock import now
from naravard.web.tasks.extensions import Extended

router = Router(tags=["Own money"])
BASE = "/organisations/{organisation_code}/money"
ONE = f"{BASE}/{{agreement_id}}"


class EntriesAsked(Paging):
    """Which of what was recorded."""

    kind: str | None = Field(None, description="The kind: paid, used, repaid.")


@router.get(
    BASE,
    summary="The organisation's money, agreement by agreement",
    operation_id="organisation-money",
    openapi_extra=with_key(Page[OwnMoneyInShort], 404),
)
@needs(Permission.SEE)
def moneys(request: HttpRequest, organisation_code: OrganisationCode, asked: Query[Paging]) -> Page[OwnMoneyInShort]:
    """The sums of each agreement that gives the organisation money."""
    _, organisation = own(request, organisation_code)
    found = []
    for one in all_shown():
        try:
            money = money_of(one, organisation, now())
        except NoMoneyError:
            continue
        address = organisation_address(organisation.code, "money", one.agreement.id)
        total = sums_of(money.balance.total)
        found.append(
            OwnMoneyInShort(
                agreement=one.agreement.id,
                name=one.agreement.name,
                total=total,
                consists_of=own_links(organisation.code, one.agreement.id).template,
                address=address,
            )
        )
    return part(request, found, asked)


@router.get(
    ONE,
    summary="The organisation's money under an agreement",
    operation_id="organisation-agreement-money",
    openapi_extra=with_key(OwnMoney, 404, is_versioned=True),
)
@needs(Permission.SEE)
def agreement_money(
    request: HttpRequest, organisation_code: OrganisationCode, agreement_id: AgreementId, asked: Query[Parameters]
) -> HttpResponse:
    """Allotted, asked for, paid, used, left and repaid, by grant, holder and step of the money's way."""
    money = _money(request, organisation_code, agreement_id)
    names = {grant.id: grant.name for grant in money.shown.agreement.grants}
    code = money.organisation.code
    answer = OwnMoney(
        agreement=agreement_id,
        allocation_version=money.balance.version,
        total=sums_of(money.balance.total),
        grants=tuple(_grant(grant, names.get(grant.grant, Text(grant.grant)), code) for grant in money.balance.grants),
        flow=tuple(_step(line) for line in money.flow),
        held=tuple(_held(money.shown, money.organisation)),
        consists_of=own_links(code, agreement_id).template,
        version=money.account.version,
        address=organisation_address(code, "money", agreement_id),
    )
    return versioned(answer, money.account.version)


@router.get(
    f"{ONE}/entries",
    summary="What has been recorded about the money",
    operation_id="organisation-money-entries",
    openapi_extra=with_key(Page[MoneyEntry], 404),
)
@needs(Permission.SEE)
def entries(
    request: HttpRequest, organisation_code: OrganisationCode, agreement_id: AgreementId, asked: Query[EntriesAsked]
) -> Page[MoneyEntry]:
    """Everything that was recorded, in the order that it was, corrections too."""
    money = _money(request, organisation_code, agreement_id)
    return part(request, [_entry(one, _links(money)) for one in money.entries if asked.kind in (None, one.kind)], asked)


@router.get(
    f"{ONE}/payments",
    summary="The payments that stand",
    operation_id="organisation-money-payments",
    openapi_extra=with_key(Page[Payment], 404),
)
@needs(Permission.SEE)
def payments(
    request: HttpRequest, organisation_code: OrganisationCode, agreement_id: AgreementId, asked: Query[Paging]
) -> Page[Payment]:
    """Payments from the state, to and from those that money is passed on to, and back to the state."""
    money = _money(request, organisation_code, agreement_id)
    standing = (fact for fact in money.book.facts.values() if fact.id not in money.book.undone)
    return part(request, [payment for fact in standing if (payment := _payment(fact, _links(money)))], asked)


@router.get(
    f"{ONE}/activities",
    summary="The organisation's activities",
    operation_id="organisation-activities",
    openapi_extra=with_key(Page[OwnActivity], 404),
)
@needs(Permission.SEE)
def activities(
    request: HttpRequest, organisation_code: OrganisationCode, agreement_id: AgreementId, asked: Query[Paging]
) -> Page[OwnActivity]:
    """What the organisation uses its money for, in the order of the activities' numbers."""
    _, organisation = own(request, organisation_code)
    agreement_named(agreement_id)
    found = Activity.objects.filter(organisation=organisation, agreement_id=agreement_id).order_by("number")
    return part(request, [_activity(one) for one in found], asked)


@router.get(
    f"{ONE}/papers",
    summary="The papers that the organisation has handed in",
    operation_id="organisation-papers",
    openapi_extra=with_key(Page[OwnPaper], 404),
)
@needs(Permission.SEE)
def papers(
    request: HttpRequest, organisation_code: OrganisationCode, agreement_id: AgreementId, asked: Query[Paging]
) -> Page[OwnPaper]:
    """Requisitions, reports and the like as they were handed in, the newest first."""
    _, organisation = own(request, organisation_code)
    agreement_named(agreement_id)
    found = own_papers(organisation, agreement_id)
    given = extensions_after(found)
    return part(request, [paper_of(one, given.get(one.pk)) for one in found], asked)


def _money(request: HttpRequest, organisation_code: str, agreement_id: str) -> Money:
    _, organisation = own(request, organisation_code)
    found = agreement_named(agreement_id)
    try:
        return money_of(found, organisation, now())
    except NoMoneyError:
        known = [one.agreement.id for one in all_shown()]
        message = Text(
            f"Överenskommelsen ”{shown(agreement_id)}” ger organisationen inga medel.",
            f"The agreement “{shown(agreement_id)}” gives the organisation no money.",
        )
        raise UnknownError("agreement-unknown", message, "agreement_id", agreement_id, known) from None


def _links(money: Money) -> AmountLinks:
    return own_links(money.organisation.code, money.shown.agreement.id)


def sums_of(sums: Sums) -> MoneySums:
    """Return sums as answers tell them."""
    return MoneySums(**{name: getattr(sums, name) for name in MoneySums.__struct_fields__})


def _grant(grant: GrantBalance, name: Text, recipient: str) -> GrantMoney:
    return GrantMoney(
        grant=grant.grant,
        name=name,
        sums=sums_of(grant),
        earmarks=tuple(EarmarkMoney(**structs.asdict(one)) for one in grant.earmarks),
        holders=tuple(_holder(grant.grant, recipient, share) for share in grant.shares),
    )


def _holder(grant: str, recipient: str, share: ShareBalance) -> HolderMoney:
    return HolderMoney(
        grant=grant,
        recipient=recipient,
        holder=share.holder or recipient,
        received=share.received,
        costs=share.costs,
        used=share.used,
        left=share.left,
    )


def _held(found: Shown, organisation: Organisation) -> Iterable[HolderMoney]:
    """Give what others have passed on to the organisation, out of their accounts."""
    for use in uses_of(found, organisation.code):
        if not use.holder:
            continue
        giver = Organisation.objects.filter(pk=use.recipient).first()
        if giver is not None:
            balance = money_of(found, giver, now()).balance
            yield _holder(use.grant.id, use.recipient, balance.grant(use.grant.id).share(use.holder))


def _step(line: StatementStep) -> FlowStep:
    return FlowStep(
        step=line.step,
        name=line.name,
        clause=line.clause,
        kronor=_kronor(line.kronor),
        total=line.total,
        days=line.days,
        allocation_version=line.version,
    )


def _entry(entry: StatementEntry, links: AmountLinks) -> MoneyEntry:
    return MoneyEntry(
        entry=entry.fact,
        kind=entry.kind,
        name=entry.name,
        at=entry.at,
        day=entry.day,
        clause=entry.clause,
        kronor=_kronor(entry.kronor),
        total=entry.total,
        note=entry.note,
        consists_of=links.of("recorded", fact=entry.fact),
    )


def _kronor(by_grant: Mapping[str, int]) -> tuple[Kronor, ...]:
    return tuple(Kronor(grant=grant, amount=amount) for grant, amount in by_grant.items())


def _payment(fact: Fact, links: AmountLinks) -> Payment | None:
    if isinstance(fact, Paid):
        return _paid(fact, links, "in", "", fact.sums)
    if isinstance(fact, PaidOnward):
        return _paid(fact, links, "out", fact.to, (fact.sum,))
    if isinstance(fact, OnwardReturned):
        return _paid(fact, links, "in", fact.by, (fact.sum,))
    if isinstance(fact, Repaid):
        return _paid(fact, links, "out", "", (Sum(fact.grant, fact.amount),))
    return None


_KINDS: Mapping[type, Literal["paid", "paid-onward", "onward-returned", "repaid"]] = {
    Paid: "paid",
    PaidOnward: "paid-onward",
    OnwardReturned: "onward-returned",
    Repaid: "repaid",
}


def _paid(
    fact: Paid | PaidOnward | OnwardReturned | Repaid,
    links: AmountLinks,
    way: Literal["in", "out"],
    with_whom: str,
    sums: tuple[Sum, ...],
) -> Payment:
    return Payment(
        payment=fact.id,
        kind=_KINDS[type(fact)],
        way=way,
        with_whom=with_whom,
        day=fact.day,
        reference=fact.reference,
        kronor=tuple(Kronor(grant=one.grant, amount=one.amount, earmarks=dict(one.earmarks)) for one in sums),
        total=sum(one.amount for one in sums),
        consists_of=links.of("recorded", fact=fact.id),
    )


def _activity(activity: Activity) -> OwnActivity:
    names = set(OwnActivity.__struct_fields__) - {"activity"}
    return OwnActivity(activity=activity.code, **{name: getattr(activity, name) for name in names})


def paper_of(paper: HandedInPaper, extended: Extended | None) -> OwnPaper:
    """Return a paper that was handed in as answers tell it."""
    return OwnPaper(
        receipt_number=paper.receipt_number,
        paper=paper.paper_id,
        name=Text(paper.name_sv, paper.name_en),
        duty=paper.duty_id,
        edition=paper.edition,
        receiver=paper.receiver_code,
        way=paper.way,
        handed_in_at=paper.handed_in_at,
        last_day=paper.last_day,
        was_late=paper.was_late,
        extended_to=extended.to_day if extended else None,
        counts_as_late=counts_as_late(paper, extended),
        allocation_version=paper.allocation_version,
        pdf_sha256=paper.pdf_sha256,
    )
