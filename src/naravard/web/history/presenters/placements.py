"""Sentences of :mod:`naravard.web.placements`."""

from naravard.web.history.presenters.presenter import Presenter

PRESENTERS: dict[str, Presenter] = {}
