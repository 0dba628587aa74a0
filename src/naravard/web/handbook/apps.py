"""The app's registration."""

from django.apps import AppConfig


class HandbookConfig(AppConfig):
    """The handbook."""

    name = "naravard.web.handbook"
    label = "handbook"
