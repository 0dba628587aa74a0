"""The app's name for Django."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """A region's own decision: memorandum, activities decided on, reallocation."""

    name = "naravard.web.activities.decisions"
    acts = ("appointment", "board_decision", "preparation", "reallocation")
