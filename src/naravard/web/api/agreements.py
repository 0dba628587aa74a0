"""The agreements: the list of them, and each one whole."""

import datetime
from typing import Annotated

from django.http import HttpRequest
from django.urls import reverse
from msgspec import Struct
from ninja import Query, Router

from naravard.agreement.model import Agreement, Period, Text, Total
from naravard.agreement.model.basics import about
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown, all_shown
from naravard.web.agreements.in_force import all_in_force, in_force, numbers_in_force
from naravard.web.api.addresses import agreement_address
from naravard.web.api.amounts import VersionInForce, version_of
from naravard.web.api.description import answers
from naravard.web.api.lookup import agreement_named
from naravard.web.api.paging import Page, part
from naravard.web.api.parameters import AgreementId, Paging, Parameters

router = Router(tags=["Agreements"])


class AgreementItem(Struct, frozen=True, kw_only=True):
    """An agreement in the list of them."""

    id: Annotated[str, about("The agreement's id, used in every address below it.")]
    name: Text
    subtitle: Text | None
    period: Annotated[Period, about("The days the agreement covers.")]
    total: Annotated[Total, about("The agreement's whole sum, whole kronor.")]
    is_allocated: Annotated[bool, about("Whether its rules could be carried out; then there are amounts.")]
    digest: Annotated[str, about("SHA-256 of the agreement's files, in hex: the same digest, the same data.")]
    loaded_at: Annotated[datetime.datetime, about("When these files were loaded.")]
    version: Annotated[
        VersionInForce | None, about("The fixed version of the allocation that is in force; null while none is fixed.")
    ]
    address: Annotated[str, about("The address of the whole agreement.")]
    page: Annotated[str, about("The page for people, in the language asked for.")]


class StatedReference(Struct, frozen=True, kw_only=True):
    """A reference number that the text names and does not state, as it was stated since."""

    id: Annotated[str, about("The id among the agreement's reference_numbers.")]
    number: str
    stated_at: datetime.datetime


class WholeAgreement(Agreement, frozen=True, kw_only=True):
    """One agreement, whole and typed: what its folder says, with the files that it names read in."""

    digest: Annotated[str, about("SHA-256 of the agreement's files, in hex: the same digest, the same data.")]
    loaded_at: Annotated[datetime.datetime, about("When these files were loaded.")]
    version: Annotated[
        VersionInForce | None, about("The fixed version of the allocation that is in force; null while none is fixed.")
    ]
    stated_reference_numbers: Annotated[
        tuple[StatedReference, ...], about("The reference numbers that were stated since the text was signed.")
    ]
    page: Annotated[str, about("The page for people, in the language asked for.")]


@router.get(
    "/agreements",
    summary="The agreements",
    operation_id="agreements",
    openapi_extra=answers(Page[AgreementItem], 304),
)
@open_to_everyone
def agreements(request: HttpRequest, asked: Query[Paging]) -> Page[AgreementItem]:
    """Every agreement that is loaded, the latest period first."""
    return part(request, [_item(shown, valid) for shown, valid in zip(all_shown(), all_in_force(), strict=True)], asked)


@router.get(
    "/agreements/{agreement_id}",
    summary="One agreement, whole",
    operation_id="agreement",
    openapi_extra=answers(WholeAgreement, 304, 404),
)
@open_to_everyone
def agreement(request: HttpRequest, agreement_id: AgreementId, asked: Query[Parameters]) -> WholeAgreement:
    """The agreement as it is written, in the format of agreement folders.

    Parties, period, areas, recipients, grants with their rules, keys with their numbers, signed annexes, text,
    requirements, duties, goals, papers and remarks.
    """
    shown = agreement_named(agreement_id)
    fields = {name: getattr(shown.agreement, name) for name in Agreement.__struct_fields__}
    return WholeAgreement(
        **fields,
        digest=shown.digest,
        loaded_at=shown.loaded_at,
        version=version_of(in_force(shown)),
        stated_reference_numbers=tuple(
            StatedReference(id=one.reference.id, number=one.number, stated_at=one.stated_at)
            for one in numbers_in_force(shown)
            if one.stated_at is not None
        ),
        page=_page(shown),
    )


def _item(shown: Shown, valid: Shown) -> AgreementItem:
    found = shown.agreement
    return AgreementItem(
        id=found.id,
        name=found.name,
        subtitle=found.subtitle,
        period=found.period,
        total=found.total,
        is_allocated=valid.allocation is not None,
        digest=shown.digest,
        loaded_at=shown.loaded_at,
        version=version_of(valid),
        address=agreement_address(found.id),
        page=_page(shown),
    )


def _page(shown: Shown) -> str:
    return reverse("agreements:overview", args=[shown.agreement.id])
