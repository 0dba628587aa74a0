"""Sentences of :mod:`naravard.web.repayments`."""

from naravard.web.history.presenters.presenter import Presenter

PRESENTERS: dict[str, Presenter] = {}
