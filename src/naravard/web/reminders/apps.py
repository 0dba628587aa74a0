"""The app's name for Django."""

from collections.abc import Mapping

from django.apps import AppConfig

from naravard.agreement.model import Text


class RemindersConfig(AppConfig):
    """Reminders by mail, and calendars to subscribe to."""

    name = "naravard.web.reminders"
    acts = ("calendars", "choices", "dispatch")

    def ready(self) -> None:
        """Say what the choices of mail are called in a form that was kept."""
        from naravard.web.signin.interrupted_words import CODES

        CODES["vantar"] = _choices


def _choices() -> Mapping[str, Text]:
    from naravard.web.reminders.views import CHOICES

    return dict(CHOICES)
