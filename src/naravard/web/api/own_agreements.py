"""All agreements and grants of the organisation that a key belongs to: sums, conditions, next days, how they stand."""

import datetime
from typing import Annotated

from django.http import HttpRequest
from django.urls import reverse
from msgspec import Struct
from ninja import Query, Router

from naravard.agreement.model import Text
from naravard.agreement.model.basics import about
from naravard.web.access.permissions import Permission
from naravard.web.api.description import with_key
from naravard.web.api.keys import needs, own
from naravard.web.api.organisations import OrganisationCode
from naravard.web.api.own_duties import StatusCode
from naravard.web.api.paging import Page, part
from naravard.web.api.parameters import Paging
from naravard.web.home.agreement_overview import AgreementEntry, Deadline, GrantLine, own_overview
from naravard.web.site.clock import now

router = Router(tags=["Organisations"])


class ToldCondition(Struct, frozen=True, kw_only=True):
    """What the text makes a condition for the money."""

    clause: str
    text: Annotated[str, about("The agreement's own words.")]
    due: Annotated[datetime.date | None, about("The agreement's day; null where the condition has none.")]


class NextDay(Struct, frozen=True, kw_only=True):
    """What is to be done next."""

    duty: Annotated[str, about("The duty's id.")]
    name: Text
    holder: Annotated[str, about("Whose duty it is, by code: its own, or of whom its money comes through.")]
    receiver: Annotated[Text | None, about("Who receives it; null where the text names no one.")]
    clause: str
    due: Annotated[datetime.date | None, about("The last day that counts; null where the text gives none.")]
    days_left: Annotated[int | None, about("Days to it; below 0 after it.")]
    page: Annotated[str, about("The page for people, in the language asked for.")]


class OwnGrant(Struct, frozen=True, kw_only=True):
    """One grant of the organisation."""

    grant: Annotated[str, about("The grant's id.")]
    name: Text
    through: Annotated[str | None, about("The code of whom the money comes through; null where it comes straight.")]
    amount: Annotated[int | None, about("Whole kronor by the version in force; null while it is not shared out.")]
    paid: Annotated[int | None, about("What has come, whole kronor.")]
    conditions: tuple[ToldCondition, ...]
    next: Annotated[NextDay | None, about("What is to be done next; null where nothing is.")]
    status: Annotated[StatusCode | None, about("How what is to be done stands; null where the text asks for nothing.")]


class OwnAgreement(Struct, frozen=True, kw_only=True):
    """One agreement that gives the organisation money or asks something of it."""

    agreement: Annotated[str, about("The agreement's id.")]
    name: Text
    from_day: datetime.date
    to_day: datetime.date
    closed: Annotated[bool, about("Whether nothing more is to be done under it.")]
    grants: tuple[OwnGrant, ...]
    next: Annotated[NextDay | None, about("What is most pressing; null where nothing is to be done.")]
    status: Annotated[StatusCode | None, about("How what is most pressing stands.")]
    page: Annotated[str, about("The page for people, in the language asked for.")]


@router.get(
    "/organisations/{organisation_code}/agreements",
    summary="All agreements and grants of the organisation",
    operation_id="organisation-agreements",
    openapi_extra=with_key(Page[OwnAgreement], 404),
)
@needs(Permission.SEE)
def own_agreements(
    request: HttpRequest, organisation_code: OrganisationCode, asked: Query[Paging]
) -> Page[OwnAgreement]:
    """What the organisation gets by each agreement, on which conditions, by which day, and how it stands."""
    _, organisation = own(request, organisation_code)
    return part(request, [_told(entry) for entry in own_overview(organisation, now())], asked)


def _told(entry: AgreementEntry) -> OwnAgreement:
    agreement = entry.shown.agreement
    return OwnAgreement(
        agreement=agreement.id,
        name=agreement.name,
        from_day=agreement.period.from_,
        to_day=agreement.period.to,
        closed=entry.is_closed,
        grants=tuple(_grant(line) for line in entry.lines),
        next=_next(entry.next),
        status=entry.status.value if entry.status else None,
        page=f"{reverse('home:agreements', args=[entry.organisation.code])}?overenskommelse={agreement.id}",
    )


def _grant(line: GrantLine) -> OwnGrant:
    return OwnGrant(
        grant=line.grant.id,
        name=line.grant.name,
        through=line.giver.code if line.giver else None,
        amount=line.amount,
        paid=line.paid,
        conditions=tuple(ToldCondition(clause=one.clause, text=one.text, due=one.due) for one in line.conditions),
        next=_next(line.next),
        status=line.status.value if line.status else None,
    )


def _next(one: Deadline | None) -> NextDay | None:
    if one is None:
        return None
    return NextDay(
        duty=one.duty.id,
        name=one.duty.name,
        holder=one.holder.code,
        receiver=one.receiver,
        clause=one.duty.clause,
        due=one.due,
        days_left=one.left,
        page=one.url,
    )
