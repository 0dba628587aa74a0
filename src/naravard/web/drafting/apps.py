"""The app's name for Django."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """Drafts of agreements."""

    name = "naravard.web.drafting"
