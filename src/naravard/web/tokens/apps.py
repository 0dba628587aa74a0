"""The app's name for Django."""

from django.apps import AppConfig


class TokensConfig(AppConfig):
    """Keys to the API."""

    name = "naravard.web.tokens"
