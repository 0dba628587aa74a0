"""Accepting a requisition, and returning it with a reason."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import day, kronor
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.payments import acts
from naravard.web.payments.received import Received, received_from
from naravard.web.payments.views.asking import REQUISITIONS, Asked, Asking, asked_for, recipient_or_404, step
from naravard.web.payments.views.requisitions import requisitions_crumb
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written

_ACCEPT = Text("Godta rekvisitionen", "Accept the requisition")
_RETURN = Text("Lämna tillbaka rekvisitionen", "Return the requisition")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECEIVE)
def accept(request: HttpRequest, actor: Actor, agreement_id: str, recipient_code: str) -> HttpResponse:
    """Accept a recipient's requisition; checks that are not met have to be answered for with a reason."""
    asked, found = _found(request, actor, agreement_id, recipient_code)
    lacks = found.lacks
    reason = Field(
        name="reason",
        label=Text("Varför den godtas ändå", "Why it is accepted all the same"),
        kind="area",
        hint=Text(
            "Står i historiken bredvid att rekvisitionen godtogs.", "Stands in the history beside the acceptance."
        ),
    )
    asking = _asking(
        asked,
        found,
        _ACCEPT,
        Text(
            "Godtagen kan den betalas ut när villkoren för utbetalningen är uppfyllda. Den kan lämnas tillbaka fram "
            "till dess att den är betald.",
            "Once accepted it can be paid when the conditions of the payment are met. It can be returned until it is "
            "paid.",
        ),
        (reason,) if lacks else (),
        notes=tuple(
            Text(f"{check.name.sv}: {check.says.sv}", f"{check.name.in_language('en')}: {check.says.in_language('en')}")
            for check in (*lacks, *found.holds_payment)
        ),
    )

    def read(written: Written) -> dict[str, Any]:
        return {"reason": written.text("reason", required=bool(lacks))}

    def do(values: dict[str, Any]) -> tuple[str, str]:
        acts.accept_requisition(
            actor=actor,
            organisation=found.organisation,
            agreement_id=agreement_id,
            requisition=_standing(found),
            at=now(),
            **values,
        )
        return asking.back, _("Rekvisitionen är godtagen.")

    return step(asked, asking, read, do)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECEIVE)
def send_back(request: HttpRequest, actor: Actor, agreement_id: str, recipient_code: str) -> HttpResponse:
    """Return a recipient's requisition to be changed, with a reason that the recipient sees."""
    asked, found = _found(request, actor, agreement_id, recipient_code)
    reason = Field(
        name="reason",
        label=Text("Vad mottagaren behöver rätta", "What the recipient has to put right"),
        kind="area",
        hint=Text(
            "Mottagaren ser texten. Skriv vad som är fel, var det står och hur det ska vara.",
            "The recipient sees the text. Write what is wrong, where it stands and how it should be.",
        ),
    )
    asking = _asking(
        asked,
        found,
        _RETURN,
        Text(
            "Mottagaren kan ändra den och lämna in den på nytt. Kom den i tid första gången räknas den som inkommen i "
            "tid även då.",
            "The recipient can change it and hand it in again. If it came in time the first time, it counts as in time "
            "then too.",
        ),
        (reason,),
    )

    def read(written: Written) -> dict[str, Any]:
        return {"reason": written.text("reason", required=True)}

    def do(values: dict[str, Any]) -> tuple[str, str]:
        acts.return_requisition(
            actor=actor,
            organisation=found.organisation,
            agreement_id=agreement_id,
            requisition=_standing(found),
            at=now(),
            **values,
        )
        return asking.back, _("Rekvisitionen är lämnad tillbaka. Mottagaren ser skälet.")

    return step(asked, asking, read, do)


def _found(request: HttpRequest, actor: Actor, agreement_id: str, recipient_code: str) -> tuple[Asked, Received]:
    asked = asked_for(request, actor, agreement_id)
    found = received_from(asked.shown, recipient_or_404(recipient_code), now())
    if found is None:
        raise Http404
    return asked, found


def _standing(found: Received) -> str:
    return found.money.book.requisition.id if found.money.book.requisition else ""


def _asking(
    asked: Asked,
    found: Received,
    title: Text,
    explains: Text,
    fields: tuple[Field, ...],
    notes: tuple[Text, ...] = (),
) -> Asking:
    whose = found.organisation
    back = reverse("payments:requisition", args=[asked.organisation.code, asked.agreement_id, whose.code])
    standing = found.money.book.requisition
    rows: tuple[tuple[Text, str], ...] = ((Text("Mottagare", "Recipient"), whose.name),)
    if standing is not None and found.came is not None:
        rows = (
            *rows,
            (Text("Rekvirerat", "Requisitioned"), kronor(sum(part.amount for part in standing.sums))),
            (Text("Inkom", "Came in"), day(found.came)),
        )
    return Asking(
        title=title,
        explains=explains,
        button=title,
        fields=fields,
        room=REQUISITIONS,
        crumbs=(requisitions_crumb(asked), Crumb(whose.text, back)),
        back=back,
        rows=rows,
        version=found.money.account.version,
        notes=notes,
        is_there=standing is not None,
    )
