"""What is to be done and reached: requirements, duties, goals, and what results are measured by."""

from typing import Literal

from django.http import HttpRequest
from ninja import Field, Query, Router

from naravard.agreement.model import Agreement, Duty, Goal, Requirement
from naravard.agreement.reference import groups as builtin_groups
from naravard.indicators.model import Indicator
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.filters import RequirementFilter, groups_named
from naravard.web.api.description import answers
from naravard.web.api.lookup import agreement_named
from naravard.web.api.paging import Page, part
from naravard.web.api.parameters import AgreementId, Paging, one_of

router = Router(tags=["Obligations"])


class RequirementsAsked(Paging):
    """Which requirements."""

    who: str | None = Field(None, description="The id of the group, organisation or party that it is said of.")
    level: Literal["must", "should", "may"] | None = Field(None, description="must: ska. should: bör. may: kan, får.")
    area: str | None = Field(None, description="The id of a development area.")
    clause: str | None = Field(None, description="The id of a clause; the clauses under it are included.")

    def chosen(self, agreement: Agreement) -> list[Requirement]:
        """Return the requirements asked for; what the agreement does not have is refused by name."""
        bound = {group.id for group in (*builtin_groups(), *agreement.recipients)} | set(groups_named(agreement))
        clauses = {clause.id for clause in agreement.clauses} | {entry.clause for entry in agreement.requirements}
        wanted = RequirementFilter(
            who=one_of("who", self.who, sorted(bound)) or "",
            level=self.level or "",
            area=one_of("area", self.area, [area.id for area in agreement.areas]) or "",
            clause=one_of("clause", self.clause, sorted(clauses)) or "",
        )
        return wanted.chosen(agreement)


@router.get(
    "/agreements/{agreement_id}/requirements",
    summary="The requirements",
    operation_id="requirements",
    openapi_extra=answers(Page[Requirement], 304, 404),
)
@open_to_everyone
def requirements(request: HttpRequest, agreement_id: AgreementId, asked: Query[RequirementsAsked]) -> Page[Requirement]:
    """Everything that shall, should or may be done, quoted exactly, with its clause."""
    return part(request, asked.chosen(agreement_named(agreement_id).agreement), asked)


@router.get(
    "/agreements/{agreement_id}/duties",
    summary="The duties with their days",
    operation_id="duties",
    openapi_extra=answers(Page[Duty], 304, 404),
)
@open_to_everyone
def duties(request: HttpRequest, agreement_id: AgreementId, asked: Query[Paging]) -> Page[Duty]:
    """Everything that is to be done by a day: who, what, to whom, by when, and what follows if it is missed."""
    return part(request, agreement_named(agreement_id).agreement.duties, asked)


@router.get(
    "/agreements/{agreement_id}/goals",
    summary="The goals",
    operation_id="goals",
    openapi_extra=answers(Page[Goal], 304, 404),
)
@open_to_everyone
def goals(request: HttpRequest, agreement_id: AgreementId, asked: Query[Paging]) -> Page[Goal]:
    """The results to be reached: measure, denominator, level and day, and what the text leaves open."""
    return part(request, agreement_named(agreement_id).agreement.goals, asked)


@router.get(
    "/agreements/{agreement_id}/indicators",
    summary="The indicators with their published values",
    operation_id="indicators",
    openapi_extra=answers(Page[Indicator], 304, 404),
)
@open_to_everyone
def indicators(request: HttpRequest, agreement_id: AgreementId, asked: Query[Paging]) -> Page[Indicator]:
    """What results are measured by: each value with method, coverage and source, or why it is missing."""
    return part(request, agreement_named(agreement_id).indicators, asked)
