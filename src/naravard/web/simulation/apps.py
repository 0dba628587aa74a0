"""The app's registration."""

from django.apps import AppConfig


class SimulationConfig(AppConfig):
    """The simulation and the second level."""

    name = "naravard.web.simulation"
    label = "simulation"
