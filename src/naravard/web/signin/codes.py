"""The codes of the second step: which are right, each once, and what is said of a telephone whose clock is wrong.

RFC 6238 lets a code be taken one period late, for the time it takes to write it (5.2). allauth's own tolerance takes
one early as well, and remembers a used code for one period only, so that it could be used again; so a code is judged
here. What a code is made of is allauth's.
"""

import time

from allauth.core import context, ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from naravard.web.people.models import Account
from naravard.web.signin.try_counts import counted_code

PERIOD = 30
"""Seconds that an app shows a code."""
LATE, EARLY = -1, 0
"""Which periods' codes are taken, from the current one."""
TOLD = 10
"""How many periods a clock may be wrong and still be told how much."""
_REMEMBERED = (2 * TOLD + 2) * PERIOD


def accept_code(account: Account, code: str) -> Authenticator:
    """Return the app or the recovery codes that a code belongs to; it is used after this.

    Raises:
        ValidationError: when it is wrong, used, of a clock that is wrong, or after too many wrong ones.
    """
    key = counted_code(context.request, account)
    if not ratelimit.consume(context.request, action="login_failed", key=key):
        raise get_adapter().validation_error("too_many_login_attempts")
    own = Authenticator.objects.filter(user=account)
    apps = list(own.filter(type=Authenticator.Type.TOTP))
    for app in apps:
        if use(secret_of(app), code):
            ratelimit.clear(context.request, action="login_failed", key=key)
            return app
    for codes in own.filter(type=Authenticator.Type.RECOVERY_CODES):
        if codes.wrap().validate_code(code):
            ratelimit.clear(context.request, action="login_failed", key=key)
            return codes
    for app in apps[:1]:
        authentication_failed.send(
            sender=Authenticator, request=context.request, user=account, authenticator=app, reauthentication=False
        )
    raise get_adapter().validation_error("incorrect_code")


def fits(account: Account, code: str) -> bool:
    """Tell whether a code of an account's app is right, and use it. Nothing is counted and nothing told."""
    try:
        apps = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP)
        return any(use(secret_of(app), code) for app in apps)
    except ValidationError:
        return False


def use(secret: str, code: str) -> bool:
    """Tell whether a code is right, and take it: it is not taken again. A code of a clock that is wrong is used up too.

    Raises:
        ValidationError: when it has been used, or was made by a clock that is up to five minutes wrong.
    """
    current = int(time.time()) // PERIOD
    nearest = sorted(range(-TOLD, TOLD + 1), key=abs)
    off = next((off for off in nearest if compare_user_code(actual=code, expected=_code(secret, current + off))), None)
    if off is None:
        return False
    fresh = cache.add(_used(secret, current + off), "y", timeout=_REMEMBERED)
    if not LATE <= off <= EARLY:
        raise ValidationError(_clock_is_wrong(off), code="clock_is_wrong")
    if not fresh:
        words = _("Koden är redan använd. Den går bara att använda en gång: vänta tills appen visar nästa.")
        raise ValidationError(words, code="used_code")
    return True


def secret_of(app: Authenticator) -> str:
    """Return what an app makes its codes of."""
    return str(get_adapter().decrypt(app.data["secret"]))


def _code(secret: str, counter: int) -> str:
    return str(format_hotp_value(hotp_value(secret, counter)))


def _used(secret: str, counter: int) -> str:
    """Return the name that a used code is remembered by."""
    return f"naravard.code.{salted_hmac(__name__, f'{secret} {counter}', algorithm='sha256').hexdigest()}"


def _clock_is_wrong(periods: int) -> str:
    seconds = abs(periods) * PERIOD
    told = (
        _("Koden gäller inte än: telefonens klocka går ungefär %(seconds)d sekunder före.")
        if periods > 0
        else _("Koden gäller inte längre: den är ungefär %(seconds)d sekunder gammal, eller så går telefonen efter.")
    )
    return f"{told % {'seconds': seconds}} " + _(
        "Ställ in telefonen på automatisk tid, och skriv sedan nästa kod som appen visar."
    )
