"""The app's name for Django."""

from django.apps import AppConfig


class FixingConfig(AppConfig):
    """An agreement's allocation is fixed, in versions that never change."""

    name = "naravard.web.fixing"
