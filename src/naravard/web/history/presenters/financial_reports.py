"""Sentences of :mod:`naravard.web.financial_reports`."""

from naravard.web.history.presenters.presenter import Presenter

PRESENTERS: dict[str, Presenter] = {}
