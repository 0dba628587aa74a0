"""The app's registration."""

from django.apps import AppConfig
from django.urls import register_converter


class AgreementsConfig(AppConfig):
    """Agreements, stored and shown."""

    name = "naravard.web.agreements"
    label = "agreements"

    def ready(self) -> None:
        """Make the exports' address ending known to the address tables, and tell what organisations do."""
        from naravard.web.access.doings import doings_from
        from naravard.web.agreements.bodies import doings_under_agreements
        from naravard.web.site.tables import FormConverter

        doings_from(doings_under_agreements)
        register_converter(FormConverter, "form")
