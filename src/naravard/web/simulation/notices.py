"""What was noticed about numbers that were brought, carried along to the page that shows the result.

The words travel signed, since what stands in an address could otherwise be anyone's words under this site's name.
"""

from collections.abc import Sequence

from django.core import signing

NAME = "obs"
_SALT = "naravard.simulation.notices"
_MOST = 6


def packed_notices(notices: Sequence[str]) -> str:
    """Return the notices, signed; empty when there are none."""
    return signing.dumps(list(notices[:_MOST]), salt=_SALT, compress=True) if notices else ""


def unpacked_notices(token: str) -> list[str]:
    """Return the notices, or an empty list if they have been changed on the way."""
    try:
        found = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return []
    return [str(notice) for notice in found]
