"""The addresses of the money pages, so that tables and views link the same way."""

from django.urls import reverse

from naravard.agreement.model import Grant
from naravard.web.agreements.current import Shown
from naravard.web.agreements.templatetags.agreement import explanation_url

__all__ = ["earmark_url", "explanation_url", "grant_url", "onward_url", "recipient_url"]


def grant_url(shown: Shown, grant: Grant) -> str:
    """Return the address of a grant's page."""
    return reverse("money:grant", args=[shown.agreement.id, grant.id])


def recipient_url(shown: Shown, code: str) -> str:
    """Return the address of a recipient's page."""
    return reverse("money:recipient", args=[shown.agreement.id, code])


def onward_url(shown: Shown, grant_id: str, code: str) -> str:
    """Return the address of the explanation of a second-level amount."""
    return reverse("money:onward", args=[shown.agreement.id, grant_id, code])


def earmark_url(shown: Shown, grant_id: str, code: str, earmark_id: str) -> str:
    """Return the address of the explanation of an earmark's amount."""
    return reverse("money:earmark", args=[shown.agreement.id, grant_id, code, earmark_id])
