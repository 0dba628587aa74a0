"""Sentences of :mod:`naravard.web.payments`."""

from naravard.web.history.presenters.presenter import Presenter

PRESENTERS: dict[str, Presenter] = {}
