"""The amendments of an agreement: what each changes, as it was and as it became, and what it adds."""

import datetime
from typing import Annotated

from django.http import HttpRequest
from msgspec import Struct
from ninja import Query, Router

from naravard.agreement.amendments import ADDED, ChangedValue, changes_of
from naravard.agreement.model import Text
from naravard.agreement.model.basics import about
from naravard.documents.amendment_words import difference, in_words
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown
from naravard.web.api.description import answers
from naravard.web.api.lookup import agreement_named
from naravard.web.api.paging import Page, part
from naravard.web.api.parameters import AgreementId, Paging

router = Router(tags=["Agreements"])


class AmendedValue(Struct, frozen=True, kw_only=True):
    """One value that an amendment changes."""

    of: Annotated[str, about("agreement, area, grant, earmark or duty: the kind of thing whose value it is.")]
    id: Annotated[str, about("The thing's id; the agreement's own for the agreement.")]
    name: Text
    value: Annotated[str, about("amount, rule, opens, due or ends.")]
    before: Annotated[Text, about("As it was, in words.")]
    after: Annotated[Text, about("As it became, in words.")]
    difference: Annotated[int | None, about("By how many kronor a sum is changed; null for what is no sum.")]
    clause: Annotated[str, about("The amendment's clause.")]
    text: Annotated[str, about("The amendment's own words; empty where none are quoted.")]


class AmendmentItem(Struct, frozen=True, kw_only=True):
    """One amendment, in the order in which they hold."""

    id: str
    name: Text
    decided: Annotated[datetime.date, about("The day it was decided or signed.")]
    first_day: Annotated[datetime.date, about("The first day on which the agreement reads as changed.")]
    is_in_force: Annotated[bool, about("Whether the agreement reads as changed by it today.")]
    changes: tuple[AmendedValue, ...]
    added: Annotated[
        dict[str, tuple[str, ...]], about("The ids of what it adds, by section of the format: grants, duties, …")
    ]
    note: Text | None


@router.get(
    "/agreements/{agreement_id}/amendments",
    summary="The amendments",
    operation_id="amendments",
    openapi_extra=answers(Page[AmendmentItem], 304, 404),
)
@open_to_everyone
def amendments(request: HttpRequest, agreement_id: AgreementId, asked: Query[Paging]) -> Page[AmendmentItem]:
    """Every later paper that changes the agreement, also those whose day has not come. The agreement reads as they say.

    `/agreements/{agreement_id}` is the agreement as it reads today; what it was before stands here.
    """
    shown = agreement_named(agreement_id)
    numbers = range(1, len(shown.signed.amendments) + 1)
    return part(request, [_item(shown, number) for number in numbers], asked)


def _item(shown: Shown, number: int) -> AmendmentItem:
    amendment = shown.signed.amendments[number - 1]
    added = {section: tuple(one.id for one in getattr(amendment, section) if hasattr(one, "id")) for section in ADDED}
    return AmendmentItem(
        id=amendment.id,
        name=amendment.name,
        decided=amendment.decided,
        first_day=amendment.from_,
        is_in_force=number <= shown.agreement.holding,
        changes=tuple(_value(shown, one) for one in changes_of(shown.signed, number)),
        added={section: ids for section, ids in added.items() if ids},
        note=amendment.note,
    )


def _value(shown: Shown, one: ChangedValue) -> AmendedValue:
    return AmendedValue(
        of=one.kind,
        id=one.item or shown.agreement.id,
        name=one.name,
        value=one.value,
        before=in_words(one.before, shown.agreement),
        after=in_words(one.after, shown.agreement),
        difference=difference(one),
        clause=one.change.clause,
        text=one.change.text,
    )
