"""The app's name for Django."""

from django.apps import AppConfig


class OnceConfig(AppConfig):
    """What has been answered, by the keys that it was asked with."""

    name = "naravard.web.once"
