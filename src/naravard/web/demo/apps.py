"""The app's name for Django; only :mod:`.settings` names it."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration. It has no models: its own tables are made with its database (:mod:`.store`)."""

    name = "naravard.web.demo"
