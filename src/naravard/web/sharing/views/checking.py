"""A form in three steps: write, check what was written, and it is done; nothing written is lost on the way.

The checking page holds all that was written in hidden fields. *Ändra* leads back to the form with it, and sending again
does it; both are posts to the same address.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.ledger.errors import MoneyChangedError, MoneyRefusedError
from naravard.web.once.doing import FIELD, once, once_of
from naravard.web.organisations.views.answering import done
from naravard.web.sharing.errors import SharingChangedError
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written, filled
from naravard.web.site.templatetags.naravard import words

STEP, CHECKED, CHANGE = "steg", "gor", "andra"
_NOT_CARRIED = frozenset({STEP, FIELD, "csrfmiddlewaretoken"})
Line = tuple[Text, str]
"""One line of what is checked: what it is, and what was written."""
Page = Callable[..., HttpResponse]
"""Renders a template with values and a status."""


@dataclass(kw_only=True)
class Form:
    """A form that is checked before it is done."""

    fields: Sequence[Field]
    read: Callable[[Written], dict[str, Any]]
    """Reads the fields into what the act takes."""
    lines: Callable[[dict[str, Any]], list[Line]]
    """What the checking page shows."""
    act: Callable[[dict[str, Any], int | None], str]
    """Does it, with the version that was seen; returns where to go then."""
    template: str
    title: Text
    button: Text
    done: Text
    version: int
    values: dict[str, Any] = field(default_factory=dict)
    """What else the form's template needs."""


def answered(request: HttpRequest, actor: Actor, form: Form, page: Page) -> HttpResponse:
    """Show the form; check what was posted; do it when it has been checked."""
    if request.method != "POST":
        return _form(form, page)
    written = Written(request.POST)
    values = form.read(written)
    if written.problems:
        return _form(form, page, request, written, status=422)
    step = request.POST.get(STEP, "")
    if step == CHANGE:
        return _form(form, page, request, written)
    if step != CHECKED:
        return _check(form, page, request, values)
    try:
        url = once(once_of(request), actor.who.code, lambda: form.act(values, written.version()), at=now())
    except MoneyRefusedError as error:
        return _refused(form, page, request, written, error)
    return done(request, url, words(form.done))


def _refused(form: Form, page: Page, request: HttpRequest, written: Written, error: MoneyRefusedError) -> HttpResponse:
    known = {each.name for each in form.fields}
    if error.field in known:
        written.wrong(error.field, error.says.sv, error.says.en)
        return _form(form, page, request, written, status=422)
    changed = isinstance(error, (MoneyChangedError, SharingChangedError))
    return _form(form, page, request, written, status=409 if changed else 422, refused=error)


def _form(
    form: Form,
    page: Page,
    request: HttpRequest | None = None,
    written: Written | None = None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    posted = {name: value for name, value in request.POST.items() if isinstance(value, str)} if request else {}
    problems = written.problems if written else {}
    fields = filled(form.fields, posted, problems)
    shared = {"form": form, "fields": fields, "problems": problems, "seen_version": form.version}
    return page(form.template, status=status, **(shared | form.values | more))


def _check(form: Form, page: Page, request: HttpRequest, values: dict[str, Any]) -> HttpResponse:
    carried = [(name, value) for name, value in request.POST.items() if name not in _NOT_CARRIED]
    return page(
        "sharing/check.html",
        form=form,
        lines=form.lines(values),
        carried=carried,
        step=STEP,
        checked=CHECKED,
        change=CHANGE,
        status=200,
    )
