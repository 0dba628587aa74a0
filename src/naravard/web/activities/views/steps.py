"""A form in two steps: what is written, and what was written shown to be checked before anything is done.

The first time a form is sent it is read and checked; the page of answers sends the same values again with ``steg=ja``,
or back to the form with ``steg=andra``. Nothing is kept between the two: the answers stand in the page.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.ledger.errors import MoneyChangedError, MoneyRefusedError
from naravard.web.once.doing import answered, once, once_of
from naravard.web.organisations.views.answering import done
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written, filled
from naravard.web.site.templatetags.naravard import words

STEP = "steg"
Values = TypeVar("Values")
_NOTHING = Text("")
Row = tuple[Text, Text]
"""What an answer is called, and the answer as people read it."""
Render = Callable[..., HttpResponse]
"""Renders a template within the room's frame: ``render(template, status=…, **values)``."""


@dataclass(frozen=True, kw_only=True)
class Asking(Generic[Values]):
    """One form: what it asks, how it is read, what is checked, and what is done with it."""

    title: Text
    button: Text
    """What the button of the answers' page says: what is done when it is pressed."""
    fields: Sequence[Field]
    read: Callable[[Written], Values]
    rows: Callable[[Values], Sequence[Row]]
    do: Callable[[Values, int | None], str]
    """Does it, with the version that was seen; returns the address to go on to."""
    done: Text
    check: Callable[[Values], None] = lambda _values: None
    """Refuses (:class:`.MoneyRefusedError`) what could not be done, before it is shown to be checked."""
    version: int | None = None
    explains: Text = _NOTHING
    template: str = "activities/form.html"
    extra: Mapping[str, Any] | None = None
    """Further values of both pages."""
    closed: Text | None = None
    """Why it cannot be done as things stand; nothing where it can."""
    back: str = ""
    """Where one goes who does nothing."""


def answer(request: HttpRequest, actor: Actor, render: Render, asking: Asking[Values]) -> HttpResponse:
    """Show a form, its answers to be checked, or do it."""
    if request.method != "POST":
        return _closed(render, asking) if asking.closed else _form(render, asking, asking.fields)
    written = Written(request.POST)
    step = request.POST.get(STEP)
    if step == "ja" and (address := answered(once_of(request), actor.who.code)) is not None:
        return done(request, address, words(asking.done))
    posted = {field.name: written.raw(field.name) for field in asking.fields}
    if asking.closed:
        return _closed(render, asking, posted, status=409)
    values = asking.read(written)
    if written.problems:
        return _form(render, asking, filled(asking.fields, posted, written.problems), status=422)
    if step == "andra":
        return _form(render, asking, filled(asking.fields, posted))
    seen = written.version()
    try:
        if step != "ja":
            asking.check(values)
            return _answers(render, asking, posted, asking.rows(values), seen)
        address = once(once_of(request), actor.who.code, lambda: asking.do(values, seen), at=now())
    except MoneyRefusedError as error:
        problems = {error.field: error.says} if error.field in posted else {}
        status = 409 if isinstance(error, MoneyChangedError) else 422
        return _form(render, asking, filled(asking.fields, posted, problems), status=status, refused=error)
    return done(request, address, words(asking.done))


def _form(
    render: Render,
    asking: Asking[Values],
    fields: Sequence[Field],
    *,
    status: int = 200,
    refused: MoneyRefusedError | None = None,
) -> HttpResponse:
    has_problems = refused is None and any(field.problem for field in fields)
    return render(
        asking.template,
        status=status,
        asking=asking,
        fields=fields,
        problems=has_problems,
        refused=refused,
        **(asking.extra or {}),
    )


def _closed(
    render: Render, asking: Asking[Values], posted: Mapping[str, str] | None = None, *, status: int = 200
) -> HttpResponse:
    """Say why it cannot be done now, with what was written, so that nothing is lost."""
    written = posted or {}
    return render(
        "activities/closed.html",
        status=status,
        asking=asking,
        lost=[(field.label, written[field.name]) for field in asking.fields if written.get(field.name)],
        **(asking.extra or {}),
    )


def _answers(
    render: Render, asking: Asking[Values], posted: Mapping[str, str], rows: Sequence[Row], seen: int | None
) -> HttpResponse:
    return render(
        "activities/check.html",
        asking=asking,
        posted=posted,
        rows=rows,
        seen=asking.version if seen is None else seen,
        **(asking.extra or {}),
    )
