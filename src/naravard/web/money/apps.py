"""The app's registration."""

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    """Money and its allocation."""

    name = "naravard.web.money"
    label = "money"
