"""All recipients of an agreement's money, with what each gets."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from naravard.agreement.model import Text
from naravard.agreement.reference import County, counties
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown
from naravard.web.agreements.frame import page
from naravard.web.agreements.in_force import in_force_or_404
from naravard.web.agreements.recipient_kinds import KINDS, by_address
from naravard.web.agreements.sums import awaiting, county_of
from naravard.web.money.book import MoneyBook, RecipientSums, book_of
from naravard.web.money.onward import onward_of
from naravard.web.money.tables.recipients import recipients_table
from naravard.web.money.views.lookup import RECIPIENTS
from naravard.web.site.tables import export, present

ALL = "alla"
WITHOUT = "utan"
"""What the query calls the kind that is left out."""


@dataclass(frozen=True, slots=True)
class KindChoice:
    """One kind to choose."""

    address: str
    name: Text
    count: int


@dataclass(frozen=True, slots=True)
class RecipientFilter:
    """Which recipients are asked for; nothing means those who have amounts."""

    kind: str = ""
    county: str = ""
    without: str = ""
    """The kind that is left out: a county's municipalities' side is all but the regions."""

    @classmethod
    def from_query(cls, query: QueryDict) -> "RecipientFilter":
        """Read the filter out of the address's query."""
        return cls(kind=query.get("slag", ""), county=query.get("lan", ""), without=query.get(WITHOUT, ""))

    def chosen(self, shown: Shown) -> tuple[RecipientSums, ...]:
        """Return the accounts that match, in the agreement's order."""
        return tuple(account for account in book_of(shown).accounts if self._matches(shown, account))

    def _matches(self, shown: Shown, account: RecipientSums) -> bool:
        if self.county and county_of(account.recipient) != self.county:
            return False
        left_out = by_address(self.without)
        if left_out is not None and account.recipient.kind == left_out.id:
            return False
        kind = by_address(self.kind)
        if kind is not None:
            return account.recipient.kind == kind.id
        has_amount = bool(account.parts or onward_of(shown).of(account.recipient))
        return has_amount or self.kind == ALL or bool(self.county)


@open_to_everyone
def recipients(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """List the recipients, by kind and county, with what each gets."""
    shown = in_force_or_404(agreement_id)
    book = book_of(shown)
    wanted = RecipientFilter.from_query(request.GET)
    accounts = wanted.chosen(shown) or (() if wanted.kind or wanted.county else book.accounts)
    table = recipients_table(shown, accounts)
    if form:
        return export(table, form)

    return page(
        request,
        "money/recipients.html",
        shown,
        RECIPIENTS,
        wanted=wanted,
        kinds=_kinds(book),
        counties=_counties(book),
        count=len(accounts),
        total=len(book.accounts),
        without_amount=sum(1 for account in book.accounts if not account.parts),
        all_url=f"{reverse(RECIPIENTS, args=[agreement_id])}?slag={ALL}",
        awaiting=awaiting(shown.allocation) if shown.allocation else [],
        table=present(request, table),
    )


def _kinds(book: MoneyBook) -> list[KindChoice]:
    return [KindChoice(kind.address, kind.many, len(book.of_kind(kind.id))) for kind in KINDS if book.of_kind(kind.id)]


def _counties(book: MoneyBook) -> list[County]:
    """Return the counties to choose among, or an empty list if only one kind of recipient lies in them."""
    kinds = {account.recipient.kind for account in book.accounts if county_of(account.recipient)}
    named = {county_of(account.recipient) for account in book.accounts}
    return (
        [county for county in counties() if county.code in named] if len(kinds) > 1 or "municipality" in kinds else []
    )
