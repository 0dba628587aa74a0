"""The app's name for Django."""

from django.apps import AppConfig


class RequisitionsConfig(AppConfig):
    """The requisition: a recipient asks for its money."""

    name = "naravard.web.requisitions"
