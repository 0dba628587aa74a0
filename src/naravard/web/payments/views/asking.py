"""What the views share: whose page it is, and acts in two steps, the second of which shows what will be done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.errors import MoneyChangedError, MoneyRefusedError
from naravard.web.ledger.frame import money_page
from naravard.web.once.doing import once, once_of
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.answering import done, own
from naravard.web.payments.paying import payers_of
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written, filled
from naravard.web.tasks.errors import DutyChangedError, DutyRefusedError

STEP, CHECK, DO = "steg", "granska", "gor"
REQUISITIONS, PAYMENTS = "payments:requisitions", "payments:payments"
MEANWHILE = frozenset(
    {"line-settled", "nothing-to-pay", "in-open-batch", "requisition-not-standing", "accepted-before"}
)
"""Refusals that say that someone else has acted since the page was shown."""

RefusedError = MoneyRefusedError | DutyRefusedError


@dataclass(frozen=True)
class Asked:
    """Who asks for what, under which agreement."""

    request: HttpRequest
    actor: Actor
    shown: Shown

    @property
    def organisation(self) -> Organisation:
        """The payer."""
        return own(self.actor)

    @property
    def agreement_id(self) -> str:
        """The agreement's id."""
        return self.shown.agreement.id

    def page(self, template: str, *crumbs: Crumb, room: str, status: int = 200, **values: Any) -> HttpResponse:
        """Render a page of the room."""
        return money_page(self.request, template, self.actor, self.shown, *crumbs, room=room, status=status, **values)


def asked_for(request: HttpRequest, actor: Actor, agreement_id: str) -> Asked:
    """Return who asks for what; 404 for an organisation that does not pay under the agreement."""
    shown = shown_or_404(agreement_id)
    if own(actor).code not in payers_of(shown):
        raise Http404
    return Asked(request, actor, shown)


def recipient_or_404(code: str) -> Organisation:
    """Return the recipient that an address names."""
    found = Organisation.objects.filter(pk=code).first() if "\x00" not in code else None
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, kw_only=True)
class Asking:
    """An act as its page asks about it: first the fields, then all that will be done, then the doing."""

    title: Text
    explains: Text
    button: Text
    fields: tuple[Field, ...]
    room: str
    crumbs: tuple[Crumb, ...]
    back: str
    """Where to go without doing anything."""
    rows: tuple[tuple[Text, str], ...] = ()
    """What it concerns: a label, and what stands beside it."""
    version: int | None = None
    """The version of the money that the page is shown with."""
    hidden: tuple[tuple[str, str], ...] = ()
    """What is carried from step to step beside the fields."""
    notes: tuple[Text, ...] = ()
    """What to think of before it is done."""
    is_there: bool = True
    """Whether there is anything to do it with; the page says so where there is not."""
    extra: dict[str, Any] | None = None
    """More for the template."""
    template: str = "payments/ask.html"


def step(
    asked: Asked,
    asking: Asking,
    read: Callable[[Written], dict[str, Any]],
    do: Callable[[dict[str, Any]], tuple[str, str]],
) -> HttpResponse:
    """Answer a page that asks, shows and does; ``do`` returns where to go and what to say there.

    What is written stands in hidden fields on the second page, so that nothing is lost on the way back.
    """
    request = asked.request
    if request.method != "POST":
        return _ask(asked, asking, {})
    posted = {name: request.POST.get(name, "") for name in (field.name for field in asking.fields)}
    written = Written(request.POST)
    values = read(written)
    if written.problems:
        return _ask(asked, asking, posted, problems=written.problems, status=422)
    if request.POST.get(STEP) != DO:
        return _check(asked, asking, posted) if request.POST.get(STEP) == CHECK else _ask(asked, asking, posted)
    seen = written.version()
    answer = ""

    def act() -> str:
        address, words = do(values | {"seen_version": seen})
        return f"{address}\n{words}"

    try:
        answer = once(once_of(request), asked.actor.who.code, act, at=now())
    except (MoneyRefusedError, DutyRefusedError) as error:
        return _refused(asked, asking, posted, error)
    address, _, words = answer.partition("\n")
    return done(request, address, words)


def _refused(asked: Asked, asking: Asking, posted: dict[str, str], error: RefusedError) -> HttpResponse:
    names = {field.name for field in asking.fields}
    if error.field in names:
        return _ask(asked, asking, posted, problems={error.field: error.says}, status=422)
    meanwhile = isinstance(error, MoneyChangedError | DutyChangedError) or error.code in MEANWHILE
    return _ask(asked, asking, posted, refused=error, status=409 if meanwhile else 422)


def _ask(
    asked: Asked,
    asking: Asking,
    posted: dict[str, str],
    *,
    problems: dict[str, Text] | None = None,
    refused: RefusedError | None = None,
    status: int = 200,
) -> HttpResponse:
    fields = filled(asking.fields, posted, problems)
    values: dict[str, Any] = {"asking": asking, "fields": fields, "problems": problems, "refused": refused}
    return asked.page(
        asking.template, *asking.crumbs, room=asking.room, status=status, **values, **(asking.extra or {})
    )


def _check(asked: Asked, asking: Asking, posted: dict[str, str]) -> HttpResponse:
    rows = [(field.label, _said(field, posted[field.name])) for field in asking.fields]
    values: dict[str, Any] = {"asking": asking, "rows": [row for row in rows if row[1]], "posted": list(posted.items())}
    return asked.page("payments/check.html", *asking.crumbs, room=asking.room, **values, **(asking.extra or {}))


def _said(field: Field, value: str) -> str | Text:
    return next((choice.label for choice in field.choices if choice.value == value), value)
