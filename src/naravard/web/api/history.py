"""What has been done in the organisation's matters: its events, newest first, a part at a time."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from msgspec import Struct
from ninja import Field, Query, Router

from naravard.agreement.model import Text
from naravard.agreement.model.basics import about
from naravard.web.access.permissions import Permission
from naravard.web.api.description import with_key
from naravard.web.api.errors import BadParameterError, shown
from naravard.web.api.keys import needs, own
from naravard.web.api.organisations import OrganisationCode
from naravard.web.api.parameters import MOST, USUAL, Parameters
from naravard.web.history import search
from naravard.web.history.kinds import sentence
from naravard.web.history.models import Event, Events

router = Router(tags=["Organisations"])

_DAY = r"^\d{4}-\d{2}-\d{2}$"
_LARGEST_NUMBER = 10**15


class HistoryAsked(Parameters):
    """Which events."""

    limit: int = Field(USUAL, ge=1, le=MOST, description=f"The most items to answer with, at most {MOST}.")
    before: int | None = Field(
        None, ge=1, le=_LARGEST_NUMBER, description="Events older than the one with this number; `next` gives it."
    )
    since: str | None = Field(None, pattern=_DAY, description="The first day, a Swedish one.")
    until: str | None = Field(None, pattern=_DAY, description="The last day, itself included.")
    thing: str | None = Field(None, max_length=301, description="What the events are about, as `kind:id`.")
    at_others: bool = Field(
        default=False,
        description="What the organisation has done in the matters of others, instead of what was done in its own.",
    )


class NamedThen(Struct, frozen=True, kw_only=True):
    """Someone or something as it was named when the event happened."""

    code: str
    name: Text


class ThingThen(Struct, frozen=True, kw_only=True):
    """What an event is about, as it was named then."""

    kind: str
    id: str
    name: Text


class HistoryItem(Struct, frozen=True, kw_only=True):
    """One event. Events are only ever added."""

    number: Annotated[int, about("The event's place in the history; it grows.")]
    at: datetime.datetime
    kind: Annotated[str, about("What happened, as a name for programs. Further kinds may come.")]
    sentence: Annotated[Text, about("What happened, in words.")]
    reason: str
    actor: Annotated[NamedThen, about("Who acted: a person, a key to the API, or the service.")]
    role: Annotated[NamedThen, about("As what.")]
    for_whom: Annotated[NamedThen | None, about("Whom the actor stood in for.")]
    organisation: Annotated[NamedThen | None, about("Whose matter it is.")]
    by: Annotated[NamedThen | None, about("The actor's organisation, where it is another.")]
    thing: ThingThen
    before: Annotated[dict[str, Any] | None, about("What it was, where it was there.")]
    after: Annotated[dict[str, Any] | None, about("What it became.")]
    hash: Annotated[str, about("The event's fingerprint, which holds all events before it too.")]


class HistoryPart(Struct, frozen=True, kw_only=True):
    """A part of the history. How many events there are is not counted: there may be very many."""

    limit: Annotated[int, about("The most items of this part.")]
    next: Annotated[str | None, about("The address of the next, older part; null at the end.")]
    items: Annotated[tuple[HistoryItem, ...], about("The events, newest first.")]


@router.get(
    "/organisations/{organisation_code}/history",
    summary="What has been done",
    operation_id="organisation-history",
    openapi_extra=with_key(HistoryPart, 404),
)
@needs(Permission.SEE)
def history(request: HttpRequest, organisation_code: OrganisationCode, asked: Query[HistoryAsked]) -> HistoryPart:
    """The organisation's events, newest first: who did what, when, why, before and after."""
    _, organisation = own(request, organisation_code)
    code = organisation.code
    among = Event.objects.filter(by_code=code) if asked.at_others else Event.objects.filter(organisation_code=code)
    page = search.page_of(_chosen(asked, among), asked.limit, before=_before(asked, among))
    following = page.events[-1].sequence if page.events and page.has_older else None
    return HistoryPart(
        limit=asked.limit,
        next=_address(request, following) if following is not None else None,
        items=tuple(_item(event) for event in page.events),
    )


def _chosen(asked: HistoryAsked, among: Events) -> Events:
    written = {name: getattr(asked, name) or "" for name in ("thing", "since", "until")}
    try:
        return search.EventQuery.read(written).events(among)
    except search.UnreadableError as error:
        value = shown(error.value)
        raise BadParameterError(
            error.field,
            Text(f"{error.field} kan inte vara ”{value}”.", f"{error.field} cannot be “{value}”."),
            Text(
                "Skriv en dag som ÅÅÅÅ-MM-DD och en sak som slag:id.", "Write a day as YYYY-MM-DD, a thing as kind:id."
            ),
        ) from None


def _before(asked: HistoryAsked, among: Events) -> Event | None:
    """Return the event to begin after; others' events do not exist."""
    if asked.before is None:
        return None
    found = among.filter(sequence=asked.before).first()
    if found is None:
        raise BadParameterError(
            "before",
            Text(f"Det finns ingen händelse {asked.before} här.", f"There is no event {asked.before} here."),
            Text("Följ next från den första delen.", "Follow next from the first part."),
        )
    return found


def _address(request: HttpRequest, before: int) -> str:
    query = request.GET.copy()
    query["before"] = str(before)
    return f"{request.path}?{query.urlencode()}"


def _item(event: Event) -> HistoryItem:
    told = event.told
    thing = told.thing
    return HistoryItem(
        number=told.sequence,
        at=told.at,
        kind=told.kind,
        sentence=sentence(told),
        reason=told.reason,
        actor=NamedThen(code=told.actor.code, name=told.actor.name),
        role=NamedThen(code=told.role.code, name=told.role.name),
        for_whom=_named(told.for_whom),
        organisation=_named(told.organisation),
        by=_named(told.by),
        thing=ThingThen(kind=thing.kind, id=thing.id, name=thing.name),
        before=told.before,
        after=told.after,
        hash=event.hash,
    )


def _named(named: Any) -> NamedThen | None:
    return NamedThen(code=named.code, name=named.name) if named is not None else None
