"""Whose money back an organisation may see: those that repay to it, or all for the one that may demand."""

from django.http import Http404

from naravard.web.access.actor import Actor
from naravard.web.access.doings import Doing
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.mandates import has_mandate
from naravard.web.ledger.accounts import money_of, moneys_of, recipients_of
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.lookup import own
from naravard.web.repayments.overview import Repayment
from naravard.web.site.clock import now


def own_repayment(actor: Actor, agreement_id: str) -> Repayment:
    """Return how the actor's organisation stands; 404 for one that pays nothing back."""
    organisation, shown = own(actor), shown_or_404(agreement_id)
    found = _of(shown, organisation)
    if found.duty is None and found.report_duty is None and organisation.kind == Kind.MUNICIPALITY:
        raise Http404  # it pays back through whoever passed the money on
    return found


def repayment_to(actor: Actor, agreement_id: str, code: str, by: Doing) -> Repayment:
    """Return how another organisation stands, for one who pays or demands back under the agreement."""
    shown = shown_for(actor, agreement_id, by)
    organisation = Organisation.objects.filter(pk=code).first()
    if organisation is None:
        raise Http404
    found = _of(shown, organisation)
    if by is Doing.PAYS and not goes_to(found, own(actor)):
        raise Http404
    return found


def repayments_to(actor: Actor, shown: Shown, by: Doing) -> list[Repayment]:
    """Return all who pay back to the organisation, or all whom it can demand from: who has a duty, or has been paid."""
    every = [Repayment(money) for money in moneys_of(shown, recipients_of(shown), now())]
    mine = [one for one in every if by is not Doing.PAYS or goes_to(one, own(actor))]
    return [one for one in mine if one.duty is not None or one.report_duty is not None or one.total("paid")]


def shown_for(actor: Actor, agreement_id: str, by: Doing) -> Shown:
    """Return the agreement; 404 for an organisation that it gives no such mandate."""
    shown = shown_or_404(agreement_id)
    if not has_mandate(actor, shown, by):
        raise Http404
    return shown


def receiver_of(repayment: Repayment) -> Organisation | None:
    """Return the organisation that the money goes back to, where the text names one that is here."""
    to = repayment.duty.to if repayment.duty else None
    found: Organisation | None = Organisation.objects.filter(pk=to).first() if to else None
    return found


def goes_to(one: Repayment, organisation: Organisation) -> bool:
    """Tell whether what a recipient repays goes to an organisation, as far as the text says."""
    return one.duty is None or one.duty.to == organisation.code


def _of(shown: Shown, organisation: Organisation) -> Repayment:
    try:
        return Repayment(money_of(shown, organisation, now()))
    except NoMoneyError:
        raise Http404 from None
