"""Where the paper of a requisition is shown to the one who receives it."""

from django.urls import reverse

from naravard.web.organisations.models import Organisation
from naravard.web.payments.inbox import ReceivedRequisition


def receipt_of(one: ReceivedRequisition, receiver: Organisation) -> str:
    """Return the address of the receipt of a requisition, at its receiver; empty where there is no paper."""
    return _at("papers:receipt", one, receiver)


def pdf_of(one: ReceivedRequisition, receiver: Organisation) -> str:
    """Return the address of the requisition as PDF, at its receiver; empty where there is no paper."""
    return _at("papers:pdf", one, receiver)


def _at(name: str, one: ReceivedRequisition, receiver: Organisation) -> str:
    if one.paper is None or not one.paper.receipt:
        return ""
    return reverse(name, args=[receiver.code, one.paper.receipt])


def requisition_url(payer_code: str, one: ReceivedRequisition, name: str = "payments:requisition") -> str:
    """Return the address of a page of a requisition at the one who pays; the first of a recipient's is not named."""
    first = one.money.terms.requisition
    named = [one.duty.id] if one.duty != first else []
    return reverse(name, args=[payer_code, one.money.shown.agreement.id, one.organisation.code, *named])
