"""The fixed versions of an agreement's allocation: which there are, and what each rests on."""

from typing import Annotated, Literal

from django.http import HttpRequest
from msgspec.structs import asdict
from ninja import Query, Router

from naravard.agreement.model import Text
from naravard.agreement.model.basics import about
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown
from naravard.web.api.addresses import agreement_address
from naravard.web.api.amounts import VersionInForce, version_of
from naravard.web.api.description import answers
from naravard.web.api.errors import UnknownError
from naravard.web.api.lookup import agreement_named
from naravard.web.api.paging import Page, part
from naravard.web.api.parameters import AgreementId, Paging
from naravard.web.ledger.in_force import as_shown
from naravard.web.ledger.models import FixedAllocation

router = Router(tags=["Money"])


class VersionItem(VersionInForce, frozen=True, kw_only=True):
    """A version in the list of them."""

    basis: Annotated[
        Literal["signed", "computed"],
        about("signed: the annexes as signed; computed: what the rules give, without the annexes' differences."),
    ]
    total: Annotated[int, about("What it shares out in all, whole kronor.")]
    reason: Annotated[str, about("Why there was a new version, in the words of who fixed it; empty for the first.")]
    address: Annotated[str, about("The address of the version's amounts.")]


@router.get(
    "/agreements/{agreement_id}/versions",
    summary="The fixed versions of the allocation",
    operation_id="versions",
    openapi_extra=answers(Page[VersionItem], 304, 404),
)
@open_to_everyone
def versions(request: HttpRequest, agreement_id: AgreementId, asked: Query[Paging]) -> Page[VersionItem]:
    """Every version that has been fixed, the newest first: that one is in force. Empty while nothing is fixed."""
    shown = agreement_named(agreement_id)
    rows = FixedAllocation.objects.filter(agreement_id=shown.agreement.id).order_by("-version")
    return part(request, [_item(fixed) for fixed in rows], asked)


def version_named(shown: Shown, number: int) -> Shown:
    """Return the agreement with the allocation of one of its versions."""
    rows = {fixed.version: fixed for fixed in FixedAllocation.objects.filter(agreement_id=shown.agreement.id)}
    if number in rows:
        return as_shown(rows[number])
    words = Text(f"Fördelningen har ingen version {number}.", f"The allocation has no version {number}.")
    raise UnknownError("version-unknown", words, "version", str(number), [str(known) for known in rows])


def _item(fixed: FixedAllocation) -> VersionItem:
    version = version_of(as_shown(fixed))
    assert version is not None  # noqa: S101 - a version is one
    return VersionItem(
        **asdict(version),
        basis="signed" if fixed.basis == "signed" else "computed",
        total=fixed.total,
        reason=fixed.reason,
        address=f"{agreement_address(fixed.agreement_id, 'allocation')}?version={fixed.version}",
    )
