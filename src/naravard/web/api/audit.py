"""The audit: the signed annexes against the computed amounts, sums and figures, and the text against the annexes."""

from typing import Annotated

from django.http import HttpRequest
from msgspec import Struct
from ninja import Query, Router

from naravard.agreement.model.basics import about
from naravard.web.access.addresses import open_to_everyone
from naravard.web.api.description import answers
from naravard.web.api.explanation import ExactNumber
from naravard.web.api.lookup import agreement_named, allocation_of
from naravard.web.api.parameters import AgreementId, Parameters
from naravard.web.audit.current import audit_of

router = Router(tags=["Audit"])


class AuditedAmount(Struct, frozen=True, kw_only=True):
    """A published amount that is not the computed one."""

    table: Annotated[str, about("The annex's id.")]
    heading: Annotated[str, about("The column's printed heading.")]
    grant: str
    code: str
    name: str
    published: Annotated[int, about("Whole kronor, as printed.")]
    computed: Annotated[int, about("Whole kronor, as the rules give it.")]
    exact: ExactNumber
    difference: Annotated[int, about("Published minus computed, whole kronor.")]
    accounted: Annotated[bool, about("Whether the agreement's overrides account for the difference.")]


class AuditedTotal(Struct, frozen=True, kw_only=True):
    """A printed sum beside the sum of what is printed, and what the text states."""

    table: str
    heading: str
    code: Annotated[str, about("The row's recipient code; empty for the row of totals.")]
    printed: Annotated[int | None, about("Whole kronor, as printed; null where no sum is printed.")]
    summed: Annotated[int, about("Whole kronor, added up.")]
    stated: Annotated[int | None, about("What the agreement states, where it does.")]
    equal: bool


class AuditedCount(Struct, frozen=True, kw_only=True):
    """How many printed figures were compared, and how many agree."""

    compared: int
    equal: int


class AuditedAreaSum(Struct, frozen=True, kw_only=True):
    """What the text says an area holds beside the sum of its grants; no area means the whole agreement."""

    area: str | None
    clause: str
    stated: Annotated[int, about("Whole kronor, as the text states it.")]
    summed: Annotated[int, about("Whole kronor, added up.")]
    equal: bool


class AuditStatement(Struct, frozen=True, kw_only=True):
    """One statement of the audit, in both languages."""

    kind: str
    agrees: Annotated[bool, about("Whether what is printed and what is computed or stated agree.")]
    sv: str
    en: str
    clauses: tuple[str, ...]


class AuditAnswer(Struct, frozen=True, kw_only=True):
    """Everything that was compared. Nothing here judges: it is what is stated, what is printed, and the difference."""

    agreement: str
    compared: Annotated[int, about("How many published amounts were compared with the computed ones.")]
    equal: Annotated[int, about("How many of them are equal.")]
    differing: Annotated[tuple[AuditedAmount, ...], about("The others.")]
    columns: tuple[AuditedTotal, ...]
    rows: tuple[AuditedTotal, ...]
    keys: AuditedCount
    shares: AuditedCount
    areas: tuple[AuditedAreaSum, ...]
    report: Annotated[tuple[AuditStatement, ...], about("All of it in sentences, with clauses.")]


@router.get(
    "/agreements/{agreement_id}/audit",
    summary="The audit of an agreement",
    operation_id="audit",
    openapi_extra=answers(AuditAnswer, 304, 404, 409),
)
@open_to_everyone
def audit(request: HttpRequest, agreement_id: AgreementId, asked: Query[Parameters]) -> dict[str, object]:
    """Every published amount against the computed, every printed sum, and the slips and gaps in the text."""
    shown = agreement_named(agreement_id)
    allocation_of(shown)
    return audit_of(shown).as_data()
