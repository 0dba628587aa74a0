"""The app's registration."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The JSON API, and the page that tells of it."""

    name = "naravard.web.api"
    label = "api"
