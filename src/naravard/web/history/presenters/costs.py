"""Sentences of :mod:`naravard.web.costs`."""

from naravard.web.history.presenters.presenter import Presenter

PRESENTERS: dict[str, Presenter] = {}
