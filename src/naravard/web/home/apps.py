"""The app's name for Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Overviews of what stands in the other rooms."""

    name = "naravard.web.home"
    acts = ("restoration", "erasure", "retention")
