"""The app's name for Django."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """Activities that the money is used for."""

    name = "naravard.web.activities"
