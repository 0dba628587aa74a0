"""The secret of an invitation: made here, sent once, and kept as a hash only."""

import hashlib
import secrets

_BYTES = 32


def new_secret() -> str:
    """Return a secret that nobody can guess: 256 bits."""
    return secrets.token_urlsafe(_BYTES)


def hashed(secret: str) -> str:
    """Return the hash that is kept. A secret of 256 random bits needs no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
