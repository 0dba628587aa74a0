"""Versions: an answer carries its thing's version in the ETag, and a change says with ``If-Match`` which it is for.

The ETag is the version with a fingerprint of the answer. Only the version is asked about: the days that are left, say,
change by themselves, and a compressing server marks the tag as weak.
"""

import hashlib
import re

from django.http import HttpRequest, HttpResponse
from msgspec import Struct

from naravard.agreement.model import Text
from naravard.web.api.encoding import encode
from naravard.web.api.errors import JSON, ApiError, ErrorBody, error_body

_TAG = re.compile(r'(?:W/)?"(?P<version>\d{1,9})\.[0-9a-f]{16}"')
OTHER = -1
"""The version of a tag that is none of the thing's."""


def versioned(answer: Struct, version: int, status: int = 200) -> HttpResponse:
    """Return an answer with its ETag."""
    content = encode(answer)
    found = HttpResponse(content, status=status, content_type=JSON)
    found.headers["ETag"] = f'"{version}.{hashlib.sha256(content).hexdigest()[:16]}"'
    return found


def version_asked(request: HttpRequest, present: int) -> int | None:
    """Return the version that a change was made for, or None if it is not said, :data:`OTHER` for a wrong tag."""
    if "If-Match" not in request.headers:
        return None
    written = request.headers["If-Match"].strip()
    if written == "*":
        return present
    versions = [int(found["version"]) for found in _TAG.finditer(written)]
    return present if present in versions else next(iter(versions), OTHER)


def version_required(request: HttpRequest, present: int) -> int:
    """Return the version that a change was made for.

    Raises:
        ApiError: 428 where it is not said.
    """
    version = version_asked(request, present)
    if version is None or not request.headers["If-Match"].strip():
        raise ApiError(
            428,
            "if-match-missing",
            message=Text(
                "Ändringen säger inte vilken version den är gjord för.",
                "The change does not say which version it was made for.",
            ),
            where="If-Match",
            way_out=Text(
                "Läs först, och skicka svarets ETag i If-Match.", "Read first, and send the answer's ETag in If-Match."
            ),
        )
    return version


def changed_meanwhile(message: Text) -> ErrorBody:
    """Return the fault of a change made for a version that is not the present one."""
    return error_body(
        ApiError(
            412,
            "changed-meanwhile",
            message=message,
            where="If-Match",
            way_out=Text(
                "Jämför med hur det är nu, som står i present, och skicka ändringen igen med svarets ETag i If-Match.",
                "Compare with how it is now, in present, and send it again with this answer's ETag in If-Match.",
            ),
        )
    )
