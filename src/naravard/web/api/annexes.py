"""The annexes: those that were signed, as printed, and one computed for each kind of recipient."""

from collections.abc import Sequence
from typing import Annotated, Literal

from django.http import HttpRequest
from django.urls import reverse
from msgspec import Struct
from msgspec.structs import asdict
from ninja import Query, Router

from naravard.agreement.model import Agreement, PublishedTable, Text
from naravard.agreement.model.basics import about
from naravard.documents.allocation_tables import annex_tables
from naravard.documents.annexes import available, is_signed
from naravard.documents.published_tables import published_table
from naravard.documents.table import Table, Value
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown
from naravard.web.agreements.in_force import in_force
from naravard.web.api.addresses import agreement_address
from naravard.web.api.amounts import VersionInForce, version_of
from naravard.web.api.description import answers
from naravard.web.api.lookup import agreement_named, allocation_of, missing
from naravard.web.api.paging import Page, part
from naravard.web.api.parameters import AgreementId, AnnexId, Paging, Parameters
from naravard.web.money.views.annexes import listed

router = Router(tags=["Annexes"])

_HOLDS: dict[str, Literal["name", "code", "total"]] = {
    "recipient": "name",
    "recipient_code": "code",
    "total": "total",
}
"""What the columns of a computed annex hold, beside its grants."""


class AnnexItem(Struct, frozen=True, kw_only=True):
    """An annex in the list of them."""

    id: str
    heading: Text
    is_signed: Annotated[bool, about("Whether it was signed; the others are computed from the agreement's rules.")]
    clause: Annotated[str | None, about("Where it stands in the text, when it was signed.")]
    address: Annotated[str, about("The address of the whole annex.")]
    page: Annotated[str, about("The page for people, in the language asked for.")]
    pdf: Annotated[str, about("The annex as PDF, in the language asked for.")]


class AnnexColumn(Struct, frozen=True, kw_only=True):
    """A column of an annex."""

    id: str
    heading: Annotated[Text, about("As printed, or in both languages when it is computed.")]
    holds: Annotated[
        Literal["name", "code", "key", "share", "grant", "total"],
        about("name, code: text. grant, total: whole kronor as integers. key, share: exact numbers as fractions."),
    ]
    key: Annotated[str | None, about("The id of the key of a key or a share.")]
    grant: Annotated[str | None, about("The id of the grant.")]


class AnnexRow(Struct, frozen=True, kw_only=True):
    """A row of an annex."""

    code: Annotated[str, about("The recipient's code; empty for the row of totals.")]
    values: Annotated[dict[str, int | str | None], about("The values by the column's id.")]


class WholeAnnex(AnnexItem, frozen=True, kw_only=True):
    """An annex with all its rows."""

    note: Text | None
    version: Annotated[
        VersionInForce | None,
        about("The fixed version of a computed annex; null for a signed one, and while nothing is fixed."),
    ]
    columns: tuple[AnnexColumn, ...]
    rows: Annotated[tuple[AnnexRow, ...], about("The recipients' rows, in the order of the annex.")]
    totals: AnnexRow | None


@router.get(
    "/agreements/{agreement_id}/annexes",
    summary="The annexes",
    operation_id="annexes",
    openapi_extra=answers(Page[AnnexItem], 304, 404),
)
@open_to_everyone
def annexes(request: HttpRequest, agreement_id: AgreementId, asked: Query[Paging]) -> Page[AnnexItem]:
    """The signed annexes, as printed, and after them those that the rules give for each kind of recipient."""
    shown = agreement_named(agreement_id)
    valid = in_force(shown)
    items = [_item(shown if entry.is_signed else valid, entry.id) for entry in listed(shown, valid)]
    return part(request, items, asked)


@router.get(
    "/agreements/{agreement_id}/annexes/{annex}",
    summary="One annex, whole",
    operation_id="annex",
    openapi_extra=answers(WholeAnnex, 304, 404, 409),
)
@open_to_everyone
def annex(
    request: HttpRequest,
    agreement_id: AgreementId,
    annex: AnnexId,
    asked: Query[Parameters],
) -> WholeAnnex:
    """Every row and column with the totals: as printed when it was signed, else with the amounts in force."""
    shown = agreement_named(agreement_id)
    published = _published(shown.agreement, annex)
    if published is not None:
        return _signed(shown, published)
    valid = in_force(shown)
    if annex not in available(valid.agreement) or is_signed(valid.agreement, annex):
        known = [entry.id for entry in listed(shown, valid)]
        raise missing("annex-unknown", "annex", annex, known, what=Text("ingen bilaga", "no annex"))
    return _computed(valid, annex)


def _item(shown: Shown, annex_id: str) -> AnnexItem:
    agreement = shown.agreement
    published = _published(agreement, annex_id)
    return AnnexItem(
        id=annex_id,
        heading=available(agreement)[annex_id],
        is_signed=published is not None,
        clause=published.clause if published is not None else None,
        address=agreement_address(agreement.id, "annexes", annex_id),
        page=reverse("money:annex", args=[agreement.id, annex_id]),
        pdf=reverse("money:annex_pdf", args=[agreement.id, annex_id]),
    )


def _published(agreement: Agreement, annex_id: str) -> PublishedTable | None:
    return next((table for table in agreement.published if table.id == annex_id), None)


def _signed(shown: Shown, published: PublishedTable) -> WholeAnnex:
    table = published_table(shown.agreement, published, codes=False)
    columns = tuple(
        AnnexColumn(id=entry.column, heading=Text(entry.heading), holds=entry.holds, key=entry.key, grant=entry.grant)
        for entry in published.columns
    )
    return _whole(shown, published.id, table, columns, [row.code for row in published.rows])


def _computed(shown: Shown, kind: str) -> WholeAnnex:
    tables = annex_tables(allocation_of(shown), binding=True)
    table = next(table for table in tables if table.id == f"{shown.agreement.id}-{kind}")
    grants = {grant.id for grant in shown.agreement.grants}
    columns = tuple(
        AnnexColumn(
            id=column.id,
            heading=column.heading,
            holds="grant" if column.id in grants else _HOLDS[column.id],
            key=None,
            grant=column.id if column.id in grants else None,
        )
        for column in table.columns
    )
    return _whole(shown, kind, table, columns, [str(code) for code in table.column("recipient_code")])


def _whole(
    shown: Shown, annex_id: str, table: Table, columns: tuple[AnnexColumn, ...], codes: Sequence[str]
) -> WholeAnnex:
    ids = [column.id for column in columns]
    return WholeAnnex(
        **asdict(_item(shown, annex_id)),
        note=table.note,
        version=None if _published(shown.agreement, annex_id) is not None else version_of(shown),
        columns=columns,
        rows=tuple(_row(code, ids, row) for code, row in zip(codes, table.rows, strict=True)),
        totals=_row("", ids, table.total) if table.total is not None else None,
    )


def _row(code: str, ids: Sequence[str], values: Sequence[Value]) -> AnnexRow:
    return AnnexRow(code=code, values={column: _value(value) for column, value in zip(ids, values, strict=True)})


def _value(value: Value) -> int | str | None:
    if value is None or isinstance(value, int):
        return value
    return value.sv if isinstance(value, Text) else str(value)
