"""The app's name for Django."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PapersConfig(AppConfig):
    """Papers that are handed in: what stands in them, their PDF, signatures and receipts."""

    name = "naravard.web.papers"

    def ready(self) -> None:
        """Read what carries duties (each app's ``paper_kinds``), and let the duties know which papers are ready."""
        autodiscover_modules("paper_kinds")
        import_module("naravard.web.papers.ready")
