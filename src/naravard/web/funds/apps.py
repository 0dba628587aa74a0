"""The app's name for Django."""

from django.apps import AppConfig


class FundsConfig(AppConfig):
    """A recipient's money on one page, and its follow-up during the year."""

    name = "naravard.web.funds"
