"""Doing something once: the second time the same key comes, the first answer is given and nothing is done.

The key is taken before anything is done, in the transaction of the act. Of two at once the second waits at the key
(on SQLite for the right to write) until the first has ended: if it succeeded its answer is given again, and if it
failed the key is free and the second does it.
"""

import datetime
import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from naravard.web.durable import durably
from naravard.web.once.models import GivenAnswer, WrittenForm

FIELD = "once"
"""The name of the hidden field that holds the key of a form."""
KEPT = datetime.timedelta(days=7)
"""How long an answer is remembered."""
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_NOT_SAID = frozenset({FIELD, "csrfmiddlewaretoken"})


class OtherRequestError(ValueError):
    """A key came again with another request than it came with first."""


@dataclass(frozen=True, slots=True)
class Done:
    """What an act was answered with, and whether it was answered before."""

    answer: str
    again: bool


def once(key: str, by: str, do: Callable[[], str], *, at: datetime.datetime) -> str:
    """Do something and remember its answer under the key; the second time, return the answer without doing.

    All is one transaction: what ``do`` raises undoes the remembering too, and the key can be used again.
    """
    return done_once(key, by, do, at=at).answer


def answered(key: str, by: str) -> str | None:
    """Return what was answered under the key, or None if it has not been used.

    For a page that what is done takes away: asked before the page is looked for, so that the second of two presses is
    not told that there is nothing there.
    """
    return GivenAnswer.objects.filter(by=by, key=key).values_list("answer", flat=True).first()


def done_once(key: str, by: str, do: Callable[[], str], *, at: datetime.datetime, fingerprint: str = "") -> Done:
    """Do as :func:`once` does, and tell whether it was done before.

    Raises:
        OtherRequestError: when the key came before with another fingerprint.
    """
    with durably():
        given, is_new = GivenAnswer.objects.get_or_create(
            by=by, key=key, defaults={"fingerprint": fingerprint, "at": at}
        )
        if not is_new:
            if given.fingerprint != fingerprint:
                raise OtherRequestError(key)
            return Done(given.answer, again=True)
        given.answer = do()
        given.save(update_fields=["answer"])
        return Done(given.answer, again=False)


def sweep(*, at: datetime.datetime) -> int:
    """Forget the answers, and what was written and not done, that are older than a week; return how many they were."""
    old = at - KEPT
    return GivenAnswer.objects.filter(at__lt=old).delete()[0] + WrittenForm.objects.filter(at__lt=old).delete()[0]


def new_key() -> str:
    """Return a key that no one has used."""
    return secrets.token_urlsafe(18)


def once_of(request: HttpRequest) -> str:
    """Return the key of a posted form: the form's own, together with what was written and where it was sent.

    Someone who goes back, changes what is written and sends the same page again means another act, so what is written
    is a part of the key. A missing or odd key gives a new one.
    """
    key = request.POST.get(FIELD, "")
    if not _KEY.fullmatch(key):
        return new_key()
    said: list[object] = [[name, values] for name, values in sorted(request.POST.lists()) if name not in _NOT_SAID]
    said += [[name, [(one.name, one.size) for one in files]] for name, files in sorted(request.FILES.lists())]
    return f"{key}.{fingerprint_of(request.path, said)}"


def fingerprint_of(*parts: object) -> str:
    """Return a hash of what was asked for."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
