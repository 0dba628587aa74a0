"""The app's name for Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Facts of recipients' money as the database keeps them, and fixed allocations."""

    name = "naravard.web.ledger"
