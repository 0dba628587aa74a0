"""The app's name for Django."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """The organisations that keep an agreement."""

    name = "naravard.web.organisations"
    acts = ("acts", "providers", "intake")
