"""Sentences of :mod:`naravard.web.sharing`."""

from naravard.web.history.presenters.presenter import Presenter

PRESENTERS: dict[str, Presenter] = {}
