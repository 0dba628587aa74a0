"""Why an act of an RSS's sharing was refused.

``SharingRefusedError``      of :class:`~naravard.web.ledger.errors.MoneyRefusedError`: code, words, field
└── ``SharingChangedError``  someone else has acted since the page was shown
"""

from naravard.agreement.model import Text
from naravard.web.ledger.errors import MoneyRefusedError


class SharingRefusedError(MoneyRefusedError):
    """An act on a proposal or a decided sharing was refused; nothing was changed."""


class SharingChangedError(SharingRefusedError):
    """Someone else has acted on the same sharing since the page was shown."""

    def __init__(self) -> None:
        super().__init__(
            "changed-meanwhile",
            Text(
                "Någon annan har ändrat fördelningen sedan du öppnade sidan. Inget av det du skickade har gjorts. "
                "Nu visas hur det står.",
                "Someone else has changed the sharing since you opened the page. Nothing of what you sent was done. "
                "This is how it stands now.",
            ),
        )


def refused(code: str, sv: str, en: str, field: str = "") -> SharingRefusedError:
    """Make a refusal of what was found, what was expected and the way out, in both languages."""
    return SharingRefusedError(code, Text(sv, en), field)
