"""One recipient, or a county's region and RSS together: the money, the dates and the requirements that fall on it."""

from dataclasses import dataclass
from fractions import Fraction

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement import reference
from naravard.agreement.model import Duty, Earmark, Text
from naravard.allocation.model import Cell
from naravard.documents.table import Table
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb, page
from naravard.web.agreements.in_force import in_force
from naravard.web.agreements.recipient_kinds import KindOfRecipient, by_address, kind
from naravard.web.agreements.sums import county_of
from naravard.web.money.addresses import earmark_url, recipient_url
from naravard.web.money.book import GrantPart, Rank, RecipientSums, book_of
from naravard.web.money.obligations import GroupRequirements, duties_of, requirements_on
from naravard.web.money.onward import OnwardPart, onward_of
from naravard.web.money.tables.account import account_table, duties_table, in_time
from naravard.web.money.views.lookup import RECIPIENTS
from naravard.web.site.tables import ShownTable, export, present

DATES = "datum"
"""The word for the duties' table in addresses; the others are the kinds' own."""


@dataclass(frozen=True, slots=True)
class EarmarkPart:
    """A recipient's part of an earmark, with the address of its explanation."""

    earmark: Earmark
    part: GrantPart
    cell: Cell
    url: str


@dataclass(frozen=True, slots=True)
class AccountSection:
    """One account as the page shows it."""

    account: RecipientSums
    kind: KindOfRecipient
    table: ShownTable | None
    earmarks: tuple[EarmarkPart, ...]
    rank: Rank | None
    average: Fraction | None
    onward: tuple[OnwardPart, ...]
    requirements: tuple[GroupRequirements, ...]


@open_to_everyone
def recipient(request: HttpRequest, agreement_id: str, code: str, part: str = "", form: str = "") -> HttpResponse:
    """Show what a region, county, municipality or other recipient gets, and what falls on it.

    ``part`` names one of the page's tables, for its file.
    """
    current = shown_or_404(agreement_id)
    valid = in_force(current)
    shown = valid if book_of(valid).with_code(code) else current  # one who came into the agreement after the version
    accounts = book_of(shown).with_code(code)
    if not accounts:
        raise Http404(_("Ingen mottagare i överenskommelsen har koden ”%(code)s”.") % {"code": code})
    if form:
        return export(_asked_for(shown, current, accounts, part), form)
    duties = _duties(current, accounts)
    return page(
        request,
        "money/recipient.html",
        shown,
        RECIPIENTS,
        Crumb(_("Mottagare"), reverse(RECIPIENTS, args=[agreement_id])),
        name=_name(accounts),
        parts=[_section(request, shown, current, account, several=len(accounts) > 1) for account in accounts],
        is_one=len(accounts) == 1,
        amount=sum(account.amount for account in accounts),
        has_amounts=any(account.parts for account in accounts),
        amount_onward=_amount_onward(shown, accounts),
        duties=_duties_shown(request, current, accounts, duties) if duties else None,
        county=_county_sum(shown, accounts),
        members=_municipalities(shown, accounts),
    )


def _amount_onward(shown: Shown, accounts: tuple[RecipientSums, ...]) -> int:
    """Return what reaches them at the second level, whole kronor."""
    parts = [part for account in accounts for part in onward_of(shown).of(account.recipient)]
    return sum(part.cell.binding for part in parts)


def _asked_for(shown: Shown, current: Shown, accounts: tuple[RecipientSums, ...], part: str) -> Table:
    """Return the table that an export's address means."""
    if part == DATES:
        return duties_table(current, accounts, _duties(current, accounts))
    wanted = by_address(part)
    chosen = tuple(account for account in accounts if wanted is None or account.recipient.kind == wanted.id)
    if not chosen or (part and wanted is None):
        raise Http404(_("Mottagaren har ingen sådan tabell."))
    return account_table(shown, chosen)


def _name(accounts: tuple[RecipientSums, ...]) -> Text:
    """Return the recipient's name, or the county's where its region and RSS share the page."""
    first = accounts[0].recipient
    if len(accounts) == 1 or not first.county:
        return Text(first.name)
    return Text(reference.county(first.county).name)


def _section(
    request: HttpRequest, shown: Shown, current: Shown, account: RecipientSums, *, several: bool
) -> AccountSection:
    book, own = book_of(shown), kind(account.recipient.kind)
    base = f"{request.path}{own.address}" if several else request.path.rstrip("/")

    table = present(
        request,
        account_table(shown, (account,)),
        sort_name=f"sort-{own.address}" if several else "sort",
        export_base=base,
        stacked=True,
    )
    return AccountSection(
        account=account,
        kind=own,
        table=table if account.parts else None,
        earmarks=tuple(_earmarks(shown, account)),
        rank=book.rank(account),
        average=book.average(account.recipient.kind),
        onward=onward_of(shown).of(account.recipient),
        requirements=requirements_on(current.agreement, account.recipient),
    )


def _earmarks(shown: Shown, account: RecipientSums) -> list[EarmarkPart]:
    code = account.recipient.code
    return [
        EarmarkPart(
            allocated.earmark,
            part,
            allocated.cell(code),
            earmark_url(shown, part.allocated.grant.id, code, allocated.earmark.id),
        )
        for part in account.parts
        for allocated in part.allocated.earmarks
    ]


def _duties(shown: Shown, accounts: tuple[RecipientSums, ...]) -> tuple[Duty, ...]:
    every = {duty.id: duty for account in accounts for duty in duties_of(shown.agreement, account.recipient)}
    return in_time(tuple(every.values()))


def _duties_shown(
    request: HttpRequest, shown: Shown, accounts: tuple[RecipientSums, ...], duties: tuple[Duty, ...]
) -> ShownTable:
    table = duties_table(shown, accounts, duties)
    return present(request, table, sort_name="sort-datum", export_base=f"{request.path}{DATES}", stacked=True)


def _county_sum(shown: Shown, accounts: tuple[RecipientSums, ...]) -> dict[str, object] | None:
    """Return what a municipality's county gets for its municipalities together, with its address."""
    first = accounts[0].recipient
    if first.kind != "municipality":
        return None
    held = [account for account in book_of(shown).with_code(county_of(first)) if account.recipient.kind == "rss"]
    if not held or not held[0].parts:
        return None
    return {
        "account": held[0],
        "name": Text(reference.county(county_of(first)).name),
        "url": recipient_url(shown, held[0].recipient.code),
        "is_shared": any(part.allocated.grant.onward for part in held[0].parts),
    }


def _municipalities(shown: Shown, accounts: tuple[RecipientSums, ...]) -> dict[str, object] | None:
    """Return how many of the county's municipalities are recipients too, with the address of their list."""
    county = accounts[0].recipient.county
    if not county or accounts[0].recipient.kind not in {"region", "rss"}:
        return None
    found = [entry for entry in book_of(shown).in_county(county) if entry.recipient.kind == "municipality"]
    url = f"{reverse(RECIPIENTS, args=[shown.agreement.id])}?slag=kommuner&lan={county}"
    return {"count": len(found), "url": url, "accounts": found} if found else None
