"""The API itself: what it is called, which subjects it has, and how what goes wrong is answered."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from naravard.allocation import AllocationError
from naravard.web.api import (
    agreements,
    allocation,
    annexes,
    asked,
    audit,
    clauses,
    errors,
    explanation,
    obligations,
    recipients,
    service,
)
from naravard.web.api.addresses import NAMESPACE
from naravard.web.api.description import tidied
from naravard.web.api.encoding import StructRenderer
from naravard.web.site.context import VERSION

MOUNTED_AT = "api/"

DESCRIPTION = """\
Agreements between the Swedish state and SKR as data: who gets what, why, and by when. Everything here is open to read;
nothing can be changed.

**Money** is whole kronor as integers, never a float. An **exact number** (a key's value, a weight, an amount before the
rounding) is text: a fraction in lowest terms, `"15243/2610775"`, or a whole number, `"3"`. **Days** are ISO 8601 and
end at midnight in Europe/Stockholm.

**Codes are identity, names are labels.** A region and the RSS (the regional support structure of a county's
municipalities) have the county's code, `01`–`25`; a municipality has four digits; SKR has `SKR`; other bodies have the
codes that the agreement gives them.

**Texts** of the agreement are `{"sv": …, "en": …}`; where `en` is empty, show `sv`. Quotes and clauses are Swedish.
`language` chooses the language of messages and of the pages that answers lead to.

**Lists** come in parts: `limit` and `offset` ask for one, `count` says how many items there are in all, and `next` is
the address of the next part.

**What goes wrong** has one shape: `{"error": {"id", "message", "where", "way_out"}}`. `id` is for programs and stays
the same. A parameter that an operation does not have is refused, not overlooked.

**Unchanged data need not be sent again.** Answers about agreements carry an `ETag` of the data's digest; send it back
as `If-None-Match`, and the answer is 304 as long as nothing has changed.

What an agreement leaves out is null or empty. More fields may come in later versions; those there are stay.
"""


class NaravardAPI(NinjaAPI):
    """Ninja's API with answers described from structs, and its description made once."""

    @cached_property
    def described(self) -> OpenAPISchema:
        """The OpenAPI description."""
        found = super().get_openapi_schema(path_prefix=MOUNTED_AT)
        tidied(found)
        return found

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:  # noqa: ARG002
        """Return the description; the API is mounted in one place, so it is always the same."""
        return self.described


api = NaravardAPI(
    title="Naravard",
    version=VERSION,
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace=NAMESPACE,
    renderer=StructRenderer(),
    openapi_extra={
        "tags": [
            {"name": "Service", "description": "What this is."},
            {"name": "Agreements", "description": "The agreements, whole and typed."},
            {"name": "Text", "description": "The agreement's own words."},
            {"name": "Obligations", "description": "What is to be done and reached."},
            {"name": "Money", "description": "Who gets what, to the krona, and why."},
            {"name": "Recipients", "description": "Those who receive the money."},
            {"name": "Annexes", "description": "The signed annexes, and the computed ones."},
            {"name": "Audit", "description": "What is printed against what is computed and stated."},
        ]
    },
)

for subject in (service, agreements, clauses, obligations, allocation, explanation, recipients, annexes, audit):
    api.add_router("", subject.router)

ANSWERED: dict[type[Exception], Callable[..., HttpResponse]] = {
    errors.ApiError: errors.on_error,
    AllocationError: errors.on_allocation_error,
    ValidationError: asked.on_invalid,
    Http404: errors.on_not_found,
    HttpError: errors.on_refusal,
    Exception: errors.on_surprise,
}
"""What is raised, and what answers it."""

for kind, handler in ANSWERED.items():
    api.exception_handler(kind)(handler)
