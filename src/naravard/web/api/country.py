"""The whole country's state for those who watch it: each recipient's money, and each one's duties."""

from typing import Annotated

from django.http import HttpRequest
from msgspec import Struct
from ninja import Query, Router

from naravard.agreement.model import Text
from naravard.agreement.model.basics import about
from naravard.web.access.permissions import Permission
from naravard.web.api.description import with_key
from naravard.web.api.inbox import DutyOfAnother, duty_of
from naravard.web.api.keys import needs, own
from naravard.web.api.lookup import agreement_named
from naravard.web.api.money_shapes import MoneySums
from naravard.web.api.organisations import OrganisationCode
from naravard.web.api.own_amounts import watched_links
from naravard.web.api.own_money import sums_of
from naravard.web.api.paging import Page, part
from naravard.web.api.parameters import AgreementId, Paging
from naravard.web.funds.country import country_moneys
from naravard.web.ledger.accounts import Money
from naravard.web.site.clock import now
from naravard.web.tasks.duties import tasks_for

router = Router(tags=["Country"])
ONE = "/organisations/{organisation_code}/country/{agreement_id}"


class CountryGrant(Struct, frozen=True, kw_only=True):
    """One grant of a recipient."""

    grant: Annotated[str, about("The grant's id.")]
    sums: MoneySums


class CountryMoney(Struct, frozen=True, kw_only=True):
    """One recipient's money."""

    organisation: Annotated[str, about("The recipient's code.")]
    organisation_name: Text
    kind: Annotated[str, about("The kind of organisation.")]
    allocation_version: Annotated[int, about("The fixed allocation that holds; 0 while nothing is allotted.")]
    total: MoneySums
    grants: tuple[CountryGrant, ...]
    consists_of: Annotated[
        str,
        about("What each amount here consists of: a template (RFC 6570) of its address, by figure and what it is of."),
    ]


@router.get(
    f"{ONE}/money",
    summary="Where the whole country's money is",
    operation_id="country-money",
    openapi_extra=with_key(Page[CountryMoney], 404),
)
@needs(Permission.WATCH_COUNTRY)
def money(
    request: HttpRequest, organisation_code: OrganisationCode, agreement_id: AgreementId, asked: Query[Paging]
) -> Page[CountryMoney]:
    """Each recipient's sums, in all and by grant: the figures of the country's page."""
    own(request, organisation_code)
    moneys = country_moneys(agreement_named(agreement_id), now())
    return part(request, [_money(one, organisation_code) for one in moneys], asked)


@router.get(
    f"{ONE}/duties",
    summary="What everyone is to do, and how it stands",
    operation_id="country-duties",
    openapi_extra=with_key(Page[DutyOfAnother], 404),
)
@needs(Permission.WATCH_COUNTRY)
def duties(
    request: HttpRequest, organisation_code: OrganisationCode, agreement_id: AgreementId, asked: Query[Paging]
) -> Page[DutyOfAnother]:
    """Each duty for each who has it."""
    own(request, organisation_code)
    found = agreement_named(agreement_id)
    return part(request, [duty_of(task) for task in tasks_for(found, found.agreement.duties, now())], asked)


def _money(one: Money, watcher: str) -> CountryMoney:
    return CountryMoney(
        organisation=one.organisation.code,
        organisation_name=one.organisation.text,
        kind=one.organisation.kind,
        allocation_version=one.balance.version,
        total=sums_of(one.balance.total),
        grants=tuple(CountryGrant(grant=grant.grant, sums=sums_of(grant)) for grant in one.balance.grants),
        consists_of=watched_links(watcher, one.shown.agreement.id, one.organisation.code).template,
    )
