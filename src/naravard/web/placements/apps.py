"""The app's name for Django."""

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    """Numbers that are reported during the year, and the money that is shared by them."""

    name = "naravard.web.placements"
    acts = ("acts", "fixation")

    def ready(self) -> None:
        """Say to those who give a later day when it no longer changes how the money is shared."""
        from naravard.web.placements.remarks import shared_already
        from naravard.web.tasks.extensions import remarked_by

        remarked_by(shared_already)
