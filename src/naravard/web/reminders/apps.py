"""The app's name for Django."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """Reminders by mail, and calendars to subscribe to."""

    name = "naravard.web.reminders"
    acts = ("calendars", "choices", "dispatch")
