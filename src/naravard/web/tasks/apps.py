"""The app's name for Django."""

from collections.abc import Mapping

from django.apps import AppConfig

from naravard.agreement.model import Text


class TasksConfig(AppConfig):
    """Duties of organisations."""

    name = "naravard.web.tasks"
    acts = ("acts", "receiver_reminders")

    def ready(self) -> None:
        """Say what the acts on a duty are called in a form that was kept."""
        from naravard.web.signin.interrupted_words import CODES

        CODES["gor"] = _offers


def _offers() -> Mapping[str, Text]:
    from naravard.web.tasks.offers import OFFERS

    return {offer.slug: offer.title for offer in OFFERS}
