"""Why an amount is what it is, as data: the rule's steps, the sources, the rounding, the sentences."""

from typing import Annotated

from django.http import HttpRequest
from msgspec import Struct
from ninja import Field, Query, Router

from naravard.agreement.model import Text
from naravard.agreement.model.basics import about
from naravard.allocation.errors import UnknownRecipientError
from naravard.allocation.explanation import Explanation, explain, explain_onward
from naravard.allocation.model import Allocation
from naravard.documents.pending_grants import awaiting
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown
from naravard.web.api.addresses import agreement_address
from naravard.web.api.amounts import VersionInForce, version_of
from naravard.web.api.description import answers
from naravard.web.api.errors import ApiError
from naravard.web.api.lookup import allocation_of, in_force_named
from naravard.web.api.parameters import AgreementId, Code, GrantId, Parameters
from naravard.web.money.onward import onward_of

router = Router(tags=["Money"])


class ExactNumber(Struct, frozen=True, kw_only=True):
    """An exact number, twice."""

    fraction: Annotated[str, about('As a fraction in lowest terms, which loses nothing: "2/3", "7".')]
    decimal: Annotated[str, about('Up to six decimals, for people; an ellipsis says that more follow: "0.666666…".')]


class ExplainedStep(Struct, frozen=True, kw_only=True):
    """One step from the pot to the exact amount: a node of the rule's tree, evaluated for this recipient."""

    kind: Annotated[str, about("The kind of rule, as the agreement has it.")]
    clause: Annotated[str | None, about("The clause of this part of the rule, where it has one of its own.")]
    earmark: Annotated[str | None, about("The earmark that the step shares out.")]
    exact: Annotated[ExactNumber, about("Kronor that the step gives.")]
    figures: Annotated[
        dict[str, ExactNumber],
        about("The numbers it rests on, by name: pot, count, key_value, key_total, share, weight, base and others."),
    ]
    keys: Annotated[tuple[str, ...], about("The keys used, in the order of their figures.")]
    parts: Annotated[tuple["ExplainedStep", ...], about("The steps inside it.")]


class ExplainedRecipient(Struct, frozen=True, kw_only=True):
    """Who gets the amount."""

    code: str
    name: str
    kind: str


class ExplainedClauses(Struct, frozen=True, kw_only=True):
    """The clauses that the amount rests on."""

    amount: Annotated[str, about("Where the pot is stated.")]
    rule: Annotated[str, about("Where the rule is stated.")]


class ExplainedRounding(Struct, frozen=True, kw_only=True):
    """How the exact amount became whole kronor."""

    method: str
    unit: Annotated[int, about("Kronor rounded to.")]
    rounded_down: int
    remainder: Annotated[ExactNumber, about("What the exact amount has above that.")]
    rank: Annotated[int, about("Its place among the remainders, 1 for the largest.")]
    of: Annotated[int, about("How many were rounded together.")]
    raised: Annotated[int, about("Kronor that the rounding added.")]
    raised_count: Annotated[int, about("How many were raised.")]
    moved: Annotated[int, about("Of an earmark: kronor moved so that no one's earmarks pass its grant.")]


class ExplainedOverride(Struct, frozen=True, kw_only=True):
    """An amount moved by hand in the signed annex."""

    change: Annotated[int, about("Signed amount minus computed amount, whole kronor.")]
    reason: Text
    clause: str


class ExplainedKey(Struct, frozen=True, kw_only=True):
    """A key that the amount rests on."""

    id: str
    name: Text
    unit: Text
    source: Annotated[Text, about("Where the numbers come from.")]
    reference_date: Annotated[str | None, about("The day the numbers describe.")]
    reference_period: Text | None
    clause: str
    brought: Annotated[bool, about("Whether the numbers were brought by the one who asks.")]


class ExplainedLine(Struct, frozen=True, kw_only=True):
    """One sentence or two, in both languages."""

    kind: Annotated[str, about("What the line tells.")]
    sv: str
    en: str
    amount: Annotated[ExactNumber | None, about("The kronor that the line arrives at.")]
    clause: str | None
    source: Text | None
    depth: Annotated[int, about("How deep in the rule's tree the line stands.")]


class WaterfallBar(Struct, frozen=True, kw_only=True):
    """One bar from the pot to the krona."""

    kind: str
    label: Text
    value: ExactNumber
    start: ExactNumber
    end: ExactNumber
    clause: str | None


class ExplainedAmount(Struct, frozen=True, kw_only=True):
    """One amount, explained from the pot to the krona."""

    agreement: str
    level: Annotated[str, about("grant, earmark, or onward: a municipality's part of its county's sum.")]
    grant: str
    names: Annotated[dict[str, Text], about("The names of the grant, and of the earmark or the county.")]
    recipient: ExplainedRecipient
    amount: Annotated[int, about("The binding amount, whole kronor.")]
    computed: Annotated[int, about("What the rules give, whole kronor.")]
    exact: Annotated[ExactNumber, about("Kronor before the rounding.")]
    pot: Annotated[int, about("What was shared out, whole kronor.")]
    clauses: ExplainedClauses
    unallocated: Annotated[int, about("Whole kronor of the pot that no one receives.")]
    rounding: ExplainedRounding
    override: ExplainedOverride | None
    keys: tuple[ExplainedKey, ...]
    step: ExplainedStep
    earmark_steps: Annotated[tuple[ExplainedStep, ...], about("The grant's earmarks that have rules of their own.")]
    lines: Annotated[tuple[ExplainedLine, ...], about("Sentences in reading order; together they tell the whole way.")]
    waterfall: tuple[WaterfallBar, ...]
    version: Annotated[VersionInForce | None, about("The fixed version that it is; null while nothing is fixed.")]


class ExplanationAsked(Parameters):
    """Which of the recipient's amounts of the grant."""

    earmark: str | None = Field(None, description="The id of one of the grant's earmarks, for the amount of that.")


@router.get(
    "/agreements/{agreement_id}/allocation/{grant}/{code}",
    summary="How an amount came about",
    operation_id="explanation",
    openapi_extra=answers(ExplainedAmount, 304, 404, 409),
)
@open_to_everyone
def explanation(
    request: HttpRequest, agreement_id: AgreementId, grant: GrantId, code: Code, asked: Query[ExplanationAsked]
) -> dict[str, object]:
    """One amount explained as data, with the exact fraction, the clause and the source of each step.

    Where a grant is shared out onward in each county, a municipality's code gives its part of the county's sum.
    """
    valid = in_force_named(agreement_id, grant)
    return {**explained(valid, grant, code, asked.earmark).as_data(), "version": version_of(valid)}


def explained(shown: Shown, grant_id: str, code: str, earmark: str | None) -> Explanation:
    """Return the explanation at the first level or, when the recipient does not exist, at the second."""
    allocation = allocation_of(shown)
    _refuse_awaiting(shown, allocation, grant_id)
    try:
        return explain(allocation, grant_id, code, earmark=earmark)
    except UnknownRecipientError:
        second = onward_of(shown).levels.get(grant_id)
        if second is None or earmark is not None:
            raise
        return explain_onward(allocation, second, code)


def _refuse_awaiting(shown: Shown, allocation: Allocation, grant_id: str) -> None:
    """Say what is awaited when the grant's amounts cannot be computed yet."""
    for allocated in allocation.grants:
        if allocated.grant.id == grant_id and allocated.awaits:
            address = f"{agreement_address(shown.agreement.id, 'allocation')}?grant={grant_id}"
            raise ApiError(
                409,
                "key-awaited",
                message=awaiting(shown.agreement, allocated),
                where="grant",
                way_out=Text(f"Se {address}.", f"See {address}."),
            )
