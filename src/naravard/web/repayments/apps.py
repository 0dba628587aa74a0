"""The app's name for Django."""

from django.apps import AppConfig


class RepaymentsConfig(AppConfig):
    """Money back: repayments and reclaims."""

    name = "naravard.web.repayments"
