"""Steps that the pages share: written, checked, done; and taking something back with a reason."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, permissions_in
from naravard.web.access.addresses import standings_of
from naravard.web.access.permissions import Permission
from naravard.web.ledger.errors import MoneyChangedError, MoneyRefusedError
from naravard.web.once.doing import once, once_of
from naravard.web.organisations.views.answering import done, own
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written, filled

STEP, CHECK, CHANGE = "steg", "kontrollera", "andra"
"""The name of the button that was pressed, and two of its values; a third does it."""
_REASON = Field(
    name="reason",
    label=Text("Skäl", "Reason"),
    kind="area",
    hint=Text("Skälet står kvar i historiken.", "The reason stays in the history."),
)


def may(request: HttpRequest, actor: Actor, permission: Permission) -> bool:
    """Tell whether the reader has a permission in the organisation whose page it is, as any role."""
    return permission in permissions_in(standings_of(request), own(actor).code)


def seen_version(request: HttpRequest) -> int | None:
    """Return the version that the form was shown with."""
    return Written(request.POST).version()


def with_a_reason(
    request: HttpRequest,
    actor: Actor,
    do: Callable[[str], str],
    page: Callable[..., HttpResponse],
    words: str,
) -> HttpResponse:
    """Show a form that asks for a reason, and do what is to be done with it; ``do`` returns where to go then."""
    if request.method != "POST":
        return page(fields=[_REASON])
    written = Written(request.POST)
    reason = written.text("reason", required=True)
    fields = filled([_REASON], request.POST, written.problems)
    if written.problems:
        return page(fields=fields, problems=written.problems, status=422)
    try:
        address = once(once_of(request), actor.who.code, lambda: do(reason), at=now())
    except MoneyRefusedError as error:
        return page(fields=fields, refused=error, status=409 if isinstance(error, MoneyChangedError) else 422)
    return done(request, address, words)
