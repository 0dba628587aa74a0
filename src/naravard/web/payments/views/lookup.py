"""What the views share: whose page it is, and how its forms are answered."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.lookup import own
from naravard.web.payments.payers import payers_of
from naravard.web.site.forms.step import Step, answer, within

NOTHING_TO_DO = Text("Det finns inget att göra här just nu.", "There is nothing to do here just now.")
REQUISITIONS, PAYMENTS = "payments:requisitions", "payments:payments"


@dataclass(frozen=True)
class PaymentRequest:
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


def asked_for(request: HttpRequest, actor: Actor, agreement_id: str) -> PaymentRequest:
    """Return who asks for what; 404 for an organisation that does not pay under the agreement."""
    shown = shown_or_404(agreement_id)
    if own(actor).code not in payers_of(shown):
        raise Http404
    return PaymentRequest(request, actor, shown)


def recipient_or_404(code: str) -> Organisation:
    """Return the recipient that an address names."""
    found = Organisation.objects.filter(pk=code).first() if "\x00" not in code else None
    if found is None:
        raise Http404
    return found


def answered(asked: PaymentRequest, step: Step[Any], *crumbs: Crumb, room: str) -> HttpResponse:
    """Answer a form of the room."""
    render = within(money_page, asked.request, asked.actor, asked.shown, *crumbs, room=room)
    return answer(asked.request, asked.actor, render, step)
