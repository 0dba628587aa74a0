"""The recipients: what each gets, of which grants, and what falls on it."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated

from django.http import HttpRequest
from msgspec import Struct
from msgspec.structs import asdict
from ninja import Field, Query, Router

from naravard.agreement.model import Agreement, Recipient, Text
from naravard.agreement.model.basics import about
from naravard.agreement.reference import RecipientKind
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown
from naravard.web.agreements.in_force import in_force
from naravard.web.agreements.sums import county_of
from naravard.web.api.addresses import agreement_address, explanation_address
from naravard.web.api.amounts import AllocatedAmount, VersionInForce, amounts_of, version_of
from naravard.web.api.description import answers
from naravard.web.api.lookup import agreement_named, in_force_named, missing
from naravard.web.api.paging import Page, part
from naravard.web.api.parameters import AgreementId, Code, Paging, Parameters, one_of
from naravard.web.money.addresses import recipient_url
from naravard.web.money.book import RecipientSums, book_of
from naravard.web.money.obligations import duties_of, groups_of
from naravard.web.money.onward import OnwardPart, onward_of

router = Router(tags=["Recipients"])


class RecipientItem(Struct, frozen=True, kw_only=True):
    """A recipient with its sums."""

    recipient: Recipient
    binding: Annotated[
        int, about("What it gets in all, whole kronor, by the version in force or else the signed annexes.")
    ]
    computed: Annotated[int, about("What it gets in all by the rules, whole kronor.")]
    onward: Annotated[int, about("What reaches it out of its county's sums, whole kronor; no money beside those.")]
    inhabitants: Annotated[Fraction | None, about("Where the agreement counts them.")]
    per_inhabitant: Annotated[Fraction | None, about("Binding kronor per inhabitant, exact.")]
    awaits: Annotated[tuple[str, ...], about("The grants it takes part in that are not shared out yet.")]
    address: Annotated[str, about("The address of all that has the recipient's code.")]
    page: Annotated[str, about("The page for people, in the language asked for.")]


class OnwardAmount(Struct, frozen=True, kw_only=True):
    """A recipient's part of its county's sum of a grant."""

    grant: Annotated[str, about("The grant's id.")]
    county: Annotated[Recipient, about("Who received the county's sum.")]
    amount: Annotated[int, about("Whole kronor.")]
    exact: Annotated[Fraction, about("Kronor before the rounding.")]
    explanation: Annotated[str, about("The address of how the amount came about.")]


class RecipientRank(Struct, frozen=True, kw_only=True):
    """A place by kronor per inhabitant, 1 for the most."""

    place: int
    of: Annotated[int, about("How many there are of the same kind.")]


class RecipientAccount(RecipientItem, frozen=True, kw_only=True):
    """One recipient with all that it gets and all that falls on it."""

    amounts: tuple[AllocatedAmount, ...]
    earmarks: Annotated[tuple[AllocatedAmount, ...], about("Parts of the amounts, no money beside them.")]
    onward_amounts: tuple[OnwardAmount, ...]
    rank: RecipientRank | None
    groups: Annotated[tuple[str, ...], about("The groups it belongs to: whom requirements and duties are said of.")]
    duties: Annotated[tuple[str, ...], about("The ids of its duties.")]


class RecipientAnswer(Struct, frozen=True, kw_only=True):
    """All that have one code: a region and the RSS of its county share theirs."""

    code: str
    name: Annotated[Text, about("The recipient's name, or the first of them.")]
    version: Annotated[
        VersionInForce | None, about("The fixed version that the amounts are; null while nothing is fixed.")
    ]
    accounts: tuple[RecipientAccount, ...]


class RecipientsAsked(Paging):
    """Which recipients."""

    kind: RecipientKind | None = Field(None, description="The kind of recipient.")
    county: str | None = Field(None, description="A county's code: its region, its RSS and its municipalities.")

    def chosen(self, shown: Shown) -> list[RecipientSums]:
        """Return the accounts asked for, in the agreement's order."""
        accounts = book_of(shown).accounts
        one_of("county", self.county, sorted({county_of(account.recipient) for account in accounts} - {""}))
        return [
            account
            for account in accounts
            if self.kind in (None, account.recipient.kind) and self.county in (None, county_of(account.recipient))
        ]


@router.get(
    "/agreements/{agreement_id}/recipients",
    summary="The recipients and their sums",
    operation_id="recipients",
    openapi_extra=answers(Page[RecipientItem], 304, 404),
)
@open_to_everyone
def recipients(request: HttpRequest, agreement_id: AgreementId, asked: Query[RecipientsAsked]) -> Page[RecipientItem]:
    """Everyone that a grant names, at the first or the second level, with what each gets in all."""
    shown = in_force_named(agreement_id)
    return part(request, [_item(shown, account) for account in asked.chosen(shown)], asked)


@router.get(
    "/agreements/{agreement_id}/recipients/{code}",
    summary="One recipient",
    operation_id="recipient",
    openapi_extra=answers(RecipientAnswer, 304, 404),
)
@open_to_everyone
def recipient(
    request: HttpRequest,
    agreement_id: AgreementId,
    code: Code,
    asked: Query[Parameters],
) -> RecipientAnswer:
    """Everything about those who have this code: amounts, earmarks, second-level amounts, duties."""
    current = agreement_named(agreement_id)
    valid = in_force(current)
    shown = valid if book_of(valid).with_code(code) else current
    book = book_of(shown)
    accounts = book.with_code(code)
    if not accounts:
        known = list(dict.fromkeys(account.recipient.code for account in book.accounts))
        noun = Text("ingen mottagare med koden", "no recipient with the code")
        raise missing("recipient-unknown", "code", code, known, what=noun)
    return RecipientAnswer(
        code=code,
        name=Text(accounts[0].recipient.name),
        version=version_of(shown),
        accounts=tuple(_account(shown, current.agreement, account) for account in accounts),
    )


def _item(shown: Shown, account: RecipientSums) -> RecipientItem:
    found = account.recipient
    return RecipientItem(
        recipient=found,
        binding=account.amount,
        computed=account.computed,
        onward=sum(each.cell.binding for each in onward_of(shown).of(found)),
        inhabitants=account.inhabitants,
        per_inhabitant=account.per_inhabitant,
        awaits=tuple(allocated.grant.id for allocated in account.awaited),
        address=agreement_address(shown.agreement.id, "recipients", found.code),
        page=recipient_url(shown, found.code),
    )


def _account(shown: Shown, current: Agreement, account: RecipientSums) -> RecipientAccount:
    found = account.recipient
    rank = book_of(shown).rank(account)
    return RecipientAccount(
        **asdict(_item(shown, account)),
        amounts=tuple(amount for each in account.parts for amount in amounts_of(shown, each.allocated, [each.cell])),
        earmarks=tuple(_earmarks(shown, account)),
        onward_amounts=tuple(_onward(current.id, each) for each in onward_of(shown).of(found)),
        rank=RecipientRank(place=rank.place, of=rank.count) if rank is not None else None,
        groups=tuple(group.id for group in groups_of(current, found)),
        duties=tuple(duty.id for duty in duties_of(current, found)),
    )


def _earmarks(shown: Shown, account: RecipientSums) -> Iterator[AllocatedAmount]:
    for each in account.parts:
        for earmarked in each.allocated.earmarks:
            cells = [earmarked.cell(account.recipient.code)]
            yield from amounts_of(shown, each.allocated, cells, earmarked.earmark.id)


def _onward(agreement_id: str, each: OnwardPart) -> OnwardAmount:
    grant_id, cell = each.second.grant.id, each.cell
    return OnwardAmount(
        grant=grant_id,
        county=each.county.county,
        amount=cell.binding,
        exact=cell.exact,
        explanation=explanation_address(agreement_id, grant_id, cell.recipient.code),
    )
