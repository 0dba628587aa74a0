"""The API itself: what it is called, which subjects it has, and how what goes wrong is answered."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from naravard.allocation import AllocationError
from naravard.web.access.actor import NotAllowedError
from naravard.web.api import (
    agreements,
    allocation,
    amendments,
    annexes,
    audit,
    clauses,
    country,
    errors,
    explanation,
    history,
    inbox,
    obligations,
    organisations,
    own_acts,
    own_agreements,
    own_amounts,
    own_duties,
    own_key,
    own_money,
    parameters,
    payer,
    recipients,
    reports,
    service,
    versions,
)
from naravard.web.api.addresses import NAMESPACE
from naravard.web.api.description import tidied
from naravard.web.api.encoding import StructRenderer
from naravard.web.site.version import VERSION
from naravard.web.tasks.errors import DutyRefusedError

MOUNTED_AT = "api/"

DESCRIPTION = """\
Agreements between the Swedish state and SKR as data: who gets what, why, and by when. That is open to
everyone. An organisation reads its own details, duties and history with a key, and does with it what a program may do.

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

**Amounts** are those in force: the newest version that has been fixed, else what the rules give.
`version` says which; null is no version. `/versions` lists them all, and `?version=` asks for the amounts of one.

**What goes wrong** has one shape: `{"error": {"id", "message", "where", "way_out"}}`. `id` is for programs and stays
the same. A parameter or a field that an operation does not have is refused, not overlooked. What is sent is JSON of at
most 1 MB.

**A key** is made by an administrator of the organisation, with scopes and a last day, and sent as
`Authorization: Bearer nv_…`. `read` lets it read its own and what others hand in to it, `country` read the whole
country's state where the organisation watches it, `details` change contact details, and `duties` begin and submit.
Signing, certifying, receiving what others submit, extending time and administering people need a person. `/api/key`
tells what a key may do. Other organisations than the key's own are not there: 404. A key that is missing, wrong,
expired or revoked gives 401, one without the scope 403, and a wrong one after many from an address 429 with
`Retry-After`.

**An act happens once.** Send `Idempotency-Key` with a new random text, and the same again when no answer came: the act
is not done twice, and the answer is the first one, with `Idempotency-Replayed: true`. Answers are kept for a week; what
was refused is not, since nothing was done. The same key with another request is refused: 422.

**No change is lost.** Answers about one's own carry a version in their `ETag`. Send it as `If-Match` with a change:
when someone else came first the answer is 412, with how it is now in `present`. Contact details are not changed without
it (428); for acts it is optional.

**Unchanged data need not be sent again.** Answers about agreements carry an `ETag` of the data's digest and of what
has been fixed since; send it back as `If-None-Match`, and the answer is 304 as long as nothing has changed.

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
    servers=[{"url": "/", "description": "Where the service is reached."}],
    openapi_extra={
        "info": {"license": {"name": "European Union Public Licence 1.2", "identifier": "EUPL-1.2"}},
        "tags": [
            {"name": "Service", "description": "What this is."},
            {"name": "Agreements", "description": "The agreements, whole and typed."},
            {"name": "Text", "description": "The agreement's own words."},
            {"name": "Obligations", "description": "What is to be done and reached."},
            {"name": "Money", "description": "Who gets what, to the krona, and why."},
            {"name": "Recipients", "description": "Those who receive the money."},
            {"name": "Annexes", "description": "The signed annexes, and the computed ones."},
            {"name": "Audit", "description": "What is printed against what is computed and stated."},
            {"name": "Organisations", "description": "One's own organisation: its details, duties and history."},
            {"name": "Own money", "description": "One's own organisation's money: balances, payments, papers."},
            {"name": "Received", "description": "What others hand in to one's own organisation, and what it pays."},
            {
                "name": "Reports",
                "description": "Reports in words: forms, own answers, and what has come in.",
            },
            {"name": "Country", "description": "The whole country's state, for those who watch it."},
        ],
    },
)

for subject in (
    service,
    agreements,
    amendments,
    clauses,
    obligations,
    versions,
    allocation,
    explanation,
    recipients,
    annexes,
    audit,
    own_key,
    organisations,
    own_agreements,
    own_duties,
    own_acts,
    own_money,
    own_amounts,
    inbox,
    payer,
    reports,
    country,
    history,
):
    api.add_router("", subject.router)

ANSWERED: dict[type[Exception], Callable[..., HttpResponse]] = {
    errors.ApiError: errors.on_error,
    DutyRefusedError: errors.on_duty_refused,
    NotAllowedError: errors.on_not_allowed,
    AllocationError: errors.on_allocation_error,
    ValidationError: parameters.on_invalid,
    Http404: errors.on_not_found,
    HttpError: errors.on_refusal,
    Exception: errors.on_surprise,
}
"""What is raised, and what answers it."""

for kind, handler in ANSWERED.items():
    api.exception_handler(kind)(handler)
