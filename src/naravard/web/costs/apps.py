"""The app's name for Django."""

from django.apps import AppConfig


class CostsConfig(AppConfig):
    """Costs booked on activities, by hand or out of accounting files."""

    name = "naravard.web.costs"
    acts = ("acts", "intake")
