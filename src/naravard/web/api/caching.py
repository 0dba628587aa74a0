"""Answers that have not changed are not sent again: the ETag is the digest of the data that the answer rests on."""

import hashlib

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from naravard.web.agreements.in_force import stamp_of
from naravard.web.agreements.models import CurrentSnapshot
from naravard.web.site.version import VERSION


def etag(agreement_id: str | None) -> str | None:
    """Return the ETag of an answer about an agreement, or about all of them, or None if there is no data.

    The program's version is a part of it, since a new version may tell more of the same data; so is what has been fixed
    and stated since the data were loaded.
    """
    rows = CurrentSnapshot.objects.order_by("agreement_id")
    if agreement_id is not None:
        if not agreement_id.isprintable():
            return None
        rows = rows.filter(agreement_id=agreement_id)
    digests = list(rows.values_list("snapshot__digest", flat=True))
    if not digests:
        return None
    digest = digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
    return f'"{VERSION}-{digest}-{stamp_of(agreement_id)}"'


def unchanged(request: HttpRequest, tag: str | None) -> HttpResponseBase | None:
    """Return the answer that nothing has changed, when the one who asks has this ETag already."""
    if tag is None or "If-None-Match" not in request.headers:
        return None
    found: HttpResponseBase | None = get_conditional_response(request, etag=tag)
    return marked(found, tag) if found is not None else None


def marked(answer: HttpResponseBase, tag: str | None) -> HttpResponseBase:
    """Put the ETag on an answer that tells of the data, or that it has not changed."""
    if tag is not None and answer.status_code in {200, 304}:
        answer.headers["ETag"] = tag
    return answer
