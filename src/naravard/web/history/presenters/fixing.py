"""Sentences of :mod:`naravard.web.fixing`."""

from naravard.web.history.presenters.presenter import Presenter

PRESENTERS: dict[str, Presenter] = {}
