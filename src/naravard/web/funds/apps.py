"""The app's name for Django."""

from django.apps import AppConfig


class FundsConfig(AppConfig):
    """A recipient's money on one page, and its follow-up during the year."""

    name = "naravard.web.funds"

    def ready(self) -> None:
        """Let the pages of money say how their rooms stand."""
        from naravard.web.funds import steps  # noqa: F401 - reads models, so when all apps are there
