"""A form that comes again leads where it led the first time, whatever has become of what it was about.

Someone presses a button twice. The second press has the key of the first (:func:`~.receipts.once_of`), and by then
what it asked for is done: the paper is signed, the row is gone, the state allows it no more. So the addresses ask here
before a page looks at anything, and once more when it has answered, since the first press may have ended meanwhile.

What a page's act is answered with, under its key, is where it leads and what is said there, on a line each.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from naravard.web.once.receipts import FIELD, answered, once, once_of
from naravard.web.site.answers import done
from naravard.web.site.clock import now


def act_once(request: HttpRequest, by: str, do: Callable[[], str], words: str) -> HttpResponse:
    """Do what a form asks for, once, and lead on; ``do`` returns where to, and ``words`` are said there.

    ``do`` may return the words too, after a line break, where they depend on what was done.
    """

    def act() -> str:
        answer = do()
        return answer if "\n" in answer else f"{answer}\n{words}"

    return led(request, once(once_of(request), by, act, at=now()))


def replaying(request: HttpRequest, by: str, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Answer a request; if it is a form whose act is done, lead where it led."""
    before = done_before(request, by)
    if before is not None:
        return before
    try:
        found = answer()
    except Http404:
        meanwhile = done_before(request, by)
        if meanwhile is None:
            raise
        return meanwhile
    if found.status_code == HTTPStatus.OK:  # what was done just now is told in the answer itself
        return found
    return done_before(request, by) or found


def done_before(request: HttpRequest, by: str) -> HttpResponse | None:
    """Lead where the form led when it was sent before; None if its act is not done."""
    if request.method != "POST" or not request.POST.get(FIELD):
        return None
    answer = answered(once_of(request), by)
    return led(request, answer) if answer and answer.startswith("/") else None


def led(request: HttpRequest, answer: str) -> HttpResponse:
    """Lead on to where an act led: the address, and on a second line what is said there."""
    address, _line, words = answer.partition("\n")
    return done(request, address, words)
