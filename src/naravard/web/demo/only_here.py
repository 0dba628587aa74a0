"""Views of the demonstration: open to everyone where both locks are open, and not there anywhere else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from naravard.web.access.addresses import EVERYONE
from naravard.web.demo.locks import both_hold

View = Callable[..., HttpResponse]


def only_here(view: View) -> View:
    """Let everyone use a view in the demonstration; both locks are asked each time."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not both_hold():
            raise Http404
        return view(request, *args, **kwargs)

    answer.access = EVERYONE  # type: ignore[attr-defined]
    return answer
