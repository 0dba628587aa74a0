"""Accepting a requisition, and returning it with a reason."""

from collections.abc import Callable, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, long_day
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.payments import acts
from naravard.web.payments.addresses import requisition_url
from naravard.web.payments.inbox import ReceivedRequisition, received_from
from naravard.web.payments.views.lookup import (
    NOTHING_TO_DO,
    REQUISITIONS,
    PaymentRequest,
    answered,
    asked_for,
    recipient_or_404,
)
from naravard.web.payments.views.requisitions import requisitions_crumb
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written, reason
from naravard.web.site.forms.deeds import Deed, money_deed
from naravard.web.site.forms.step import OwnYes, Step

_THE_SAME = Text("")
_ACCEPT = Text("Godta rekvisitionen", "Accept the requisition")
_RETURN = Text("Lämna tillbaka rekvisitionen", "Return the requisition")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECEIVE)
def accept(
    request: HttpRequest, actor: Actor, agreement_id: str, recipient_code: str, duty_id: str = ""
) -> HttpResponse:
    """Accept a recipient's requisition; checks that are not met have to be answered for with a reason."""
    asked, found = _found(request, actor, agreement_id, recipient_code, duty_id)
    lacks = found.lacks
    why = reason(
        Text("Varför den godtas ändå", "Why it is accepted all the same"),
        Text("Står i historiken bredvid att rekvisitionen godtogs.", "Stands in the history beside the acceptance."),
    )

    def do(given: str, seen: int | None) -> str:
        acts.accept_requisition(
            actor=actor,
            organisation=found.organisation,
            agreement_id=agreement_id,
            duty_id=found.duty.id,
            requisition=_standing(found),
            reason=given,
            at=now(),
            seen_version=seen,
        )
        return _back(asked, found)

    return _answered(
        asked,
        found,
        _ACCEPT,
        _deed(
            found,
            Text("Godta", "Accept"),
            Text("till", "to"),
            Text(
                "När du har godtagit rekvisitionen kan pengarna betalas ut. Du kan lämna tillbaka den tills den är "
                "betald, men inte efter det.",
                "When you have accepted the requisition the money can be paid. You can return it until it is paid, "
                "but not after that.",
            ),
        ),
        (why,) if lacks else (),
        notes=tuple(
            Text(f"{check.name.sv}: {check.says.sv}", f"{check.name.in_language('en')}: {check.says.in_language('en')}")
            for check in (*lacks, *found.holds_payment)
        ),
        read=lambda written: written.text("reason", required=bool(lacks)),
        do=do,
        done=Text("Rekvisitionen är godtagen.", "The requisition is accepted."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECEIVE)
def send_back(
    request: HttpRequest, actor: Actor, agreement_id: str, recipient_code: str, duty_id: str = ""
) -> HttpResponse:
    """Return a recipient's requisition to be changed, with a reason that the recipient sees."""
    asked, found = _found(request, actor, agreement_id, recipient_code, duty_id)
    why = reason(
        Text("Vad mottagaren behöver rätta", "What the recipient has to put right"),
        Text(
            "Mottagaren ser texten. Skriv vad som är fel, var det står och hur det ska vara.",
            "The recipient sees the text. Write what is wrong, where it stands and how it should be.",
        ),
    )

    def do(given: str, seen: int | None) -> str:
        acts.return_requisition(
            actor=actor,
            organisation=found.organisation,
            agreement_id=agreement_id,
            duty_id=found.duty.id,
            requisition=_standing(found),
            reason=given,
            at=now(),
            seen_version=seen,
        )
        return _back(asked, found)

    return _answered(
        asked,
        found,
        _RETURN,
        _deed(
            found,
            Text("Lämna tillbaka rekvisitionen på", "Return the requisition of"),
            Text("till", "to"),
            Text(
                "Mottagaren kan ändra den och lämna in den på nytt. Kom den in i tid första gången räknas den som "
                "inlämnad i tid även då.",
                "The recipient can change it and hand it in again. If it came in time the first time, it counts as in "
                "time then too.",
            ),
            Text("Lämna tillbaka", "Return"),
        ),
        (why,),
        read=Written.reason,
        do=do,
        done=Text(
            "Rekvisitionen är lämnad tillbaka. Mottagaren ser skälet.",
            "The requisition is returned. The recipient sees the reason.",
        ),
        own_yes=_signed_again(found),
    )


def _deed(found: ReceivedRequisition, act: Text, to: Text, final: Text, verb: Text = _THE_SAME) -> Deed:
    came = [(Text("Kom in", "Came in"), long_day(found.came))] if found.came else []
    last = [(Text("Sista dag", "Last day"), long_day(found.due))] if found.due else []
    return money_deed(
        act=act, verb=verb, amount=found.requisitioned, to=to, whom=found.organisation.text, facts=[*came, *last],
        final=final,
    )  # fmt: skip


def _signed_again(found: ReceivedRequisition) -> Sequence[OwnYes]:
    """Return the yes to that the signed requisition no longer holds, with the sum that is not paid before the next."""
    standing = found.standing
    if standing is None:
        return ()
    amount, name = kronor(sum(part.amount for part in standing.sums)), found.organisation.text
    return (
        OwnYes(
            Text(
                f"Den underskrivna rekvisitionen gäller inte längre. {amount} betalas inte ut om {name.sv} inte "
                "skriver under och lämnar in den igen.",
                f"The signed requisition no longer holds. {amount} is not paid unless {name.in_language('en')} signs "
                "it and hands it in again.",
            ),
            Text(f"Ja, lämna tillbaka {amount}", f"Yes, return {amount}"),
        ),
    )


def _found(
    request: HttpRequest, actor: Actor, agreement_id: str, recipient_code: str, duty_id: str
) -> tuple[PaymentRequest, ReceivedRequisition]:
    asked = asked_for(request, actor, agreement_id)
    found = received_from(asked.shown, recipient_or_404(recipient_code), now(), duty_id)
    if found is None:
        raise Http404
    return asked, found


def _standing(found: ReceivedRequisition) -> str:
    return found.standing.id if found.standing else ""


def _back(asked: PaymentRequest, found: ReceivedRequisition) -> str:
    return requisition_url(asked.organisation.code, found)


def _answered(
    asked: PaymentRequest,
    found: ReceivedRequisition,
    title: Text,
    deed: Deed,
    fields: tuple[Field, ...],
    notes: tuple[Text, ...] = (),
    *,
    read: Callable[[Written], str],
    do: Callable[[str, int | None], str],
    done: Text,
    own_yes: Sequence[OwnYes] = (),
) -> HttpResponse:
    whose, standing = found.organisation, found.standing
    step = Step(
        title=title,
        button=title,
        fields=fields,
        read=read,
        do=do,
        done=done,
        back=_back(asked, found),
        deed=deed if standing is not None else None,
        version=found.money.account.version,
        closed=None if standing is not None else NOTHING_TO_DO,
        extra={"notes": notes},
        own_yes=own_yes if standing is not None else (),
    )
    return answered(asked, step, requisitions_crumb(asked), Crumb(whose.text, step.back), room=REQUISITIONS)
