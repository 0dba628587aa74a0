"""The app's name for Django."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """An RSS shares its county's money out to the municipalities."""

    name = "naravard.web.sharing"
