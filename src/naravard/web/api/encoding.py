"""Answers as JSON: msgspec encodes the structs as they are, and an exact number becomes text that loses nothing.

The agreement's own model is msgspec structs, and so are the API's shapes: one page of a thousand amounts is encoded in
some milliseconds, and the description of the answer comes from the same definition (:mod:`.description`).
"""

from fractions import Fraction

import msgspec
from django.http import HttpRequest
from ninja.renderers import BaseRenderer


class StructRenderer(BaseRenderer):
    """Encode what an operation returns."""

    media_type = "application/json"

    def render(self, _request: HttpRequest, data: object, *, response_status: int) -> bytes:  # noqa: ARG002 - ninja's
        """Return the answer's bytes."""
        return encode(data)


def encode(data: object) -> bytes:
    """Return data as JSON in UTF-8: money as whole numbers, fractions as ``"1/3"``, days as ISO 8601."""
    return _ENCODER.encode(data)


def _exact(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value)
    message = f"{type(value).__name__} has no form in JSON"
    raise NotImplementedError(message)


_ENCODER = msgspec.json.Encoder(enc_hook=_exact)
