"""The app's registration."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """The pages of results."""

    name = "naravard.web.results"
    label = "results"
