"""How guessing is slowed: what a try is counted by, and how the counts are lifted.

allauth counts (``ACCOUNT_RATE_LIMITS``); here it is said by whom. An unknown browser's tries are counted by the account
and by the place they come from, a known browser's (:mod:`.known_browsers`) by that browser alone.
"""

from allauth.account import app_settings
from allauth.core.internal.ratelimit import get_cache_key, get_rates
from django.core.cache import cache
from django.http import HttpRequest

from naravard.web.people.models import Account
from naravard.web.signin.known_browsers import browser_of

_APP = "allauth.account"
PLACES = ("login", "login_failed", "reset_password", "reset_password_from_key")
"""What is counted by place."""


def counted_account(request: HttpRequest, email: str) -> str:
    """Return what a failed password at an account is counted by."""
    address = email.strip().lower()
    own = request.user.is_authenticated and getattr(request.user, "email", "") == address
    browser = "signed in" if own else browser_of(request, address)
    return f"{address}:{browser}" if browser else address


def counted_code(request: HttpRequest, account: Account) -> str:
    """Return what a wrong code at an account is counted by."""
    return f"{_code_key(account)}:{browser_of(request, account.email)}".rstrip(":")


def lift(account: Account) -> None:
    """Forget all that unknown browsers have tried at an account: it may be tried again at once."""
    counted = (("login_failed", account.email), ("login_failed", _code_key(account)), ("reset_password", account.email))
    for action, key in counted:
        _forget(action, "key", key=key)


def lift_place(address: str) -> None:
    """Forget all that was tried from an address."""
    for action in PLACES:
        _forget(action, "ip", address=address)


def _forget(action: str, per: str, *, key: str | None = None, address: str = "") -> None:
    asked = HttpRequest()
    asked.META["REMOTE_ADDR"] = address
    for rate in get_rates(app=_APP, action=action, config=app_settings.RATE_LIMITS):
        if rate.per == per:
            cache.delete(get_cache_key(asked, app=_APP, action=action, rate=rate, key=key))


def _code_key(account: Account) -> str:
    return f"second step {account.pk}"
