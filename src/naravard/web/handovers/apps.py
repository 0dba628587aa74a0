"""The app's name for Django."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class HandoversConfig(AppConfig):
    """What waits for whom."""

    name = "naravard.web.handovers"

    def ready(self) -> None:
        """Read what hands over: the module ``handovers`` of each app that has one."""
        autodiscover_modules("handovers")
        import_module(f"{self.name}.people")
