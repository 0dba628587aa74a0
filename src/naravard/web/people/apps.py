"""The app's name for Django."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    """People and their roles."""

    name = "naravard.web.people"

    def ready(self) -> None:
        """Read what people can have in hand: the module ``in_hand`` of each app that has one."""
        autodiscover_modules("in_hand")
