"""The app's name for Django."""

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    """Placement weeks (VFU): reported by regions and municipalities, shared by Socialstyrelsen."""

    name = "naravard.web.placements"
    acts = ("acts", "fixation")
