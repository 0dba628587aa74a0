"""What a password must be, said in plain words: what is wrong, why it matters, and the way out."""

import string
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from naravard.web.signin.breaches import is_breached

SHORTEST = 12
LONGEST = 128


class LongEnough:
    """Twelve characters or more; what they are matters less (OWASP ASVS 2.1.1, 2.1.9)."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 - Django's signature
        """Refuse a password that is too short, or so long that it is no password."""
        if len(password) < SHORTEST:
            raise ValidationError(
                _(
                    "Lösenordet har %(count)d tecken. Det behöver minst %(least)d, för korta går att gissa. "
                    "Ta några ord som hör ihop bara för dig."
                )
                % {"count": len(password), "least": SHORTEST},
                code="password_too_short",
            )
        if len(password) > LONGEST:
            raise ValidationError(
                _("Lösenordet har %(count)d tecken. Ta högst %(most)d.") % {"count": len(password), "most": LONGEST},
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        """Say what is asked for."""
        return _("Minst %(least)d tecken. Flera ord med blanksteg emellan går bra.") % {"least": SHORTEST}


class NotOneself(UserAttributeSimilarityValidator):
    """Not the e-mail address, and nothing like it."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("email",))

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a password that is like the e-mail address or the person's name."""
        person = getattr(user, "person", None) if user is not None and getattr(user, "person_id", None) else None
        try:
            super().validate(password, user)
            if person is not None:
                UserAttributeSimilarityValidator(user_attributes=("name",)).validate(password, person)
        except ValidationError:
            raise ValidationError(
                _(
                    "Lösenordet liknar ditt namn eller din e-postadress. Det är det första någon gissar. "
                    "Välj något som inte har med dig att göra."
                ),
                code="password_too_similar",
            ) from None

    def get_help_text(self) -> str:
        """Say what is asked for."""
        return _("Inte likt ditt namn eller din e-postadress.")


class NotCommon(CommonPasswordValidator):
    """Not one of the 20 000 most common of all breached passwords, nor one repeated or with figures around it.

    The list comes with Django.
    """

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 - Django's signature
        """Refuse a common password."""
        if _cores(password.lower().strip()) & self.passwords:
            raise _breached()

    def get_help_text(self) -> str:
        """Say what is asked for."""
        return _("Inte ett lösenord som är vanligt eller har läckt ut.")


class NotBreached:
    """Not in the file of breached passwords, where the operator has one."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 - Django's signature
        """Refuse a breached password. Nothing is sent anywhere; the file lies on the machine."""
        file = settings.NARAVARD_BREACHED_PASSWORDS
        if file and is_breached(password, Path(file)):
            raise _breached()

    def get_help_text(self) -> str:
        """Say nothing more; :class:`NotCommon` says it."""
        return ""


def _cores(password: str) -> set[str]:
    """Return the password, what is left of it without figures and signs around it, and what it repeats."""
    bare = password.strip(string.digits + string.punctuation + " ")
    halves = {whole[: len(whole) // 2] for whole in (password, bare) if whole == whole[: len(whole) // 2] * 2}
    return {password, bare, *halves} - {""}


def _breached() -> ValidationError:
    return ValidationError(
        _(
            "Lösenordet finns bland dem som har läckt ut från andra tjänster, och de provas först. "
            "Välj ett annat, och byt det också på andra ställen där du använder det."
        ),
        code="password_breached",
    )
