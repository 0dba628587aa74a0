"""The allocation: every amount, computed and binding, and the grants that await a key."""

from typing import Annotated

from django.http import HttpRequest
from msgspec import Struct
from msgspec.structs import asdict
from ninja import Field, Query, Router

from naravard.agreement.model import Text
from naravard.agreement.model.basics import about
from naravard.allocation.model import Allocation, Cell, GrantAllocation
from naravard.documents.pending_grants import awaiting
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown
from naravard.web.agreements.in_force import in_force
from naravard.web.api.amounts import AllocatedAmount, AwaitedKey, VersionInForce, amounts_of, awaited, version_of
from naravard.web.api.description import answers
from naravard.web.api.lookup import agreement_named, allocation_of
from naravard.web.api.paging import Page, part
from naravard.web.api.parameters import AgreementId, Paging, one_of
from naravard.web.api.versions import version_named
from naravard.web.money.book import book_of

router = Router(tags=["Money"])


class GrantSums(Struct, frozen=True, kw_only=True):
    """One grant and its sums over all its recipients, or what it awaits."""

    grant: Annotated[str, about("The grant's id.")]
    name: Text
    amount: Annotated[int, about("What there is to share out, whole kronor.")]
    clause: Annotated[str, about("The clause that states it.")]
    binding: Annotated[int, about("The sum of the binding amounts, whole kronor.")]
    computed: Annotated[int, about("The sum of the computed amounts, whole kronor.")]
    unallocated: Annotated[int, about("Whole kronor that no one receives by the rules.")]
    awaits: Annotated[tuple[AwaitedKey, ...], about("The keys it is waiting for; then there are no amounts yet.")]
    message: Annotated[Text | None, about("What it awaits, in words.")]


class AllocationPage(Page[AllocatedAmount], frozen=True, kw_only=True):
    """A part of the amounts, with the grants that they are of."""

    version: Annotated[
        VersionInForce | None, about("The fixed version that the amounts are; null while nothing is fixed.")
    ]
    grants: Annotated[
        tuple[GrantSums, ...], about("The grants asked for, all of them on every page; sums over all recipients.")
    ]


class AllocationAsked(Paging):
    """Which amounts."""

    grant: str | None = Field(None, description="The id of a grant.")
    recipient: str | None = Field(None, description="A recipient's code; a county's code means its region and its RSS.")
    version: int | None = Field(
        None, description="The number of a fixed version; without it the amounts are those in force.", ge=1
    )
    earmarks: bool = Field(
        default=False,
        description="Whether the earmarks' amounts come too, after their grant's; they are parts of it.",
    )

    def grants(self, shown: Shown, allocation: Allocation) -> list[GrantAllocation]:
        """Return the grants asked for, in the agreement's order; what does not exist is refused by name."""
        agreement = shown.agreement
        one_of("grant", self.grant, [grant.id for grant in agreement.grants])
        codes = dict.fromkeys(account.recipient.code for account in book_of(shown).accounts)
        one_of("recipient", self.recipient, codes)
        return [
            allocated
            for allocated in allocation.grants
            if self.grant in (None, allocated.grant.id)
            and (
                self.recipient is None
                or any(each.code == self.recipient for each in agreement.recipients_of(allocated.grant))
            )
        ]

    def amounts(self, shown: Shown, allocated: GrantAllocation) -> list[AllocatedAmount]:
        """Return the amounts of one grant that are asked for."""
        found = amounts_of(shown, allocated, self._cells(allocated.cells))
        for earmarked in allocated.earmarks if self.earmarks else ():
            found += amounts_of(shown, allocated, self._cells(earmarked.cells), earmarked.earmark.id)
        return found

    def _cells(self, cells: tuple[Cell, ...]) -> list[Cell]:
        return [cell for cell in cells if self.recipient in (None, cell.recipient.code)]


@router.get(
    "/agreements/{agreement_id}/allocation",
    summary="The amounts, to the krona",
    operation_id="allocation",
    openapi_extra=answers(AllocationPage, 304, 404, 409),
)
@open_to_everyone
def allocation(request: HttpRequest, agreement_id: AgreementId, asked: Query[AllocationAsked]) -> AllocationPage:
    """Every amount, grant by grant: the binding one, the computed one, and the exact one before the rounding.

    The binding amount is that of the version in force, else that of the signed annexes. A grant that awaits a key has
    no amounts, and says what it awaits.
    """
    shown = agreement_named(agreement_id)
    shown = in_force(shown) if asked.version is None else version_named(shown, asked.version)
    grants = asked.grants(shown, allocation_of(shown))
    found = part(request, [amount for allocated in grants for amount in asked.amounts(shown, allocated)], asked)
    return AllocationPage(
        **asdict(found), version=version_of(shown), grants=tuple(_sums(shown, allocated) for allocated in grants)
    )


def _sums(shown: Shown, allocated: GrantAllocation) -> GrantSums:
    grant = allocated.grant
    return GrantSums(
        grant=grant.id,
        name=grant.name,
        amount=grant.amount,
        clause=grant.clause,
        binding=sum(cell.binding for cell in allocated.cells),
        computed=sum(cell.computed for cell in allocated.cells),
        unallocated=allocated.unallocated,
        awaits=awaited(shown.agreement, allocated),
        message=awaiting(shown.agreement, allocated) if allocated.awaits else None,
    )
