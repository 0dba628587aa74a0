"""The app's name for Django."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PapersConfig(AppConfig):
    """Papers that are handed in: what stands in them, their PDF, signatures and receipts."""

    name = "naravard.web.papers"

    def ready(self) -> None:
        """Read what carries duties: the module ``paper_kinds`` of each app that has one."""
        autodiscover_modules("paper_kinds")
