"""Accepting many requisitions at once: all checks of each before, one confirmation, an act and an event for each."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.payments import acts
from naravard.web.payments.addresses import requisition_url
from naravard.web.payments.bulk import lock_requisitions
from naravard.web.payments.inbox import ReceivedRequisition, received_of
from naravard.web.payments.states import State
from naravard.web.payments.views.lookup import REQUISITIONS, answered, asked_for
from naravard.web.payments.views.requisitions import requisitions_crumb
from naravard.web.site.checks import Checklist
from naravard.web.site.clock import now
from naravard.web.site.forms.deeds import Deed, money_deed, whom_of
from naravard.web.site.forms.selection import OneOfMany, many_step


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECEIVE)
def accept_many(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Accept requisitions whose checks are all met, many at once; one whose are not is looked at by itself."""
    asked = asked_for(request, actor, agreement_id)
    payer = asked.organisation.code
    waiting = {_one(payer, found).key: found for found in received_of(asked.shown, now()) if found.state is State.WAITS}
    whole = [_one(payer, found) for found in waiting.values() if not found.lacks]
    back = reverse(REQUISITIONS, args=[payer, agreement_id])

    def deed(chosen: Sequence[OneOfMany]) -> Deed:
        some = [waiting[one.key] for one in chosen]
        return money_deed(
            act=Text("Godta", "Accept"),
            amount=sum(found.requisitioned for found in some),
            to=Text("till", "to"),
            whom=whom_of([found.organisation.text for found in some]),
            facts=[(Text("Rekvisitioner", "Requisitions"), str(len(some)))],
            final=Text(
                "När du har godtagit rekvisitionerna kan pengarna betalas ut. Var och en kan lämnas tillbaka tills den "
                "är betald, men inte efter det.",
                "When you have accepted the requisitions the money can be paid. Each can be returned until it is "
                "paid, but not after that.",
            ),
        )

    def do(chosen: Sequence[OneOfMany]) -> str:
        some = sorted((waiting[one.key] for one in chosen), key=lambda found: (found.organisation.code, found.duty.id))
        lock_requisitions([(found.organisation, found.duty.id) for found in some], agreement_id, now())
        for found in some:
            acts.accept_requisition(
                actor=actor,
                organisation=found.organisation,
                agreement_id=agreement_id,
                duty_id=found.duty.id,
                requisition=_standing(found),
                at=now(),
                seen_version=found.money.account.version,
            )
        words = ngettext("En rekvisition är godtagen.", "%(count)s rekvisitioner är godtagna.", len(some))
        return f"{back}\n{words % {'count': len(some)}}"

    step = many_step(
        things=whole,
        title=Text("Godta flera rekvisitioner", "Accept several requisitions"),
        label=Text("Rekvisitioner att godta", "Requisitions to accept"),
        explains=Text(
            "Här är de som väntar och uppfyller alla kontroller av handlingen. Välj dem du vill godta.",
            "These wait and meet all checks of the paper. Choose those that you want to accept.",
        ),
        deed=deed,
        do=do,
        back=back,
        closed=Text(
            "Ingen rekvisition som väntar uppfyller alla kontroller. Granska dem en för en i listan.",
            "No requisition that waits meets all checks. Look at them one by one in the list.",
        ),
        apart=[_one(payer, found) for found in waiting.values() if found.lacks],
    )
    return answered(asked, step, requisitions_crumb(asked), room=REQUISITIONS)


def _one(payer: str, found: ReceivedRequisition) -> OneOfMany:
    return OneOfMany(
        value=f"{found.organisation.code} {found.duty.id} {_standing(found)}",
        name=found.organisation.text,
        says=Text(kronor(found.requisitioned)),
        url=requisition_url(payer, found),
        checklist=Checklist(found.checks),
    )


def _standing(found: ReceivedRequisition) -> str:
    return found.standing.id if found.standing else ""
