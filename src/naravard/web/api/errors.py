"""What goes wrong, in one shape: ``{"error": {"id", "message", "where", "way_out"}}``.

ApiError                 with the status it is answered with: also of keys, bodies, versions and repeated acts
├── UnknownError         an agreement, clause, grant, annex, recipient, organisation or address not there     404
├── BadParameterError    a parameter that cannot be read, or that the operation does not have                 422
├── (AllocationError)    what the allocation room cannot compute, told in its own words                  404, 409
├── (DutyRefusedError)   what cannot be done to a duty now, in the words of its page                     404, 409
└── (NotAllowedError)    what an act refuses: it does not exist for the one who asks                          404
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Literal

from django.http import Http404, HttpRequest, HttpResponse
from msgspec import Struct
from ninja.errors import HttpError

from naravard.agreement.model import Text
from naravard.agreement.model.basics import about
from naravard.agreement.wording import listed
from naravard.allocation.errors import (
    AllocationError,
    AwaitsKeyError,
    UnknownEarmarkError,
    UnknownGrantError,
    UnknownRecipientError,
    near,
)
from naravard.web.access.actor import NotAllowedError
from naravard.web.api.encoding import encode
from naravard.web.database import is_busy
from naravard.web.site.templatetags.naravard import language
from naravard.web.tasks.errors import DutyRefusedError, NoSuchDutyError

ErrorId = Literal[
    "address-unknown",
    "agreement-unknown",
    "amount-unknown",
    "annex-unknown",
    "clause-unknown",
    "earmark-unknown",
    "grant-unknown",
    "recipient-unknown",
    "version-unknown",
    "organisation-unknown",
    "duty-unknown",
    "paper-unknown",
    "parameter-invalid",
    "parameter-unknown",
    "key-awaited",
    "not-computable",
    "method-not-allowed",
    "key-invalid",
    "key-many-wrong",
    "scope-missing",
    "content-type-unsupported",
    "body-too-large",
    "body-malformed",
    "body-invalid",
    "if-match-missing",
    "changed-meanwhile",
    "idempotency-key-missing",
    "idempotency-key-invalid",
    "idempotency-key-reused",
    "form-unknown",
    "duty-not-yet-open",
    "duty-begun",
    "duty-submitted",
    "duty-done",
    "duty-lapsed",
    "duty-closed",
    "duty-needs-person",
    "duty-nothing-handed-in",
    "duty-refused",
    "refused",
    "busy",
    "internal",
]

JSON = "application/json; charset=utf-8"
_SHOWN = 80
"""How much of what was asked for is said again."""
_LONGEST = 400
"""How much of the allocation room's own words is told."""


class ErrorBody(Struct, frozen=True, kw_only=True):
    """What went wrong and what to do."""

    id: Annotated[ErrorId, about("A name that stays the same in every version and language.")]
    message: Annotated[str, about("What is wrong, in the language asked for.")]
    where: Annotated[str, about("The parameter, or the part of the agreement, that it is about.")]
    way_out: Annotated[str, about("What to do instead.")]


class ErrorAnswer(Struct, frozen=True, kw_only=True):
    """The shape of every answer that is not what was asked for."""

    error: ErrorBody


class ApiError(Exception):
    """Something that the one who asks can put right."""

    def __init__(
        self,
        status: int,
        error_id: ErrorId,
        *,
        message: Text,
        where: str,
        way_out: Text,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(message.sv)
        self.status = status
        self.id = error_id
        self.message = message
        self.where = where
        self.way_out = way_out
        self.headers = headers


class UnknownError(ApiError):
    """What the address names does not exist."""

    def __init__(self, error_id: ErrorId, message: Text, where: str, wanted: str, known: Iterable[str]) -> None:
        super().__init__(404, error_id, message=message, where=where, way_out=sentence(near(wanted[:_SHOWN], known)))


class BadParameterError(ApiError):
    """A parameter of the query is not one that can be used."""

    def __init__(self, name: str, message: Text, way_out: Text, error_id: ErrorId = "parameter-invalid") -> None:
        super().__init__(422, error_id, message=message, where=name, way_out=way_out)


def shown(wanted: str) -> str:
    """Return what was asked for, shortened where it is very long."""
    return wanted if len(wanted) <= _SHOWN else f"{wanted[:_SHOWN]}…"


def sentence(words: Text) -> Text:
    """Return words as a sentence: a capital first, a full stop last."""
    return Text(_ended(words.sv), _ended(words.in_language("en")))


def answer(error: ApiError) -> HttpResponse:
    """Return the error as an answer, in the language of the request."""
    found = HttpResponse(encode(ErrorAnswer(error=error_body(error))), status=error.status, content_type=JSON)
    for name, value in error.headers.items():
        found.headers[name] = value
    return found


def error_body(error: ApiError) -> ErrorBody:
    """Return the error as answers tell it, in the language of the request."""
    words = language()
    return ErrorBody(
        id=error.id,
        message=error.message.in_language(words),
        where=error.where,
        way_out=error.way_out.in_language(words),
    )


def method_not_allowed(method: str, allowed: Sequence[str]) -> ApiError:
    """Return the fault of a method that an address does not answer."""
    return ApiError(
        405,
        "method-not-allowed",
        message=Text(f"Adressen svarar inte på {shown(method)}.", f"The address does not answer {shown(method)}."),
        where="method",
        way_out=Text(f"Adressen svarar på {listed(allowed)}.", f"The address answers {listed(allowed, 'en')}."),
        headers={"Allow": ", ".join(allowed)},
    )


def on_error(_request: HttpRequest, error: ApiError) -> HttpResponse:
    """Answer an error of the API's own."""
    return answer(error)


def on_allocation_error(_request: HttpRequest, error: AllocationError) -> HttpResponse:
    """Answer what the allocation room could not do, in its own words."""
    return answer(of_allocation(error))


def on_not_found(_request: HttpRequest, error: Http404) -> HttpResponse:
    """Answer what a part of the pages' code did not find; it says so in the language of the request."""
    words = str(error)
    return answer(ApiError(404, "address-unknown", message=Text(words, words), where="", way_out=_BEGIN))


def on_refusal(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer what ninja itself refuses."""
    return answer(ApiError(error.status_code, "refused", message=Text(str(error)), where="", way_out=_BEGIN))


def on_not_allowed(_request: HttpRequest, _error: NotAllowedError) -> HttpResponse:
    """Answer what an act refuses: to the one who asks it does not exist."""
    words = Text("Det finns inget sådant här.", "There is nothing like that here.")
    return answer(ApiError(404, "address-unknown", message=words, where="", way_out=_BEGIN))


def on_duty_refused(request: HttpRequest, error: DutyRefusedError) -> HttpResponse:
    """Answer why something cannot be done to a duty now, in the words of its page."""
    is_there = not isinstance(error, NoSuchDutyError)
    address = request.path.rpartition("/")[0] if is_there else request.path.partition("/duties")[0] + "/duties"
    return answer(
        ApiError(
            409 if is_there else 404,
            _DUTY.get(error.code, "duty-refused") if is_there else "duty-unknown",
            message=error.says,
            where=error.field or "duty_id",
            way_out=Text(f"Se hur det står: {address}", f"See how it stands: {address}"),
        )
    )


def on_surprise(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer that the fault is the service's, and tell its operators."""
    logging.getLogger("naravard.api").error("fault at %s", request.path, exc_info=error)
    return answer(_busy() if is_busy(error) else _internal())


def of_allocation(error: AllocationError) -> ApiError:
    """Return an allocation error as a fault: 404 for what does not exist, 409 for what cannot be computed."""
    status, fault = next((found for kind, found in _ALLOCATION.items() if isinstance(error, kind)), _NOT_COMPUTABLE)
    message = Text(_bounded(error.what.sv), _bounded(error.what.in_language("en")))
    return ApiError(status, fault, message=message, where=_bounded(error.where), way_out=sentence(error.way_out))


def _busy() -> ApiError:
    return ApiError(
        503,
        "busy",
        message=Text(
            "Andra skriver i databasen, och det tog för lång tid att vänta. Inget är gjort.",
            "Others are writing to the database, and it took too long to wait. Nothing has been done.",
        ),
        where="",
        way_out=Text(
            "Skicka samma anrop igen om en stund, med samma Idempotency-Key.",
            "Send the same request again in a while, with the same Idempotency-Key.",
        ),
    )


def _internal() -> ApiError:
    return ApiError(
        500,
        "internal",
        message=Text("Felet ligger hos tjänsten, inte hos dig.", "The fault is the service's, not yours."),
        where="",
        way_out=Text("Försök igen om en stund.", "Try again in a while."),
    )


def _bounded(words: str) -> str:
    """Return words that may hold what was asked for, shortened where they are very long."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _ended(words: str) -> str:
    capital = words[:1].upper() + words[1:]
    return capital if capital.endswith(("?", ".")) else f"{capital}."


_ALLOCATION: dict[type[AllocationError], tuple[int, ErrorId]] = {
    UnknownGrantError: (404, "grant-unknown"),
    UnknownRecipientError: (404, "recipient-unknown"),
    UnknownEarmarkError: (404, "earmark-unknown"),
    AwaitsKeyError: (409, "key-awaited"),
}
_NOT_COMPUTABLE: tuple[int, ErrorId] = (409, "not-computable")
_DUTY: dict[str, ErrorId] = {
    "is-not-yet-open": "duty-not-yet-open",
    "is-begun": "duty-begun",
    "is-submitted": "duty-submitted",
    "is-done": "duty-done",
    "is-lapsed": "duty-lapsed",
    "is-closed": "duty-closed",
    "needs-a-person": "duty-needs-person",
    "nothing-handed-in": "duty-nothing-handed-in",
}
"""What stops an act on a duty, by the code of the duties' room."""
_BEGIN = Text("Börja vid /api/.", "Begin at /api/.")
