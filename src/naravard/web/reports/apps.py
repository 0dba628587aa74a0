"""The app's name for Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports in words: forms that many fill in, signed and handed in as papers."""

    name = "naravard.web.reports"
    acts = ("acts", "attachments", "comments", "paper_kinds", "returns")
