"""The app's name for Django."""

from django.apps import AppConfig


class FixingConfig(AppConfig):
    """The ministry fixes an agreement's allocation, in versions that never change."""

    name = "naravard.web.fixing"
