"""Who may use an operation: everyone, or whoever brings a key that may do a thing.

Each operation says it under its route with :func:`.open_to_everyone` or :func:`needs`; a test lists them all. Keys come
as ``Authorization: Bearer nv_…``. A key that is wrong, has expired or has been revoked is answered with the same words.
One without a scope is told so before anything is looked for, so that nothing of others is told by it.
"""

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.utils import contribute_operation_callback

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import Access
from naravard.web.access.permissions import Permission
from naravard.web.api.client_address import client_address
from naravard.web.api.errors import ApiError, UnknownError, shown
from naravard.web.organisations.models import Organisation
from naravard.web.site.clock import now
from naravard.web.tokens.bearer import Bearer, NoSuchKeyError, TooManyWrongKeysError, bearer_of
from naravard.web.tokens.scopes import scope_for

View = TypeVar("View", bound=Callable[..., Any])


class Key(HttpBearer):
    """Asks for a key, and for a permission that its scopes give."""

    openapi_bearerFormat = "nv_…"  # noqa: N815 - OpenAPI's own name
    openapi_description = (
        "A key that an administrator of the organisation makes, with what it may do and a last day. "
        "Send it as `Authorization: Bearer nv_…`."
    )

    def __init__(self, permission: Permission | None) -> None:
        super().__init__()
        self.permission = permission

    def __call__(self, request: HttpRequest) -> Bearer:
        """Return who has come with a key that may do it."""
        scheme, _, written = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not written.strip():
            _refuse_key()
        return self.authenticate(request, written.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Bearer:
        """Return who a key makes of the one who brings it."""
        try:
            bearer = bearer_of(token, address=client_address(request), at=now())
        except NoSuchKeyError:
            _refuse_key()
        except TooManyWrongKeysError as error:
            raise _many_wrong(error.seconds) from None
        if self.permission is not None and not bearer.actor.may(self.permission):
            raise _lacks(self.permission)
        return bearer


def needs(permission: Permission | None) -> Callable[[View], View]:
    """Say that an operation needs a key with a permission, or any key at all.

    It stands between the route and the function, which asks :func:`bearer` who has come.
    """

    def said(view: View) -> View:
        view.access = Access("token", permission)  # type: ignore[attr-defined]
        contribute_operation_callback(view, lambda operation: operation._set_auth(Key(permission)))
        return view

    return said


def bearer(request: HttpRequest) -> Bearer:
    """Return who has come with a key."""
    found: Bearer = request.auth  # type: ignore[attr-defined]
    return found


def own(request: HttpRequest, organisation_code: str) -> tuple[Actor, Organisation]:
    """Return the actor and the organisation that the address names, when it is the key's own.

    Raises:
        UnknownError: for every other, with the same words whether there is such an organisation or not.
    """
    actor = bearer(request).actor
    mine = actor.organisation
    if mine is not None and mine.code == organisation_code:
        return actor, mine
    known = [mine.code] if mine is not None else []
    message = Text(
        f"Det finns ingen organisation ”{shown(organisation_code)}” här.",
        f"There is no organisation “{shown(organisation_code)}” here.",
    )
    raise UnknownError("organisation-unknown", message, "organisation_code", organisation_code, known)


def _refuse_key() -> NoReturn:
    raise ApiError(
        401,
        "key-invalid",
        message=Text(
            "Nyckeln saknas, är fel, har gått ut eller är återkallad.",
            "The key is missing, is wrong, has expired or has been revoked.",
        ),
        where="Authorization",
        way_out=Text(
            "Skicka Authorization: Bearer nv_… med en nyckel som organisationens administratör har skapat.",
            "Send Authorization: Bearer nv_… with a key that the organisation's administrator has made.",
        ),
        headers={"WWW-Authenticate": 'Bearer realm="Naravard"'},
    )


def _many_wrong(seconds: int) -> ApiError:
    return ApiError(
        429,
        "key-many-wrong",
        message=Text(
            "Många felaktiga nycklar har kommit från samma adress.",
            "Many wrong keys have come from the same address.",
        ),
        where="Authorization",
        way_out=Text(
            f"Vänta {seconds} sekunder och försök med rätt nyckel.",
            f"Wait {seconds} seconds and try with the right key.",
        ),
        headers={"Retry-After": str(seconds)},
    )


def _lacks(permission: Permission) -> ApiError:
    scope = scope_for(permission)
    return ApiError(
        403,
        "scope-missing",
        message=Text(
            f"Nyckeln får inte göra det här: den saknar ”{scope.name.sv}” ({scope.code}).",
            f"The key may not do this: it does not have “{scope.name.en}” ({scope.code}).",
        ),
        where="Authorization",
        way_out=Text(
            "Be organisationens administratör om en nyckel som får göra det.",
            "Ask the organisation's administrator for a key that may do it.",
        ),
    )
