"""The same act sent twice happens once: an act brings an ``Idempotency-Key``, and its answer is kept for a week.

The same key with the same request gives the same answer again, marked ``Idempotency-Replayed: true``; with another
request it is refused. What was refused is not kept: nothing was done, so the key is free. Keys are one's own: two keys
to the API may use the same idempotency key.
"""

import re
from collections.abc import Callable

import msgspec
from django.http import HttpRequest, HttpResponse

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.api.errors import JSON, ApiError, ErrorId
from naravard.web.once.receipts import OtherRequestError, done_once, fingerprint_of
from naravard.web.site.clock import now

LONGEST = 128
_KEY = re.compile(rf"[\x21-\x7e]{{1,{LONGEST}}}")
_WAY_OUT = Text(
    f"Skicka Idempotency-Key med en ny slumpad text för varje handling, som ett UUID (högst {LONGEST} tecken).",
    f"Send Idempotency-Key with a new random text for each act, such as a UUID (at most {LONGEST} characters).",
)


class _Kept(msgspec.Struct, frozen=True):
    """An answer as it is kept."""

    content: str
    etag: str


def once_only(request: HttpRequest, actor: Actor, do: Callable[[], HttpResponse]) -> HttpResponse:
    """Do an act that a request asks for, or give the answer that it was given before.

    Raises:
        ApiError: when the key is missing (400), cannot be one (400), or came with another request before (422).
    """
    key = _key_of(request)

    def answered() -> str:
        answer = do()
        return msgspec.json.encode(_Kept(answer.content.decode(), answer.headers["ETag"])).decode()

    try:
        done = done_once(
            f"api {key}",
            actor.who.code,
            answered,
            at=now(),
            fingerprint=fingerprint_of(request.method, request.path, request.headers.get("If-Match"), request.body),
        )
    except OtherRequestError:
        raise _wrong(
            422,
            "idempotency-key-reused",
            Text(
                "Den nyckeln har redan använts till en annan förfrågan.",
                "That key has been used for another request already.",
            ),
        ) from None
    kept = msgspec.json.decode(done.answer, type=_Kept)
    found = HttpResponse(kept.content, content_type=JSON)
    found.headers["ETag"] = kept.etag
    found.headers["Idempotency-Replayed"] = "true" if done.again else "false"
    return found


def _key_of(request: HttpRequest) -> str:
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        raise _wrong(400, "idempotency-key-missing", Text("Idempotency-Key saknas.", "Idempotency-Key is missing."))
    if not _KEY.fullmatch(key):
        raise _wrong(
            400,
            "idempotency-key-invalid",
            Text(
                "Idempotency-Key är för lång eller har andra tecken än synliga ASCII-tecken.",
                "Idempotency-Key is too long or has other characters than visible ASCII.",
            ),
        )
    return key


def _wrong(status: int, error_id: ErrorId, message: Text) -> ApiError:
    return ApiError(status, error_id, message=message, where="Idempotency-Key", way_out=_WAY_OUT)
