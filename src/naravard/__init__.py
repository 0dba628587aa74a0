"""Naravard: agreements between the Swedish state and SKR as data, carried all the way to results."""

__version__ = "0.3.0"
