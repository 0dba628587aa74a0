"""What a request that only reads has asked the database already, so that no page asks it twice.

A page is put together out of many rooms, and several of them ask the same small question: which agreements there are,
which are fixed. The answer is remembered while the request is answered. A request that may change something (``POST``)
remembers nothing, since what it has read may be changed by itself; nor does what runs outside a request, or what makes
a file piece by piece when the answer has been given.
"""

from collections.abc import Callable
from functools import wraps
from threading import local
from typing import Any, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponseBase

_Answer = TypeVar("_Answer")
_About = ParamSpec("_About")
_READS = ("GET", "HEAD")


class _Memory(local):
    """The answers of the request that this thread serves, by question; None while none may be remembered."""

    answers: dict[object, Any] | None = None


_MEMORY = _Memory()


def once_a_request(question: Callable[_About, _Answer]) -> Callable[_About, _Answer]:
    """Let a question to the database be asked once by a request that only reads.

    It is asked again about something else, which is given by position. No answer may be changed by who gets it.
    """

    @wraps(question)
    def asked(*about: _About.args, **named: _About.kwargs) -> _Answer:
        answers = _MEMORY.answers
        if answers is None or named:
            return question(*about, **named)
        key = (question, *about)
        if key not in answers:
            answers[key] = question(*about, **named)
        answer: _Answer = answers[key]
        return answer

    return asked


class RememberWhileAnswering:
    """Let a request that only reads remember what it has asked, and forget it whatever becomes of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, remembering."""
        _MEMORY.answers = {} if request.method in _READS else None
        try:
            return self.get_response(request)
        finally:
            _MEMORY.answers = None
