"""The app's name for Django."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Duties of organisations."""

    name = "naravard.web.tasks"
