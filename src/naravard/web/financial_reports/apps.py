"""The app's name for Django."""

from django.apps import AppConfig


class FinancialReportsConfig(AppConfig):
    """The financial report, certified by the chief financial officer."""

    name = "naravard.web.financial_reports"
