"""``/api/key``: what the key that is sent is, whose it is, and what it may do."""

import datetime
from typing import Annotated, Literal

from django.http import HttpRequest
from msgspec import Struct
from ninja import Query, Router

from naravard.agreement.model.basics import about
from naravard.web.api.addresses import organisation_address
from naravard.web.api.description import with_key
from naravard.web.api.keys import bearer, needs
from naravard.web.api.parameters import Parameters

router = Router(tags=["Organisations"])


class OwnKey(Struct, frozen=True, kw_only=True):
    """The key that was sent."""

    id: Annotated[str, about("The signs after nv_, by which the organisation tells its keys apart.")]
    name: Annotated[str, about("What it is for, as it was named.")]
    scopes: Annotated[tuple[Literal["read", "details", "duties"], ...], about("What it may do.")]
    to_day: Annotated[datetime.date, about("The last day it holds.")]
    organisation: Annotated[str, about("The code of the organisation that it acts for.")]
    address: Annotated[str, about("The organisation's address here.")]


@router.get("/key", summary="The key itself", operation_id="key", openapi_extra=with_key(OwnKey))
@needs(None)
def key(request: HttpRequest, asked: Query[Parameters]) -> OwnKey:
    """Begin here with a key: whose it is, what it may do, and how long it holds. Any key may ask."""
    token = bearer(request).token
    return OwnKey(
        id=token.shown_id,
        name=token.name,
        scopes=tuple(scope.code for scope in token.allowed),  # type: ignore[misc]  # scopes have no other codes
        to_day=token.to_day,
        organisation=token.organisation_id,
        address=organisation_address(token.organisation_id),
    )
