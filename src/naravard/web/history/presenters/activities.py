"""Sentences of :mod:`naravard.web.activities`."""

from naravard.web.history.presenters.presenter import Presenter

PRESENTERS: dict[str, Presenter] = {}
