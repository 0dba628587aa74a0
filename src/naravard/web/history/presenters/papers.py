"""Sentences shared by the rooms of papers: written in, made ready, opened for changes, handed in."""

from naravard.agreement.model import Text
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.sentences import who
from naravard.web.history.told import Told


def paper_told(sv: str, en: str) -> Presenter:
    """Make a presenter of what was done with a paper: ``{whose}`` and ``{receipt}`` stand for the event's own."""

    def presenter(told: Told) -> Text:
        return Text(_filled(told, sv, "sv"), _filled(told, en, "en"))

    return presenter


def _filled(told: Told, words: str, language: str) -> str:
    whose = told.organisation.name.in_language(language) if told.organisation else "–"
    receipt = (told.after or {}).get("receipt_number") or "–"
    return f"{who(told).in_language(language)} {words.format(whose=whose, receipt=receipt)}."


PRESENTERS: dict[str, Presenter] = {}
