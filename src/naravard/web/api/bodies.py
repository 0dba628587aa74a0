"""What is sent in a request's body: JSON of a shape, of a bounded size, and nothing more than the shape has."""

import re
from typing import TypeVar

import msgspec
from django.http import HttpRequest
from msgspec import Struct, structs

from naravard.agreement.model import Text
from naravard.agreement.plain_text import mended, unprintable
from naravard.web.api.errors import ApiError, shown
from naravard.web.site.forms.posted_values import cannot_be_printed

LARGEST = 1_000_000
"""Bytes of a body."""
PLAIN = r"^[^\x00]*$"
"""What a text may hold: no NUL, which a database refuses."""
_Shape = TypeVar("_Shape", bound=Struct)
_AT = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<where>.*)`)?$", re.DOTALL)
_FIELD = re.compile(r"(?:unknown field|missing required field) `(?P<name>.*)`$", re.DOTALL)
_SEE = Text("Se beskrivningen i /api/openapi.json.", "See the description in /api/openapi.json.")


def refuse_large(request: HttpRequest) -> None:
    """Refuse a body that says that it is larger than any that is read, before it is read."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0  # Django reads nothing of such a body
    if length > LARGEST:
        raise ApiError(
            413,
            "body-too-large",
            message=Text(
                f"Det som skickades är större än {LARGEST} byte.", f"What was sent is larger than {LARGEST} bytes."
            ),
            where="body",
            way_out=Text("Skicka mindre åt gången.", "Send less at a time."),
        )


def body_of(request: HttpRequest, shape: type[_Shape]) -> _Shape:
    """Return what was sent.

    Raises:
        ApiError: when it is not JSON (415, 400), or not of the shape (422).
    """
    if request.content_type != "application/json":
        raise ApiError(
            415,
            "content-type-unsupported",
            message=Text(
                f"Content-Type kan inte vara ”{shown(request.content_type or '')}”.",
                f"Content-Type cannot be “{shown(request.content_type or '')}”.",
            ),
            where="Content-Type",
            way_out=Text("Skicka JSON, med Content-Type: application/json.", "Send JSON, as application/json."),
        )
    try:
        return _mended(msgspec.json.decode(request.body, type=shape))
    except msgspec.ValidationError as error:
        raise _not_of_the_shape(str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise ApiError(
            400,
            "body-malformed",
            message=Text("Det som skickades går inte att läsa som JSON.", "What was sent cannot be read as JSON."),
            where="body",
            way_out=Text("Skicka JSON i UTF-8.", "Send JSON in UTF-8."),
        ) from None


def _mended(sent: _Shape) -> _Shape:
    """Return what was sent with its texts mended, as the forms' are; what cannot be printed is refused by its place.

    Raises:
        ApiError: when a text has a sign that cannot be printed.
    """
    changed: dict[str, object] = {}
    for name in sent.__struct_fields__:
        value = getattr(sent, name)
        if isinstance(value, Struct):
            changed[name] = _mended(value)
        elif isinstance(value, str):
            changed[name] = mended(value)
            if (strange := unprintable(mended(value))) is not None:
                raise wrong_field(name, cannot_be_printed(strange))
    return structs.replace(sent, **changed)


def wrong_field(name: str, message: Text) -> ApiError:
    """Return the fault of a field that cannot be what was sent."""
    return ApiError(422, "body-invalid", message=message, where=shown(name), way_out=_SEE)


def _not_of_the_shape(told: str) -> ApiError:
    """Return the fault in words. The decoder's own are English, and may hold what was sent."""
    found = _AT.match(told)
    what, where = (found["what"], found["where"] or "") if found else (told, "")
    field = _FIELD.search(what)
    if field is None:
        name = where or "body"
        return wrong_field(
            name,
            Text(
                f"{shown(name)} har fel slag, är för långt eller har otillåtna tecken.",
                f"{shown(name)} is of the wrong kind, too long, or has characters that are not allowed.",
            ),
        )
    name = f"{where}.{field['name']}" if where else field["name"]
    if "missing" in what:
        return wrong_field(name, Text(f"{shown(name)} saknas.", f"{shown(name)} is missing."))
    return wrong_field(name, Text(f"Det finns inget som heter {shown(name)} här.", f"There is no {shown(name)} here."))
