"""The app's registration."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The frame of the site."""

    name = "naravard.web.site"
    label = "site"
