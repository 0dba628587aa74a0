"""The app's name for Django."""

from django.apps import AppConfig


class ActivityReportsConfig(AppConfig):
    """Activity reports (verksamhetsrapporter) in words."""

    name = "naravard.web.activity_reports"
