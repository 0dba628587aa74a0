"""Where the paper of a requisition is shown to the one who receives it."""

from django.urls import reverse

from naravard.web.organisations.models import Organisation
from naravard.web.payments.inbox import ReceivedRequisition
from naravard.web.tasks.carriers import CARRIERS


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
    """Return the address of a page of a requisition at the one who pays."""
    carrier = CARRIERS[one.duty.about]
    return reverse(name, args=carrier.received_place(one.money.shown, payer_code, one.organisation.code, one.duty))
