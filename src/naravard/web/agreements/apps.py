"""The app's registration."""

from django.apps import AppConfig
from django.urls import register_converter


class AgreementsConfig(AppConfig):
    """Agreements, stored and shown."""

    name = "naravard.web.agreements"
    label = "agreements"

    def ready(self) -> None:
        """Make the exports' address ending known to the address tables."""
        from naravard.web.site.tables import FormConverter

        register_converter(FormConverter, "form")
