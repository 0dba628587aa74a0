"""Where the paper of a requisition is shown to the one who receives it."""

from django.urls import NoReverseMatch, reverse

from naravard.web.payments.received import Received


def receipt_of(one: Received) -> str:
    """Return the address of the receipt of a requisition; empty where there is no paper, or no such address."""
    if one.paper is None or not one.paper.receipt:
        return ""
    try:
        return reverse("papers:receipt", args=[one.organisation.code, one.paper.receipt])
    except NoReverseMatch:
        return ""
