"""Sentences of :mod:`naravard.web.decisions`."""

from naravard.web.history.presenters.presenter import Presenter

PRESENTERS: dict[str, Presenter] = {}
