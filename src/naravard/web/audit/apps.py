"""The app's registration."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit's pages."""

    name = "naravard.web.audit"
    label = "audit"
