"""The agreement's own words, clause by clause, and what rests on each."""

from typing import Annotated

from django.http import HttpRequest
from msgspec import Struct
from msgspec.structs import asdict
from ninja import Query, Router

from naravard.agreement.model import Clause
from naravard.agreement.model.basics import about
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.clauses import ClauseBook, slug
from naravard.web.agreements.current import Shown
from naravard.web.api.addresses import agreement_address
from naravard.web.api.description import answers
from naravard.web.api.lookup import agreement_named, clause_named
from naravard.web.api.paging import Page, part
from naravard.web.api.parameters import AgreementId, ClauseAddress, Paging, Parameters

router = Router(tags=["Text"])


class ClauseItem(Struct, frozen=True, kw_only=True):
    """One numbered part of the agreement's text, in its own words, which are Swedish."""

    id: Annotated[str, about('As the text numbers it: "9", "3.4.1", "bilaga 4".')]
    title: str
    level: Annotated[int, about("1 for a chapter or annex, 2 for a section, and so on.")]
    text: Annotated[str, about("The clause's own wording, as Markdown.")]
    address: Annotated[str, about("The address of the clause with what rests on it.")]


class RestingGrant(Struct, frozen=True, kw_only=True):
    """An earmark of a grant."""

    grant: Annotated[str, about("The grant's id.")]
    earmark: Annotated[str, about("The earmark's id.")]


class RestingOverride(Struct, frozen=True, kw_only=True):
    """An amount moved by hand."""

    grant: Annotated[str, about("The grant's id.")]
    recipient: Annotated[str, about("The recipient's code.")]


class RestingOnClause(Struct, frozen=True, kw_only=True):
    """What rests on a clause, by id."""

    areas: tuple[str, ...]
    grants: Annotated[tuple[str, ...], about("Grants whose amount stands here.")]
    rules: Annotated[tuple[str, ...], about("Grants whose rule of allocation stands here.")]
    earmarks: tuple[RestingGrant, ...]
    requirements: tuple[str, ...]
    duties: tuple[str, ...]
    goals: tuple[str, ...]
    keys: tuple[str, ...]
    annexes: tuple[str, ...]
    overrides: tuple[RestingOverride, ...]
    papers: tuple[str, ...]
    remarks: tuple[str, ...]


class WholeClause(ClauseItem, frozen=True, kw_only=True):
    """A clause with its place in the text and all that rests on it."""

    above: Annotated[tuple[str, ...], about("The clauses it stands under, the chapter first.")]
    parts: Annotated[tuple[str, ...], about("The clauses under it, all the way down.")]
    before: Annotated[str | None, about("The clause before it.")]
    after: Annotated[str | None, about("The clause after it.")]
    resting: RestingOnClause


@router.get(
    "/agreements/{agreement_id}/clauses",
    summary="The text, clause by clause",
    operation_id="clauses",
    openapi_extra=answers(Page[ClauseItem], 304, 404),
)
@open_to_everyone
def clauses(request: HttpRequest, agreement_id: AgreementId, asked: Query[Paging]) -> Page[ClauseItem]:
    """Every clause in the order of the text, in the agreement's own words."""
    shown = agreement_named(agreement_id)
    return part(request, [_item(shown, clause) for clause in shown.agreement.clauses], asked)


@router.get(
    "/agreements/{agreement_id}/clauses/{clause}",
    summary="One clause, with what rests on it",
    operation_id="clause",
    openapi_extra=answers(WholeClause, 304, 404),
)
@open_to_everyone
def clause(
    request: HttpRequest,
    agreement_id: AgreementId,
    clause: ClauseAddress,
    asked: Query[Parameters],
) -> WholeClause:
    """One clause: its words, its neighbours, and every grant, requirement, duty and goal that names it."""
    shown = agreement_named(agreement_id)
    found, book = clause_named(shown, clause), shown.clauses
    return WholeClause(
        **asdict(_item(shown, found)),
        above=tuple(entry.id for entry in book.above(found)),
        parts=tuple(entry.id for entry in book.parts(found)),
        before=_id(book.before(found)),
        after=_id(book.after(found)),
        resting=_resting(book, found),
    )


def _item(shown: Shown, clause: Clause) -> ClauseItem:
    return ClauseItem(
        id=clause.id,
        title=clause.title,
        level=clause.level,
        text=clause.text,
        address=agreement_address(shown.agreement.id, "clauses", slug(clause.id)),
    )


def _id(clause: Clause | None) -> str | None:
    return clause.id if clause is not None else None


def _resting(book: ClauseBook, clause: Clause) -> RestingOnClause:
    found = book.resting_on(clause.id)
    return RestingOnClause(
        areas=tuple(item.id for item in found.areas),
        grants=tuple(item.id for item in found.grants),
        rules=tuple(item.id for item in found.rules),
        earmarks=tuple(RestingGrant(grant=grant.id, earmark=earmark.id) for grant, earmark in found.earmarks),
        requirements=tuple(item.id for item in found.requirements),
        duties=tuple(item.id for item in found.duties),
        goals=tuple(item.id for item in found.goals),
        keys=tuple(item.id for item in found.keys),
        annexes=tuple(item.id for item in found.published),
        overrides=tuple(RestingOverride(grant=item.grant, recipient=item.recipient) for item in found.overrides),
        papers=tuple(item.id for item in found.papers),
        remarks=tuple(item.id for item in found.remarks),
    )
