"""Sentences of :mod:`naravard.web.requisitions`."""

from naravard.web.history.presenters.presenter import Presenter

PRESENTERS: dict[str, Presenter] = {}
