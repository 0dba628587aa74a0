"""The app's name for Django."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Payments: requisitions received, checked, accepted and paid."""

    name = "naravard.web.payments"
    acts = ("acts", "batch_acts", "answer_acts")
