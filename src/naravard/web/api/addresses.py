"""The API's own addresses, as answers name them."""

from functools import lru_cache
from urllib.parse import quote

from django.urls import reverse

NAMESPACE = "api"


@lru_cache(maxsize=1)
def root() -> str:
    """Return where the API begins; it is the same in every language."""
    return reverse(f"{NAMESPACE}:api-root")


def agreement_address(agreement_id: str, *parts: str) -> str:
    """Return the address of an agreement, or of something below it."""
    return root() + "/".join(["agreements", agreement_id, *(quote(part, safe="") for part in parts)])


def explanation_address(agreement_id: str, grant_id: str, code: str, earmark_id: str | None = None) -> str:
    """Return the address of the explanation of an amount."""
    address = agreement_address(agreement_id, "allocation", grant_id, code)
    return f"{address}?earmark={quote(earmark_id)}" if earmark_id else address


def organisation_address(code: str, *parts: str) -> str:
    """Return the address of an organisation, or of something below it."""
    return root() + "/".join(["organisations", code, *(quote(part, safe="") for part in parts)])
