"""The app's name for Django."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Papers that are handed in: what stands in them, their PDF, signatures and receipts."""

    name = "naravard.web.papers"
