"""Guessing keys is slowed: after some wrong ones from an address, wrong ones from it are told to wait for a while.

The count stands in the database, so that it is one for all processes. A key that was right once and has expired or
been revoked is no guess and is not counted: a program that was forgotten does not shut its whole organisation out.
"""

import datetime
import ipaddress

from django.db.models import F
from django.utils.crypto import salted_hmac

from naravard.web.tokens.models import WrongKeys

MOST = 20
"""How many wrong keys may come from one address in a while."""
WHILE = datetime.timedelta(minutes=10)
KEPT = datetime.timedelta(days=1)
MOST_ADDRESSES = 100_000
"""How many counts are kept at most, so that nobody who has many addresses fills the database."""
_SALT = "naravard.web.tokens.guessing"
"""Part of what is stored: it does not follow the module's name."""
_IPV6_NETWORK = 64
"""One subscriber has at least a network of this size, and so is counted as one."""


def seconds_to_wait(address: str, *, at: datetime.datetime) -> int:
    """Return how long an address has to wait before a key from it is tried; 0 when it need not."""
    since = _since(at)
    tried = WrongKeys.objects.filter(address_hash=_hashed(address), since=since, count__gte=MOST)
    return int((since + WHILE - at).total_seconds()) + 1 if tried.exists() else 0


def count_wrong(address: str, *, at: datetime.datetime) -> None:
    """Count one more wrong key from an address."""
    counted = WrongKeys.objects.filter(address_hash=_hashed(address), since=_since(at))
    if counted.update(count=F("count") + 1):
        return
    if WrongKeys.objects.count() >= MOST_ADDRESSES:
        sweep(at=at + KEPT - WHILE)
    WrongKeys.objects.get_or_create(address_hash=_hashed(address), since=_since(at), defaults={"count": 1})


def sweep(*, at: datetime.datetime) -> int:
    """Forget what was counted more than a day ago; return how many rows it was."""
    return WrongKeys.objects.filter(since__lt=at - KEPT).delete()[0]


def _since(at: datetime.datetime) -> datetime.datetime:
    """Return when the while that a moment lies in began."""
    size = int(WHILE.total_seconds())
    return datetime.datetime.fromtimestamp(int(at.timestamp()) // size * size, tz=datetime.UTC)


def _hashed(address: str) -> str:
    return salted_hmac(_SALT, _network(address), algorithm="sha256").hexdigest()


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.IPv6Network((int(found), _IPV6_NETWORK), strict=False))
    return str(found)
