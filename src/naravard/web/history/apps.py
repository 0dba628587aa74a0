"""The app's registration."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Events, their chain, and the page that tells them."""

    name = "naravard.web.history"
    label = "history"
