"""What an amount consists of: the API's answer to every amount of an organisation's money (decision 53).

An answer that holds amounts says in ``consists_of`` where each of them is accounted for: an address, or a template of
addresses (RFC 6570) to be filled in with the figure's name and with what it is of.
"""

import datetime
from dataclasses import dataclass, fields
from typing import Annotated
from urllib.parse import urlencode

from django.http import HttpRequest
from msgspec import Struct
from ninja import Field, P, PathEx, Query, Router

from naravard.agreement.model import Text
from naravard.agreement.model.basics import about
from naravard.web.access.permissions import Permission
from naravard.web.agreements.clauses import slug
from naravard.web.agreements.current import Shown
from naravard.web.api.addresses import agreement_address, organisation_address
from naravard.web.api.description import with_key
from naravard.web.api.errors import UnknownError, shown
from naravard.web.api.keys import needs, own
from naravard.web.api.lookup import agreement_named
from naravard.web.api.organisations import OrganisationCode
from naravard.web.api.parameters import AgreementId, Parameters
from naravard.web.funds.amount_parts import AmountPart, UnknownAmountError
from naravard.web.funds.amounts import Accountant
from naravard.web.funds.picture import picture_of
from naravard.web.ledger.amount_links import FIGURES, AmountLinks, AskedAmount
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.organisations.models import Organisation
from naravard.web.site.clock import now

router = Router(tags=["Own money"])
OWN = "/organisations/{organisation_code}/money/{agreement_id}"
WATCHED = "/organisations/{organisation_code}/country/{agreement_id}/money/{recipient_code}"
Figure = PathEx[str, P(description="The name of a figure among the sums: allotted, paid, costs, left …")]
RecipientCode = PathEx[str, P(description="The recipient's code: region-09, rss-09, kommun-0980, skr.")]
_PARTS = tuple(one.name for one in fields(AskedAmount) if one.name != "figure")


class AmountAsked(Parameters):
    """Which part of a figure: what is left out is not asked for."""

    grant: str = Field("", description="A grant's id.")
    earmark: str = Field("", description="An earmark's id.")
    area: str = Field("", description="An area's id; - for grants of no area.")
    account: str = Field("", description="The code of whose account it stands in, where that is another's.")
    bearer: str = Field("", description="The code of the one whose share of the account it is.")
    activity: str = Field("", description="The code of an activity that costs are booked on.")
    activity_area: str = Field("", description="The area of the activities that costs are booked on.")
    month: str = Field("", description="The month of the costs, as YYYY-MM.")
    until: str = Field("", description="The last month of costs added up from the first.")
    source: str = Field("", description="Where the costs came from.")
    method: str = Field("", description="The method of a forecast.")
    duty: str = Field("", description="The duty that the grants are requisitioned by, or depend on.")
    fact: str = Field("", description="Something that was recorded, by its identity (entry).")
    below: str = Field("", description="Kronor: the cost items that are smaller than this.")
    until_fact: str = Field("", description="The last thing recorded that counts: the amount as it was then.")


class PartOfAmount(Struct, frozen=True, kw_only=True):
    """One of the parts that an amount consists of."""

    name: Text
    amount: Annotated[int, about("Whole kronor; below zero for what is taken away.")]
    clause: Annotated[str, about("The clause that it rests on; or empty.")]
    day: datetime.date | None
    consists_of: Annotated[str, about("The address of what it consists of, here or as a page; empty at the way's end.")]


class AccountedAmount(Struct, frozen=True, kw_only=True):
    """An amount with its parts, whose sum it is."""

    figure: str
    name: Text
    of: Annotated[Text, about("Of what: the grant, the area, the activity, the month; empty for all.")]
    amount: Annotated[int, about("Whole kronor.")]
    clause: Annotated[str, about("The clause that it rests on.")]
    clause_address: Annotated[str, about("The address of the clause; empty without one.")]
    parts: tuple[PartOfAmount, ...]
    says: Annotated[Text | None, about("How it was worked out, where the parts do not say it.")]


@dataclass(frozen=True, slots=True)
class ApiAmountLinks(AmountLinks):
    """The API's addresses of what amounts consist of."""

    def to(self, asked: AskedAmount) -> str:
        """Return the address that accounts for what is asked."""
        said = {part: value for part in _PARTS if (value := getattr(asked, part))}
        said |= {"until_fact": self.until_fact} if self.until_fact else {}
        return f"{self.base}{asked.figure}{'?' + urlencode(said) if said else ''}"

    @property
    def template(self) -> str:
        """Return the template of every amount's address (RFC 6570)."""
        return f"{self.base}{{figure}}{{?{','.join(_PARTS)}}}"


def own_links(code: str, agreement_id: str) -> ApiAmountLinks:
    """Return where an organisation's own amounts are accounted for."""
    return ApiAmountLinks(f"{organisation_address(code, 'money', agreement_id, 'amounts')}/")


def watched_links(watcher: str, agreement_id: str, code: str) -> ApiAmountLinks:
    """Return where a recipient's amounts are accounted for to one who watches the country."""
    return ApiAmountLinks(f"{organisation_address(watcher, 'country', agreement_id, 'money', code, 'amounts')}/")


@router.get(
    f"{OWN}/amounts/{{figure}}",
    summary="What an amount of the organisation's money consists of",
    operation_id="organisation-money-amount",
    openapi_extra=with_key(AccountedAmount, 404),
)
@needs(Permission.SEE)
def amount(
    request: HttpRequest,
    organisation_code: OrganisationCode,
    agreement_id: AgreementId,
    figure: Figure,
    asked: Query[AmountAsked],
) -> AccountedAmount:
    """The parts whose sum an amount is, each with its clause and where it leads; the figures are those of the sums."""
    _, organisation = own(request, organisation_code)
    found = agreement_named(agreement_id)
    return _accounted(found, organisation, own_links(organisation.code, agreement_id), figure, asked, is_own=True)


@router.get(
    f"{WATCHED}/amounts/{{figure}}",
    summary="What an amount of one recipient's money consists of",
    operation_id="country-money-amount",
    openapi_extra=with_key(AccountedAmount, 404),
)
@needs(Permission.WATCH_COUNTRY)
def watched_amount(
    request: HttpRequest,
    organisation_code: OrganisationCode,
    agreement_id: AgreementId,
    recipient_code: RecipientCode,
    figure: Figure,
    asked: Query[AmountAsked],
) -> AccountedAmount:
    """The same for those who watch the country, without what only the recipient sees."""
    own(request, organisation_code)
    found, recipient = agreement_named(agreement_id), _recipient(recipient_code)
    links = watched_links(organisation_code, agreement_id, recipient_code)
    return _accounted(found, recipient, links, figure, asked, is_own=False)


def _recipient(code: str) -> Organisation:
    found = Organisation.objects.filter(pk=code).first() if code.isprintable() else None
    if found is None:
        message = Text(f"Det finns ingen organisation ”{shown(code)}”.", f"There is no organisation “{shown(code)}”.")
        known = Organisation.objects.values_list("code", flat=True)
        raise UnknownError("organisation-unknown", message, "recipient_code", code, known)
    return found


def _accounted(
    found: Shown, organisation: Organisation, links: ApiAmountLinks, figure: str, asked: AmountAsked, *, is_own: bool
) -> AccountedAmount:
    if figure not in FIGURES:
        raise _unknown(figure)
    wanted = AskedAmount(figure, **{part: getattr(asked, part) for part in _PARTS})
    try:
        accountant = Accountant(picture_of(found, organisation, now()), links, is_own=is_own)
        if wanted.until_fact:
            accountant = accountant.until(wanted.until_fact)
        accounted = accountant.account(wanted)
    except (UnknownAmountError, NoMoneyError, KeyError):
        raise _unknown(figure) from None
    return AccountedAmount(
        figure=figure,
        name=accounted.name,
        of=accounted.of,
        amount=accounted.total,
        clause=accounted.clause,
        clause_address=_clause_address(found, accounted.clause),
        parts=tuple(_part(one) for one in accounted.parts),
        says=accounted.says,
    )


def _part(one: AmountPart) -> PartOfAmount:
    return PartOfAmount(name=one.name, amount=one.kronor, clause=one.clause, day=one.day, consists_of=one.url)


def _clause_address(found: Shown, clause: str) -> str:
    return agreement_address(found.agreement.id, "clauses", slug(clause)) if clause else ""


def _unknown(wanted: str) -> UnknownError:
    message = Text(f"Det finns inget sådant belopp: ”{shown(wanted)}”.", f"There is no such amount: “{shown(wanted)}”.")
    return UnknownError("amount-unknown", message, "figure", wanted, FIGURES)
