"""The app's name for Django, and what is listened for."""

from django.apps import AppConfig


class SignInConfig(AppConfig):
    """Signing in."""

    name = "naravard.web.signin"
    acts = ("acts", "operator_acts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Begin to listen."""
        from naravard.web.signin import signals

        signals.begin()
