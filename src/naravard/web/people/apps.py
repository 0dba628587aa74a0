"""The app's name for Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People and their roles."""

    name = "naravard.web.people"
