"""The addresses of the money pages, so that tables and views link the same way.

A table may hold a thousand links, so an address is looked up once and each recipient's code put after it.
"""

from functools import lru_cache
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import get_language

from naravard.agreement.model import Grant
from naravard.web.agreements.current import Shown

_KEPT = 1024
_UNQUOTED = "!$&'()*+,;=~:@"
"""What Django leaves as it is in an address."""


def grant_url(shown: Shown, grant: Grant) -> str:
    """Return the address of a grant's page."""
    return _address(get_language(), "money:grant", shown.agreement.id, grant.id)


def explanation_url(shown: Shown, grant_id: str, code: str) -> str:
    """Return the address of the explanation of a recipient's amount."""
    return _below(_address(get_language(), "money:grant", shown.agreement.id, grant_id), code)


def recipient_url(shown: Shown, code: str) -> str:
    """Return the address of a recipient's page."""
    return _below(_address(get_language(), "money:recipients", shown.agreement.id), code)


def onward_url(shown: Shown, grant_id: str, code: str) -> str:
    """Return the address of the explanation of a second-level amount."""
    return _below(f"{_address(get_language(), 'money:grant', shown.agreement.id, grant_id)}vidare/", code)


def earmark_url(shown: Shown, grant_id: str, code: str, earmark_id: str) -> str:
    """Return the address of the explanation of an earmark's amount."""
    return f"{explanation_url(shown, grant_id, code)}varav/{earmark_id}/"


def _below(address: str, code: str) -> str:
    return f"{address}{quote(code, safe=_UNQUOTED)}/"


@lru_cache(maxsize=_KEPT)
def _address(_language: str | None, name: str, *values: str) -> str:
    """Look an address up; it differs with the language, which Django takes from its surroundings."""
    return reverse(name, args=values)
