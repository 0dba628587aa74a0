"""Lists that open on what needs doing: which rows a list shows before the reader has chosen any."""

from collections.abc import Iterable

from django.http import HttpRequest

EVERY = "alla"
"""What a filter's name is given in the address to get every row."""


def chosen_in(request: HttpRequest, name: str, needs_doing: Iterable[tuple[str, object]], *, form: str = "") -> str:
    """Return which rows of a list are shown: what the address says, otherwise the first that someone needs to do.

    Args:
        request: its query says what the reader has chosen.
        name: the filter's name in it.
        needs_doing: the filter's values for what needs doing, the most pressing first, each with whether there is any.
        form: the form of a file, which has every row where nothing has been chosen.
    """
    if name in request.GET or form:
        return request.GET.get(name, "")
    return next((value for value, there_is in needs_doing if there_is), EVERY)
