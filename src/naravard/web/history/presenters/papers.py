"""Sentences of :mod:`naravard.web.papers`."""

from naravard.web.history.presenters.presenter import Presenter

PRESENTERS: dict[str, Presenter] = {}
