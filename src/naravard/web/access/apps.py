"""The app's name for Django."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may do what."""

    name = "naravard.web.access"
    acts = ("row_baseline",)
