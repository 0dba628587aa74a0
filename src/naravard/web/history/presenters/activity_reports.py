"""Sentences of :mod:`naravard.web.activity_reports`."""

from naravard.web.history.presenters.presenter import Presenter

PRESENTERS: dict[str, Presenter] = {}
