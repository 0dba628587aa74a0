"""The API's addresses, outside the pages' languages, and what every answer of it has in common."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, URLPattern, re_path, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from naravard.agreement.model import Text
from naravard.web.access.addresses import open_to_everyone
from naravard.web.api import caching
from naravard.web.api.addresses import NAMESPACE, root
from naravard.web.api.api import api
from naravard.web.api.bodies import refuse_large
from naravard.web.api.errors import ApiError, UnknownError, answer, method_not_allowed, on_surprise, shown

View = Callable[..., HttpResponseBase]

KEPT_PRIVATE = frozenset({"organisations", "key"})
"""The subjects that only a key opens."""


def answering(view: View) -> View:
    """Answer in the language asked for, and tell of what goes wrong in the API's shape."""

    @wraps(view)
    def answered(request: HttpRequest, **named: Any) -> HttpResponseBase:
        language = "en" if request.GET.get("language") == "en" else "sv"
        with translation.override(language):
            try:
                refuse_large(request)
                found = _answer(view, request, named)
            except ApiError as error:
                found = answer(error)
            except Exception as error:
                found = on_surprise(request, error)
        found.headers["Content-Language"] = language
        return found

    return answered


def remembering(view: View) -> View:
    """Send nothing that the one who reads has already, and mark what is sent."""

    @wraps(view)
    def answered(request: HttpRequest, **named: Any) -> HttpResponseBase:
        tag = caching.etag(named.get("agreement_id")) if request.method == "GET" else None
        return caching.unchanged(request, tag) or caching.marked(view(request, **named), tag)

    return answered


def keeping_private(view: View) -> View:
    """Let no one between keep an answer that a key has opened."""

    @wraps(view)
    def answered(request: HttpRequest, **named: Any) -> HttpResponseBase:
        found = view(request, **named)
        found.headers["Cache-Control"] = "private, no-store"
        patch_vary_headers(found, ["Authorization"])
        return found

    return answered


def _answer(view: View, request: HttpRequest, named: dict[str, Any]) -> HttpResponseBase:
    """Answer a request. HEAD is GET without the body, which ninja does not know."""
    method = request.method
    request.method = "GET" if method == "HEAD" else method
    try:
        found = view(request, **named)
    finally:
        request.method = method
    if found.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
        return _without_body(found) if method == "HEAD" else found
    allowed = {name.strip() for name in found.headers["Allow"].split(",")}
    return answer(method_not_allowed(method or "", sorted(allowed | ({"HEAD"} if "GET" in allowed else set()))))


@open_to_everyone
@csrf_exempt
@answering
def unknown(request: HttpRequest) -> HttpResponseBase:
    """Answer an address that is none of the API's: with a slash too many, or not there at all."""
    path = request.path.rstrip("/")
    if path != request.path and _is_there(path):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
    message = Text(f"API:et har ingen adress {shown(request.path)}.", f"The API has no address {shown(request.path)}.")
    return answer(UnknownError("address-unknown", message, "address", request.path, [*api.described["paths"], root()]))


def _is_there(path: str) -> bool:
    try:
        return resolve(path).func is not unknown
    except Resolver404:
        return False


def _without_body(found: HttpResponseBase) -> HttpResponseBase:
    if isinstance(found, HttpResponse):
        found.headers["Content-Length"] = str(len(found.content))
        found.content = b""
    return found


def _answering(patterns: list[Any]) -> list[Any]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = _around(str(pattern.pattern).partition("/")[0], pattern.callback)
    return patterns


def _around(subject: str, view: View) -> View:
    """Put around an operation what its subject, the first part of its address, asks for."""
    if subject == "agreements":
        return answering(remembering(view))
    if subject == "openapi.json":
        return open_to_everyone(answering(view))
    return keeping_private(answering(view)) if subject in KEPT_PRIVATE else answering(view)


_patterns, _app, _namespace = api.urls
urls = ([*_answering(_patterns), re_path("", unknown)], NAMESPACE, NAMESPACE)
"""Mounted by the site with ``path(MOUNTED_AT, urls)``."""
