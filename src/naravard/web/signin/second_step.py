"""The second step: codes from an app (TOTP), and recovery codes. What makes the codes is kept encrypted.

The key is made from the service's secret key, so a backup of the database alone opens no door.
"""

import base64
import hashlib
import secrets
from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from naravard.web.signin.words import MISTAKES, WAIT_WITH_CODES


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # without types of its own
    """Codes from an app."""

    error_messages: ClassVar[dict[str, Any]] = (
        DefaultMFAAdapter.error_messages | MISTAKES | {"too_many_login_attempts": WAIT_WITH_CODES}
    )

    def encrypt(self, text: str) -> str:
        """Return a secret as it is kept."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a kept secret. One kept under a key that is gone fits no code, so it is as a wrong one."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(str(key))) for key in keys])


def _derived(key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.blake2b(key.encode(), digest_size=32, person=b"second step").digest())
