"""How a key is written: ``nv_``, eight signs that it is found by, and 256 secret bits.

Only the SHA-256 of the whole is kept. A slow hash would add nothing: what is random and this long is not guessed.
"""

import hashlib
import re
import secrets

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are easily taken for one another."""
_SHOWN = 8
_WRITTEN = re.compile(rf"nv_([{_SIGNS}]{{{_SHOWN}}})_[A-Za-z0-9_-]{{43}}")


def new_secret() -> str:
    """Return a new key as it is written.

    >>> len(new_secret())
    55
    """
    shown = "".join(secrets.choice(_SIGNS) for _ in range(_SHOWN))
    return f"nv_{shown}_{secrets.token_urlsafe(32)}"


def shown_id(written: str) -> str | None:
    """Return the signs that a key is found by, or None if it is not written as a key.

    >>> shown_id("nv_abcd2345_" + 43 * "x")
    'abcd2345'
    >>> shown_id("nv_abcd2345_")
    """
    found = _WRITTEN.fullmatch(written)
    return found[1] if found else None


def hashed(written: str) -> str:
    """Return what is kept of a key."""
    return hashlib.sha256(written.encode()).hexdigest()
