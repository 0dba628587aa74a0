"""Lists in one shape, a part at a time."""

from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

from django.http import HttpRequest
from msgspec import Struct

from naravard.agreement.model.basics import about
from naravard.web.api.parameters import Paging

Item = TypeVar("Item")


class Page(Struct, Generic[Item], frozen=True, kw_only=True):
    """A part of a list."""

    count: Annotated[int, about("How many items there are in all that match, whatever part is shown.")]
    limit: Annotated[int, about("The most items of this part.")]
    offset: Annotated[int, about("How many items were passed over.")]
    next: Annotated[str | None, about("The address of the next part; null at the end.")]
    items: Annotated[tuple[Item, ...], about("The items, in the agreement's own order.")]


def part(request: HttpRequest, items: Sequence[Item], asked: Paging) -> Page[Item]:
    """Return the part of a list that was asked for."""
    return Page(
        count=len(items),
        limit=asked.limit,
        offset=asked.offset,
        next=following(request, len(items), asked),
        items=tuple(items[asked.offset : asked.offset + asked.limit]),
    )


def following(request: HttpRequest, count: int, asked: Paging) -> str | None:
    """Return the address of the next part, nothing at the end."""
    offset = asked.offset + asked.limit
    if offset >= count:
        return None
    query = request.GET.copy()
    query["offset"] = str(offset)
    return f"{request.path}?{query.urlencode()}"
